// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reply.h"
#include "net/requestguard.h"

namespace kith::net {

/// What every HTTP request passes, in this order: host, CORS, embedded pages, the table of routes,
/// the token, the route's access rule, the rate limit, the decoding of its input; then its steps
/// run, and the answer gets its header fields. Lives on its reactor's thread.
class Gateway
{
public:
    Gateway(ReactorServices &services, PendingReplies &pending);

    void handle(HttpRequest request, ReplyHandle reply);
    /// Whether an upgrade may go on; a reply refuses it.
    std::optional<Reply> acceptUpgrade(const HttpRequest &request) const;

private:
    struct Exchange; // one request's bookkeeping, shared with the thread that finishes it

    /// Answers that need no work. False: the table of routes decides.
    bool answerPlainly(const std::shared_ptr<Exchange> &exchange);
    bool answerAsset(const std::shared_ptr<Exchange> &exchange);
    void dispatch(const std::shared_ptr<Exchange> &exchange);
    void run(const std::shared_ptr<Exchange> &exchange);
    /// The answer with its header fields, its log line and its metrics. Any thread.
    Reply finish(Exchange &exchange, Result<api::Answer> answer) const;
    void note(const Exchange &exchange, int status) const;
    void send(const std::shared_ptr<Exchange> &exchange, const Reply &reply);

    ReactorServices &m_services;
    const RequestGuard m_guard;
    PendingReplies &m_pending;
};

} // namespace kith::net
