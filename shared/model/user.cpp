// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/user.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<UserStatus>)
{
    static const FieldList list = fieldList<UserStatus>("UserStatus",
        {field("text", &UserStatus::text, length(0, limits::kStatusChars), format("oneline")),
            field("emoji", &UserStatus::emoji, length(0, limits::kEmojiChars), format("emoji")),
            field("expires_at", &UserStatus::expiresAt)});
    return list;
}

const FieldList &fieldsOf(Of<User>)
{
    static const FieldList list = fieldList<User>("User",
        {field("id", &User::id), field("username", &User::username),
            field("email", &User::email, doc("Shown to the person and to admins, null to others")),
            field("full_name", &User::fullName), field("avatar_url", &User::avatarUrl),
            field("title", &User::title), field("team", &User::team), field("about", &User::about),
            field("role", &User::role), field("is_active", &User::isActive),
            field("is_online", &User::isOnline), field("last_seen", &User::lastSeen),
            field("status", &User::status), field("created_at", &User::createdAt)});
    return list;
}

const FieldList &fieldsOf(Of<UserBrief>)
{
    static const FieldList list = fieldList<UserBrief>("UserBrief",
        {field("id", &UserBrief::id), field("username", &UserBrief::username),
            field("full_name", &UserBrief::fullName), field("avatar_url", &UserBrief::avatarUrl)});
    return list;
}

const FieldList &fieldsOf(Of<UserChange>)
{
    static const FieldList list = fieldList<UserChange>("UserChange",
        {field("username", &UserChange::username,
             length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
            field("full_name", &UserChange::fullName, length(0, limits::kNameChars),
                format("oneline")),
            field("title", &UserChange::title, length(0, limits::kNameChars), format("oneline")),
            field("team", &UserChange::team, length(0, limits::kNameChars), format("oneline")),
            field("about", &UserChange::about, length(0, limits::kAboutChars))});
    return list;
}

const FieldList &fieldsOf(Of<AdminUserChange>)
{
    static const FieldList list = fieldList<AdminUserChange>("AdminUserChange",
        {field("username", &AdminUserChange::username,
             length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
            field(
                "email", &AdminUserChange::email, length(3, limits::kEmailChars), format("email")),
            field("full_name", &AdminUserChange::fullName, length(0, limits::kNameChars),
                format("oneline")),
            field(
                "title", &AdminUserChange::title, length(0, limits::kNameChars), format("oneline")),
            field("team", &AdminUserChange::team, length(0, limits::kNameChars), format("oneline")),
            field("about", &AdminUserChange::about, length(0, limits::kAboutChars)),
            field("role", &AdminUserChange::role,
                doc("Nobody grants a role above their own; the last owner keeps theirs")),
            field("is_active", &AdminUserChange::isActive)});
    return list;
}

} // namespace kith
