// SPDX-License-Identifier: GPL-3.0-or-later
#include "officepeople.h"

#include "load.h"

#include <cstdlib>
#include <cstring>

namespace kith::bench {

namespace {

/// The number behind the first `field` of a frame; 0: there is none.
qint64 numberBehind(QByteArrayView text, QByteArrayView field)
{
    const void *found =
        ::memmem(text.data(), size_t(text.size()), field.data(), size_t(field.size()));
    return found ? std::strtoll(static_cast<const char *>(found) + field.size(), nullptr, 10) : 0;
}

bool isOfType(QByteArrayView text, QByteArrayView type)
{
    constexpr QByteArrayView kStart = R"({"type":")";
    return text.startsWith(kStart) && text.sliced(kStart.size()).startsWith(type);
}

} // namespace

Colleague::Colleague(Loop &loop, const OfficeServer &server, const OfficePlan &plan,
    uint32_t person, OfficeHeard &heard)
    : WsPeer(loop, server.port, server.tokens[person]), m_server(server), m_person(person),
      m_heard(heard)
{
    for (const uint32_t room : plan.roomsOf[person])
        seats.push_back(
            {.room = room, .seq = plan.rooms[room].said, .readSeq = plan.rooms[room].said});
}

void Colleague::comeBack()
{
    constexpr uint32_t kHosts = 8; // 127.0.0.1 to 127.0.0.8
    if (m_server.resumes) {
        QByteArray places;
        for (const Seat &seat : seats)
            places += (places.isEmpty() ? "\"chat:" : ",\"chat:")
                + QByteArray::number(m_server.firstChat + seat.room)
                + "\":" + QByteArray::number(seat.seq);
        setGreeting(clientFrame(R"({"type":"resume","streams":{)" + places + "}}"));
        m_catchingUp = true;
    }
    if (!connect(static_cast<int>(1 + m_person % kHosts)))
        fault("a person who comes back has no socket");
}

void Colleague::frame(FrameKind kind, QByteArrayView text)
{
    if (kind == FrameKind::Created)
        return hear(text);
    if (kind == FrameKind::Ack) {
        ++m_heard.acked;
        --unacked;
    } else if (kind == FrameKind::Resumed) {
        m_catchingUp = false;
    } else if (kind == FrameKind::Error) {
        fault(text.toByteArray());
    } else {
        m_heard.frames.typing += isOfType(text, "typing\"") ? 1 : 0;
        m_heard.frames.reads += isOfType(text, "read\"") ? 1 : 0;
        m_heard.frames.presence += isOfType(text, "presence\"") ? 1 : 0;
    }
}

void Colleague::closed()
{
    WsPeer::closed();
    fault("the socket was closed (" + QByteArray::number(closeCode()) + ')');
}

void Colleague::hear(QByteArrayView text)
{
    const qint64 room = numberBehind(text, R"("chat_id":)") - m_server.firstChat;
    const qint64 seq = numberBehind(text, R"("seq":)");
    size_t at = 0;
    while (at < seats.size() && seats[at].room != room)
        ++at;
    if (at == seats.size())
        return fault("somebody heard a chat that they are not in: " + text.toByteArray());
    Seat &seat = seats[at];
    // What was live before the server knew that more was missed is told again in its place.
    if (m_catchingUp && seq != seat.seq + 1)
        return;
    if (seq <= seat.seq)
        fault("a message came twice, or too late: " + text.toByteArray());
    ++m_heard.frames.messages;
    ++seat.heard;
    seat.seq = seq;
    seat.message = numberBehind(text, R"("message":{"id":)");
    const auto due = dueOf(text);
    if (due && *due >= m_heard.from && *due < m_heard.until && !m_catchingUp)
        m_heard.latency.add(now() - *due);
    if (isActive && at == open)
        m_heard.toRead.push_back(m_person);
}

void Colleague::fault(const QByteArray &what)
{
    if (m_heard.fault.isEmpty())
        m_heard.fault = "person " + QByteArray::number(m_person) + ": " + what;
}

qint64 misheard(
    const std::vector<std::unique_ptr<Colleague>> &people, const std::vector<uint32_t> &said)
{
    qint64 wrong = 0;
    for (const auto &person : people) {
        for (const Colleague::Seat &seat : person->seats)
            wrong += std::abs(qint64(said[seat.room]) - qint64(seat.heard));
    }
    return wrong;
}

} // namespace kith::bench
