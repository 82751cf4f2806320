// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/sessions.h"

#include "core/crypto.h"
#include "core/people/users.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::SessionRow;
using store::Sql;
using store::SqlSession;
using store::UserRow;

namespace {

constexpr auto kGrace = 30s;
constexpr auto kKeepDead = std::chrono::days(8); // longer than any access token lives
constexpr int kClientChars = 200; // VARCHAR lengths of the table
constexpr int kAddressChars = 64;

Error refused() { return unauthenticated(u"The refresh token is not valid. Sign in again."_s); }

bool isLive(const SessionRow &row, const Policy &policy, Timestamp now)
{
    return !row.revokedAt && row.expiresAt > now && row.lastUsedAt + policy.refreshIdle > now;
}

Sql liveSessionsSql()
{
    static const QByteArray text = "SELECT " + store::columns<SessionRow>()
        + " FROM sessions"
          " WHERE user_id = :user AND revoked_at IS NULL"
          " AND expires_at > :now AND last_used_at > :idle"
          " ORDER BY last_used_at DESC, id DESC";
    return Sql(text.constData());
}

Result<std::vector<SessionRow>> liveSessions(
    SqlSession &sql, UserId user, const Policy &policy, Timestamp now)
{
    return store::rowsOf<SessionRow>(sql, liveSessionsSql(),
        {{":user", user.value}, {":now", toMillis(now)},
            {":idle", toMillis(now - policy.refreshIdle)}});
}

/// The next generation. Another node may have changed the row since it was read.
Result<void> rotate(SqlSession &sql, SessionRow &session, Timestamp now)
{
    TRY_ASSIGN(const qint64 changed,
        sql.exec(Sql(R"(
            UPDATE sessions
            SET generation = generation + 1, rotated_at = :now, last_used_at = :now
            WHERE id = :id AND generation = :generation AND revoked_at IS NULL)"),
            {{":now", toMillis(now)}, {":id", session.id.value},
                {":generation", session.generation}}));
    if (changed == 0)
        return unavailable(u"The session is being renewed elsewhere. Try again."_s);
    ++session.generation;
    session.rotatedAt = session.lastUsedAt = now;
    return {};
}

/// Makes room for one more, and forgets what ended long ago.
Result<void> makeRoom(Tx &tx, SqlSession &sql, UserId user)
{
    TRY(sql.exec(Sql(R"(
        DELETE FROM sessions
        WHERE user_id = :user AND (expires_at < :old OR revoked_at < :old))"),
        {{":user", user.value}, {":old", toMillis(tx.now - kKeepDead)}}));
    TRY_ASSIGN(auto live, liveSessions(sql, user, tx.env.policy, tx.now));
    while (live.size() >= static_cast<size_t>(limits::kSessionsPerUser)) {
        TRY(endSession(tx, live.back().id));
        live.pop_back();
    }
    return {};
}

Result<void> endOfDevice(
    Tx &tx, SqlSession &sql, UserId user, const QString &audience, const QString &fingerprint)
{
    std::vector<SessionId> ids;
    TRY(sql.query(Sql(R"(
        SELECT id FROM sessions
        WHERE user_id = :user AND audience = :audience AND fingerprint = :fingerprint
          AND revoked_at IS NULL)"),
        {{":user", user.value}, {":audience", audience}, {":fingerprint", fingerprint}},
        [&](const store::SqlRow &row) { ids.push_back(SessionId(row.integer(0))); }));
    for (const SessionId id : ids)
        TRY(endSession(tx, id));
    return {};
}

Token tokenFor(const Tx &tx, const Issuer &issuer, const UserRow &user, const SessionRow &session)
{
    const Actor actor{.user = user.id, .session = session.id, .role = user.role};
    const auto life = issuer.sliding ? tx.env.policy.refreshAbsolute : issuer.accessLife;
    return {.accessToken = issuer.tokens.issueAccess(actor, issuer.audience, tx.now, life),
        .refreshToken = issuer.tokens.refreshToken(session),
        .expiresIn = issuer.accessLife.value_or(issuer.tokens.accessLife()).count(),
        .user = toUser(user, actor, tx.env, tx.now)};
}

} // namespace

Result<Token> openSession(
    Tx &tx, const Issuer &issuer, const UserRow &user, const std::optional<QString> &fingerprint)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY(makeRoom(tx, *sql, user.id));
    if (fingerprint)
        TRY(endOfDevice(tx, *sql, user.id, issuer.audience, *fingerprint));
    const SessionRow session{.id = SessionId(tx.unit.newId()),
        .userId = user.id,
        .seed = randomBytes(16),
        .generation = 1,
        .rotatedAt = tx.now,
        .client = tx.origin.client.left(kClientChars),
        .address = tx.origin.address.left(kAddressChars),
        .audience = issuer.audience,
        .createdAt = tx.now,
        .lastUsedAt = tx.now,
        .expiresAt = tx.now + tx.env.policy.refreshAbsolute,
        .fingerprint = fingerprint};
    tx.unit.insert(session);
    if (issuer.sliding)
        tx.changes.slidingSessions.push_back({.session = session.id,
            .user = user.id,
            .role = user.role,
            .life = issuer.accessLife.value_or(tx.env.policy.accessLife),
            .lastUsed = tx.now});
    return tokenFor(tx, issuer, user, session);
}

Result<Token> refreshSession(
    Tx &tx, const Issuer &issuer, const Refresh &in, const std::optional<QString> &fingerprint)
{
    const auto claim = Tokens::parseRefresh(in.refreshToken);
    if (!claim)
        return refused();
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(auto session, store::loadRow<SessionRow>(*sql, claim->session));
    if (!session || session->audience != issuer.audience || !issuer.tokens.proves(*claim, *session)
        || !isLive(*session, tx.env.policy, tx.now))
        return refused();
    if (fingerprint && session->fingerprint != fingerprint) {
        TRY(endSession(tx, session->id));
        tx.keepOnError = true;
        return refused();
    }
    TRY_ASSIGN(const UserRow *user, tx.unit.users.find(session->userId));
    if (!user || !user->isActive)
        return refused();
    if (claim->generation == session->generation) {
        TRY(rotate(*sql, *session, tx.now));
        return tokenFor(tx, issuer, *user, *session);
    }
    if (claim->generation == session->generation - 1 && tx.now <= session->rotatedAt + kGrace
        && session->client == tx.origin.client.left(kClientChars))
        return tokenFor(tx, issuer, *user, *session);
    TRY(endSession(tx, session->id));
    tx.keepOnError = true;
    return refused();
}

Result<void> endByRefreshToken(Tx &tx, const Issuer &issuer, const QString &token)
{
    const auto claim = Tokens::parseRefresh(token);
    if (!claim)
        return {};
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const auto session, store::loadRow<SessionRow>(*sql, claim->session));
    const bool isOurs = session && session->audience == issuer.audience && !session->revokedAt
        && issuer.tokens.proves(*claim, *session);
    return isOurs ? endSession(tx, session->id) : Result<void>();
}

Result<void> keepSweep(Tx &tx, const SlidingSweep &sweep)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    for (const SlidingUse &use : sweep.used) {
        TRY(sql->exec(Sql("UPDATE sessions SET last_used_at = :at WHERE id = :id"),
            {{":at", toMillis(use.lastUsed)}, {":id", use.session.value}}));
    }
    for (const SessionId id : sweep.over)
        TRY(endSession(tx, id));
    return {};
}

Result<void> logout(Tx &tx) { return endSession(tx, tx.actor.session); }

Result<void> logoutAll(Tx &tx) { return endSessions(tx, tx.actor.user); }

Result<void> endSessions(Tx &tx, UserId user, std::optional<SessionId> except)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    // Also those that are idle: an access token of theirs may still be good.
    std::vector<SessionId> ids;
    TRY(sql->query(Sql("SELECT id FROM sessions WHERE user_id = :user AND revoked_at IS NULL"),
        {{":user", user.value}},
        [&](const store::SqlRow &row) { ids.push_back(SessionId(row.integer(0))); }));
    for (const SessionId id : ids) {
        if (id != except)
            TRY(endSession(tx, id));
    }
    return {};
}

Result<std::optional<SessionRow>> liveSession(
    SqlSession &sql, SessionId id, const Policy &policy, Timestamp now)
{
    TRY_ASSIGN(auto session, store::loadRow<SessionRow>(sql, id));
    if (session && !isLive(*session, policy, now))
        session.reset();
    return session;
}

Result<void> endSession(Tx &tx, SessionId id)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY(sql->exec(Sql("UPDATE sessions SET revoked_at = :now WHERE id = :id"),
        {{":now", toMillis(tx.now)}, {":id", id.value}}));
    tx.changes.endedSessions.push_back(id);
    return {};
}

Result<qint64> countSessions(SqlSession &sql, UserId user, const Policy &policy, Timestamp now)
{
    TRY_ASSIGN(const auto live, liveSessions(sql, user, policy, now));
    return static_cast<qint64>(live.size()); // at most limits::kSessionsPerUser
}

Result<Items<Session>> mySessions(ReadTx &tx)
{
    TRY_ASSIGN(const auto rows, liveSessions(tx.sql, tx.actor.user, tx.env.policy, tx.now));
    Items<Session> sessions;
    for (const SessionRow &row : rows) {
        sessions.items.push_back({.id = row.id,
            .client = row.client,
            .address = row.address,
            .createdAt = row.createdAt,
            .lastUsedAt = row.lastUsedAt,
            .expiresAt = std::min(row.expiresAt, row.lastUsedAt + tx.env.policy.refreshIdle),
            .isCurrent = row.id == tx.actor.session});
    }
    return sessions;
}

Result<void> revokeSession(Tx &tx, SessionId id)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const auto session, liveSession(*sql, id, tx.env.policy, tx.now));
    if (!session || session->userId != tx.actor.user)
        return notFound(u"There is no such session."_s);
    return endSession(tx, id);
}

} // namespace kith::core
