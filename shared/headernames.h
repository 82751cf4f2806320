// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Header fields that are this API's own: what is said once of them is said to the server, to its
/// clients and in its document.
namespace kith::headernames {

inline constexpr char kIdempotencyKey[] = "Idempotency-Key";
inline constexpr char kRequestId[] = "X-Request-Id";

} // namespace kith::headernames
