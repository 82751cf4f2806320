// SPDX-License-Identifier: GPL-3.0-or-later
// WS /api/v1/ws/{chat_id}?token=…: one socket, one chat. There is no acknowledgement: a sender's
// own new_message is it.
#include "chatservice/socket.h"

#include "apis/onechat.h"
#include "chatservice/events.h"
#include "chatservice/frames.h"
#include "core/messages/messages.h"

namespace kith::chatservice {

using namespace Qt::StringLiterals;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;

namespace {

// As its original closed sockets
constexpr quint16 kNoAccess = 4003;
constexpr quint16 kNotSignedIn = 4001;

class Socket final : public dialects::OneChatSocket
{
public:
    using OneChatSocket::OneChatSocket;

    void text(const QByteArray &utf8) override
    {
        const auto parsed = parseJson(utf8);
        if (!parsed)
            return fail(u"Invalid JSON format"_s);
        frames::Client frame;
        dialects::Checker checker("body");
        dialects::readModel(checker, *parsed, frame);
        if (checker.failed())
            return fail(u"Internal server error"_s);
        if (frame.chatId != m_chat.value)
            return fail(u"This socket is of chat %1"_s.arg(m_chat.value));
        handle(frame);
    }

    void binary(const QByteArray &) override { fail(u"Invalid JSON format"_s); }

    void hear(const Event &event, FrameSink &sink) override
    {
        const bool isMine = event.user == m_host.actor().user;
        switch (event.kind()) {
        case EventKind::MessageCreated:
            return sink.send(newMessage);
        case EventKind::Typing:
            return isMine ? void() : sink.send(typing);
        case EventKind::RoomEntered:
            return isMine ? void() : sink.send(joined);
        case EventKind::RoomLeft:
            return isMine ? void() : sink.send(left);
        case EventKind::MessageUpdated:
        case EventKind::MessageDeleted:
        case EventKind::ReactionAdded:
        case EventKind::ReactionRemoved:
        case EventKind::MemberAdded:
        case EventKind::MemberRemoved:
        case EventKind::MemberUpdated:
        case EventKind::ChatUpdated:
        case EventKind::UserUpdated:
        case EventKind::Read:
        case EventKind::Presence:
        case EventKind::Metrics:
        case EventKind::AuditAdded:
        case EventKind::ChannelCreated:
            return; // what its clients do not know
        }
    }

    void sessionEnded() override { m_host.close(kNotSignedIn, "Authentication failed"); }

private:
    void refused() override { m_host.close(kNoAccess, "Access denied to chat"); }

    void handle(const frames::Client &frame)
    {
        if (frame.type == "message"_L1)
            return say(frame.content.value_or(QString()).trimmed());
        if (frame.type == "typing"_L1)
            return m_host.tellTyping(m_chat, frame.content == u"start"_s);
        if (frame.type == "ping"_L1)
            return m_host.send(toJson(frames::Pong{.timestamp = m_host.now()}));
        fail(u"Unknown message type: "_s + frame.type);
    }

    void say(const QString &content)
    {
        if (content.isEmpty())
            return; // dropped without a word, as there
        if (content.toUcs4().size() > wire::kContentChars)
            return fail(u"1 validation error for MessageCreate\ncontent\n  String should have at "
                        "most 10000 characters"_s);
        if (const auto wait = m_host.limited(Limiter::Messages))
            return fail(u"Too many messages: wait %1 s"_s.arg(wait->count()));
        m_host.write<core::Posted>(
            [chat = m_chat, content](
                core::Tx &tx) { return core::postMessage(tx, chat, {.content = content}); },
            [this](Result<core::Posted> posted) {
                if (posted)
                    return;
                const bool isGone = posted.error().code == ErrorCode::NotFound;
                fail(isGone ? u"User is not a participant in this chat"_s : posted.error().detail);
            });
    }

    void fail(const QString &message)
    {
        m_host.send(toJson(frames::Failure{.message = message, .timestamp = m_host.now()}));
    }
};

ChatId chatOf(const SocketCall &call) { return ChatId(call.pathParams.front().toLongLong()); }

} // namespace

api::SocketMount socketMount()
{
    return {.path = "/api/v1/ws/{chat_id}",
        .summary = "One chat, live",
        .admit = [](core::ReadTx &tx, const SocketCall &call) -> Result<void> {
            return dialects::mayRead(tx, chatOf(call));
        },
        .open =
            [](SocketHost &host, const SocketCall &call) {
                return std::make_unique<Socket>(host, chatOf(call), call.query);
            },
        .frames =
            [](SchemaSet &set) {
                return std::pair(QJsonObject{{u"message, typing, ping"_s,
                                     set.ref<frames::Client>(Direction::Request)}},
                    QJsonObject{{u"new_message"_s, set.ref<frames::NewMessage>(Direction::Answer)},
                        {u"typing_started, typing_stopped, user_joined, user_left"_s,
                            set.ref<frames::Person>(Direction::Answer)},
                        {u"pong"_s, set.ref<frames::Pong>(Direction::Answer)},
                        {u"error"_s, set.ref<frames::Failure>(Direction::Answer)}});
            }};
}

} // namespace kith::chatservice
