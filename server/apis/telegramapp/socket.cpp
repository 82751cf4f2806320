// SPDX-License-Identifier: GPL-3.0-or-later
// WS /api/ws/chats/{chat_id}?token=…: one socket, one chat. It hears; messages are sent by HTTP.
#include "telegramapp/socket.h"

#include "apis/onechat.h"
#include "core/chats/members.h"
#include "telegramapp/events.h"
#include "telegramapp/frames.h"

namespace kith::telegramapp {

using namespace Qt::StringLiterals;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;
using dialects::HexId;

namespace {

// As its original closed sockets
constexpr quint16 kNotAMember = 4403;
constexpr quint16 kNotSignedIn = 4401;

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

class Socket final : public dialects::OneChatSocket
{
public:
    using OneChatSocket::OneChatSocket;

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
            return m_host.send(frames::pong());
        const bool takesData = name == "typing"_L1 || name == "seen"_L1;
        if (!takesData)
            return m_host.send(frames::unknownEvent());
        if (data && data->kind() != JsonValue::Kind::Object)
            return broken();
        name == "typing"_L1 ? tellTyping(data) : markSeen(data);
    }
    void binary(const QByteArray &) override { broken(); }

    void hear(const Event &event, FrameSink &sink) override
    {
        switch (event.kind()) {
        case EventKind::MessageCreated:
            return sink.send(messageNew);
        case EventKind::MessageUpdated:
            return sink.send(messageUpdated);
        case EventKind::MessageDeleted:
            return sink.send(messageDeleted);
        case EventKind::Read:
            return sink.send(event.as<events::Read>().upTo ? seen : seenAll);
        case EventKind::Typing:
            return sink.send(typing);
        case EventKind::ReactionAdded:
        case EventKind::ReactionRemoved:
        case EventKind::MemberAdded:
        case EventKind::MemberRemoved:
        case EventKind::MemberUpdated:
        case EventKind::ChatUpdated:
        case EventKind::UserUpdated:
        case EventKind::Presence:
        case EventKind::Metrics:
        case EventKind::AuditAdded:
        case EventKind::RoomEntered:
        case EventKind::RoomLeft:
        case EventKind::ChannelCreated:
            return; // what its clients do not know
        }
    }
    void sessionEnded() override { m_host.close(kNotSignedIn, "Invalid token"); }

private:
    void begins() override { m_host.send(frames::connected(m_chat)); }
    void refused() override { m_host.close(kNotAMember, "Not a member of this chat"); }
    void broken() { m_host.close(closecodes::kServerError, "Internal server error"); }

    void tellTyping(const std::optional<JsonValue> &data)
    {
        const auto on = data ? data->member("is_typing") : std::nullopt;
        m_host.tellTyping(m_chat, !on || isTruthy(*on));
    }

    void markSeen(const std::optional<JsonValue> &data)
    {
        const auto message = data ? data->member("message_id") : std::nullopt;
        const auto done = [](Result<ReadState>) {};
        if (!message || !isTruthy(*message))
            return m_host.write<ReadState>(
                [chat = m_chat](core::Tx &tx) {
                    return core::markRead(tx, chat, {.seq = limits::kLargestNumber});
                },
                done);
        const QByteArray text =
            message->kind() == JsonValue::Kind::String ? message->toString().toLatin1() : "";
        if (!dialects::isHex24(text))
            return broken();
        m_host.write<ReadState>([chat = m_chat, id = HexId<MessageId>::read(text)](
                                    core::Tx &tx) { return core::markReadTo(tx, chat, id); },
            done);
    }
};

ChatId chatOf(const SocketCall &call) { return HexId<ChatId>::read(call.pathParams.front()); }

} // namespace

api::SocketMount socketMount()
{
    return {.path = "/api/ws/chats/{chat_id}",
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
                const QJsonObject message = set.ref<wire::Message>(Direction::Answer);
                return std::pair(
                    QJsonObject(), QJsonObject{{u"message:new, message:updated"_s, message}});
            }};
}

} // namespace kith::telegramapp
