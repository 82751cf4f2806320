// SPDX-License-Identifier: GPL-3.0-or-later
// An office in its busiest hour (office.h): all people's sockets are open, a sixth of them read,
// type and send. More people than there are descriptors are stood for: at pace k everybody does
// what k people do. The pace is raised until deliveries are no longer soon. Beside it the same
// office in the FastAPI service, with as many people as that one can carry.
#include "office.h"

#include "fastapi.h"
#include "officeday.h"
#include "scenarios.h"

#include <QTemporaryFile>

#include <cmath>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// kithd keeps a tenth of its 20,000 descriptors for itself, and the load asks over some.
constexpr qint64 kSockets = 17'500;
/// The FastAPI service tells everybody of one message in 60 ms; with more people it is late at any
/// pace.
constexpr qint64 kFastApiSockets = 500;
/// Every socket is pinged once in such a time.
constexpr auto kResting = 26s;
constexpr int kHalvings = 2; ///< between the pace that was carried and the one that was not
constexpr double kStride = 4;
constexpr double kLowestPace = 1.0 / 16;

/// What a server was found to carry.
struct Carried
{
    double people = 0;
    double cores = 0; ///< that the server needs for them
    double aCore() const { return cores > 0 ? people / cores : 0; }
};

ChatKind kindOf(OfficePlan::Size size)
{
    switch (size) {
    case OfficePlan::Size::Direct:
        return ChatKind::Direct;
    case OfficePlan::Size::Small:
        return ChatKind::Group;
    case OfficePlan::Size::Large:
    case OfficePlan::Size::General:
        break;
    }
    return ChatKind::Channel;
}

/// The plan's rooms, in its order, with consecutive ids; answers the first.
Result<qint64> seedRooms(Seeder &seeder, const OfficePlan &plan, const std::vector<UserId> &people)
{
    std::vector<std::vector<UserId>> crews;
    std::vector<SeedChat> chats;
    crews.reserve(plan.rooms.size());
    for (const OfficePlan::Room &room : plan.rooms) {
        std::vector<UserId> &crew = crews.emplace_back();
        for (const uint32_t member : room.members)
            crew.push_back(people[member]);
        chats.push_back({.kind = kindOf(room.size),
            .name = room.size == OfficePlan::Size::Direct ? QString() : u"Room"_s,
            .members = crew,
            .messages = room.said});
    }
    TRY_ASSIGN(const auto ids, seeder.addChats(chats));
    return ids.front().value;
}

/// Climbs from the first pace until one is not carried, or down until one is, and then halves what
/// is between them.
class Climb
{
public:
    Climb(const Options &options, Report &report, QString who, OfficeDay &day, qint64 sockets)
        : m_options(options), m_report(report), m_who(std::move(who)), m_day(day),
          m_sockets(sockets)
    {
    }

    Result<Carried> run();

private:
    Result<bool> carries(double pace);
    void add(double pace, const OfficeSeen &seen);

    const Options &m_options;
    Report &m_report;
    const QString m_who;
    OfficeDay &m_day;
    const qint64 m_sockets;
    double m_resting = 0; // cores, with nobody doing anything
    Carried m_carried{};
    QString m_fault{}; // of the last step
};

Result<Carried> Climb::run()
{
    m_resting = m_day.rest(m_options.isQuick() ? 500ms : std::chrono::milliseconds(kResting));
    double pace = m_options.text("pace", m_options.isQuick() ? u"20"_s : u"1"_s).toDouble();
    TRY_ASSIGN(bool carried, carries(pace));
    if (m_options.has("pace") || m_options.isQuick())
        return m_carried;
    double low = 0; // carried
    double high = 0; // not carried
    (carried ? low : high) = pace;
    while ((low == 0 || high == 0) && pace > kLowestPace && m_fault.isEmpty()) {
        pace *= carried ? kStride : 1 / kStride;
        TRY_ASSIGN(carried, carries(pace));
        (carried ? low : high) = pace;
    }
    for (int i = 0; i < kHalvings && low > 0 && m_fault.isEmpty(); ++i) {
        pace = std::sqrt(low * high);
        TRY_ASSIGN(carried, carries(pace));
        (carried ? low : high) = pace;
    }
    if (m_carried.people == 0)
        return unavailable(u"%1 carries no pace. %2"_s.arg(m_who, m_fault));
    return m_carried;
}

/// One step. A server that refuses or closes something has not carried it, and is asked for
/// nothing more; one that loses a message is an error.
Result<bool> Climb::carries(double pace)
{
    OfficeStep step{.pace = pace, .span = 10 * m_options.span()};
    if (m_options.isQuick()) {
        step.composing = step.away = 300ms;
        step.typingEvery = 100ms;
    }
    TRY_ASSIGN(const OfficeSeen seen, m_day.work(step));
    add(pace, seen);
    m_fault = QString::fromUtf8(seen.fault);
    // The short form shows that all works; how soon says nothing there.
    const bool soon = m_options.isQuick()
        || std::max(seen.latency.percentile(99), seen.answers.percentile(99)) <= office::kSoonMs;
    const double people = pace * static_cast<double>(m_sockets);
    if (!soon || !m_fault.isEmpty() || people < m_carried.people)
        return soon && m_fault.isEmpty();
    // Those who are stood for would have sockets that are pinged too.
    m_carried = {
        .people = people, .cores = seen.processor.cores + std::max(0.0, pace - 1) * m_resting};
    return true;
}

void Climb::add(double pace, const OfficeSeen &seen)
{
    const auto &all = seen.frames;
    m_report.add({.scenario = u"office"_s,
        .name = u"%1, %2 sockets at pace %3, p99"_s.arg(m_who).arg(m_sockets).arg(pace, 0, 'g', 3),
        .value = seen.latency.percentile(99),
        .unit = u"ms"_s,
        .processor = seen.processor,
        .note = u"p50 %1, p95 %2, longest %3 ms of %4 deliveries; requests p99 %5 ms; the load "
                "itself late by %6 ms (p99)\n    %7 messages sent; told: %8 messages, %9 typing, "
                "%10 reads, %11 presence"_s.arg(seen.latency.percentile(50))
                    .arg(seen.latency.percentile(95))
                    .arg(seen.latency.longest())
                    .arg(seen.latency.count())
                    .arg(seen.answers.percentile(99))
                    .arg(seen.late.percentile(99))
                    .arg(seen.sent)
                    .arg(all.messages)
                    .arg(all.typing)
                    .arg(all.reads)
                    .arg(all.presence)
            + (seen.fault.isEmpty() ? QString() : u"\n    "_s + QString::fromUtf8(seen.fault))});
}

Result<Carried> measureKith(const Options &options, Report &report, uint32_t people)
{
    const OfficePlan plan = planOffice(people);
    OfficeServer server;
    const auto seed = [&](Seeder &seeder, const std::vector<UserId> &all) -> Result<void> {
        TRY_ASSIGN(server.firstChat, seedRooms(seeder, plan, all));
        return {};
    };
    TRY_ASSIGN(const auto target, Target::start({.people = people, .seed = seed}));
    server.port = target->port();
    server.pid = target->pid();
    const auto tokenOf = [&](uint32_t person) { return target->token(target->people()[person]); };
    for (uint32_t person = 0; person < people; ++person) {
        server.tokens.push_back(tokenOf(person));
        server.users.push_back(target->people()[person].value);
    }
    OfficeDay day(server, plan, tokenOf);
    TRY(day.open());
    return Climb(options, report, u"Kith"_s, day, people).run();
}

/// A line for each room: how much was said there, and who is in it.
QByteArray roomLines(const OfficePlan &plan)
{
    QByteArray lines;
    for (const OfficePlan::Room &room : plan.rooms) {
        lines += QByteArray::number(room.said);
        for (const uint32_t member : room.members)
            lines += ' ' + QByteArray::number(member);
        lines += '\n';
    }
    return lines;
}

Result<Carried> measureFastApiOffice(const Options &options, Report &report, uint32_t people)
{
    const OfficePlan plan = planOffice(people);
    QTemporaryFile rooms;
    if (!rooms.open() || rooms.write(roomLines(plan)) < 0 || !rooms.flush())
        return unavailable(u"a temporary file cannot be written"_s);
    FastApiServer python;
    TRY(python.start({rooms.fileName()}));
    OfficeServer server{.port = python.port(), .pid = python.pid(), .resumes = false};
    const auto tokenOf = [](uint32_t person) { return QByteArray::number(person); };
    for (uint32_t person = 0; person < people; ++person) {
        server.tokens.push_back(tokenOf(person));
        server.users.push_back(person);
    }
    OfficeDay day(server, plan, tokenOf);
    TRY(day.open());
    return Climb(options, report, u"FastAPI"_s, day, people).run();
}

} // namespace

Result<void> runOffice(const Options &options, Report &report)
{
    if (options.has("port"))
        return invalidInput(QString(), u"office starts a kithd of its own"_s);
    const uint32_t people = wholeOffice(options.number("people", kSockets, 200));
    TRY_ASSIGN(const Carried kith, measureKith(options, report, people));
    Figure all{.scenario = u"office"_s,
        .name = u"people at work on this machine, the load beside it"_s,
        .value = kith.people,
        .unit = u"people"_s,
        .goal = atLeast(20'000)};
    Figure aCore{.scenario = u"office"_s,
        .name = u"people at work for each core that the server uses"_s,
        .value = kith.aCore(),
        .unit = u"people"_s};
    if (const QString whyNot = whyNoFastApi(); !whyNot.isEmpty()) {
        all.note = u"not compared with FastAPI: "_s + whyNot;
    } else {
        const uint32_t others =
            wholeOffice(options.number("fastapi-people", kFastApiSockets, office::kLarge));
        TRY_ASSIGN(const Carried python, measureFastApiOffice(options, report, others));
        all.references.push_back({.name = u"fastapi"_s, .value = python.people});
        aCore.references.push_back({.name = u"fastapi"_s, .value = python.aCore()});
    }
    report.add(std::move(all));
    report.add(std::move(aCore));
    return {};
}

} // namespace kith::bench
