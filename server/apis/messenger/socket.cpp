// SPDX-License-Identifier: GPL-3.0-or-later
// WS /chats/{chat_id}/ws: one socket, one chat. The first frame signs in; there is no
// acknowledgement: a sender's own new_message is it.
#include "messenger/socket.h"

#include "core/access.h"
#include "core/chats/chatview.h"
#include "core/chats/members.h"
#include "core/messages/historyoffset.h"
#include "core/messages/messages.h"
#include "messenger/duplicates.h"
#include "messenger/frames.h"
#include "messenger/views.h"

#include <algorithm>
#include <deque>

namespace kith::messenger {

using namespace Qt::StringLiterals;
using api::DialectSocket;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;

namespace {

constexpr int kTextChars = 4'000;
constexpr qint64 kOpeningMessages = 10;
constexpr size_t kMine = 50; // own messages that a socket remembers, to know when they are read

frames::Message toFrame(const Message &message)
{
    const wire::Profile person = toProfile(message.sender);
    return {.id = message.id,
        .createdAt = message.createdAt,
        .updatedAt = message.editedAt.value_or(message.createdAt),
        .text = message.content,
        .sender = {person.firstName, person.lastName, person.middleName, person.username,
            person.id},
        .sentAt = message.createdAt,
        .chatId = message.chatId,
        .senderId = message.sender.id};
}

// ---- Frames that everybody gets alike -----------------------------------------------------------

QByteArray newMessage(const Event &event)
{
    return event.message ? toJson(frames::NewMessage{.message = toFrame(*event.message)})
                         : QByteArray();
}
QByteArray messagesRead(const Event &event)
{
    frames::MessagesRead frame{.chatId = event.chat,
        .readBy = event.user,
        .readCount = event.readCount,
        .timestamp = event.at};
    if (event.readMessage)
        frame.messageIds.push_back(*event.readMessage);
    return toJson(frame);
}
QByteArray yourMessagesRead(const Event &event)
{
    return toJson(frames::YourMessagesRead{.chatId = event.chat,
        .readBy = event.user,
        .readCount = event.readCount,
        .timestamp = event.at});
}
QByteArray messageRead(const Event &event)
{
    return toJson(frames::MessageRead{
        .messageId = *event.readMessage, .readBy = event.user, .timestamp = event.at});
}
QByteArray typing(const Event &event)
{
    return toJson(frames::Typing{
        .chatId = event.chat, .userId = event.user, .isTyping = event.on, .timestamp = event.at});
}
QByteArray person(const Event &event, const QString &type)
{
    return toJson(frames::Person{
        .type = type, .chatId = event.chat, .userId = event.user, .timestamp = event.at});
}
QByteArray joined(const Event &event) { return person(event, u"user_joined"_s); }
QByteArray left(const Event &event)
{
    return person(event, event.on ? u"user_left"_s : u"user_disconnected"_s);
}

/// What a socket shows of a chat when it opens, and when it is asked.
struct Shown
{
    qint64 end = 0;
    frames::History history{};
    std::vector<Message> messages{}; ///< newest first
};

Result<Shown> show(core::ReadTx &tx, ChatId chat, qint64 skip, qint64 limit)
{
    TRY_ASSIGN(const auto in, core::access::chatForReading(tx, chat));
    TRY_ASSIGN(
        core::OffsetPage page, core::historyByOffset(tx, chat, {.skip = skip, .limit = limit}));
    Shown shown{.end = in.chat.lastSeq};
    shown.history.totalCount = page.total;
    for (auto it = page.items.rbegin(); it != page.items.rend(); ++it)
        shown.history.messages.push_back(toFrame(*it));
    shown.messages = std::move(page.items);
    return shown;
}

class Socket final : public DialectSocket
{
public:
    Socket(SocketHost &host, ChatId chat, DuplicateGuard &duplicates)
        : m_host(host), m_chat(chat), m_duplicates(duplicates)
    {
    }

    void opened() override { }
    void text(const QByteArray &utf8) override
    {
        const auto frame = parseJson(utf8);
        const auto type = frame && frame->kind() == JsonValue::Kind::Object ? frame->member("type")
                                                                            : std::nullopt;
        if (!m_host.actor().user.isStored())
            return signIn(frame && type ? &*frame : nullptr);
        if (!frame || frame->kind() != JsonValue::Kind::Object)
            return fail(u"Failed to process message: it is no JSON object"_s);
        handle(
            *frame, type && type->kind() == JsonValue::Kind::String ? type->toString() : u"None"_s);
    }
    void binary(const QByteArray &) override
    {
        if (!m_host.actor().user.isStored())
            return m_host.close(closecodes::kServerError, "Internal server error");
        fail(u"Failed to process message: it is no JSON object"_s);
    }
    void signInTimedOut() override { refuse(u"Authentication failed"_s, "Authentication failed"); }
    void removed(ChatId) override { m_host.close(closecodes::kPolicy, "Access denied"); }
    void sessionEnded() override { m_host.close(closecodes::kPolicy, "Authentication failed"); }

    void hear(const Event &event, FrameSink &sink) override
    {
        const bool isMine = event.user == m_host.actor().user;
        switch (event.kind) {
        case EventKind::MessageCreated:
            remember(event.message.get());
            return sink.send(newMessage);
        case EventKind::Read:
            return hearRead(event, sink);
        case EventKind::Typing:
            return isMine ? void() : sink.send(typing);
        case EventKind::RoomEntered:
            return isMine ? void() : sink.send(joined);
        case EventKind::RoomLeft:
            return isMine ? void() : sink.send(left);
        default:
            return;
        }
    }

private:
    struct Mine
    {
        MessageId id{};
        qint64 seq = 0;
    };

    // ---- Opening ----

    void refuse(const QString &message, QByteArrayView reason)
    {
        m_host.send(toJson(frames::Failure{.type = u"auth_error"_s, .message = message}));
        m_host.close(closecodes::kPolicy, reason);
    }

    void signIn(const JsonValue *frame)
    {
        const auto type = frame ? frame->member("type") : std::nullopt;
        const auto token = frame ? frame->member("token") : std::nullopt;
        const bool isAuth = type && type->kind() == JsonValue::Kind::String
            && type->toUtf8() == "auth" && token && token->kind() == JsonValue::Kind::String;
        if (!isAuth || m_host.signIn(token->toString().toUtf8()))
            return refuse(u"Authentication failed"_s, "Authentication failed");
        m_host.send(toJson(frames::AuthSuccess{.userId = m_host.actor().user, .chatId = m_chat}));
        m_host.read<Shown>(
            [chat = m_chat](core::ReadTx &tx) { return show(tx, chat, 0, kOpeningMessages); },
            [this](Result<Shown> shown) {
                // A chat that is not one's own looks like one that is not there.
                if (!shown)
                    return refuse(u"Chat not found"_s, "Chat not found");
                for (auto it = shown->messages.rbegin(); it != shown->messages.rend(); ++it)
                    remember(&*it);
                m_host.send(toJson(shown->history));
                m_host.listen({{StreamId::of(m_chat), shown->end}});
                m_host.enterRoom(m_chat);
            });
    }

    // ---- What the client says ----

    void handle(const JsonValue &frame, const QString &type)
    {
        if (type == "send_message"_L1)
            return say(frame);
        if (type == "mark_read"_L1)
            return markRead(frame.member("last_read_message_id"));
        if (type == "mark_single_read"_L1)
            return markRead(frame.member("message_id"));
        if (type == "typing"_L1)
            return tellTyping(frame);
        if (type == "leave_chat"_L1)
            return leave();
        if (type == "get_chat_history"_L1)
            return sendHistory(frame);
        if (type == "get_unread_count"_L1)
            return sendUnread();
        fail(u"Unknown message type: "_s + type);
    }

    void say(const JsonValue &frame)
    {
        const auto text = frame.member("text");
        if (!text || text->kind() == JsonValue::Kind::Null)
            return;
        if (text->kind() != JsonValue::Kind::String)
            return fail(u"Failed to process message: text is no string"_s);
        const QString content = text->toString().trimmed();
        if (content.isEmpty())
            return;
        if (content.toUcs4().size() > kTextChars || m_host.limited(Limiter::Messages))
            return fail(u"Failed to send message"_s);
        if (const auto wait =
                m_duplicates.refuse(m_chat, m_host.actor().user, content, m_host.now()))
            return fail(u"Message blocked: Too frequent. Wait %1s"_s.arg(
                static_cast<double>(wait->count()) / 1'000, 0, 'f', 1));
        m_host.write<core::Posted>(
            [chat = m_chat, content](
                core::Tx &tx) { return core::postMessage(tx, chat, {.content = content}); },
            [this](Result<core::Posted> posted) {
                if (!posted)
                    fail(u"Failed to send message"_s);
            });
    }

    /// One cursor a person: a single mark reads what came before it, too. Silent, whatever happens.
    void markRead(const std::optional<JsonValue> &message)
    {
        if (!message || message->kind() != JsonValue::Kind::String)
            return;
        const MessageId id = UuidOf(message->toUtf8());
        m_host.write<ReadState>(
            [chat = m_chat, id](core::Tx &tx) { return core::markReadTo(tx, chat, id); },
            [](Result<ReadState>) {});
    }
    static MessageId UuidOf(std::string_view text)
    {
        return dialects::UuidId<MessageId>::read(
            QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    }

    void tellTyping(const JsonValue &frame)
    {
        const auto on = frame.member("is_typing");
        m_host.publish({.kind = EventKind::Typing,
            .stream = StreamId::of(m_chat),
            .chat = m_chat,
            .actor = m_host.actor().user,
            .user = m_host.actor().user,
            .on = on && on->kind() == JsonValue::Kind::Bool && on->toBool()});
    }

    void leave()
    {
        m_host.unlisten(StreamId::of(m_chat));
        m_host.leaveRoom(m_chat);
    }

    void sendHistory(const JsonValue &frame)
    {
        const auto number = [&frame](const char *name, qint64 usual) -> std::optional<qint64> {
            const auto value = frame.member(name);
            if (!value)
                return usual;
            if (value->kind() == JsonValue::Kind::Null)
                return limits::kPageMax;
            if (value->kind() == JsonValue::Kind::String) {
                bool ok = false;
                const qint64 read = value->toString().toLongLong(&ok);
                return ok ? std::optional(read) : std::nullopt;
            }
            return value->toInt();
        };
        const auto limit = number("limit", kOpeningMessages);
        const auto offset = number("offset", 0);
        if (!limit || *limit < 0 || !offset || *offset < 0)
            return fail(u"Failed to load chat history"_s);
        m_host.read<Shown>([chat = m_chat, skip = *offset, most = *limit](
                               core::ReadTx &tx) { return show(tx, chat, skip, most); },
            [this](Result<Shown> shown) {
                shown ? m_host.send(toJson(shown->history))
                      : fail(u"Failed to load chat history"_s);
            });
    }

    void sendUnread()
    {
        m_host.read<qint64>(
            [chat = m_chat](core::ReadTx &tx) -> Result<qint64> {
                TRY_ASSIGN(const auto in, core::access::chatForReading(tx, chat));
                TRY_ASSIGN(const MyChat my, core::toMyChat(tx.sql, in.chat, in.me));
                return my.unreadCount;
            },
            [this](Result<qint64> count) {
                count ? m_host.send(toJson(frames::UnreadCount{.chatId = m_chat, .count = *count}))
                      : fail(u"Failed to get unread count"_s);
            });
    }

    void fail(const QString &message)
    {
        m_host.send(toJson(frames::Failure{.type = u"error"_s, .message = message}));
    }

    // ---- What it hears ----

    void remember(const Message *message)
    {
        if (!message || message->sender.id != m_host.actor().user)
            return;
        m_mine.push_back({message->id, message->seq});
        if (m_mine.size() > kMine)
            m_mine.pop_front();
    }

    /// Everybody hears how far somebody read; whoever wrote some of it, that it was theirs.
    void hearRead(const Event &event, FrameSink &sink)
    {
        sink.send(messagesRead);
        if (event.user == m_host.actor().user)
            return;
        const bool isOfMine = std::any_of(m_mine.begin(), m_mine.end(), [&](const Mine &mine) {
            return mine.seq > event.readFrom && mine.seq <= event.readSeq;
        });
        if (isOfMine)
            sink.send(yourMessagesRead);
        const bool isNamed = event.readMessage
            && std::any_of(m_mine.begin(), m_mine.end(),
                [&](const Mine &mine) { return mine.id == *event.readMessage; });
        if (isNamed)
            sink.send(messageRead);
    }

    SocketHost &m_host;
    const ChatId m_chat;
    DuplicateGuard &m_duplicates;
    std::deque<Mine> m_mine;
};

} // namespace

api::SocketMount socketMount()
{
    const auto duplicates = std::make_shared<DuplicateGuard>();
    return {.path = "/chats/{chat_id}/ws",
        .summary = "One chat, live",
        .auth = api::SocketMount::Auth::Frames,
        .open =
            [duplicates](SocketHost &host, const SocketCall &call) {
                return std::make_unique<Socket>(
                    host, dialects::UuidId<ChatId>::read(call.pathParams.front()), *duplicates);
            },
        .frames =
            [](SchemaSet &set) {
                const auto shape = [&set]<class T>(
                                       const T *) { return set.ref<T>(Direction::Answer); };
                return std::pair(QJsonObject(),
                    QJsonObject{{u"auth_success"_s, shape((frames::AuthSuccess *)nullptr)},
                        {u"auth_error, error"_s, shape((frames::Failure *)nullptr)},
                        {u"chat_history"_s, shape((frames::History *)nullptr)},
                        {u"new_message"_s, shape((frames::NewMessage *)nullptr)},
                        {u"messages_read"_s, shape((frames::MessagesRead *)nullptr)},
                        {u"your_messages_read"_s, shape((frames::YourMessagesRead *)nullptr)},
                        {u"message_read"_s, shape((frames::MessageRead *)nullptr)},
                        {u"user_joined, user_left, user_disconnected"_s,
                            shape((frames::Person *)nullptr)},
                        {u"typing"_s, shape((frames::Typing *)nullptr)},
                        {u"unread_count"_s, shape((frames::UnreadCount *)nullptr)}});
            }};
}

} // namespace kith::messenger
