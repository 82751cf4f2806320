// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/event/event.h"

#include <QByteArray>

/// Frames that everybody gets alike, encoded once an event (api::Encoder). Any thread. Empty:
/// there is no frame of it (any more).
namespace kith::messenger {

QByteArray newMessage(const Event &event);
QByteArray messagesRead(const Event &event);
QByteArray yourMessagesRead(const Event &event);
/// Of a reader who named a message.
QByteArray messageRead(const Event &event);
QByteArray typing(const Event &event);
QByteArray joined(const Event &event);
QByteArray left(const Event &event);

} // namespace kith::messenger
