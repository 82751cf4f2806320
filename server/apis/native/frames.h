// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"
#include "shared/model/frames.h"

/// What clients of the native socket send, and what each kind of frame becomes: a step for the
/// writer, or something that the session does itself.
namespace kith::api {

/// All kinds, by name.
std::span<const FrameRow> clientFrames();
/// The schemas of what the server sends, for OpenAPI.
std::vector<QJsonObject> serverFrameSchemas(SchemaSet &set);

QByteArray encodeError(const Error &error, const std::optional<QString> &clientId);

} // namespace kith::api
