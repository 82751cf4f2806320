// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/loop/census.h"
#include "net/loop/listener.h"
#include "net/loop/outputqueue.h"
#include "net/loop/timerwheel.h"

#include <QSocketNotifier>

#include <chrono>
#include <functional>
#include <memory>

namespace kith::net {

/// The descriptor of one connection, its seat in the census, and what waits to leave on it: one
/// read into a buffer of the thread, one gathering write a flush, no buffers kept while idle. It
/// passes from the HTTP connection to the WebSocket that this is upgraded to.
///
/// Lives on its reactor's thread. It calls its owner from the event loop only, never from inside
/// one of its own functions; the owner may let go of it in any of these calls.
class PlainSocket final : public QObject
{
public:
    class Owner
    {
    public:
        virtual void arrived(QByteArrayView bytes) = 0;
        /// The peer sends no more.
        virtual void inputEnded() = 0;
        /// The kernel took more of what it could not take at once; bytesQueued() is left.
        virtual void moved() = 0;
        /// The peer is gone, or has taken nothing for too long.
        virtual void broken() = 0;

    protected:
        ~Owner() = default;
    };

    /// Letting go closes the descriptor; the object dies when no notifier of it is on the stack.
    struct LetGo
    {
        void operator()(PlainSocket *plain) const { plain->close(); }
    };
    using Ptr = std::unique_ptr<PlainSocket, LetGo>;

    /// `patience`: how long a peer may take none of our bytes while some wait.
    static Ptr make(UniqueFd descriptor, ConnectionCensus::Seat seat, TimerWheel &wheel,
        std::chrono::milliseconds patience);

    void setOwner(Owner &owner) { m_owner = &owner; }
    void setReading(bool on) { m_readable.setEnabled(on && !m_ended); }

    void queue(QByteArray bytes) { m_output.append(std::move(bytes)); }
    /// True when nothing is left. The rest leaves by itself.
    bool flush();
    qsizetype bytesQueued() const { return m_output.bytes(); }
    /// Drops whole buffers of which nothing has left yet.
    void dropUnstarted() { m_output.dropUnstarted(); }
    /// Our FIN; the descriptor stays. Closing it with unread input would reset the connection and
    /// take the last bytes away from a peer that has not read them yet.
    void finishSending();
    /// Runs `call` on a later turn, if the plain socket still has an owner then.
    void later(std::function<void()> call);

    int descriptor() const { return m_descriptor.fd(); }
    /// What another reactor makes a plain socket of. Nothing may be queued; this one is then let go
    /// of.
    struct Parts
    {
        UniqueFd descriptor{};
        std::optional<ConnectionCensus::Seat> seat{};
    };
    Parts handOver();

private:
    PlainSocket(UniqueFd descriptor, ConnectionCensus::Seat seat, TimerWheel &wheel,
        std::chrono::milliseconds patience);
    ~PlainSocket() override = default;
    void read();
    void waitForRoom();
    void kernelHasRoom();
    void close();

    UniqueFd m_descriptor;
    std::optional<ConnectionCensus::Seat> m_seat;
    Owner *m_owner = nullptr; // null once closed
    OutputQueue m_output;
    QSocketNotifier m_readable;
    std::unique_ptr<QSocketNotifier> m_writable; // made when the kernel is full for the first time
    Deadline m_patience;
    const std::chrono::milliseconds m_patienceTime;
    quint64 m_sentBefore = 0; // when m_patience was armed
    bool m_ended = false;
};

} // namespace kith::net
