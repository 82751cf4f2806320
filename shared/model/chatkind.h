// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Apart from the models, so that rows and events do not depend on all that a chat holds.

#include "shared/fields.h"

namespace kith {

enum class ChatKind { Direct, Group, Channel };

template <>
inline constexpr auto enumNames<ChatKind> = std::to_array<EnumName<ChatKind>>({
    {ChatKind::Direct, "direct"},
    {ChatKind::Group, "group"},
    {ChatKind::Channel, "channel"},
});

/// What a member may do in one chat. Ordered: a later role may do all an earlier one may.
enum class MemberRole { Member, Admin, Owner };

template <>
inline constexpr auto enumNames<MemberRole> = std::to_array<EnumName<MemberRole>>({
    {MemberRole::Member, "member"},
    {MemberRole::Admin, "admin"},
    {MemberRole::Owner, "owner"},
});

} // namespace kith
