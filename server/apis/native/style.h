// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace kith::api {

/// How the native API says what is wrong: problem+json (RFC 9457).
const Style &nativeStyle();

} // namespace kith::api
