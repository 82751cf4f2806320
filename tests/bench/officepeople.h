// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The sockets of an office, and what they must have heard.

#include "histogram.h"
#include "officeplan.h"
#include "wspeer.h"

namespace kith::bench {

/// Where an office works. Its people and rooms are those of a plan.
struct OfficeServer
{
    quint16 port = 0;
    pid_t pid = 0;
    std::vector<QByteArray> tokens{}; ///< of each person
    std::vector<qint64> users{}; ///< the id of each
    qint64 firstChat = 0; ///< room r is the chat firstChat + r
    bool resumes = true; ///< whoever comes back is told what was said meanwhile
};

/// Frames that sockets were sent.
struct OfficeFrames
{
    qint64 messages = 0;
    qint64 typing = 0;
    qint64 reads = 0;
    qint64 presence = 0;
};

/// What all sockets of an office heard.
struct OfficeHeard
{
    Instant from{}; ///< messages due before, and from `until` on, are not measured
    Instant until{};
    Histogram latency{};
    qint64 acked = 0;
    OfficeFrames frames{};
    std::vector<uint32_t> toRead{}; ///< people who see something new in the chat that is open
    QByteArray fault{}; ///< the first
};

/// One person: a socket, the chats that they are in, and how far they heard and read in each.
class Colleague final : public WsPeer
{
public:
    struct Seat
    {
        uint32_t room = 0;
        uint32_t heard = 0; ///< messages, since the office opened
        qint64 seq = 0; ///< of the last message
        qint64 readSeq = 0;
        qint64 message = 0; ///< id of the last one; 0: none was heard yet
    };

    Colleague(Loop &loop, const OfficeServer &server, const OfficePlan &plan, uint32_t person,
        OfficeHeard &heard);

    std::vector<Seat> seats{};
    size_t open = 0; ///< the seat of the chat that is on the screen
    bool isActive = false; ///< looks at the screen
    int unacked = 0; ///< messages that were sent

    bool isHere() const { return isOpen() && isLive(); }
    /// Cuts the socket, as a network does.
    void leave() { drop(); }
    /// Connects again, with token(), and asks for what was said meanwhile.
    void comeBack();
    qint64 chatOf(size_t seat) const { return m_server.firstChat + seats[seat].room; }

private:
    void frame(FrameKind kind, QByteArrayView text) override;
    void closed() override;
    void hear(QByteArrayView text);
    void fault(const QByteArray &what);

    const OfficeServer &m_server;
    const uint32_t m_person;
    OfficeHeard &m_heard;
    bool m_catchingUp = false; ///< what it hears is old
};

/// How many messages somebody did not hear, or heard twice; `said` is the number of each room.
qint64 misheard(
    const std::vector<std::unique_ptr<Colleague>> &people, const std::vector<uint32_t> &said);

} // namespace kith::bench
