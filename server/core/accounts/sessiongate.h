// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/sessions.h"

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>

namespace kith::core {

enum class Refused : quint8 {
    Ended, ///< the session
    Inactive, ///< the person was suspended
};
struct Admission
{
    std::optional<Actor> actor{};
    Refused refused = Refused::Ended; ///< when there is no actor
};

/// What has changed since the access tokens that are still alive were issued: sessions that ended,
/// and people whose role or activity is another. Every request and socket is admitted here, so that
/// no query is needed and a token ends at once.
///
/// APIs without refresh tokens have *sliding* sessions: their tokens live for weeks, and what
/// counts is that the session was used a short while ago. Those that are alive are kept here, with
/// their last use; sweep() hands out what is to be written down.
///
/// Any thread: reactors read under a shared lock on each request, the writer's thread adds after
/// each COMMIT. Entries go when every token that they concern has expired, which bounds it by the
/// sign-outs of one access-token lifetime, and by the sliding sessions that are in use.
class SessionGate
{
public:
    /// `accessLife`: of the API whose tokens live longest, sliding ones aside. `sliding`: audiences
    /// of sliding sessions, with the life of a session without use.
    explicit SessionGate(
        std::chrono::seconds accessLife, std::map<QString, std::chrono::seconds> sliding = {});

    /// What ended or changed within the last lifetime: once, at start, before anyone is admitted.
    Result<void> load(store::SqlSession &session, Timestamp now);

    /// After each COMMIT, in the order of commits.
    void apply(const Changes &changes, Timestamp now);

    /// Who is asking, with their role as it now is, or why they are refused.
    Admission judge(const Claims &claims, Timestamp now) const;
    /// The same of a session that was admitted before.
    std::optional<Actor> admit(const Actor &claimed) const;
    std::optional<Actor> admit(const Claims &claims) const { return admit(claims.actor); }

    /// What was used since the last call, and what has been idle for too long. `isBusy`: an open
    /// socket is use.
    SlidingSweep sweep(Timestamp now, const std::function<bool(SessionId)> &isBusy);

    size_t size() const; ///< entries held, for metrics

private:
    struct Standing
    {
        UserRole role = UserRole::User;
        bool isActive = true;
        Timestamp changedAt{};
    };
    struct Sliding
    {
        UserId user{};
        qint64 life = 0; ///< milliseconds
        mutable std::atomic<qint64> lastUsed{0}; ///< milliseconds since 1970
        qint64 written = 0; ///< lastUsed as the database has it
    };
    struct SlidingPerson
    {
        UserRole role = UserRole::User;
        int sessions = 0;
    };

    Admission judgeLocked(const Actor &claimed) const;
    Admission judgeSliding(const Actor &claimed, qint64 now) const;
    void addSliding(const SlidingSession &opened);
    void dropSliding(SessionId session);
    void noteEnded(SessionId session, Timestamp at);
    void noteChanged(const ChangedUser &changed, Timestamp at);
    void dropExpired(Timestamp now);

    const std::chrono::seconds m_keep;
    // Guards all that follows; see the class comment for why it is a lock and not a message.
    mutable std::shared_mutex m_mutex;
    std::unordered_set<SessionId> m_ended;
    std::unordered_map<UserId, Standing> m_changed;
    const std::map<QString, std::chrono::seconds> m_slidingLives;
    std::unordered_map<SessionId, Sliding> m_sliding;
    std::unordered_map<UserId, SlidingPerson> m_slidingPeople;
    std::deque<std::pair<Timestamp, SessionId>> m_endedByAge;
    std::deque<std::pair<Timestamp, UserId>> m_changedByAge;
};

} // namespace kith::core
