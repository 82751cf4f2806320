// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/events.h"

#include "apis/socketio/packet.h"
#include "chatsocket/frames.h"
#include "chatsocket/views.h"
#include "shared/model/message.h"

namespace kith::chatsocket {

using dialects::HexId;
using dialects::socketio::eventMessage;

/// Not of one that a client which comes back missed, and that is gone meanwhile.
QByteArray newMessage(const Event &event)
{
    const Message *message = event.message();
    if (!message || message->isDeleted)
        return {};
    return eventMessage("new_message", toJson(toSent(*message)));
}
QByteArray messageNotification(const Event &event)
{
    const Message *message = event.message();
    if (!message || message->isDeleted)
        return {};
    return eventMessage("message_notification",
        toJson(frames::Notification{.conversationId = message->chatId,
            .senderEmail = message->sender.email,
            .senderName = nameOf(message->sender),
            .message = message->content}));
}
/// Nobody can be shown without an address.
QByteArray userTyping(const Event &event)
{
    const auto &typing = event.as<events::Typing>();
    if (!typing.person)
        return {};
    return eventMessage("user_typing",
        toJson(frames::Typing{
            .conversationId = event.chat, .userEmail = typing.person->email, .typing = typing.on}));
}

QByteArray withOffset(QByteArray frame, const QByteArray &offset)
{
    if (frame.isEmpty())
        return frame;
    frame.chop(1);
    return frame + ",\"" + offset + "\"]";
}
static QByteArray offsetOf(const Event &event)
{
    const Message *message = event.message();
    return message ? HexId<MessageId>::spell(message->id) : QByteArray();
}
QByteArray recoverableMessage(const Event &event)
{
    return withOffset(newMessage(event), offsetOf(event));
}
QByteArray recoverableNotification(const Event &event)
{
    return withOffset(messageNotification(event), offsetOf(event));
}

} // namespace kith::chatsocket
