// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/event/event.h"

#include <QByteArray>

/// Socket.IO frames that everybody gets alike, encoded once an event (api::Encoder). Any
/// thread. Empty: there is no frame of it (any more).
namespace kith::chatsocket {

QByteArray newMessage(const Event &event);
QByteArray messageNotification(const Event &event);
QByteArray userTyping(const Event &event);

/// The same for clients that want to be recovered: they keep the last argument of the last event,
/// here the message's id, and show it when they come back.
QByteArray recoverableMessage(const Event &event);
QByteArray recoverableNotification(const Event &event);
/// A frame with another last argument.
QByteArray withOffset(QByteArray frame, const QByteArray &offset);

} // namespace kith::chatsocket
