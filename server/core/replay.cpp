// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay.h"

#include "core/access.h"
#include "core/chats/chatview.h"
#include "core/messages/messageview.h"
#include "core/people/users.h"

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::EventRow;
using store::Sql;
using store::SqlRow;

namespace {

/// The event that a message is at its own place.
SharedEvent creationOf(Message &&message)
{
    return std::make_shared<const Event>(Event{.stream = StreamId::of(message.chatId),
        .seq = message.seq,
        .chat = message.chatId,
        .actor = message.sender.id,
        .at = message.createdAt,
        .body = events::MessageCreated{std::make_shared<const Message>(std::move(message))}});
}

/// New messages of a chat behind `after` and up to `last`, as events.
Result<std::vector<SharedEvent>> newMessages(
    ReadTx &tx, ChatId chat, qint64 after, qint64 last, qint64 limit)
{
    static const QByteArray text = "SELECT " + messageColumns() + R"(
        FROM messages m JOIN users u ON u.id = m.sender_id
        WHERE m.chat_id = :chat AND m.seq > :after AND m.seq <= :last
        ORDER BY m.seq
        LIMIT :limit)";
    std::vector<LoadedMessage> loaded;
    TRY(tx.sql.query(Sql(text.constData()),
        {{":chat", chat.value}, {":after", after}, {":last", last}, {":limit", limit}},
        [&](const SqlRow &row) { loaded.push_back(messageFrom(row)); }));
    TRY(addReactions(tx.sql, chat, loaded));
    std::vector<SharedEvent> events;
    events.reserve(loaded.size());
    for (LoadedMessage &one : loaded)
        events.push_back(creationOf(std::move(one.message)));
    return events;
}

/// Events that have rows of their own.
Result<std::vector<EventRow>> eventRows(ReadTx &tx, StreamId stream, qint64 after, qint64 limit)
{
    static const QByteArray text = "SELECT " + store::columns<EventRow>() + R"(
        FROM events
        WHERE stream_kind = :kind AND stream_id = :stream AND seq > :after
        ORDER BY seq
        LIMIT :limit)";
    return store::rowsOf<EventRow>(tx.sql, Sql(text.constData()),
        {{":kind", static_cast<qint64>(stream.kind)}, {":stream", stream.id}, {":after", after},
            {":limit", limit}});
}

/// Renders events, looking each row up once a page.
class Renderer
{
public:
    /// `created`: messages that need no look-up.
    Renderer(ReadTx &tx, const std::vector<SharedEvent> &created) : m_tx(tx)
    {
        for (const SharedEvent &event : created) {
            const auto &message = event->as<events::MessageCreated>().message;
            m_messages.emplace(message->id, message);
        }
    }

    Result<SharedEvent> render(const EventRow &row)
    {
        auto event = std::make_shared<Event>();
        event->stream = {row.streamKind, row.streamId};
        event->seq = row.seq;
        event->chat = row.chatId;
        event->actor = row.actorId;
        event->user = row.userId.value_or(UserId());
        event->at = row.at;
        TRY_ASSIGN(event->body, body(row));
        return SharedEvent(std::move(event));
    }

private:
    Result<events::Body> body(const EventRow &row)
    {
        switch (row.kind) {
        case EventKind::MessageCreated:
            return ofMessage<events::MessageCreated>(row);
        case EventKind::MessageUpdated:
            return ofMessage<events::MessageUpdated>(row);
        case EventKind::MessageDeleted:
            return ofMessage<events::MessageDeleted>(row);
        case EventKind::ReactionAdded:
            return ofMessage<events::ReactionAdded>(row);
        case EventKind::ReactionRemoved:
            return ofMessage<events::ReactionRemoved>(row);
        case EventKind::MemberAdded:
            return memberAdded(row);
        case EventKind::MemberRemoved:
            return events::Body(events::MemberRemoved{});
        case EventKind::MemberUpdated: {
            TRY_ASSIGN(auto its, member(row));
            return events::Body(events::MemberUpdated{std::move(its)});
        }
        case EventKind::ChatUpdated: {
            TRY_ASSIGN(auto its, chat(row.chatId));
            return events::Body(events::ChatUpdated{std::move(its)});
        }
        case EventKind::UserUpdated: {
            // Of a person's own stream it is they.
            TRY_ASSIGN(auto its, user(row.userId.value_or(UserId(row.streamId))));
            return events::Body(events::UserUpdated{std::move(its)});
        }
        case EventKind::Read:
        case EventKind::Typing:
        case EventKind::Presence:
        case EventKind::Metrics:
        case EventKind::AuditAdded:
        case EventKind::RoomEntered:
        case EventKind::RoomLeft:
        case EventKind::ChannelCreated:
            break; // never stored
        }
        // A later version's kind keeps its place; as of a purged message, there is no frame of it.
        return events::Body(events::MessageUpdated{});
    }

    template <class Body> Result<events::Body> ofMessage(const EventRow &row)
    {
        Body body;
        if (row.messageId) {
            TRY_ASSIGN(body.message, message(*row.messageId));
        }
        if constexpr (requires { body.emoji; })
            body.emoji = row.emoji.value_or(QString());
        return events::Body(std::move(body));
    }

    Result<events::Body> memberAdded(const EventRow &row)
    {
        events::MemberAdded body;
        TRY_ASSIGN(body.member, member(row));
        if (row.streamKind == StreamId::Kind::User) {
            TRY_ASSIGN(body.chat, chat(row.chatId));
        }
        return events::Body(std::move(body));
    }

    Result<std::shared_ptr<const Message>> message(MessageId id)
    {
        if (const auto it = m_messages.find(id); it != m_messages.end())
            return it->second;
        TRY_ASSIGN(auto loaded, loadMessage(m_tx.sql, id));
        auto shared = loaded ? std::make_shared<const Message>(std::move(*loaded)) : nullptr;
        m_messages.emplace(id, shared);
        return shared;
    }

    Result<std::shared_ptr<const Chat>> chat(ChatId id)
    {
        using Shared = std::shared_ptr<const Chat>;
        TRY_ASSIGN(const auto row, store::loadRow<store::ChatRow>(m_tx.sql, id));
        if (!row)
            return Shared();
        Chat chat = toChat(*row);
        if (row->directKey) {
            TRY_ASSIGN(chat.members, directPeople(m_tx.sql, id));
        }
        return Shared(std::make_shared<const Chat>(std::move(chat)));
    }

    /// Null when the person has left since: the event then names them only.
    Result<std::shared_ptr<const Member>> member(const EventRow &event)
    {
        using Shared = std::shared_ptr<const Member>;
        if (!event.userId)
            return Shared();
        TRY_ASSIGN(const auto row,
            store::loadRow<store::MemberRow>(
                m_tx.sql, store::MemberKey{.chat = event.chatId, .user = *event.userId}));
        TRY_ASSIGN(const auto person, store::loadRow<store::UserRow>(m_tx.sql, *event.userId));
        if (!row || !person)
            return Shared();
        return Shared(std::make_shared<const Member>(
            Member{.user = toUser(*person, Actor{}, m_tx.env, m_tx.now),
                .role = row->role,
                .joinedAt = row->joinedAt,
                .lastReadSeq = row->lastReadSeq}));
    }

    Result<std::shared_ptr<const User>> user(UserId id)
    {
        using Shared = std::shared_ptr<const User>;
        TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(m_tx.sql, id));
        return row
            ? Shared(std::make_shared<const User>(toUser(*row, m_tx.actor, m_tx.env, m_tx.now)))
            : Shared();
    }

    ReadTx &m_tx;
    std::unordered_map<MessageId, std::shared_ptr<const Message>> m_messages;
};

/// Where the consoles' stream ends, for those who are admins now, whatever their token says.
Result<qint64> endOfAdmins(ReadTx &tx)
{
    TRY_ASSIGN(const auto me, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
    if (!me || !me->isActive || me->role < UserRole::Admin)
        return notFound(u"There is no such stream."_s);
    TRY_ASSIGN(const auto head, store::loadRow<store::StreamHeadRow>(tx.sql, StreamId::admins()));
    return head ? head->lastSeq : 0;
}

Result<qint64> endOf(ReadTx &tx, StreamId stream)
{
    if (stream == StreamId::admins())
        return endOfAdmins(tx);
    if (stream.kind == StreamId::Kind::Chat) {
        TRY_ASSIGN(const auto found, access::chatForReading(tx, ChatId(stream.id)));
        return found.chat.lastSeq;
    }
    if (stream.kind != StreamId::Kind::User || UserId(stream.id) != tx.actor.user)
        return notFound(u"There is no such stream."_s);
    TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
    return row ? row->streamSeq : 0;
}

/// Places follow one another, but where the past was purged and where a restore put a hole: whoever
/// stands before one cannot know what they missed, and begins behind the last.
void leaveOutWhatIsBeforeAHole(StreamPage &page, qint64 after)
{
    auto &events = page.events;
    qint64 next = after + 1;
    auto first = events.begin();
    for (auto it = events.begin(); it != events.end(); ++it) {
        if ((*it)->seq != next)
            first = it;
        next = (*it)->seq + 1;
    }
    if (page.isLast && next <= page.lastSeq)
        first = events.end();
    events.erase(events.begin(), first);
    page.first = events.empty() ? page.lastSeq + 1 : events.front()->seq;
    page.recovered = page.first == after + 1;
}

} // namespace

Result<StreamPage> replay(ReadTx &tx, StreamId stream, qint64 after, qint64 limit)
{
    StreamPage page;
    TRY_ASSIGN(page.lastSeq, endOf(tx, stream));
    if (after >= page.lastSeq)
        return page;
    TRY_ASSIGN(const auto rows, eventRows(tx, stream, after, limit));
    std::vector<SharedEvent> created;
    if (stream.kind == StreamId::Kind::Chat) {
        // Rows that fill the page by themselves end it: no message behind them is on it.
        const bool isFull = static_cast<qint64>(rows.size()) == limit;
        TRY_ASSIGN(created,
            newMessages(
                tx, ChatId(stream.id), after, isFull ? rows.back().seq : page.lastSeq, limit));
    }
    Renderer renderer(tx, created);
    auto message = created.begin();
    auto row = rows.begin();
    while (static_cast<qint64>(page.events.size()) < limit) {
        const bool isMessage =
            message != created.end() && (row == rows.end() || (*message)->seq < row->seq);
        if (!isMessage && row == rows.end())
            break;
        if (isMessage) {
            page.events.push_back(std::move(*message++));
        } else {
            TRY_ASSIGN(SharedEvent event, renderer.render(*row++));
            page.events.push_back(std::move(event));
        }
    }
    page.isLast = static_cast<qint64>(page.events.size()) < limit;
    leaveOutWhatIsBeforeAHole(page, after);
    return page;
}

Result<StreamPlaces> placesOf(ReadTx &tx)
{
    StreamPlaces places;
    TRY_ASSIGN(const auto me, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
    if (!me || !me->isActive)
        return unauthenticated(u"This account no longer exists."_s);
    places.user = toUser(*me, tx.actor, tx.env, tx.now);
    places.ends.emplace(StreamId::of(tx.actor.user), me->streamSeq);
    if (me->role >= UserRole::Admin) {
        TRY_ASSIGN(const qint64 end, endOfAdmins(tx));
        places.ends.emplace(StreamId::admins(), end);
    }
    constexpr Sql kChats(R"(
        SELECT c.id, c.last_seq, c.direct_key
        FROM members m
        JOIN chats c ON c.id = m.chat_id
        WHERE m.user_id = :user)");
    TRY(tx.sql.query(kChats, {{":user", tx.actor.user.value}}, [&](const SqlRow &row) {
        places.ends.emplace(StreamId::of(ChatId(row.integer(0))), row.integer(1));
        if (row.isNull(2))
            return;
        for (const QString &part : row.text(2).split(u':')) {
            if (const UserId id(part.toLongLong()); id != tx.actor.user)
                places.directPartners.push_back(id);
        }
    }));
    return places;
}

Result<std::optional<std::map<ChatId, qint64>>> saidSince(ReadTx &tx, MessageId message)
{
    std::map<ChatId, qint64> places;
    constexpr Sql kThere("SELECT COUNT(*) FROM messages WHERE id = :id");
    constexpr Sql kSince(
        "SELECT COUNT(*) FROM (SELECT id FROM messages WHERE id > :id LIMIT :most) since");
    constexpr Sql kPlaces(R"(
        SELECT m.chat_id, MIN(m.seq) - 1
        FROM messages m JOIN members me ON me.chat_id = m.chat_id AND me.user_id = :me
        WHERE m.id > :id
        GROUP BY m.chat_id)");
    TRY_ASSIGN(const auto there, store::integerOf(tx.sql, kThere, {{":id", message.value}}));
    TRY_ASSIGN(const auto since,
        store::integerOf(tx.sql, kSince, {{":id", message.value}, {":most", kSaidSince + 1}}));
    if (there.value_or(0) == 0 || since.value_or(0) > kSaidSince)
        return std::optional<std::map<ChatId, qint64>>();
    TRY(tx.sql.query(kPlaces, {{":me", tx.actor.user.value}, {":id", message.value}},
        [&](const SqlRow &row) { places.emplace(ChatId(row.integer(0)), row.integer(1)); }));
    return std::optional(std::move(places));
}

Result<std::vector<Cursor>> cursorsFor(ReadTx &tx)
{
    constexpr Sql kCursors(R"(
        SELECT m.chat_id, m.user_id, m.last_read_seq
        FROM members mine
        JOIN chats c ON c.id = mine.chat_id
        JOIN members m ON m.chat_id = mine.chat_id
            AND (m.user_id = :user OR c.direct_key IS NOT NULL)
        WHERE mine.user_id = :user)");
    std::vector<Cursor> cursors;
    TRY(tx.sql.query(kCursors, {{":user", tx.actor.user.value}}, [&](const SqlRow &row) {
        cursors.push_back({.chat = ChatId(row.integer(0)),
            .user = UserId(row.integer(1)),
            .seq = row.integer(2)});
    }));
    return cursors;
}

} // namespace kith::core
