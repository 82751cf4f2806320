// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace kith::core {

/// Tickets that open one WebSocket each: browsers cannot send a header with a WebSocket, and a
/// ticket in a URL that is logged somewhere is worth nothing a moment later. In memory only: they
/// live for limits::kTicketLife.
///
/// Any thread: one reactor issues and another may redeem, and a request must know at once.
class Tickets
{
public:
    static constexpr size_t kLimit = 10'000;

    /// Error: Unavailable when kLimit were issued within their lifetime.
    Result<QString> issue(const Actor &actor, Timestamp now);
    /// Whose it was, once. The session may have ended since: SessionGate::admit() tells.
    std::optional<Actor> redeem(QByteArrayView ticket, Timestamp now);

private:
    struct Ticket
    {
        Actor actor{};
        Timestamp expiresAt{};
    };
    void dropExpired(Timestamp now);

    std::mutex m_mutex; // guards both; see the class comment
    std::unordered_map<QByteArray, Ticket> m_tickets; ///< by digest: a look-up's time tells nothing
    std::deque<std::pair<Timestamp, QByteArray>> m_byAge;
};

} // namespace kith::core
