// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Apart from the models, so that rows do not depend on all that a message holds.

#include "shared/fields.h"

namespace kith {

enum class MessageType { Text, Image, File, System };

template <>
inline constexpr auto enumNames<MessageType> = std::to_array<EnumName<MessageType>>({
    {MessageType::Text, "text"},
    {MessageType::Image, "image"},
    {MessageType::File, "file"},
    {MessageType::System, "system"},
});

} // namespace kith
