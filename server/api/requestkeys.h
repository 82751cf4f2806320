// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/executor.h"

namespace kith::api {

/// Runs a write step once for its Idempotency-Key: the same key with the same body answers what the
/// first one answered, with another body it is a Conflict. Errors are not kept: they changed
/// nothing, and a repeat may succeed.
StepResult runOnce(core::Tx &tx, const RequestKey &key, const Step &step);

/// Forgets keys older than 24 hours, a few at a time. True while there are more.
Result<bool> forgetOldKeys(core::Tx &tx);

/// FNV-1a over what makes two requests the same: method, path, query and body.
qint64 hashOfRequest(Method method, QByteArrayView path, QByteArrayView query, QByteArrayView body);

} // namespace kith::api
