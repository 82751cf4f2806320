// SPDX-License-Identifier: GPL-3.0-or-later
#include "officeday.h"

#include "load.h"

#include <algorithm>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Size = OfficePlan::Size;

/// Deliveries and people that come back are waited for so long once a step is over.
constexpr auto kSettling = 30s;
constexpr auto kGlance = 100ms; ///< between two looks whether all has settled
/// Whoever has no socket when a message is due sends it when they have one.
constexpr auto kRetry = 20ms;
/// Things that are due are done so many at a time, and what came in is heard in between.
constexpr int kAtOnce = 32;

QByteArray typingFrame(qint64 chat, bool on)
{
    return clientFrame(R"({"type":"typing","chat_id":)" + QByteArray::number(chat) + R"(,"on":)"
        + (on ? "true}" : "false}"));
}

QByteArray readFrame(qint64 chat, qint64 seq)
{
    return clientFrame(R"({"type":"read","chat_id":)" + QByteArray::number(chat) + R"(,"seq":)"
        + QByteArray::number(seq) + '}');
}

QByteArray watchFrame(const OfficeServer &server, const OfficePlan::Room &room, uint32_t but)
{
    QByteArray ids;
    const size_t shown = std::min<size_t>(room.members.size(), office::kMembersPage);
    for (size_t i = 0; i < shown; ++i) {
        if (room.members[i] != but)
            ids += (ids.isEmpty() ? "" : ",") + QByteArray::number(server.users[room.members[i]]);
    }
    return clientFrame(R"({"type":"watch","user_ids":[)" + ids + "]}");
}

} // namespace

OfficeDay::OfficeDay(const OfficeServer &server, const OfficePlan &plan, TokenOf tokenOf)
    : m_server(server), m_plan(plan), m_tokenOf(std::move(tokenOf)), m_desk(m_loop, server.port),
      m_said(plan.rooms.size())
{
}

Result<void> OfficeDay::open()
{
    std::vector<WsPeer *> peers;
    for (uint32_t person = 0; person < m_plan.roomsOf.size(); ++person) {
        m_people.push_back(std::make_unique<Colleague>(m_loop, m_server, m_plan, person, m_heard));
        peers.push_back(m_people.back().get());
    }
    TRY(openAll(m_loop, peers));
    return {};
}

double OfficeDay::rest(std::chrono::milliseconds span)
{
    const Span resting(m_server.pid);
    m_loop.runFor(span);
    return resting.processor(1).cores;
}

// ---- A step ---------------------------------------------------------------------------------

Result<OfficeSeen> OfficeDay::work(const OfficeStep &step)
{
    m_step = step;
    const qint64 sent = m_sent;
    const OfficeFrames before = m_heard.frames;
    m_late = Histogram();
    m_heard.latency = m_desk.latency = Histogram();
    begin(now());
    runUntil(m_measured);
    const Span span(m_server.pid);
    runUntil(m_end);
    OfficeSeen seen{.processor = span.processor(qint64(m_people.size()))};
    seen.processor.microseconds /= span.seconds();
    const Instant latest = m_end + m_step.composing + m_step.away + kSettling;
    while (now() < latest && m_heard.fault.isEmpty() && m_desk.fault().isEmpty() && !hasSettled())
        turn(std::min(latest, now() + kGlance));
    seen.latency = m_heard.latency;
    seen.answers = m_desk.latency;
    seen.late = m_late;
    seen.sent = m_sent - sent;
    seen.frames = {.messages = m_heard.frames.messages - before.messages,
        .typing = m_heard.frames.typing - before.typing,
        .reads = m_heard.frames.reads - before.reads,
        .presence = m_heard.frames.presence - before.presence};
    seen.fault = fault();
    const qint64 wrong = misheard(m_people, m_said);
    if (seen.fault.isEmpty() && (!hasSettled() || wrong != 0))
        return internalError(u"%1 sent, %2 acked; %3 heard of %4, %5 of them wrongly"_s.arg(m_sent)
                                 .arg(m_heard.acked)
                                 .arg(m_heard.frames.messages)
                                 .arg(m_expected)
                                 .arg(wrong));
    return seen;
}

void OfficeDay::begin(Instant start)
{
    m_measured = start + m_step.composing;
    m_end = m_measured + m_step.span;
    m_heard.from = m_desk.from = m_measured;
    m_heard.until = m_desk.until = m_end;
    for (const uint32_t person : m_active)
        m_people[person]->isActive = false;
    m_active.clear();
    for (uint32_t person = 0; person < m_people.size(); ++person) {
        if (pick(office::kActiveOneIn) == 0)
            m_active.push_back(person);
    }
    if (m_active.empty())
        m_active.push_back(0);
    for (const uint32_t person : m_active) {
        m_people[person]->isActive = true;
        m_people[person]->setToken(m_tokenOf(person)); // of their requests
    }
    for (const Act act : {Act::Write, Act::Open, Act::Scroll, Act::Leave})
        follow(act, start);
    announce(m_measured);
}

/// Messages to everybody, evenly spread: in each hall as many as somebody stands for people.
void OfficeDay::announce(Instant from)
{
    const auto times = std::max(1u, static_cast<unsigned>(m_step.pace * office::kToGeneral));
    std::vector<const OfficePlan::Room *> halls;
    for (const OfficePlan::Room &room : m_plan.rooms) {
        if (room.size == Size::General)
            halls.push_back(&room);
    }
    const size_t all = times * halls.size();
    for (size_t i = 0; i < all; ++i) {
        const OfficePlan::Room &room = *halls[i % halls.size()];
        const uint32_t person = room.members[pick(room.members.size())];
        const auto part = static_cast<qint64>(2 * i + 1);
        startWriting(person, m_people[person]->seats.size() - 1,
            from + m_step.span * part / (2 * static_cast<qint64>(all)));
    }
}

/// The next of its kind, by chance: as many in an hour as all people together do.
void OfficeDay::follow(Act act, Instant after)
{
    if (act == Act::Leave && !m_server.resumes)
        return; // nobody would tell them what they missed
    const double times = act == Act::Write ? 1
        : act == Act::Open                 ? office::kOpens
        : act == Act::Scroll               ? office::kScrolls
                                           : office::kReconnects;
    const double each = office::kSends * times * m_step.pace / 3'600;
    const double gap = std::exponential_distribution<double>(
        each * static_cast<double>(m_people.size()))(m_chance);
    const Instant due = after + std::chrono::nanoseconds(static_cast<qint64>(gap * 1e9));
    if (due < m_end)
        m_tasks.push({.due = due, .act = act, .person = kAnyone});
}

void OfficeDay::runUntil(Instant end)
{
    while (now() < end)
        turn(end);
}

/// Does what is due, and hears what comes until something is, or the time is over.
void OfficeDay::turn(Instant end)
{
    performDue();
    const Instant next = m_tasks.empty() ? end : std::min(end, m_tasks.top().due);
    m_loop.turn(std::max<std::chrono::nanoseconds>(next - now(), 0ns));
}

void OfficeDay::performDue()
{
    readWhatCame();
    const Instant time = now();
    for (int i = 0; i < kAtOnce && !m_tasks.empty() && m_tasks.top().due <= time; ++i) {
        const Task task = m_tasks.top();
        m_tasks.pop();
        if (task.due >= m_measured && task.due < m_end)
            m_late.add(time - task.due);
        performFor(task);
    }
}

void OfficeDay::performFor(Task task)
{
    if (task.person != kAnyone)
        return perform(task);
    follow(task.act, task.due);
    task.person = task.act == Act::Leave ? static_cast<uint32_t>(pick(m_people.size()))
                                         : m_active[pick(m_active.size())];
    if (m_people[task.person]->isHere()) // others are away
        perform(task);
}

void OfficeDay::perform(const Task &task)
{
    switch (task.act) {
    case Act::Write:
        return startWriting(task.person, pickSeat(at(task)), task.due + m_step.composing);
    case Act::Open:
        return openChat(task);
    case Act::Scroll:
        return scroll(task);
    case Act::Leave:
        return leave(task);
    case Act::Type:
        return type(task);
    case Act::Send:
        return send(task);
    case Act::Read:
        return read(task);
    case Act::Return:
        at(task).setToken(m_tokenOf(task.person));
        return at(task).comeBack();
    }
}

bool OfficeDay::hasSettled() const
{
    return m_tasks.empty() && m_heard.acked == m_sent && m_heard.frames.messages >= m_expected
        && m_desk.isIdle() && std::all_of(m_people.begin(), m_people.end(), [](const auto &one) {
               return one->isHere();
           });
}

QByteArray OfficeDay::fault() const
{
    if (!m_heard.fault.isEmpty())
        return m_heard.fault;
    if (!m_desk.fault().isEmpty())
        return m_desk.fault();
    for (const auto &person : m_people) {
        if (person->failed())
            return "a socket was closed: " + QByteArray::number(person->closeCode());
    }
    return {};
}

// ---- What people do ---------------------------------------------------------------------------

void OfficeDay::startWriting(uint32_t person, size_t seat, Instant sendAt)
{
    m_people[person]->open = seat;
    for (Instant due = sendAt - m_step.composing; due < sendAt; due += m_step.typingEvery)
        m_tasks.push({.due = due, .act = Act::Type, .person = person, .seat = seat});
    m_tasks.push({.due = sendAt, .act = Act::Send, .person = person, .seat = seat});
}

void OfficeDay::type(const Task &task)
{
    if (at(task).isHere())
        at(task).send(typingFrame(at(task).chatOf(task.seat), true));
}

void OfficeDay::send(const Task &task)
{
    if (!at(task).isHere())
        return again(task);
    const qint64 chat = at(task).chatOf(task.seat);
    const uint32_t room = at(task).seats[task.seat].room;
    ++at(task).unacked;
    ++m_sent;
    ++m_said[room];
    m_expected += static_cast<qint64>(m_plan.rooms[room].members.size());
    at(task).send(typingFrame(chat, false)
        + sendFrame(chat, dueText(task.due) + ", and then what people write to each other."));
}

void OfficeDay::openChat(const Task &task)
{
    Colleague &person = at(task);
    Task opened = task;
    opened.seat = person.open = pickUnread(person);
    const OfficePlan::Room &room = m_plan.rooms[person.seats[opened.seat].room];
    const QByteArray members = QByteArray::number(office::kMembersPage);
    ask(opened, "/messages?limit=" + QByteArray::number(office::kHistoryPage));
    ask(opened, "/members?limit=" + members);
    ask(opened, "/readers?limit=" + members);
    person.send(watchFrame(m_server, room, task.person));
    read(opened);
}

void OfficeDay::scroll(const Task &task)
{
    const Colleague::Seat &seat = at(task).seats[at(task).open];
    Task scrolled = task;
    scrolled.seat = at(task).open;
    ask(scrolled,
        "/messages?limit=" + QByteArray::number(office::kHistoryPage)
            + (seat.message > 0 ? "&before=" + QByteArray::number(seat.message) : QByteArray()));
}

void OfficeDay::read(const Task &task)
{
    Colleague &person = at(task);
    Colleague::Seat &seat = person.seats[task.seat];
    if (seat.seq <= seat.readSeq || !person.isHere())
        return;
    seat.readSeq = seat.seq;
    person.send(readFrame(person.chatOf(task.seat), seat.seq));
}

void OfficeDay::leave(const Task &task)
{
    if (at(task).unacked > 0)
        return again(task); // else nobody would know whether the server has the message
    at(task).leave();
    m_tasks.push({.due = task.due + m_step.away, .act = Act::Return, .person = task.person});
}

void OfficeDay::again(Task task)
{
    task.due = now() + kRetry;
    m_tasks.push(task);
}

void OfficeDay::readWhatCame()
{
    for (const uint32_t person : std::exchange(m_heard.toRead, {}))
        m_tasks.push({.due = now() + office::kReadAfter,
            .act = Act::Read,
            .person = person,
            .seat = m_people[person]->open});
}

/// A chat of the size that a message goes to.
size_t OfficeDay::pickSeat(const Colleague &person)
{
    const size_t percent = pick(office::kToDirect + office::kToSmall + office::kToLarge);
    const Size wanted = percent < office::kToDirect              ? Size::Direct
        : percent < size_t(office::kToDirect + office::kToSmall) ? Size::Small
                                                                 : Size::Large;
    size_t chosen = 0;
    size_t found = 0;
    for (size_t i = 0; i < person.seats.size(); ++i) {
        if (m_plan.rooms[person.seats[i].room].size == wanted && pick(++found) == 0)
            chosen = i;
    }
    return chosen;
}

/// People go where something new is; otherwise anywhere.
size_t OfficeDay::pickUnread(const Colleague &person)
{
    size_t chosen = pick(person.seats.size());
    size_t found = 0;
    for (size_t i = 0; i < person.seats.size(); ++i) {
        if (person.seats[i].seq > person.seats[i].readSeq && pick(++found) == 0)
            chosen = i;
    }
    return chosen;
}

size_t OfficeDay::pick(size_t count)
{
    return std::uniform_int_distribution<size_t>(0, count - 1)(m_chance);
}

void OfficeDay::ask(const Task &task, const QByteArray &what)
{
    const QByteArray path =
        "/api/v2/chats/" + QByteArray::number(at(task).chatOf(task.seat)) + what;
    m_desk.ask(task.due, httpRequest("GET", path, at(task).token()));
}

} // namespace kith::bench
