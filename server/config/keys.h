// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "shared/result.h"

namespace kith::config {

/// The secrets from which core derives a key for each purpose (core/crypto.h). Both are the same
/// unless the operator gave two.
struct Keys
{
    Secret access{}; ///< of access tokens
    Secret refresh{}; ///< of refresh tokens
};

/// secret.key in the data folder: what the keys are derived from where the operator gave none.
QString keyFileIn(const QString &dataFolder);

/// From auth.jwt_secret and its kin, or from that file, which is generated
/// (64 random bytes, mode 0600) when it is absent. Hold the DataLock. Errors: Forbidden when the
/// file can be read by others or not at all; Unavailable when it cannot be written.
Result<Keys> loadKeys(const Config &config);

} // namespace kith::config
