// SPDX-License-Identifier: GPL-3.0-or-later
// WS /ws?token=…: one socket a person, for all their channels. A room is a channel that the socket
// has open: all of them when it connects; it may leave a room and stay a member.
#include "pythia/socket.h"

#include "core/access.h"
#include "core/live/rooms.h"
#include "core/replay.h"
#include "pythia/events.h"
#include "pythia/frames.h"
#include "pythia/twins.h"
#include "pythia/views.h"
#include "shared/model/message.h"

#include <QUrlQuery>

#include <algorithm>
#include <deque>
#include <set>

namespace kith::pythia {

using namespace Qt::StringLiterals;
using api::DialectSocket;
using api::FrameSink;
using api::SocketCall;
using api::SocketHost;
using dialects::CuidId;

namespace {

/// A membership and a room say the same to those who watch: within moments it is said once.
class Announced
{
public:
    bool isNews(const Event &event, bool isJoin)
    {
        while (!m_recent.empty()
            && (m_recent.size() > kMost || event.at - m_recent.front().at > kWithin))
            m_recent.pop_front();
        const auto same = std::find_if(m_recent.begin(), m_recent.end(), [&](const Said &said) {
            return said.chat == event.chat && said.user == event.user && said.isJoin == isJoin
                && said.kind != event.kind();
        });
        if (same != m_recent.end()) {
            m_recent.erase(same);
            return false;
        }
        m_recent.push_back({event.chat, event.user, isJoin, event.kind(), event.at});
        return true;
    }

private:
    static constexpr size_t kMost = 64;
    static constexpr std::chrono::seconds kWithin{5};
    struct Said
    {
        ChatId chat{};
        UserId user{};
        bool isJoin = false;
        EventKind kind{};
        Timestamp at{};
    };
    std::deque<Said> m_recent;
};

/// A field of a frame, as the original's models read it.
std::optional<QString> textOf(const JsonValue &frame, const char *name)
{
    const auto value = frame.member(name);
    if (!value || value->kind() != JsonValue::Kind::String)
        return {};
    return value->toString();
}

class Socket final : public DialectSocket
{
public:
    Socket(SocketHost &host, std::shared_ptr<Twins> twins)
        : m_host(host), m_twins(std::move(twins)), m_session(host.actor().session),
          m_twin(m_twins->add(m_session, host.now())), m_connectedAt(host.now())
    {
    }
    ~Socket() override { m_twins->remove(m_session, m_twin); }

    void opened() override
    {
        m_host.followMemberships(true);
        m_host.read<core::StreamPlaces>([](core::ReadTx &tx) { return core::placesOf(tx); },
            [this](Result<core::StreamPlaces> places) {
                if (!places)
                    return m_host.close(closecodes::kServerError, "Internal server error");
                std::erase_if(places->ends,
                    [](const auto &end) { return end.first.kind == StreamId::Kind::Admin; });
                places->ends.emplace(StreamId::directory(), 0);
                m_host.listen(places->ends);
                for (const auto &[stream, end] : places->ends) {
                    if (stream.kind == StreamId::Kind::Chat)
                        enter(ChatId(stream.id));
                }
                m_host.send(toJson(frames::Connected{.userId = m_host.actor().user,
                    .username = places->user.username,
                    .timestamp = m_host.now()}));
            });
    }

    void text(const QByteArray &utf8) override
    {
        m_twin->hasSpoken = true;
        m_twin->isSilent = false;
        const auto frame = parseJson(utf8);
        if (!frame)
            return fail("invalid_json", u"Invalid JSON format"_s);
        if (frame->kind() != JsonValue::Kind::Object)
            return fail("internal_error", u"Internal server error"_s);
        const QString type = textOf(*frame, "type").value_or(u"None"_s);
        if (type == "ping"_L1)
            return m_host.send(toJson(frames::Pong{.timestamp = m_connectedAt}));
        if (type == "get_online_users"_L1)
            return sendOnline(*frame);
        const bool hasChannel = type == "join_channel"_L1 || type == "leave_channel"_L1
            || type == "typing_indicator"_L1;
        if (!hasChannel)
            return fail("unknown_message_type", u"Unknown message type: "_s + type);
        const auto channel = textOf(*frame, "channel_id");
        if (!channel)
            return invalid(type, u"channel_id"_s, frame->member("channel_id").has_value());
        const ChatId chat = CuidId<ChatId>::read(channel->toLatin1());
        if (type == "join_channel"_L1)
            return join(chat);
        if (type == "leave_channel"_L1)
            return leave(chat);
        tellTyping(chat, frame->member("is_typing"));
    }
    void binary(const QByteArray &) override { fail("internal_error", u"Internal server error"_s); }

    void hear(const Event &event, FrameSink &sink) override
    {
        if (event.stream.kind == StreamId::Kind::User)
            return hearOfMe(event, sink);
        if (m_twin->isSilent)
            return;
        if (event.kind() == EventKind::ChannelCreated)
            return sink.send(channelCreated);
        if (isOfMe(event))
            sink.send(
                event.kind() == EventKind::MessageCreated ? mentionNotification : editedMention);
        if (m_rooms.contains(event.chat))
            hearRoom(event, sink);
    }

    void removed(ChatId chat) override
    {
        m_rooms.erase(chat);
        m_host.leaveRoom(chat);
    }

    void sessionEnded() override
    {
        const QString token =
            QUrlQuery(QString::fromUtf8(m_host.opening().query)).queryItemValue(u"token"_s);
        if (m_host.signIn(token.toUtf8()) == api::TokenProblem::Inactive) {
            m_host.send(toJson(frames::ForceDisconnect{.timestamp = m_host.now()}));
            return m_host.close(closecodes::kPolicy, "Account suspended");
        }
        m_host.close(closecodes::kPolicy, "Session ended");
    }

private:
    // ---- What it hears ----

    void hearOfMe(const Event &event, FrameSink &sink)
    {
        if (event.kind() != EventKind::MemberAdded || event.user != m_host.actor().user)
            return;
        enter(event.chat);
        // Whoever was added by somebody else loads the channel when they read their own name.
        if (event.actor != event.user && !m_twin->isSilent)
            sink.send(joined);
    }

    bool isOfMe(const Event &event) const
    {
        const EventKind kind = event.kind();
        const bool isText = kind == EventKind::MessageCreated || kind == EventKind::MessageUpdated;
        const Message *message = event.message();
        if (!isText || !message)
            return false;
        const auto &people = message->mentions;
        return std::find(people.begin(), people.end(), m_host.actor().user) != people.end();
    }

    void hearRoom(const Event &event, FrameSink &sink)
    {
        const bool isMine = event.user == m_host.actor().user;
        switch (event.kind()) {
        case EventKind::MessageCreated:
            return sink.send(newMessage);
        case EventKind::MessageUpdated:
            return sink.send(messageEdited);
        case EventKind::MessageDeleted:
            return sink.send(messageDeleted);
        case EventKind::ReactionAdded:
            return sink.send(reactionAdded);
        case EventKind::ReactionRemoved:
            return sink.send(reactionRemoved);
        case EventKind::Typing:
            return isMine ? void() : sink.send(typing);
        case EventKind::MemberAdded:
        case EventKind::RoomEntered:
            if (!isMine && m_announced.isNews(event, true))
                sink.send(joined);
            return;
        case EventKind::RoomLeft:
            if (!event.as<events::RoomLeft>().isDeliberate)
                return; // a connection that ends says nothing there
            [[fallthrough]];
        case EventKind::MemberRemoved:
            if (!isMine && m_announced.isNews(event, false))
                sink.send(left);
            return;
        case EventKind::MemberUpdated:
        case EventKind::ChatUpdated:
        case EventKind::UserUpdated:
        case EventKind::Read:
        case EventKind::Presence:
        case EventKind::Metrics:
        case EventKind::AuditAdded:
        case EventKind::ChannelCreated: // of no room: hear()
            return; // what its clients do not know
        }
    }

    // ---- What the client says ----

    void enter(ChatId chat)
    {
        m_rooms.insert(chat);
        m_host.enterRoom(chat);
    }

    void join(ChatId chat)
    {
        if (m_host.hears(StreamId::of(chat))) {
            enter(chat);
            return tellChannel(u"channel_joined"_s, chat);
        }
        m_host.read<bool>(
            [chat](core::ReadTx &tx) -> Result<bool> {
                return core::access::chatForSeeing(tx, chat).ok();
            },
            [this](Result<bool> isSeen) { refuse(isSeen && *isSeen); });
    }

    void leave(ChatId chat)
    {
        if (!m_host.hears(StreamId::of(chat)))
            return refuse(false);
        m_rooms.erase(chat);
        m_host.leaveRoom(chat);
        tellChannel(u"channel_left"_s, chat);
    }

    void tellTyping(ChatId chat, const std::optional<JsonValue> &isTyping)
    {
        dialects::Checker checker("body");
        bool on = false;
        if (!isTyping || !checker.readBool(*isTyping, on))
            return invalid(u"typing_indicator"_s, u"is_typing"_s, isTyping.has_value());
        if (!m_host.hears(StreamId::of(chat)))
            return; // in silence, as for a channel that is not there
        m_host.tellTyping(chat, on);
    }

    void sendOnline(const JsonValue &frame)
    {
        const QString channel = textOf(frame, "channel_id").value_or(QString());
        if (channel.isEmpty())
            return fail("missing_channel_id", u"Channel ID is required"_s);
        const ChatId chat = CuidId<ChatId>::read(channel.toLatin1());
        if (!m_host.hears(StreamId::of(chat)))
            return refuse(false);
        frames::OnlineUsers answer{.channelId = chat, .timestamp = m_connectedAt};
        for (const UserId user : m_host.env().rooms.people(chat))
            answer.users.push_back(user);
        m_host.send(toJson(answer));
    }

    void tellChannel(const QString &type, ChatId chat)
    {
        m_host.send(
            toJson(frames::Channel{.type = type, .channelId = chat, .timestamp = m_connectedAt}));
    }

    void refuse(bool isSeen)
    {
        fail("access_denied", isSeen ? u"Access denied to channel"_s : u"Channel not found"_s);
    }
    /// In the words of the original's models.
    void invalid(const QString &type, const QString &field, bool isThere)
    {
        const QString why = !isThere  ? u"Field required"_s
            : field == "is_typing"_L1 ? u"Input should be a valid boolean"_s
                                      : u"Input should be a valid string"_s;
        fail((type + u"_error"_s).toLatin1(), u"1 validation error\n%1\n  %2"_s.arg(field, why));
    }
    void fail(const QByteArray &code, const QString &message)
    {
        m_host.send(
            toJson(frames::Failure{.errorCode = QString::fromLatin1(code), .message = message}));
    }

    SocketHost &m_host;
    const std::shared_ptr<Twins> m_twins;
    const SessionId m_session;
    const Twins::Shared m_twin;
    const Timestamp m_connectedAt;
    std::set<ChatId> m_rooms;
    Announced m_announced;
};

} // namespace

api::SocketMount socketMount()
{
    const auto twins = std::make_shared<Twins>();
    return {.path = "/ws",
        .summary = "All channels of a person, live",
        .open = [twins](SocketHost &host,
                    const SocketCall &) { return std::make_unique<Socket>(host, twins); },
        .frames =
            [](SchemaSet &set) {
                const auto shape = [&set]<class T>(
                                       const T *) { return set.ref<T>(Direction::Answer); };
                return std::pair(QJsonObject(),
                    QJsonObject{{u"connection_established"_s, shape((frames::Connected *)nullptr)},
                        {u"channel_joined, channel_left"_s, shape((frames::Channel *)nullptr)},
                        {u"pong"_s, shape((frames::Pong *)nullptr)},
                        {u"online_users"_s, shape((frames::OnlineUsers *)nullptr)},
                        {u"error"_s, shape((frames::Failure *)nullptr)},
                        {u"new_message, message_edited"_s, shape((frames::MessageFrame *)nullptr)},
                        {u"message_deleted"_s, shape((frames::MessageDeleted *)nullptr)},
                        {u"message_reaction"_s, shape((frames::MessageReaction *)nullptr)},
                        {u"typing_indicator"_s, shape((frames::Typing *)nullptr)},
                        {u"user_joined, user_left"_s, shape((frames::Person *)nullptr)},
                        {u"mention_notification"_s, shape((frames::MentionNotification *)nullptr)},
                        {u"channel_created"_s, shape((frames::ChannelCreated *)nullptr)},
                        {u"force_disconnect"_s, shape((frames::ForceDisconnect *)nullptr)}});
            }};
}

} // namespace kith::pythia
