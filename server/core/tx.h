// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// core/ decides: access, accounts, chats, messages, presence. Its functions are synchronous and
// know no threads: they are handed a transaction, and answer a value or an Error. What they change
// becomes events, which leave only after COMMIT.

#include "core/policy.h"
#include "shared/event/event.h"
#include "shared/model/adminsession.h"
#include "store/unit.h"

#include <memory>
#include <optional>
#include <vector>

namespace kith::core {

class PresenceBoard;
class RoomBoard;
class Roster;

/// Who asks. A default Actor is nobody (a public route).
struct Actor
{
    UserId user{};
    SessionId session{};
    UserRole role = UserRole::User;
};

/// What a request says about where it came from; shown in session lists and the audit log.
struct Origin
{
    QString address{};
    QString client{}; ///< User-Agent, cut to 200 characters
    QString requestId{}; ///< of an HTTP request: what its answer and its log line say
};

/// What all transactions of the process share. Outlives them.
struct Environment
{
    const Policy &policy;
    const PresenceBoard &presence;
    const Roster &roster;
    RoomBoard &rooms; ///< sockets enter it
};

/// A read transaction: one snapshot. On a reader thread.
struct ReadTx
{
    store::SqlSession &sql;
    const Environment &env;
    Actor actor{};
    Origin origin{};
    Timestamp now{};
};

/// Somebody whose role or activity changed, as it now is.
struct ChangedUser
{
    UserId user{};
    UserRole role = UserRole::User;
    bool isActive = true;
};

/// A new session of an API without refresh tokens: it is good while it is used (sessiongate.h).
struct SlidingSession
{
    SessionId session{};
    UserId user{};
    UserRole role = UserRole::User;
    std::chrono::seconds life{}; ///< without use
    Timestamp lastUsed{};
};

/// What a write transaction did that others must learn of, after its COMMIT.
struct Changes
{
    std::vector<SharedEvent> events{};
    std::vector<SlidingSession> slidingSessions{};
    std::vector<SessionId> endedSessions{}; ///< their tokens and sockets end now
    std::vector<ChangedUser> changedUsers{}; ///< for SessionGate: their tokens say the old role
    std::vector<SocketId> closedSockets{}; ///< an admin closed them

    bool isEmpty() const
    {
        return events.empty() && slidingSessions.empty() && endedSessions.empty()
            && changedUsers.empty() && closedSockets.empty();
    }
};

using SharedChanges = std::shared_ptr<const Changes>;

/// One job's part of a write transaction. On the writer's thread.
struct Tx
{
    store::UnitOfWork &unit;
    const Environment &env;
    Actor actor{};
    Origin origin{};
    Timestamp now{};
    /// The request's Idempotency-Key, for functions that keep it themselves.
    std::optional<QString> requestKey{};
    Changes changes{};
    /// The error is the answer, and what was written stays: a refresh token that comes a second
    /// time ends its session and is refused.
    bool keepOnError = false;
};

} // namespace kith::core
