// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "net/connection.h"
#include "net/edge/reply.h"
#include "net/loop/mailbox.h"

#include <thread>
#include <variant>

namespace kith::net {

/// What other threads send to a reactor.
struct HttpDone
{
    quint64 reply = 0; ///< PendingReplies' id
    Reply answer{};
};
struct FrameDone
{
    ConnectionId connection{};
    QByteArray text{}; ///< a frame for this socket alone; empty: only the count of open work drops
};
using core::SharedChanges;
using Call = std::function<void()>;
using Mail = std::variant<HttpDone, FrameDone, SharedChanges, Call>;

/// The way from workers to reactors. What the writer posts during a batch leaves together when the
/// batch is over, in order: an ack before the events of the same job, jobs in commit order. Other
/// threads' mail leaves at once. Any thread; reactors are attached before anyone posts.
class Switchboard
{
public:
    void attach(Mailbox<Mail> &reactor);
    size_t size() const { return m_lines.size(); } ///< reactors
    void post(size_t reactor, Mail mail);
    /// To every reactor, in commit order.
    void publish(SharedChanges changes);
    void publish(core::Changes &&changes);

    /// The writer's thread calls it when a batch is over (store::Writer::onBatch). From its first
    /// call on that thread's mail waits for it.
    void flushBatch();

private:
    bool onWriter() const { return std::this_thread::get_id() == m_writer.load(); }

    struct Line
    {
        Mailbox<Mail> *mailbox = nullptr;
        // The writer's thread only.
        std::vector<Mail> batch{};
        bool hasAnswers = false;
    };
    std::vector<Line> m_lines;
    std::atomic<std::thread::id> m_writer{};
};

} // namespace kith::net
