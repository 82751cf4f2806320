// SPDX-License-Identifier: GPL-3.0-or-later
#include "messenger/events.h"

#include "messenger/frames.h"
#include "messenger/views.h"

namespace kith::messenger {

using namespace Qt::StringLiterals;

QByteArray newMessage(const Event &event)
{
    const Message *message = event.message();
    return message ? toJson(frames::NewMessage{.message = toFrame(*message)}) : QByteArray();
}
QByteArray messagesRead(const Event &event)
{
    const auto &read = event.as<events::Read>();
    frames::MessagesRead frame{
        .chatId = event.chat, .readBy = event.user, .readCount = read.count, .timestamp = event.at};
    if (read.upTo)
        frame.messageIds.push_back(*read.upTo);
    return toJson(frame);
}
QByteArray yourMessagesRead(const Event &event)
{
    return toJson(frames::YourMessagesRead{.chatId = event.chat,
        .readBy = event.user,
        .readCount = event.as<events::Read>().count,
        .timestamp = event.at});
}
QByteArray messageRead(const Event &event)
{
    return toJson(frames::MessageRead{
        .messageId = *event.as<events::Read>().upTo, .readBy = event.user, .timestamp = event.at});
}
QByteArray typing(const Event &event)
{
    return toJson(frames::Typing{.chatId = event.chat,
        .userId = event.user,
        .isTyping = event.as<events::Typing>().on,
        .timestamp = event.at});
}
static QByteArray person(const Event &event, const QString &type)
{
    return toJson(frames::Person{
        .type = type, .chatId = event.chat, .userId = event.user, .timestamp = event.at});
}
QByteArray joined(const Event &event) { return person(event, u"user_joined"_s); }
QByteArray left(const Event &event)
{
    const bool isDeliberate = event.as<events::RoomLeft>().isDeliberate;
    return person(event, isDeliberate ? u"user_left"_s : u"user_disconnected"_s);
}

} // namespace kith::messenger
