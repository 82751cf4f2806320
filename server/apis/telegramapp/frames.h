// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The frames of telegramapp's socket: {"event": …, "data": …}, of which only the data differs.

#include "telegramapp/wire.h"

namespace kith::telegramapp::frames {

QByteArray connected(ChatId chat);
/// message:new, message:updated.
QByteArray message(const char *event, const wire::Message &message);
QByteArray deleted(MessageId message, bool isForEveryone);
QByteArray seen(UserId reader, MessageId message);
QByteArray seenAll(UserId reader);
QByteArray typing(UserId typist, bool on);
QByteArray pong();
QByteArray unknownEvent();

} // namespace kith::telegramapp::frames
