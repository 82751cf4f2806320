// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/users.h"

#include "shared/type.h"

#include "core/lists/folding.h"
#include "core/live/presence.h"
#include "core/streams/streams.h"
#include "shared/textformat.h"

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::UserRow;

namespace {

Error noSuchPerson() { return notFound(u"There is no such person."_s); }

Result<UserRow> loadPerson(Tx &tx, UserId id)
{
    TRY_ASSIGN(const UserRow *row, tx.unit.users.find(id));
    if (!row)
        return noSuchPerson();
    return *row;
}

std::optional<UserStatus> statusOf(const store::UserRow &row, Timestamp now)
{
    if (row.statusText.isEmpty() && row.statusEmoji.isEmpty())
        return std::nullopt;
    if (row.statusExpiresAt && *row.statusExpiresAt <= now)
        return std::nullopt;
    return UserStatus{row.statusText, row.statusEmoji, row.statusExpiresAt};
}

/// Whoever sees the person's presence sees the new status too. No status is sent as empty texts:
/// null says that it did not change.
void announceStatus(Tx &tx, const UserRow &row)
{
    publishState(tx,
        {.kind = EventKind::Presence,
            .user = row.id,
            .on = tx.env.presence.isOnline(row.id),
            .lastSeen = tx.env.presence.lastSeen(row.id),
            .status = statusOf(row, tx.now).value_or(UserStatus{})});
}

} // namespace

User toUser(const store::UserRow &row, const Actor &viewer, const Environment &env, Timestamp now)
{
    User user{.id = row.id,
        .username = row.username,
        .fullName = row.fullName,
        .avatarUrl = row.avatarUrl,
        .title = row.title,
        .team = row.team,
        .about = row.about,
        .role = row.role,
        .isActive = row.isActive,
        .isOnline = env.presence.isOnline(row.id),
        .lastSeen = env.presence.lastSeen(row.id),
        .status = statusOf(row, now),
        .createdAt = row.createdAt};
    if (!user.lastSeen)
        user.lastSeen = row.lastSeenAt;
    if (viewer.user == row.id || viewer.role >= UserRole::Admin)
        user.email = row.email;
    return user;
}

UserBrief toBrief(const store::UserRow &row)
{
    return {.id = row.id,
        .username = row.username,
        .fullName = row.fullName,
        .avatarUrl = row.avatarUrl,
        .email = row.email,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt};
}

Result<User> userById(ReadTx &tx, UserId id)
{
    TRY_ASSIGN(const auto row, store::loadRow<UserRow>(tx.sql, id));
    if (!row)
        return noSuchPerson();
    return toUser(*row, tx.actor, tx.env, tx.now);
}

Result<Page<User>> onlineUsers(ReadTx &tx, const ListQuery &query)
{
    TRY_ASSIGN(const qint64 after, idAfter(query));
    const auto limit = static_cast<size_t>(clampLimit(query.limit));
    std::vector<UserId> online = tx.env.presence.online();
    std::sort(online.begin(), online.end());
    Page<User> page;
    for (auto it = std::upper_bound(online.begin(), online.end(), UserId(after));
         it != online.end(); ++it) {
        if (page.items.size() == limit) {
            page.next = QString::number(std::prev(it)->value);
            break;
        }
        TRY_ASSIGN(const auto row, store::loadRow<UserRow>(tx.sql, *it));
        if (row && row->isActive)
            page.items.push_back(toUser(*row, tx.actor, tx.env, tx.now));
    }
    return page;
}

Result<User> updateMe(Tx &tx, const UserChange &in, const std::optional<QString> &email)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const UserRow before, loadPerson(tx, tx.actor.user));
    UserRow row = before;
    row.username = in.username.value_or(row.username);
    row.fullName = in.fullName.value_or(row.fullName);
    row.title = in.title.value_or(row.title);
    row.team = in.team.value_or(row.team);
    row.about = in.about.value_or(row.about);
    row.email = email.value_or(row.email);
    TRY_ASSIGN(row, withKeys(std::move(row)));
    if (row.usernameKey != before.usernameKey || row.emailKey != before.emailKey)
        TRY(checkNamesFree(*sql, row));
    return saveUser(tx, before, std::move(row));
}

Result<void> setMyAvatar(Tx &tx, const QString &url)
{
    TRY_ASSIGN(const UserRow before, loadPerson(tx, tx.actor.user));
    UserRow row = before;
    row.avatarUrl = url.isEmpty() ? std::nullopt : std::optional(url);
    TRY(saveUser(tx, before, std::move(row)));
    return {};
}

Result<User> setMyStatus(Tx &tx, const UserStatus &in)
{
    if (in.expiresAt && *in.expiresAt <= tx.now)
        return invalidInput(u"expires_at"_s, u"must be in the future"_s);
    TRY_ASSIGN(const UserRow before, loadPerson(tx, tx.actor.user));
    UserRow row = before;
    row.statusText = in.text;
    row.statusEmoji = in.emoji;
    const bool cleared = in.text.isEmpty() && in.emoji.isEmpty();
    row.statusExpiresAt = cleared ? std::nullopt : in.expiresAt;
    return saveUser(tx, before, std::move(row));
}

Result<UserRow> withKeys(UserRow row)
{
    constexpr qsizetype kUsernameKey = 64; // VARCHAR lengths of the table
    constexpr qsizetype kEmailKey = 320;
    row.usernameKey = folded(row.username);
    row.emailKey = folded(row.email);
    row.searchKey =
        folded(QStringList{row.username, row.fullName, row.title, row.team}.join(u'\n'));
    // Compatibility forms can be 18 times as long: "ﷺ".
    if (codePoints(row.usernameKey) > kUsernameKey)
        return invalidInput(u"username"_s, u"is too long"_s);
    if (codePoints(row.emailKey) > kEmailKey)
        return invalidInput(u"email"_s, u"is too long"_s);
    return row;
}

Result<void> checkNamesFree(store::SqlSession &sql, const UserRow &row)
{
    std::vector<FieldError> taken;
    const auto note = [&](const store::SqlRow &found) {
        if (found.text(0) == row.usernameKey)
            taken.push_back({u"username"_s, u"is taken"_s});
        if (found.text(1) == row.emailKey)
            taken.push_back({u"email"_s, u"has an account already"_s});
    };
    TRY(sql.query(Sql(R"(
        SELECT username_key, email_key
        FROM users
        WHERE (username_key = :username OR email_key = :email) AND id <> :id)"),
        {{":username", row.usernameKey}, {":email", row.emailKey}, {":id", row.id.value}}, note));
    if (taken.empty())
        return {};
    Error error = conflict(u"%1: %2"_s.arg(taken.front().field, taken.front().message));
    error.fields = std::move(taken);
    return error;
}

Result<User> saveUser(Tx &tx, const UserRow &before, UserRow row)
{
    if (statusOf(row, tx.now) != statusOf(before, tx.now))
        announceStatus(tx, row);
    if (!store::isSame(row, before)) {
        row.updatedAt = tx.now;
        tx.unit.users.update(row);
        TRY(announceUser(tx, row.id));
        if (statusOf(row, tx.now) == statusOf(before, tx.now))
            TRY(announceUserToAdmins(tx, row));
    }
    return toUser(row, tx.actor, tx.env, tx.now);
}

Result<void> announceUser(Tx &tx, UserId id)
{
    TRY_ASSIGN(const UserRow row, loadPerson(tx, id));
    // The stream is the person's own: they see themselves.
    const Actor self{.user = id, .session = {}, .role = row.role};
    return appendToUser(tx, id,
        {.kind = EventKind::UserUpdated,
            .user = id,
            .userInfo = std::make_shared<const User>(toUser(row, self, tx.env, tx.now))});
}

Result<void> announceUserToAdmins(Tx &tx, const UserRow &row)
{
    const Actor admin{.user = {}, .session = {}, .role = UserRole::Admin};
    return appendToAdmins(tx,
        {.kind = EventKind::UserUpdated,
            .user = row.id,
            .userInfo = std::make_shared<const User>(toUser(row, admin, tx.env, tx.now))});
}

Result<void> keepLastSeen(Tx &tx, const std::vector<LastSeen> &seen)
{
    for (const LastSeen &one : seen) {
        TRY_ASSIGN(const UserRow *found, tx.unit.users.find(one.user));
        if (!found)
            continue;
        UserRow row = *found;
        row.lastSeenAt = one.at;
        tx.unit.users.update(row);
    }
    return {};
}

} // namespace kith::core
