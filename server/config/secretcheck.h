// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/secret.h"

namespace kith::config {

inline constexpr qsizetype kSecretBytes =
    32; ///< at least: the width of HMAC-SHA256, RFC 7518 section 3.2

/// What is wrong with a signing secret: a published example, too short, too uniform. An empty one
/// is fine (a key is generated), and answers an empty text.
QString weakSecret(const Secret &secret);

} // namespace kith::config
