// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/sessiongate.h"

#include "ops/seeded.h"

#include <mutex>

namespace kith::core {

using store::SqlRow;

SessionGate::SessionGate(
    std::chrono::seconds accessLife, std::map<QString, std::chrono::seconds> sliding)
    // A token is accepted for the leeway after its end, and may be issued by a clock that is the
    // leeway ahead.
    : m_keep(accessLife + 2 * Tokens::kLeeway), m_slidingLives(std::move(sliding))
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
    for (const auto &[audience, life] : m_slidingLives) {
        TRY(session.query(store::Sql(R"(
            SELECT s.id, s.user_id, u.role, s.last_used_at
            FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.audience = :audience AND s.revoked_at IS NULL AND s.expires_at > :now)"),
            {{":audience", audience}, {":now", toMillis(now)}}, [&](const SqlRow &row) {
                addSliding({.session = SessionId(row.integer(0)),
                    .user = UserId(row.integer(1)),
                    .role = static_cast<UserRole>(row.integer(2)),
                    .life = life,
                    .lastUsed = fromMillis(row.integer(3))});
            }));
    }
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
    if (changes.endedSessions.empty() && changes.changedUsers.empty()
        && changes.slidingSessions.empty())
        return;
    const std::unique_lock lock(m_mutex);
    for (const SlidingSession &opened : changes.slidingSessions)
        addSliding(opened);
    for (const SessionId session : changes.endedSessions) {
        noteEnded(session, now);
        dropSliding(session);
    }
    for (const ChangedUser &changed : changes.changedUsers)
        noteChanged(changed, now);
    dropExpired(now);
}

Admission SessionGate::judge(const Claims &claims, Timestamp now) const
{
    const std::shared_lock lock(m_mutex);
    return m_slidingLives.contains(claims.audience) ? judgeSliding(claims.actor, toMillis(now))
                                                    : judgeLocked(claims.actor);
}

/// Alive is what is known here: a token of weeks ago says nothing of the role by now.
Admission SessionGate::judgeSliding(const Actor &claimed, qint64 now) const
{
    Admission admission = judgeLocked(claimed);
    if (!admission.actor)
        return admission;
    const auto it = m_sliding.find(claimed.session);
    if (it == m_sliding.end() || it->second.user != claimed.user)
        return {.refused = Refused::Ended};
    const Sliding &session = it->second;
    if (now - session.lastUsed.load(std::memory_order_relaxed) > session.life)
        return {.refused = Refused::Ended};
    session.lastUsed.store(now, std::memory_order_relaxed);
    admission.actor->role = m_slidingPeople.at(claimed.user).role;
    return admission;
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

SlidingSweep SessionGate::sweep(Timestamp now, const std::function<bool(SessionId)> &isBusy)
{
    SlidingSweep swept;
    const std::unique_lock lock(m_mutex);
    for (auto &[id, session] : m_sliding) {
        if (isBusy(id))
            session.lastUsed.store(toMillis(now), std::memory_order_relaxed);
        const qint64 lastUsed = session.lastUsed.load(std::memory_order_relaxed);
        if (toMillis(now) - lastUsed > session.life)
            swept.over.push_back(id); // leaves with the COMMIT that ends it
        else if (lastUsed != session.written)
            swept.used.push_back({.session = id, .lastUsed = fromMillis(lastUsed)});
        session.written = lastUsed;
    }
    return swept;
}

void SessionGate::addSliding(const SlidingSession &opened)
{
    const auto [it, isNew] = m_sliding.try_emplace(opened.session);
    it->second.user = opened.user;
    it->second.life = std::chrono::milliseconds(opened.life).count();
    it->second.lastUsed = it->second.written = toMillis(opened.lastUsed);
    SlidingPerson &person = m_slidingPeople[opened.user];
    person.role = opened.role;
    person.sessions += isNew ? 1 : 0;
}

void SessionGate::dropSliding(SessionId session)
{
    const auto it = m_sliding.find(session);
    if (it == m_sliding.end())
        return;
    const auto person = m_slidingPeople.find(it->second.user);
    if (--person->second.sessions == 0)
        m_slidingPeople.erase(person);
    m_sliding.erase(it);
}

size_t SessionGate::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_ended.size() + m_changed.size() + m_sliding.size();
}

void SessionGate::noteEnded(SessionId session, Timestamp at)
{
    if (m_ended.insert(session).second)
        m_endedByAge.emplace_back(at, session);
}

void SessionGate::noteChanged(const ChangedUser &changed, Timestamp at)
{
    m_changed[changed.user] = {changed.role, changed.isActive, at};
    if (const auto it = m_slidingPeople.find(changed.user); it != m_slidingPeople.end())
        it->second.role = changed.role;
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
