// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Who talks and who listens in the scenarios over WebSockets.

#include "histogram.h"
#include "processormeter.h"
#include "report.h"
#include "wspeer.h"

#include <deque>

namespace kith::bench {

/// What a scenario's sockets saw together.
struct Tally
{
    qint64 sent = 0;
    qint64 acked = 0;
    qint64 delivered = 0; ///< events of messages, heard by receivers
    qint64 errors = 0;
    QByteArray firstError{};
    QByteArray event{}; ///< the first text of each, for the floor
    QByteArray ack{};
    Histogram *waits = nullptr; ///< from a send to its ack, where somebody asks for them
};

/// Waits until all that was sent is acked, and delivered to everybody; or something is lost.
Result<void> checkAllCame(Loop &loop, const Tally &tally, qint64 receivers);

/// A text of a message that says when it was due, in nanoseconds.
QByteArray dueText(Instant due);
/// When the message of a frame was due; nothing: its text does not say.
std::optional<Instant> dueOf(QByteArrayView frame);

/// Hears events and counts them.
class Receiver final : public WsPeer
{
public:
    Receiver(Loop &loop, quint16 port, QByteArray token, Tally &tally)
        : WsPeer(loop, port, std::move(token)), m_tally(tally)
    {
    }
    Receiver(Loop &loop, quint16 port, Speech speech, Tally &tally)
        : WsPeer(loop, port, std::move(speech)), m_tally(tally)
    {
    }

private:
    void frame(FrameKind kind, QByteArrayView text) override;

    Tally &m_tally;
};

/// Keeps a number of messages unacknowledged: each ack sends the next. It may hear events too.
class Sender final : public WsPeer
{
public:
    using Next = std::function<QByteArray()>;
    /// `countsEvents`: what it hears is a delivery as that of any receiver.
    Sender(Loop &loop, quint16 port, QByteArray token, Tally &tally, Next next, bool countsEvents)
        : WsPeer(loop, port, std::move(token)), m_tally(tally), m_next(std::move(next)),
          m_countsEvents(countsEvents)
    {
    }

    void begin(int inFlight);
    void finish() { m_going = false; }

private:
    void frame(FrameKind kind, QByteArrayView text) override;
    void sendNext();

    Tally &m_tally;
    Next m_next;
    bool m_countsEvents;
    bool m_going = false;
    std::deque<Instant> m_sentAt; ///< of what is not acknowledged: acks come in this order
};

/// Notes what is counted at its making, to tell rates and processor time per item.
class Span
{
public:
    explicit Span(pid_t server) : m_meter(server), m_start(now()) { }
    double seconds() const { return secondsSince(m_start); }
    Processor processor(qint64 items) const;

private:
    ProcessorMeter m_meter;
    Instant m_start;
};

} // namespace kith::bench
