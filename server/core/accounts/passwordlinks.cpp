// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/passwordlinks.h"

#include "core/audit/audit.h"
#include "core/crypto.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::PasswordLinkRow;
using store::Sql;
using store::SqlSession;
using store::UserRow;

namespace {

constexpr int kLinkTokenBytes = 32; // 256 bits: guessing needs no further hindrance

QString hashOf(const QString &token) { return QString::fromLatin1(sha256(token.toUtf8()).toHex()); }

Error badToken()
{
    return invalidInput(u"token"_s, u"is not valid any more: ask for a new link"_s);
}

/// Who the token is of, while it is good.
Result<UserId> ownerOf(SqlSession &sql, const QString &token, Timestamp now)
{
    constexpr Sql kOwner(
        "SELECT user_id FROM password_links WHERE token_hash = :hash AND expires_at > :now");
    TRY_ASSIGN(const auto user,
        store::integerOf(sql, kOwner, {{":hash", hashOf(token)}, {":now", toMillis(now)}}));
    if (!user)
        return badToken();
    return UserId(*user);
}

} // namespace

Result<PasswordLink> makePasswordLink(Tx &tx, UserId user)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    const QString token = QString::fromLatin1(toBase64Url(randomBytes(kLinkTokenBytes)));
    const Timestamp expiresAt = tx.now + limits::kPasswordLinkLife;
    TRY(store::upsertRow(
        *sql, PasswordLinkRow{.userId = user, .tokenHash = hashOf(token), .expiresAt = expiresAt}));
    return PasswordLink{.url = tx.env.policy.publicUrl + u"/chats/ui#reset="_s + token,
        .token = token,
        .expiresAt = expiresAt};
}

Result<HashWork> preparePasswordReset(ReadTx &tx, const PasswordReset &in)
{
    TRY_ASSIGN(const UserId user, ownerOf(tx.sql, in.token, tx.now));
    TRY_ASSIGN(const auto row, store::loadRow<UserRow>(tx.sql, user));
    if (!row || !row->isActive)
        return badToken();
    TRY(checkNewPassword({.password = in.newPassword,
                             .username = row->username,
                             .email = row->email,
                             .field = u"new_password"_s},
        tx.env.policy));
    return HashWork{.cost = costOf(tx.env.policy), .user = user};
}

Result<QString> hashForReset(const PasswordReset &in, const HashWork &work)
{
    return hashPassword(in.newPassword, work.cost);
}

Result<void> resetPassword(Tx &tx, const PasswordReset &in, const QString &passwordHash)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY_ASSIGN(const UserId user, ownerOf(*sql, in.token, tx.now));
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(user));
    if (!found || !found->isActive)
        return badToken();
    // Of two at once, on two nodes, one finds the row gone.
    TRY_ASSIGN(const qint64 used,
        sql->exec(Sql("DELETE FROM password_links WHERE token_hash = :hash"),
            {{":hash", hashOf(in.token)}}));
    if (used == 0)
        return badToken();
    UserRow row = *found;
    row.passwordHash = passwordHash;
    tx.unit.users.update(row);
    TRY(endSessions(tx, user));
    tx.actor = {.user = user, .session = {}, .role = row.role};
    return appendAudit(tx,
        {.action = u"user.password_reset"_s,
            .targetKind = u"user"_s,
            .targetId = user.value,
            .targetName = row.username});
}

} // namespace kith::core
