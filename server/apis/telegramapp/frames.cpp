// SPDX-License-Identifier: GPL-3.0-or-later
#include "telegramapp/frames.h"

namespace kith::telegramapp::frames {

using dialects::HexId;

static QByteArray envelope(const char *event, const QByteArray &data)
{
    return QByteArray(R"({"event":")") + event + R"(","data":)" + data + '}';
}
static QByteArray idText(const QByteArray &key, const QByteArray &id)
{
    return '"' + key + R"(":")" + id + '"';
}
static QByteArray userText(UserId user) { return idText("user_id", HexId<UserId>::spell(user)); }

QByteArray connected(ChatId chat)
{
    return envelope("connected", '{' + idText("chat_id", HexId<ChatId>::spell(chat)) + '}');
}

QByteArray message(const char *event, const wire::Message &message)
{
    return envelope(event, toJson(message));
}

QByteArray deleted(MessageId message, bool isForEveryone)
{
    return envelope("message:deleted",
        '{' + idText("id", HexId<MessageId>::spell(message)) + R"(,"for_everyone":)"
            + (isForEveryone ? "true" : "false") + '}');
}

QByteArray seen(UserId reader, MessageId message)
{
    return envelope("message:seen",
        '{' + userText(reader) + ',' + idText("message_id", HexId<MessageId>::spell(message))
            + '}');
}

QByteArray seenAll(UserId reader)
{
    return envelope("message:seen_all", '{' + userText(reader) + '}');
}

QByteArray typing(UserId typist, bool on)
{
    return envelope(
        "typing", '{' + userText(typist) + R"(,"is_typing":)" + (on ? "true" : "false") + '}');
}

QByteArray pong() { return R"({"event":"pong"})"; }

QByteArray unknownEvent() { return R"({"event":"error","message":"Unknown event"})"; }

} // namespace kith::telegramapp::frames
