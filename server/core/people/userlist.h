// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "shared/model/page.h"
#include "shared/model/user.h"

/// The directory: people as everybody may look for them.
namespace kith::core {

enum class UserSort { Username, FullName, CreatedAt };
enum class UserOrder { Ascending, Descending };

struct UserQuery
{
    std::optional<QString> search{};
    std::optional<UserRole> role{};
    std::optional<bool> isActive{};
    UserSort sort = UserSort::Username;
    UserOrder order = UserOrder::Ascending;
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;
};
/// The directory: active people, and for admins all of them. Only admins filter by role and
/// activity (Forbidden for others). A search clamps the limit to 50.
Result<Page<User>> listUsers(ReadTx &tx, const UserQuery &query);

} // namespace kith::core

namespace kith {

template <>
inline constexpr auto enumNames<core::UserSort> = std::to_array<EnumName<core::UserSort>>({
    {core::UserSort::Username, "username"},
    {core::UserSort::FullName, "full_name"},
    {core::UserSort::CreatedAt, "created_at"},
});

template <>
inline constexpr auto enumNames<core::UserOrder> = std::to_array<EnumName<core::UserOrder>>({
    {core::UserOrder::Ascending, "asc"},
    {core::UserOrder::Descending, "desc"},
});

const FieldList &fieldsOf(Of<core::UserQuery>);

} // namespace kith
