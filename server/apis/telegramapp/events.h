// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/event/event.h"

#include <QByteArray>

/// Frames that everybody gets alike, encoded once an event (api::Encoder). Any thread. Empty:
/// there is no frame of it (any more).
namespace kith::telegramapp {

QByteArray messageNew(const Event &event);
QByteArray messageUpdated(const Event &event);
QByteArray messageDeleted(const Event &event);
/// Of a reader who named a message, and of one who did not.
QByteArray seen(const Event &event);
QByteArray seenAll(const Event &event);
QByteArray typing(const Event &event);

} // namespace kith::telegramapp
