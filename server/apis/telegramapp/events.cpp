// SPDX-License-Identifier: GPL-3.0-or-later
#include "telegramapp/events.h"

#include "shared/model/message.h"
#include "telegramapp/frames.h"
#include "telegramapp/views.h"

namespace kith::telegramapp {

static QByteArray messageFrame(const Event &event, const char *name)
{
    const Message *message = event.message();
    return message ? frames::message(name, toMessage(*message)) : QByteArray();
}
QByteArray messageNew(const Event &event) { return messageFrame(event, "message:new"); }
QByteArray messageUpdated(const Event &event) { return messageFrame(event, "message:updated"); }

QByteArray messageDeleted(const Event &event)
{
    const Message *message = event.message();
    return message ? frames::deleted(message->id, !message->isTombstone) : QByteArray();
}

QByteArray seen(const Event &event)
{
    return frames::seen(event.user, *event.as<events::Read>().upTo);
}
QByteArray seenAll(const Event &event) { return frames::seenAll(event.user); }

QByteArray typing(const Event &event)
{
    return frames::typing(event.user, event.as<events::Typing>().on);
}

} // namespace kith::telegramapp
