// SPDX-License-Identifier: GPL-3.0-or-later
// WS /api/v1/ws/{chat_id}?token=…: one socket, one chat. There is no acknowledgement: a sender's
// own new_message is it.
#include "chatservice/socket.h"

#include "chatservice/views.h"
#include "core/access.h"
#include "core/messages/messages.h"

#include <QUrlQuery>

namespace kith::chatservice {

using namespace Qt::StringLiterals;
using api::DialectSocket;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;

namespace {

// As its original closed sockets
constexpr quint16 kNoAccess = 4003;
constexpr quint16 kNotSignedIn = 4001;

/// Not of one that a client which comes back missed, and that is gone meanwhile.
QByteArray newMessage(const Event &event)
{
    if (!event.message || event.message->isDeleted)
        return {};
    return toJson(wire::NewMessageFrame{
        .chatId = event.chat, .message = toMessage(*event.message), .timestamp = event.at});
}

QByteArray personFrame(const Event &event, const QString &type)
{
    return toJson(wire::PersonFrame{
        .type = type, .userId = event.user, .chatId = event.chat, .timestamp = event.at});
}

QByteArray typing(const Event &event)
{
    return personFrame(event, event.on ? u"typing_started"_s : u"typing_stopped"_s);
}
QByteArray joined(const Event &event) { return personFrame(event, u"user_joined"_s); }
QByteArray left(const Event &event) { return personFrame(event, u"user_left"_s); }

std::optional<qint64> afterSeq(const QByteArray &query)
{
    bool ok = false;
    const qint64 seq =
        QUrlQuery(QString::fromUtf8(query)).queryItemValue(u"after_seq"_s).toLongLong(&ok);
    return ok && seq >= 0 ? std::optional(seq) : std::nullopt;
}

class Socket final : public DialectSocket
{
public:
    Socket(SocketHost &host, ChatId chat, std::optional<qint64> resumeAfter)
        : m_host(host), m_chat(chat), m_resumeAfter(resumeAfter)
    {
    }

    void opened() override
    {
        m_host.read<qint64>(
            [chat = m_chat](core::ReadTx &tx) -> Result<qint64> {
                TRY_ASSIGN(const auto in, core::access::chatForReading(tx, chat));
                return in.chat.lastSeq;
            },
            [this](Result<qint64> end) {
                if (!end)
                    return m_host.close(kNoAccess, "Access denied to chat");
                if (m_resumeAfter && *m_resumeAfter < *end)
                    m_host.resume(StreamId::of(m_chat), *m_resumeAfter);
                else
                    m_host.listen({{StreamId::of(m_chat), *end}});
                m_host.enterRoom(m_chat);
            });
    }

    void text(const QByteArray &utf8) override
    {
        const auto parsed = parseJson(utf8);
        if (!parsed)
            return fail(u"Invalid JSON format"_s);
        wire::ClientFrame frame;
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
        switch (event.kind) {
        case EventKind::MessageCreated:
            return sink.send(newMessage);
        case EventKind::Typing:
            return isMine ? void() : sink.send(typing);
        case EventKind::RoomEntered:
            return isMine ? void() : sink.send(joined);
        case EventKind::RoomLeft:
            return isMine ? void() : sink.send(left);
        default:
            return; // what its clients do not know
        }
    }

    void removed(ChatId) override { m_host.close(kNoAccess, "Access denied to chat"); }
    void sessionEnded() override { m_host.close(kNotSignedIn, "Authentication failed"); }

private:
    void handle(const wire::ClientFrame &frame)
    {
        if (frame.type == "message"_L1)
            return say(frame.content.value_or(QString()).trimmed());
        if (frame.type == "typing"_L1)
            return m_host.publish({.kind = EventKind::Typing,
                .stream = StreamId::of(m_chat),
                .chat = m_chat,
                .actor = m_host.actor().user,
                .user = m_host.actor().user,
                .on = frame.content == u"start"_s});
        if (frame.type == "ping"_L1)
            return m_host.send(toJson(wire::PongFrame{.timestamp = m_host.now()}));
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
        m_host.send(toJson(wire::ErrorFrame{.message = message, .timestamp = m_host.now()}));
    }

    SocketHost &m_host;
    const ChatId m_chat;
    const std::optional<qint64> m_resumeAfter;
};

ChatId chatOf(const SocketCall &call) { return ChatId(call.pathParams.front().toLongLong()); }

} // namespace

api::SocketMount socketMount()
{
    return {.path = "/api/v1/ws/{chat_id}",
        .summary = "One chat, live",
        .admit = [](core::ReadTx &tx, const SocketCall &call) -> Result<void> {
            TRY(core::access::chatForReading(tx, chatOf(call)));
            return {};
        },
        .open =
            [](SocketHost &host, const SocketCall &call) {
                return std::make_unique<Socket>(host, chatOf(call), afterSeq(call.query));
            },
        .frames =
            [](SchemaSet &set) {
                return std::pair(QJsonObject{{u"message, typing, ping"_s,
                                     set.ref<wire::ClientFrame>(Direction::Request)}},
                    QJsonObject{
                        {u"new_message"_s, set.ref<wire::NewMessageFrame>(Direction::Answer)},
                        {u"typing_started, typing_stopped, user_joined, user_left"_s,
                            set.ref<wire::PersonFrame>(Direction::Answer)},
                        {u"pong"_s, set.ref<wire::PongFrame>(Direction::Answer)},
                        {u"error"_s, set.ref<wire::ErrorFrame>(Direction::Answer)}});
            }};
}

} // namespace kith::chatservice
