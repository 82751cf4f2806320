// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/table.h"

#include "admingui/tables/personcell.h"

namespace kith::console {

UserBrief briefOf(const User &user)
{
    return {user.id, user.username, user.fullName, user.avatarUrl};
}

QString UserTable::stateOf(const User &user)
{
    return user.isActive ? tr("Active") : tr("Suspended");
}

std::vector<Column<User>> UserTable::columns()
{
    return columnsOf<User>({
        column(&User::fullName, tr("Name"))
            .wide(220)
            .sortedBy(AdminUserSort::FullName)
            .written([](const User &user) { return readable(user); })
            .drawn([](const User &user) {
                return CellLook{.avatar = readable(user),
                    .avatarSeed = user.id.value,
                    .online = user.isOnline,
                    .dimmed = !user.isActive,
                    .strong = true};
            }),
        column(&User::username, tr("Username"))
            .wide(150)
            .sortedBy(AdminUserSort::Username)
            .drawn([](const User &user) { return CellLook{.dimmed = !user.isActive}; }),
        column(&User::email, tr("E-mail"))
            .wide(220)
            .sortedBy(AdminUserSort::Email)
            .drawn([](const User &user) { return CellLook{.dimmed = !user.isActive}; }),
        column(&User::role, tr("Role"))
            .wide(105)
            .sortedBy(AdminUserSort::Role)
            .drawn([](const User &user) {
                CellLook look = roleLook(user.role);
                look.dimmed = user.role == UserRole::User;
                return look;
            }),
        column(&User::isActive, tr("State"))
            .wide(105)
            .written(&UserTable::stateOf)
            .drawn([](const User &user) {
                return CellLook{.badge = !user.isActive,
                    .dimmed = user.isActive,
                    .tone = user.isActive ? Tone::Quiet : Tone::Bad};
            }),
        column(&User::lastSeen, tr("Last seen"))
            .wide(130)
            .sortedBy(AdminUserSort::LastSeen)
            .written([](const User &user) {
                return user.isOnline ? tr("Online") : readable(user.lastSeen);
            })
            .drawn([](const User &user) {
                return CellLook{.tone = user.isOnline ? Tone::Good : Tone::Plain};
            }),
        column(&User::createdAt, tr("Created")).wide(130).sortedBy(AdminUserSort::CreatedAt),
        column(&User::title, tr("Title")).wide(150),
        column(&User::team, tr("Team")).wide(130),
        column(&User::about, tr("About")).wide(200).hidden(),
        column(&User::isOnline, tr("Online")).hidden(),
        column(&User::status, tr("Status")).wide(150).hidden(),
        column(&User::avatarUrl, tr("Picture")).hidden(),
        column(&User::id, tr("Id")).wide(90).hidden(),
    });
}

} // namespace kith::console
