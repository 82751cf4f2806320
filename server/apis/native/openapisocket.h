// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/schema.h"

namespace kith::api::openapi {

/// WS /api/v2/ws, a GET that answers 101, with the frames of both directions by their type.
QJsonObject socketOperation(SchemaSet &schemas);

} // namespace kith::api::openapi
