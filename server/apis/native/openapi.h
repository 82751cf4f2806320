// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

#include <QByteArray>

/// The OpenAPI 3.1 document, made from the rows of routes and the field lists of models: there is
/// nothing else to keep in step with the code. Any thread; made once at start.
namespace kith::api {

/// Indented JSON that ends in a newline; the same rows give the same bytes. The realtime socket is
/// described beside them, its frames under "x-websocket" (model/frames.h).
QByteArray openApiDocument(const Routes &routes);

/// "getChatsByChatId" for GET /api/v2/chats/{chat_id}: the name that client generators use.
QString operationId(Method method, const char *path);

} // namespace kith::api
