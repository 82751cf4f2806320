// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/tokens.h"
#include "shared/model/page.h"
#include "shared/model/session.h"

/// Sign-ins: what opens, renews and ends them. What ends one puts it into
/// Changes::endedSessions, so that its tokens and sockets end with the COMMIT.
namespace kith::core {

/// Who issues tokens, and the name of the API that they are good for.
struct Issuer
{
    const Tokens &tokens;
    QString audience = QStringLiteral("native");
    std::optional<std::chrono::seconds> accessLife{}; ///< of a dialect's tokens; policy's without
    /// There are no refresh tokens: a session is good for accessLife after each use of it, and its
    /// token lives as long as a session can (SessionGate).
    bool sliding = false;
};

/// A new session for a person who has proved who they are. Beyond limits::kSessionsPerUser the one
/// idle longest ends.
/// `fingerprint`: a device that has one session, so that an earlier one of the same API ends.
Result<Token> openSession(Tx &tx, const Issuer &issuer, const store::UserRow &user,
    const std::optional<QString> &fingerprint = std::nullopt);

/// Changes a refresh token for its successor. The token before the current one gets the same
/// successor again for 30 seconds, for the same client: an answer that was lost, a crash between
/// COMMIT and answer, and two tabs that refresh at once are no theft. An older one is: the whole
/// session ends. Errors: Unauthenticated, always the same (the session's end is kept by
/// Tx::keepOnError).
/// `fingerprint`: another than the session's ends it, too.
Result<Token> refreshSession(Tx &tx, const Issuer &issuer, const Refresh &in,
    const std::optional<QString> &fingerprint = std::nullopt);
/// Ends the session of a refresh token, whoever shows it; nothing for what is none.
Result<void> endByRefreshToken(Tx &tx, const Issuer &issuer, const QString &token);

/// Writes down when sliding sessions were used, and ends those that were not (SessionGate::sweep).
struct SlidingUse
{
    SessionId session{};
    Timestamp lastUsed{};
};
struct SlidingSweep
{
    std::vector<SlidingUse> used{}; ///< since the last sweep
    std::vector<SessionId> over{};
    bool isEmpty() const { return used.empty() && over.empty(); }
};
Result<void> keepSweep(Tx &tx, const SlidingSweep &sweep);

Result<void> logout(Tx &tx);
Result<void> logoutAll(Tx &tx);

/// All sessions of a person but `except`.
Result<void> endSessions(Tx &tx, UserId user, std::optional<SessionId> except = std::nullopt);

/// One that is live, of anybody.
Result<std::optional<store::SessionRow>> liveSession(
    store::SqlSession &sql, SessionId id, const Policy &policy, Timestamp now);
Result<void> endSession(Tx &tx, SessionId id);

/// Live sign-ins of a person.
Result<qint64> countSessions(
    store::SqlSession &sql, UserId user, const Policy &policy, Timestamp now);

/// The actor's own, latest use first.
Result<Items<Session>> mySessions(ReadTx &tx);
/// One of the actor's own. Errors: NotFound, the same for a foreign one and for none.
Result<void> revokeSession(Tx &tx, SessionId session);

} // namespace kith::core
