// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sessiongate.h"

#include "ops/seeded.h"

#include <mutex>

namespace kith::core {

using store::SqlRow;

SessionGate::SessionGate(std::chrono::seconds accessLife)
    // A token is accepted for the leeway after its end, and may be issued by a clock that is the
    // leeway ahead.
    : m_keep(accessLife + 2 * Tokens::kLeeway)
{
}

Result<void> SessionGate::load(store::SqlSession &session, Timestamp now)
{
    const std::unique_lock lock(m_mutex);
    const qint64 since = toMillis(now - m_keep);
    TRY(session.query(store::Sql(R"(
        SELECT id, revoked_at
        FROM sessions
        WHERE revoked_at >= :since
        ORDER BY revoked_at)"),
        {{":since", since}}, [&](const SqlRow &row) {
            noteEnded(SessionId(row.integer(0)), fromMillis(row.integer(1)));
        }));
    return session.query(store::Sql(R"(
        SELECT id, role, is_active, updated_at
        FROM users
        WHERE updated_at >= :since
        ORDER BY updated_at)"),
        {{":since", since}}, [&](const SqlRow &row) {
            noteChanged({UserId(row.integer(0)), static_cast<UserRole>(row.integer(1)),
                            row.integer(2) != 0},
                fromMillis(row.integer(3)));
        });
}

void SessionGate::apply(const Changes &changes, Timestamp now)
{
    if (changes.endedSessions.empty() && changes.changedUsers.empty())
        return;
    const std::unique_lock lock(m_mutex);
    for (const SessionId session : changes.endedSessions)
        noteEnded(session, now);
    for (const ChangedUser &changed : changes.changedUsers)
        noteChanged(changed, now);
    dropExpired(now);
}

Admission SessionGate::judge(const Claims &claims, Timestamp) const
{
    const std::shared_lock lock(m_mutex);
    return judgeLocked(claims.actor);
}

std::optional<Actor> SessionGate::admit(const Actor &claimed) const
{
    const std::shared_lock lock(m_mutex);
    return judgeLocked(claimed).actor;
}

/// A suspension also ends the person's sessions: it is the better reason to give.
Admission SessionGate::judgeLocked(const Actor &claimed) const
{
    Actor actor = claimed;
    if (const auto it = m_changed.find(claimed.user); it != m_changed.end()) {
        if (!it->second.isActive)
            return {.refused = Refused::Inactive};
        actor.role = it->second.role;
    }
    if (m_ended.contains(claimed.session) && !ops::seeded(ops::Bug::GateNotAsked))
        return {.refused = Refused::Ended};
    return {.actor = actor};
}

size_t SessionGate::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_ended.size() + m_changed.size();
}

void SessionGate::noteEnded(SessionId session, Timestamp at)
{
    if (m_ended.insert(session).second)
        m_endedByAge.emplace_back(at, session);
}

void SessionGate::noteChanged(const ChangedUser &changed, Timestamp at)
{
    m_changed[changed.user] = {changed.role, changed.isActive, at};
    m_changedByAge.emplace_back(at, changed.user);
}

void SessionGate::dropExpired(Timestamp now)
{
    const Timestamp oldest = now - m_keep;
    while (!m_endedByAge.empty() && m_endedByAge.front().first < oldest) {
        m_ended.erase(m_endedByAge.front().second);
        m_endedByAge.pop_front();
    }
    while (!m_changedByAge.empty() && m_changedByAge.front().first < oldest) {
        // A later change of the same person has its own place in the queue.
        const auto it = m_changed.find(m_changedByAge.front().second);
        if (it != m_changed.end() && it->second.changedAt < oldest)
            m_changed.erase(it);
        m_changedByAge.pop_front();
    }
}

} // namespace kith::core
