// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tickets.h"

#include "core/crypto.h"
#include "shared/limits.h"

namespace kith::core {

Result<QString> Tickets::issue(const Actor &actor, Timestamp now)
{
    const QByteArray ticket = toBase64Url(randomBytes(32));
    const QByteArray digest = sha256(ticket);
    const std::scoped_lock lock(m_mutex);
    dropExpired(now);
    if (m_byAge.size() >= kLimit)
        return unavailable(QStringLiteral("Too many sockets are being opened. Try again soon."));
    m_tickets.emplace(digest, Ticket{actor, now + limits::kTicketLife});
    m_byAge.emplace_back(now + limits::kTicketLife, digest);
    return QString::fromLatin1(ticket);
}

std::optional<Actor> Tickets::redeem(QByteArrayView ticket, Timestamp now)
{
    const QByteArray digest = sha256(ticket);
    const std::scoped_lock lock(m_mutex);
    dropExpired(now);
    const auto it = m_tickets.find(digest);
    if (it == m_tickets.end())
        return std::nullopt;
    const Actor actor = it->second.actor;
    m_tickets.erase(it);
    return actor;
}

void Tickets::dropExpired(Timestamp now)
{
    while (!m_byAge.empty() && m_byAge.front().first <= now) {
        m_tickets.erase(m_byAge.front().second);
        m_byAge.pop_front();
    }
}

} // namespace kith::core
