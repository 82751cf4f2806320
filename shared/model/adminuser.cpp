// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/adminuser.h"

#include "shared/model/page.h"
#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<AdminUserQuery>)
{
    static const FieldList list = fieldList<AdminUserQuery>("AdminUserQuery",
        {field("search", &AdminUserQuery::search, length(1, limits::kNameChars),
             doc("Part of a username, name, title, team or e-mail address, without regard to "
                 "case")),
            field("role", &AdminUserQuery::role), field("is_active", &AdminUserQuery::isActive),
            field("sort", &AdminUserQuery::sort), field("order", &AdminUserQuery::order),
            field("cursor", &AdminUserQuery::cursor, length(1, limits::kCursorChars),
                doc("The `next` or `prev` of a page with the same search, filters and sort")),
            field("limit", &AdminUserQuery::limit, doc(kPageLimitDoc)),
            field("total", &AdminUserQuery::total, doc("Whether to say how many match"))});
    return list;
}

const FieldList &fieldsOf(Of<UserDetail>)
{
    static const FieldList list = fieldList<UserDetail>("UserDetail",
        {field("user", &UserDetail::user), field("session_count", &UserDetail::sessionCount),
            field("connection_count", &UserDetail::connectionCount),
            field("chat_count", &UserDetail::chatCount),
            field("updated_at", &UserDetail::updatedAt)});
    return list;
}

const FieldList &fieldsOf(Of<NewUser>)
{
    static const FieldList list = fieldList<NewUser>("NewUser",
        {field("username", &NewUser::username, required,
             length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
            field("email", &NewUser::email, required, length(3, limits::kEmailChars),
                format("email")),
            field(
                "full_name", &NewUser::fullName, length(0, limits::kNameChars), format("oneline")),
            field("title", &NewUser::title, length(0, limits::kNameChars), format("oneline")),
            field("team", &NewUser::team, length(0, limits::kNameChars), format("oneline")),
            field("role", &NewUser::role, doc("Nobody grants a role above their own"))});
    return list;
}

const FieldList &fieldsOf(Of<PasswordLink>)
{
    static const FieldList list = fieldList<PasswordLink>("PasswordLink",
        {field("url", &PasswordLink::url), field("token", &PasswordLink::token),
            field("expires_at", &PasswordLink::expiresAt)});
    return list;
}

const FieldList &fieldsOf(Of<CreatedUser>)
{
    static const FieldList list = fieldList<CreatedUser>("CreatedUser",
        {field("user", &CreatedUser::user), field("password_link", &CreatedUser::passwordLink)});
    return list;
}

const FieldList &fieldsOf(Of<PasswordReset>)
{
    static const FieldList list = fieldList<PasswordReset>("PasswordReset",
        {field("token", &PasswordReset::token, required, length(1, 128)),
            field("new_password", &PasswordReset::newPassword, required,
                length(1, limits::kPasswordChars))});
    return list;
}

const FieldList &fieldsOf(Of<UserBulk>)
{
    static const FieldList list = fieldList<UserBulk>("UserBulk",
        {field("action", &UserBulk::action, required),
            field("role", &UserBulk::role, doc("Needed for set_role, and for nothing else")),
            field("user_ids", &UserBulk::userIds, required, length(1, limits::kBulkUsers)),
            field("dry_run", &UserBulk::dryRun, required,
                doc("True: say what would happen, and change nothing")),
            field("reason", &UserBulk::reason, length(0, limits::kReasonChars), format("oneline"),
                doc("Kept in the audit log"))});
    return list;
}

const FieldList &fieldsOf(Of<UserOutcome>)
{
    static const FieldList list = fieldList<UserOutcome>("UserOutcome",
        {field("user", &UserOutcome::user), field("verdict", &UserOutcome::verdict),
            field("before", &UserOutcome::before), field("after", &UserOutcome::after),
            field("detail", &UserOutcome::detail)});
    return list;
}

const FieldList &fieldsOf(Of<UserBulkResult>)
{
    static const FieldList list = fieldList<UserBulkResult>("UserBulkResult",
        {field("dry_run", &UserBulkResult::dryRun), field("changed", &UserBulkResult::changed),
            field("unchanged", &UserBulkResult::unchanged),
            field("refused", &UserBulkResult::refused),
            field("outcomes", &UserBulkResult::outcomes)});
    return list;
}

} // namespace kith
