// SPDX-License-Identifier: GPL-3.0-or-later
// Socket.IO at /socket.io/: one socket of a person for all their conversations. A room is a
// conversation whose events the socket wants: all of them when it connects, and each that begins
// later; it may leave a room and stay a member.
#include "chatsocket/socket.h"

#include "apis/socketio/socket.h"
#include "chatsocket/conversations.h"
#include "chatsocket/events.h"
#include "chatsocket/frames.h"
#include "chatsocket/views.h"
#include "core/chats/chatview.h"
#include "core/live/presence.h"
#include "core/people/people.h"
#include "core/people/users.h"
#include "core/replay.h"

#include <deque>
#include <set>

namespace kith::chatsocket {

using namespace Qt::StringLiterals;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;
using dialects::HexId;
using dialects::socketio::eventMessage;

namespace {

const QByteArray kRoot = "/";
constexpr qsizetype kPidChars = 64;

/// Where a person's streams end when a socket connects, and whom they talk with.
struct Opening
{
    core::StreamPlaces places{};
    std::vector<UserBrief> people{}; ///< they and their partners
    MessageId offset{}; ///< what the client heard last, where it is to be recovered
    bool isRecovered = false;
    std::map<ChatId, qint64> missed{}; ///< chats that go on behind these places
};

Result<Opening> open(core::ReadTx &tx, MessageId offset)
{
    Opening opening{.offset = offset};
    if (offset.isStored()) {
        TRY_ASSIGN(auto missed, core::saidSince(tx, offset));
        opening.isRecovered = missed.has_value();
        opening.missed = std::move(missed).value_or(std::map<ChatId, qint64>());
    }
    TRY_ASSIGN(opening.places, core::placesOf(tx));
    std::erase_if(opening.places.ends,
        [](const auto &end) { return end.first.kind == StreamId::Kind::Admin; });
    std::vector<UserId> ids = opening.places.directPartners;
    ids.push_back(tx.actor.user);
    TRY_ASSIGN(const auto rows, core::usersByIds(tx.sql, ids));
    for (const store::UserRow &row : rows)
        opening.people.push_back(core::toBrief(row));
    return opening;
}

class Socket final : public dialects::socketio::Socket
{
public:
    using dialects::socketio::Socket::Socket;

    void hear(const kith::Event &event, FrameSink &sink) override
    {
        if (!isConnected(kRoot))
            return;
        if (event.kind == EventKind::Presence)
            return hearPresence(event);
        if (event.stream.kind == StreamId::Kind::User)
            return hearOfMe(event);
        const bool isMine = event.user == m_host.actor().user;
        const bool isInRoom = m_rooms.contains(event.chat);
        switch (event.kind) {
        case EventKind::MessageCreated:
            return hearMessage(event, sink, isInRoom);
        case EventKind::Read:
            if (isInRoom && !isToldAlready(event))
                tellRead(event.chat, event.user);
            return;
        case EventKind::Typing:
            if (isInRoom && !isMine)
                sink.send(userTyping);
            return;
        default:
            return;
        }
    }

    void caughtUp() override { m_heldOffset.clear(); }

    void removed(ChatId chat) override
    {
        m_rooms.erase(chat);
        acknowledgeSent([chat](const Sent &sent) { return sent.chat == chat; });
    }

    void sessionEnded() override
    {
        disconnect(kRoot);
        m_host.close(closecodes::kPolicy, "Session ended");
    }

private:
    // ---- Connecting ----

    void connecting(const QByteArray &nsp, const QByteArray &auth) override
    {
        if (nsp != kRoot)
            return reject(nsp, R"("Unable to connect")");
        const auto given = parseJson(auth);
        const auto textIn = [&given](const char *name) {
            const auto value = given ? given->member(name) : std::nullopt;
            const bool isText = value && value->kind() == JsonValue::Kind::String;
            return isText ? value->toString().toUtf8() : QByteArray();
        };
        const QByteArray token = textIn("token");
        // One transport is one person's: its identity stays, whatever connects again.
        const bool isOther = !m_token.isEmpty() && m_token != token;
        if (token.isEmpty() || isOther || m_host.signIn(token))
            return refuse();
        m_token = token;
        const auto recover = given->member("recover");
        m_isRecoverable = recover && recover->kind() == JsonValue::Kind::Bool && recover->toBool();
        m_host.followMemberships(true);
        const MessageId offset =
            m_isRecoverable ? HexId<MessageId>::read(textIn("offset")) : MessageId();
        m_host.read<Opening>([offset](core::ReadTx &tx) { return open(tx, offset); },
            [this, pid = textIn("pid")](
                Result<Opening> opening) { opening ? begin(*opening, pid) : refuse(); });
    }

    void begin(const Opening &opening, const QByteArray &pid)
    {
        for (const auto &[stream, end] : opening.places.ends) {
            if (stream.kind == StreamId::Kind::Chat)
                m_rooms.insert(ChatId(stream.id));
        }
        meet(opening.people);
        const bool isSame = opening.isRecovered && !pid.isEmpty() && pid.size() <= kPidChars;
        accept(kRoot, !m_isRecoverable ? QByteArray() : isSame ? pid : newId());
        if (isSame && !opening.missed.empty()) {
            m_heldOffset = HexId<MessageId>::spell(opening.offset);
            for (const auto &[chat, place] : opening.missed)
                m_host.resume(StreamId::of(chat), place);
        }
        m_host.listen(opening.places.ends);
    }

    void refuse() { reject(kRoot, R"({"message":"Connection rejected by server"})"); }
    void disconnected(const QByteArray &) override { m_rooms.clear(); }
    /// Its original logged it and went on.
    void malformed() override { }

    /// Their comings and goings are told from now on.
    void meet(const std::vector<UserBrief> &people)
    {
        std::vector<UserId> others;
        for (const UserBrief &person : people) {
            m_emails.insert_or_assign(person.id, person.email);
            if (person.id == m_host.actor().user)
                continue;
            others.push_back(person.id);
            if (m_host.env().presence.isOnline(person.id))
                m_online.insert(person.id);
        }
        m_host.watch(others);
    }

    // ---- What it hears ----

    void hearPresence(const kith::Event &event)
    {
        const auto email = m_emails.find(event.user);
        const bool isNews = event.on != m_online.contains(event.user);
        if (email == m_emails.end() || event.user == m_host.actor().user || !isNews)
            return;
        if (event.on)
            m_online.insert(event.user);
        else
            m_online.erase(event.user);
        emitNow(event.on ? "user_online" : "user_offline", frames::Person{.email = email->second});
    }

    /// A conversation that begins, whoever began it: what is said in it next is heard here.
    void hearOfMe(const kith::Event &event)
    {
        if (event.kind != EventKind::MemberAdded || event.user != m_host.actor().user)
            return;
        m_rooms.insert(event.chat);
        m_host.read<std::vector<UserBrief>>(
            [chat = event.chat](core::ReadTx &tx) { return core::directPeople(tx.sql, chat); },
            [this](Result<std::vector<UserBrief>> people) {
                if (people)
                    meet(*people);
            });
    }

    /// Chats are recovered one after the other: until all are, the client keeps the place that it
    /// came with, or a second cut would lose what is still to come.
    void tell(
        const kith::Event &event, FrameSink &sink, api::Encoder plain, api::Encoder recoverable)
    {
        if (!m_isRecoverable)
            sink.send(plain);
        else if (m_heldOffset.isEmpty())
            sink.send(recoverable);
        else if (const QByteArray frame = plain(event); !frame.isEmpty())
            m_host.send(withOffset(frame, m_heldOffset));
    }

    void hearMessage(const kith::Event &event, FrameSink &sink, bool isInRoom)
    {
        if (isInRoom)
            tell(event, sink, newMessage, recoverableMessage);
        if (event.message && event.message->sender.id != m_host.actor().user)
            tell(event, sink, messageNotification, recoverableNotification);
        if (event.message)
            acknowledgeSent([id = event.message->id](const Sent &sent) { return sent.id == id; });
    }

    /// Whoever asked was told before the acknowledgement.
    bool isToldAlready(const kith::Event &event)
    {
        return event.user == m_host.actor().user && event.chat == m_readChat
            && event.readSeq <= m_readSeq;
    }

    void tellRead(ChatId chat, UserId reader)
    {
        const auto email = m_emails.find(reader);
        if (email != m_emails.end())
            emitNow("marked_as_read",
                frames::MarkedAsRead{.conversationId = chat, .userEmail = email->second});
    }

    // ---- What the client says ----

    void happened(const Event &event) override
    {
        if (event.name == "get_online_users"_L1)
            return event.args.empty() ? sendOnline(event) : void();
        if (event.args.size() != 1)
            return;
        const JsonValue &in = event.args.front();
        if (event.name == "send_message"_L1)
            return say(event, in);
        const bool isOfRoom = event.name == "join_conversation"_L1
            || event.name == "leave_conversation"_L1 || event.name == "mark_as_read"_L1
            || event.name == "typing_start"_L1 || event.name == "typing_stop"_L1;
        if (!isOfRoom)
            return;
        std::optional<JsonValue> id;
        if (in.kind() == JsonValue::Kind::Object)
            id = in.member("conversation_id");
        if (!id || id->kind() != JsonValue::Kind::String || id->toUtf8().empty())
            return acknowledge(event);
        inRoom(event, id->toString());
    }

    /// What is not one's own is like what is not there: silence, and good-bye to whatever it is.
    void inRoom(const Event &event, const QString &id)
    {
        const ChatId chat = HexId<ChatId>::read(id.toLatin1());
        const bool isMine = m_host.hears(StreamId::of(chat));
        if (event.name == "leave_conversation"_L1) {
            m_rooms.erase(chat);
            emitNow("left_conversation", frames::Room{.conversationId = id});
        } else if (isMine && event.name == "mark_as_read"_L1) {
            return markRead(event, chat);
        } else if (isMine && event.name == "join_conversation"_L1) {
            m_rooms.insert(chat);
            emitNow("joined_conversation", frames::Room{.conversationId = id});
        } else if (isMine) {
            tellTyping(chat, event.name == "typing_start"_L1);
        }
        acknowledge(event);
    }

    void tellTyping(ChatId chat, bool on)
    {
        m_host.publish({.kind = EventKind::Typing,
            .stream = StreamId::of(chat),
            .chat = chat,
            .actor = m_host.actor().user,
            .user = m_host.actor().user,
            .on = on});
    }

    void say(const Event &event, const JsonValue &in)
    {
        dialects::Checker checker("body");
        wire::NewMessage message;
        dialects::readModel(checker, in, message);
        if (checker.failed())
            return fail(event, u"Failed to send message"_s);
        if (const auto wait = m_host.limited(Limiter::Messages))
            return fail(event, u"Too many messages: try again in %1 s"_s.arg(wait->count()));
        m_host.write<core::Posted>([message](core::Tx &tx) { return send(tx, message); },
            [this, event](Result<core::Posted> posted) {
                if (!posted)
                    return fail(event,
                        posted.error().code == ErrorCode::NotFound ? u"Recipient not found"_s
                                                                   : u"Failed to send message"_s);
                // It is acknowledged behind new_message, which is heard a moment later.
                m_sent.push_back({posted->message.chatId, posted->message.id, event});
            });
    }

    void fail(const Event &event, const QString &message)
    {
        emitNow("error", frames::Failure{.message = message});
        acknowledge(event);
    }

    void markRead(const Event &event, ChatId chat)
    {
        m_host.write<ReadState>([chat](core::Tx &tx) { return markAsRead(tx, chat); },
            [this, event, chat](Result<ReadState> state) {
                if (state && m_rooms.contains(chat)) {
                    m_readChat = chat;
                    m_readSeq = state->lastReadSeq;
                    tellRead(chat, m_host.actor().user);
                }
                acknowledge(event);
            });
    }

    void sendOnline(const Event &event)
    {
        frames::OnlineUsers answer;
        for (const auto &[id, email] : m_emails) {
            if (id == m_host.actor().user || m_host.env().presence.isOnline(id))
                answer.users.push_back(email);
        }
        emitNow("online_users", answer);
        acknowledge(event);
    }

    template <class Frame> void emitNow(QByteArrayView name, const Frame &frame)
    {
        m_host.send(eventMessage(name, toJson(frame)));
    }

    // ---- Acknowledgements ----

    struct Sent
    {
        ChatId chat{};
        MessageId id{};
        Event event{};
    };
    template <class Which> void acknowledgeSent(Which isHeard)
    {
        for (const Sent &sent : m_sent) {
            if (isHeard(sent))
                acknowledge(sent.event);
        }
        std::erase_if(m_sent, isHeard);
    }

    QByteArray m_token;
    bool m_isRecoverable = false; // it asked for it
    QByteArray m_heldOffset; // where it was, until it has heard all that it missed
    std::map<UserId, QString> m_emails; // the person's, and their partners'
    std::set<UserId> m_online; // of the partners, as the client knows
    std::set<ChatId> m_rooms;
    std::deque<Sent> m_sent; // stored, not yet heard
    ChatId m_readChat{};
    qint64 m_readSeq = 0;
};

} // namespace

api::SocketMount socketMount()
{
    return {.path = "/socket.io/",
        .summary = "Socket.IO: all conversations of a person, live",
        .transport = api::SocketMount::Transport::EngineIo,
        .auth = api::SocketMount::Auth::Frames,
        .signInWithin = std::chrono::seconds(45),
        .open = [](SocketHost &host, const SocketCall &) { return std::make_unique<Socket>(host); },
        .frames =
            [](SchemaSet &set) {
                const auto shape = [&set]<class T>(
                                       const T *) { return set.ref<T>(Direction::Answer); };
                return std::pair(
                    QJsonObject{{u"send_message"_s, set.ref<wire::NewMessage>(Direction::Request)},
                        {u"join_conversation, leave_conversation, mark_as_read, typing_start, "
                         "typing_stop"_s,
                            shape((frames::Room *)nullptr)}},
                    QJsonObject{{u"new_message"_s, shape((wire::SentMessage *)nullptr)},
                        {u"message_notification"_s, shape((frames::Notification *)nullptr)},
                        {u"user_online, user_offline"_s, shape((frames::Person *)nullptr)},
                        {u"user_typing"_s, shape((frames::Typing *)nullptr)},
                        {u"online_users"_s, shape((frames::OnlineUsers *)nullptr)},
                        {u"marked_as_read"_s, shape((frames::MarkedAsRead *)nullptr)},
                        {u"joined_conversation, left_conversation"_s,
                            shape((frames::Room *)nullptr)},
                        {u"error"_s, shape((frames::Failure *)nullptr)}});
            }};
}

} // namespace kith::chatsocket
