// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounts.h"

#include "core/accounts/suspensions.h"
#include "core/audit/audit.h"
#include "core/chats/members.h"
#include "core/lists/folding.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::SqlSession;
using store::UserRow;

namespace {

Error loginRefused() { return unauthenticated(u"The username or the password is wrong."_s); }

Error wrongCurrentPassword() { return invalidInput(u"current_password"_s, u"is wrong"_s); }

Result<void> checkRegistrationOpen(const Policy &policy)
{
    switch (policy.registration) {
    case RegistrationPolicy::Open:
        return {};
    case RegistrationPolicy::Invite:
        return forbidden(u"Registration needs an invitation. Ask an administrator for one."_s);
    case RegistrationPolicy::Closed:
        break;
    }
    return forbidden(u"Registration is closed. Ask an administrator for an account."_s);
}

Result<UserRow> rowFor(const Registration &in)
{
    return withKeys({.username = in.username,
        .email = in.email,
        .fullName = in.fullName.isEmpty() ? in.username : in.fullName});
}

} // namespace

Result<HashWork> prepareRegistration(ReadTx &tx, const Registration &in)
{
    const Policy &policy = tx.env.policy;
    TRY(checkRegistrationOpen(policy));
    TRY(checkNewPassword(
        {.password = in.password, .username = in.username, .email = in.email}, policy));
    TRY_ASSIGN(const UserRow row, rowFor(in));
    TRY(checkNamesFree(tx.sql, row));
    return HashWork{.cost = costOf(policy)};
}

Result<QString> hashForRegistration(const Registration &in, const HashWork &work)
{
    return hashPassword(in.password, work.cost);
}

Result<Token> registerUser(
    Tx &tx, const Issuer &issuer, const Registration &in, const QString &passwordHash)
{
    TRY_ASSIGN(const UserRow row, makePerson(tx, in, passwordHash));
    return openSession(tx, issuer, row);
}

Result<UserRow> makePerson(Tx &tx, const Registration &in, const QString &passwordHash)
{
    TRY(checkRegistrationOpen(tx.env.policy));
    TRY_ASSIGN(UserRow row, rowFor(in));
    row.passwordHash = passwordHash;
    return addPerson(tx, std::move(row));
}

Result<HashWork> prepareLogin(ReadTx &tx, const Login &in, LoginBy by, Suspended suspended)
{
    const PasswordCost cost = costOf(tx.env.policy);
    HashWork work{.storedHash = dummyHash(cost),
        .cost = cost,
        .tellsSuspended = suspended == Suspended::AreChecked};
    // What has an '@' is an address: no name can stand for another person's.
    const QString key = folded(in.login);
    constexpr Sql kByName(R"(
        SELECT id, password_hash FROM users
        WHERE username_key = :key AND (is_active = 1 OR suspended_until <= :now OR :any = 1))");
    constexpr Sql kByEmail(R"(
        SELECT id, password_hash FROM users
        WHERE email_key = :key AND (is_active = 1 OR suspended_until <= :now OR :any = 1))");
    const bool byEmail = by == LoginBy::Either ? key.contains(u'@') : by == LoginBy::Email;
    TRY(tx.sql.query(byEmail ? kByEmail : kByName,
        {{":key", key}, {":now", toMillis(tx.now)},
            {":any", qint64(suspended == Suspended::AreChecked)}},
        [&](const store::SqlRow &row) {
            work.user = UserId(row.integer(0));
            work.storedHash = row.text(1);
        }));
    return work;
}

Result<Proof> proveLogin(const Login &in, const HashWork &work)
{
    const PasswordCheck check = checkPassword(in.password, work.storedHash, work.cost);
    if (!check.matches || !work.user.isStored())
        return loginRefused();
    Proof proof{
        .user = work.user, .tellsSuspended = work.tellsSuspended, .checkedHash = work.storedHash};
    if (check.needsRehash) {
        TRY_ASSIGN(proof.newHash, hashPassword(in.password, work.cost));
    }
    return proof;
}

Result<Token> login(
    Tx &tx, const Issuer &issuer, const Proof &proof, const std::optional<QString> &fingerprint)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(proof.user));
    // Between the check and now the password may have been changed or the person suspended.
    if (!found || found->passwordHash != proof.checkedHash)
        return loginRefused();
    UserRow row = *found;
    if (!row.isActive && !hasLapsed(row, tx.now))
        return proof.tellsSuspended ? forbidden(u"The account is suspended."_s) : loginRefused();
    if (proof.newHash) {
        row.passwordHash = *proof.newHash;
        tx.unit.users.update(row);
    }
    if (!row.isActive)
        TRY(liftLapsed(tx, row));
    return openSession(tx, issuer, row, fingerprint);
}

Result<HashWork> preparePasswordChange(ReadTx &tx, const PasswordChange &in)
{
    TRY_ASSIGN(const auto row, store::loadRow<UserRow>(tx.sql, tx.actor.user));
    if (!row)
        return loginRefused();
    TRY(checkNewPassword({.password = in.newPassword,
                             .username = row->username,
                             .email = row->email,
                             .field = u"new_password"_s},
        tx.env.policy));
    return HashWork{
        .storedHash = row->passwordHash, .cost = costOf(tx.env.policy), .user = row->id};
}

Result<Proof> provePasswordChange(const PasswordChange &in, const HashWork &work)
{
    if (!checkPassword(in.currentPassword, work.storedHash, work.cost).matches)
        return wrongCurrentPassword();
    TRY_ASSIGN(QString newHash, hashPassword(in.newPassword, work.cost));
    return Proof{.user = work.user, .checkedHash = work.storedHash, .newHash = std::move(newHash)};
}

Result<void> changePassword(Tx &tx, const Proof &proof)
{
    TRY(tx.unit.writing());
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(tx.actor.user));
    if (!found || found->id != proof.user || found->passwordHash != proof.checkedHash)
        return wrongCurrentPassword();
    TRY(endSessions(tx, found->id, tx.actor.session));
    UserRow row = *found;
    row.passwordHash = proof.newHash.value_or(row.passwordHash);
    tx.unit.users.update(row);
    return {};
}

Result<UserRow> addPerson(Tx &tx, UserRow row)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    TRY(checkNamesFree(*sql, row));
    row.id = UserId(tx.unit.newId());
    row.createdAt = row.updatedAt = tx.now;
    tx.unit.users.insert(row);
    TRY(countNewUser(tx, row));
    // Default channels see them join by themselves.
    const Actor before = std::exchange(tx.actor, Actor{.user = row.id, .role = row.role});
    const auto joined = joinDefaultChannels(tx, row.id);
    tx.actor = before;
    TRY(joined);
    TRY(announceUserToAdmins(tx, row));
    return row;
}

Result<User> me(ReadTx &tx) { return userById(tx, tx.actor.user); }

Result<User> createOwner(Tx &tx, const NewOwner &in, OwnerRule rule)
{
    TRY_ASSIGN(SqlSession * sql, tx.unit.writing());
    constexpr Sql kOwner("SELECT id FROM users WHERE role = :owner AND is_active = 1 LIMIT 1");
    TRY_ASSIGN(
        const auto owner, store::integerOf(*sql, kOwner, {{":owner", qint64(UserRole::Owner)}}));
    if (owner && rule == OwnerRule::OnlyFirst)
        return conflict(u"There is an owner already: ask them to grant the role."_s);
    TRY_ASSIGN(UserRow row,
        withKeys({.username = in.username,
            .email = in.email,
            .fullName = in.fullName.isEmpty() ? in.username : in.fullName,
            .role = UserRole::Owner,
            .passwordHash = in.passwordHash}));
    TRY_ASSIGN(row, addPerson(tx, std::move(row)));
    TRY(appendAudit(tx,
        {.action = u"user.create"_s,
            .targetKind = u"user"_s,
            .targetId = row.id.value,
            .targetName = row.username,
            .changes = {{.field = u"role"_s, .after = u"owner"_s}}}));
    const Actor self{.user = row.id, .session = {}, .role = row.role};
    return toUser(row, self, tx.env, tx.now);
}

} // namespace kith::core
