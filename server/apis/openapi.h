// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"

namespace kith::dialects {

/// The OpenAPI 3.1 document of a dialect, made from its rows and sockets: titles, operation ids and
/// paths as its original's document has them. `routes`: the dialect's, which may have moved on.
/// Indented JSON; the same rows give the same bytes. Any thread; made once at start.
QByteArray openApiDocument(const Dialect &dialect, const api::Routes &routes);

/// {"detail": "…"} or a list of items: the error body of the FastAPI services.
QJsonObject fastApiErrorSchema();

} // namespace kith::dialects
