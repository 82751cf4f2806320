// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"
#include "shared/model/frames.h"

/// What clients of the native socket send, and what each kind of frame becomes: a step for the
/// writer, or something that the session does itself.
namespace kith::api {

/// A frame from a client that changes something: a step for the writer whose answer is an ack.
struct FrameWork
{
    std::shared_ptr<Step> step{};
    std::optional<QString> clientId{}; ///< none: the client wants no ack
    Limiter limiter = Limiter::Frames;
};

/// One row a kind of client frame; OpenAPI lists them, and the realtime session dispatches on them.
struct FrameRow
{
    const char *type = nullptr;
    const char *summary = nullptr;
    QJsonObject (*schema)(SchemaSet &) = nullptr;
    /// Null: the session answers it itself (auth, resume, typing, watch, ping).
    Result<FrameWork> (*decode)(const JsonValue &frame) = nullptr;
};
std::span<const FrameRow> clientFrames();
/// The schemas of what the server sends, for OpenAPI.
std::vector<QJsonObject> serverFrameSchemas(SchemaSet &set);

QByteArray encodeError(const Error &error, const std::optional<QString> &clientId);

} // namespace kith::api
