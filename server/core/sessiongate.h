// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens.h"

#include <deque>
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
/// Any thread: reactors read under a shared lock on each request, the writer's thread adds after
/// each COMMIT. Entries go when every token that they concern has expired, which bounds it by the
/// sign-outs of one access-token lifetime.
class SessionGate
{
public:
    explicit SessionGate(std::chrono::seconds accessLife);

    /// What ended or changed within the last lifetime: once, at start, before anyone is admitted.
    Result<void> load(store::SqlSession &session, Timestamp now);

    /// After each COMMIT, in the order of commits.
    void apply(const Changes &changes, Timestamp now);

    /// Who is asking, with their role as it now is, or why they are refused.
    Admission judge(const Claims &claims, Timestamp now) const;
    /// The same of a session that was admitted before.
    std::optional<Actor> admit(const Actor &claimed) const;
    std::optional<Actor> admit(const Claims &claims) const { return admit(claims.actor); }

    size_t size() const; ///< entries held, for metrics

private:
    struct Standing
    {
        UserRole role = UserRole::User;
        bool isActive = true;
        Timestamp changedAt{};
    };
    Admission judgeLocked(const Actor &claimed) const;
    void noteEnded(SessionId session, Timestamp at);
    void noteChanged(const ChangedUser &changed, Timestamp at);
    void dropExpired(Timestamp now);

    const std::chrono::seconds m_keep;
    // Guards all that follows; see the class comment for why it is a lock and not a message.
    mutable std::shared_mutex m_mutex;
    std::unordered_set<SessionId> m_ended;
    std::unordered_map<UserId, Standing> m_changed;
    std::deque<std::pair<Timestamp, SessionId>> m_endedByAge;
    std::deque<std::pair<Timestamp, UserId>> m_changedByAge;
};

} // namespace kith::core
