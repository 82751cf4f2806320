// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/event/event.h"

#include <QByteArray>

/// Frames that everybody gets alike, encoded once an event (api::Encoder). Any thread. Empty:
/// there is no frame of it (any more).
namespace kith::pythia {

QByteArray newMessage(const Event &event);
QByteArray messageEdited(const Event &event);
QByteArray messageDeleted(const Event &event);
QByteArray messageReaction(const Event &event);
QByteArray mentionNotification(const Event &event);
QByteArray editedMention(const Event &event);
QByteArray typing(const Event &event);
QByteArray joined(const Event &event);
QByteArray left(const Event &event);
QByteArray channelCreated(const Event &event);

} // namespace kith::pythia
