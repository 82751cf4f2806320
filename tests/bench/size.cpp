// SPDX-License-Identifier: GPL-3.0-or-later
// What a chat of a million messages costs: sends and pages of history in it against an empty chat
// of the same people in the same database, by turns. And what it costs to start on them.
#include "asker.h"
#include "scenarios.h"
#include "sends.h"

#include <algorithm>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kRounds = 3; ///< of both chats, by turns: the machine's mood changes
constexpr size_t kReaders = 32;

struct Chats
{
    qint64 big = 0;
    qint64 empty = 0;
    qint64 messages = 0; ///< in the big one
};

Result<std::unique_ptr<Target>> startWith(Chats &chats)
{
    const auto seed = [&chats](Seeder &seeder, const std::vector<UserId> &people) -> Result<void> {
        TRY_ASSIGN(const ChatId big,
            seeder.addChat({.name = u"Big"_s, .members = people, .messages = chats.messages}));
        TRY_ASSIGN(const ChatId empty, seeder.addChat({.name = u"Empty"_s, .members = people}));
        chats.big = big.value;
        chats.empty = empty.value;
        return {};
    };
    return Target::start({.people = kSenders, .seed = seed});
}

/// What is measured in either chat; answers items a second.
using Measure = std::function<Result<double>(qint64 chat)>;

Result<void> compare(
    Report &report, const Chats &chats, const QString &what, const Measure &measure)
{
    double big = 0;
    double empty = 0;
    for (int round = 0; round < kRounds; ++round) {
        TRY_ASSIGN(const double inEmpty, measure(chats.empty));
        TRY_ASSIGN(const double inBig, measure(chats.big));
        empty += inEmpty / kRounds;
        big += inBig / kRounds;
    }
    report.add({.scenario = u"size"_s,
        .name = u"%1 in a chat of %2 messages"_s.arg(what).arg(chats.messages),
        .value = empty / big,
        .unit = u"x the time in an empty one"_s,
        .goal = atMost(1.5),
        .note = u"%1/s against %2/s"_s.arg(big, 0, 'f', 0).arg(empty, 0, 'f', 0)});
    return {};
}

Result<double> sendRate(const Target &target, qint64 chat, std::chrono::milliseconds span)
{
    TRY_ASSIGN(SendPlan plan, planRoom(target, chat));
    plan.span = span;
    TRY_ASSIGN(const SendOutcome outcome, measureSends(target, plan));
    return outcome.perSecond;
}

Result<double> pageRate(
    const Target &target, qint64 chat, const QByteArray &where, std::chrono::milliseconds span)
{
    const QByteArray path =
        "/api/v2/chats/" + QByteArray::number(chat) + "/messages?limit=50" + where;
    AskedWork work{.port = target.port(), .pid = target.pid(), .span = span};
    for (size_t i = 0; i < kReaders; ++i) {
        const UserId user = target.people()[i % target.people().size()];
        work.connections.push_back(always(httpRequest("GET", path, target.token(user))));
    }
    TRY_ASSIGN(const AskedOutcome outcome, measureAsks(work));
    return outcome.perSecond;
}

/// The id of the newest message of a chat.
Result<qint64> newestOf(const Target &target, qint64 chat)
{
    TRY_ASSIGN(const HttpAnswer answer,
        target.ask("GET", "chats/" + QByteArray::number(chat) + "/messages?limit=1",
            target.people().front()));
    constexpr QByteArrayView kStart = R"({"items":[{"id":)";
    return answer.body.mid(kStart.size(), answer.body.indexOf(',') - kStart.size()).toLongLong();
}

} // namespace

Result<void> runSize(const Options &options, Report &report)
{
    Chats chats{.messages = options.number("messages", 1'000'000, 2'000)};
    TRY_ASSIGN(const auto target, startWith(chats));
    TRY_ASSIGN(const qint64 newest, newestOf(*target, chats.big));
    const auto span = options.span() / 2;
    TRY(compare(
        report, chats, u"sends"_s, [&](qint64 chat) { return sendRate(*target, chat, span); }));
    TRY(compare(report, chats, u"newest pages"_s,
        [&](qint64 chat) { return pageRate(*target, chat, {}, span); }));
    // Seeded ids follow each other.
    const QByteArray middle = "&before=" + QByteArray::number(newest - chats.messages / 2);
    return compare(report, chats, u"pages from the middle"_s, [&](qint64 chat) {
        return pageRate(*target, chat, chat == chats.big ? middle : QByteArray(), span);
    });
}

Result<void> runStart(const Options &options, Report &report)
{
    {
        TRY_ASSIGN(const auto empty, Target::start({}));
        Loop().runFor(500ms); // all threads have begun
        report.add({.scenario = u"start"_s,
            .name = u"memory when empty"_s,
            .value = static_cast<double>(residentBytes(empty->pid())) / (1024 * 1024),
            .unit = u"MiB"_s,
            .goal = atMost(48)});
    }
    Chats chats{.messages = options.number("messages", 1'000'000, 2'000)};
    TRY_ASSIGN(const auto target, startWith(chats));
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        TRY(target->stop());
        const Instant begin = now();
        TRY(target->startAgain());
        times.push_back(secondsSince(begin));
    }
    std::sort(times.begin(), times.end());
    report.add({.scenario = u"start"_s,
        .name = u"start with %1 messages"_s.arg(chats.messages),
        .value = times[1],
        .unit = u"s"_s,
        .goal = atMost(0.5),
        .note = u"the middle of three, from the process's start to /readyz; asked every 20 ms"_s});
    return {};
}

} // namespace kith::bench
