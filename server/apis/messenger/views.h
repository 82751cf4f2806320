// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messenger/wire.h"

/// From core's objects to what messenger's clients read, and its words for what fails. Any thread.
namespace kith::messenger {

/// One word is a first name, two a first and a last, of more the last is the last; null where a
/// person gave no name but their user name.
wire::Profile toProfile(const UserBrief &person);
wire::Message toMessage(const Message &message);

template <class T> wire::Success<T> success(T data) { return {.data = std::move(data)}; }
inline wire::Nothing nothing() { return {}; }

Error authError(const QString &message);
const Error &tokenInvalid();
/// The error body: {"status":"error","error":{"code","message"[,"fields"]}}.
api::Answer errorAnswer(const Error &error, const QByteArray &requestId);
QJsonObject errorSchema();

} // namespace kith::messenger
