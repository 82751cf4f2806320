// SPDX-License-Identifier: GPL-3.0-or-later
// WS /api/ws/chats/{chat_id}?token=…: one socket, one chat. It hears; messages are sent by HTTP.
#include "telegramapp/socket.h"

#include "core/access.h"
#include "core/chats/members.h"
#include "telegramapp/views.h"

#include <QUrlQuery>

namespace kith::telegramapp {

using namespace Qt::StringLiterals;
using api::DialectSocket;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;
using dialects::HexId;

namespace {

// As its original closed sockets
constexpr quint16 kNotAMember = 4403;
constexpr quint16 kNotSignedIn = 4401;

/// {"event": …, "data": …}: only the data differs.
QByteArray envelope(const char *event, const QByteArray &data)
{
    return QByteArray(R"({"event":")") + event + R"(","data":)" + data + '}';
}
QByteArray idText(const QByteArray &key, const QByteArray &id)
{
    return '"' + key + R"(":")" + id + '"';
}
QByteArray userText(const Event &event)
{
    return idText("user_id", HexId<UserId>::spell(event.user));
}

QByteArray messageNew(const Event &event)
{
    return event.message ? envelope("message:new", toJson(toMessage(*event.message)))
                         : QByteArray();
}
QByteArray messageUpdated(const Event &event)
{
    return event.message ? envelope("message:updated", toJson(toMessage(*event.message)))
                         : QByteArray();
}
QByteArray messageDeleted(const Event &event)
{
    if (!event.message)
        return {};
    return envelope("message:deleted",
        '{' + idText("id", HexId<MessageId>::spell(event.message->id)) + R"(,"for_everyone":)"
            + (event.message->isTombstone ? "false" : "true") + '}');
}
QByteArray seen(const Event &event)
{
    return envelope("message:seen",
        '{' + userText(event) + ','
            + idText("message_id", HexId<MessageId>::spell(*event.readMessage)) + '}');
}
QByteArray seenAll(const Event &event)
{
    return envelope("message:seen_all", '{' + userText(event) + '}');
}
QByteArray typing(const Event &event)
{
    return envelope(
        "typing", '{' + userText(event) + R"(,"is_typing":)" + (event.on ? "true" : "false") + '}');
}

/// As Python judges a value: nothing, zero and emptiness are false.
bool isTruthy(const JsonValue &value)
{
    using Kind = JsonValue::Kind;
    switch (value.kind()) {
    case Kind::Null:
        return false;
    case Kind::Bool:
        return value.toBool();
    case Kind::Int:
    case Kind::Double:
        return value.toDouble() != 0;
    case Kind::String:
        return !value.toUtf8().empty();
    case Kind::Array:
    case Kind::Object:
        break;
    }
    bool any = false;
    value.eachItem([&any](const JsonValue &) { any = true; });
    value.eachMember([&any](std::string_view, const JsonValue &) { any = true; });
    return any;
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
                    return m_host.close(kNotAMember, "Not a member of this chat");
                m_host.send(envelope(
                    "connected", '{' + idText("chat_id", HexId<ChatId>::spell(m_chat)) + '}'));
                if (m_resumeAfter && *m_resumeAfter < *end)
                    m_host.resume(StreamId::of(m_chat), *m_resumeAfter);
                else
                    m_host.listen({{StreamId::of(m_chat), *end}});
                m_host.enterRoom(m_chat);
            });
    }

    void text(const QByteArray &utf8) override
    {
        const auto frame = parseJson(utf8);
        if (!frame || frame->kind() != JsonValue::Kind::Object)
            return broken();
        const auto event = frame->member("event");
        const auto data = frame->member("data");
        const QString name =
            event && event->kind() == JsonValue::Kind::String ? event->toString() : QString();
        if (name == "ping"_L1)
            return m_host.send(R"({"event":"pong"})");
        const bool takesData = name == "typing"_L1 || name == "seen"_L1;
        if (!takesData)
            return m_host.send(R"({"event":"error","message":"Unknown event"})");
        if (data && data->kind() != JsonValue::Kind::Object)
            return broken();
        name == "typing"_L1 ? tellTyping(data) : markSeen(data);
    }
    void binary(const QByteArray &) override { broken(); }

    void hear(const Event &event, FrameSink &sink) override
    {
        switch (event.kind) {
        case EventKind::MessageCreated:
            return sink.send(messageNew);
        case EventKind::MessageUpdated:
            return sink.send(messageUpdated);
        case EventKind::MessageDeleted:
            return sink.send(messageDeleted);
        case EventKind::Read:
            return sink.send(event.readMessage ? seen : seenAll);
        case EventKind::Typing:
            return sink.send(typing);
        default:
            return;
        }
    }
    void removed(ChatId) override { m_host.close(kNotAMember, "Not a member of this chat"); }
    void sessionEnded() override { m_host.close(kNotSignedIn, "Invalid token"); }

private:
    void broken() { m_host.close(closecodes::kServerError, "Internal server error"); }

    void tellTyping(const std::optional<JsonValue> &data)
    {
        const auto on = data ? data->member("is_typing") : std::nullopt;
        m_host.publish({.kind = EventKind::Typing,
            .stream = StreamId::of(m_chat),
            .chat = m_chat,
            .actor = m_host.actor().user,
            .user = m_host.actor().user,
            .on = !on || isTruthy(*on)});
    }

    void markSeen(const std::optional<JsonValue> &data)
    {
        const auto message = data ? data->member("message_id") : std::nullopt;
        const auto done = [](Result<ReadState>) {};
        if (!message || !isTruthy(*message))
            return m_host.write<ReadState>(
                [chat = m_chat](
                    core::Tx &tx) { return core::markRead(tx, chat, {.seq = 1LL << 53}); },
                done);
        const QByteArray text =
            message->kind() == JsonValue::Kind::String ? message->toString().toLatin1() : "";
        if (!dialects::isHex24(text))
            return broken();
        m_host.write<ReadState>([chat = m_chat, id = HexId<MessageId>::read(text)](
                                    core::Tx &tx) { return core::markReadTo(tx, chat, id); },
            done);
    }

    SocketHost &m_host;
    const ChatId m_chat;
    const std::optional<qint64> m_resumeAfter;
};

ChatId chatOf(const SocketCall &call) { return HexId<ChatId>::read(call.pathParams.front()); }

std::optional<qint64> afterSeq(const QByteArray &query)
{
    bool ok = false;
    const qint64 seq =
        QUrlQuery(QString::fromUtf8(query)).queryItemValue(u"after_seq"_s).toLongLong(&ok);
    return ok && seq >= 0 ? std::optional(seq) : std::nullopt;
}

} // namespace

api::SocketMount socketMount()
{
    return {.path = "/api/ws/chats/{chat_id}",
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
                const QJsonObject message = set.ref<wire::Message>(Direction::Answer);
                return std::pair(
                    QJsonObject(), QJsonObject{{u"message:new, message:updated"_s, message}});
            }};
}

} // namespace kith::telegramapp
