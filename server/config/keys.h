// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "shared/result.h"

namespace kith::config {

/// The keys of one server. Each purpose has its own, so that what one signs no other accepts.
struct Keys
{
    Secret access{}; ///< access tokens
    Secret refresh{}; ///< refresh tokens
    Secret ticket{}; ///< WebSocket tickets
    Secret link{}; ///< signed links of files, and those in mails
};

/// From auth.jwt_secret and its kin, or from secret.key in the data folder, which is generated
/// (64 random bytes, mode 0600) when it is absent. Hold the DataLock. Errors: Forbidden when the
/// file can be read by others or not at all; Unavailable when it cannot be written.
Result<Keys> loadKeys(const Config &config);

/// HKDF-SHA256 (RFC 5869): 32 bytes for `purpose` from a secret of any length.
Secret deriveKey(const Secret &secret, QByteArrayView salt, QByteArrayView purpose);

} // namespace kith::config
