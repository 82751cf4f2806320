// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/edge/reply.h"
#include "net/gateway/requestguard.h"
#include "net/gateway/sockettable.h"

namespace kith::net {

/// What every HTTP request passes, in this order: host, CORS, embedded pages, the table of routes,
/// the token, the route's access rule, the rate limit, the decoding of its input; then its steps
/// run, and the answer gets its header fields. Lives on its reactor's thread.
class Gateway
{
public:
    /// Who is given the sockets that may open. `match` is null for the native one.
    using Opened = std::function<void(std::unique_ptr<Connection>,
        std::optional<SocketTable::Match> match, const std::optional<Identity> &identity)>;

    /// `surface` must outlive it.
    Gateway(
        ReactorServices &services, const Surface &surface, PendingReplies &pending, Opened opened);

    void handle(HttpRequest request, ReplyHandle reply);
    /// A right upgrade request: it is opened, or refused with an answer, now or after a read.
    void upgrade(HttpRequest request, ReplyHandle reply);

private:
    struct Exchange; // one request's bookkeeping, shared with the thread that finishes it

    /// Opens a dialect's socket that asks for a token before: refused as the originals do.
    void openSignedIn(HttpRequest request, ReplyHandle reply, SocketTable::Match match);

    /// Answers that need no work. False: the table of routes decides.
    bool answerPlainly(const std::shared_ptr<Exchange> &exchange);
    bool answerAsset(const std::shared_ptr<Exchange> &exchange);
    void dispatch(const std::shared_ptr<Exchange> &exchange);
    void refusePath(const std::shared_ptr<Exchange> &exchange, const QByteArray &allow);
    void run(const std::shared_ptr<Exchange> &exchange, api::Call call);
    /// The answer with its header fields, its log line and its metrics. Any thread.
    Reply finish(Exchange &exchange, Result<api::Answer> answer) const;
    void note(const Exchange &exchange, int status) const;
    void send(const std::shared_ptr<Exchange> &exchange, const Reply &reply);

    ReactorServices &m_services;
    const Surface &m_surface;
    const RequestGuard m_guard;
    PendingReplies &m_pending;
    const Opened m_opened;
};

} // namespace kith::net
