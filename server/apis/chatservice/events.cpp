// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatservice/events.h"

#include "chatservice/frames.h"
#include "chatservice/views.h"
#include "shared/model/message.h"

namespace kith::chatservice {

using namespace Qt::StringLiterals;

/// Not of one that a client which comes back missed, and that is gone meanwhile.
QByteArray newMessage(const Event &event)
{
    const Message *message = event.message();
    if (!message || message->isDeleted)
        return {};
    return toJson(frames::NewMessage{
        .chatId = event.chat, .message = toMessage(*message), .timestamp = event.at});
}

static QByteArray personFrame(const Event &event, const QString &type)
{
    return toJson(frames::Person{
        .type = type, .userId = event.user, .chatId = event.chat, .timestamp = event.at});
}

QByteArray typing(const Event &event)
{
    return personFrame(
        event, event.as<events::Typing>().on ? u"typing_started"_s : u"typing_stopped"_s);
}
QByteArray joined(const Event &event) { return personFrame(event, u"user_joined"_s); }
QByteArray left(const Event &event) { return personFrame(event, u"user_left"_s); }

} // namespace kith::chatservice
