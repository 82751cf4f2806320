// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Crowd that reads what is there when everything has come to rest.
#include "crowd.h"
#include "store/rows.h"

namespace kith::faults {

using namespace Qt::StringLiterals;
using store::Sql;
using support::Person;
using Kind = Record::Kind;

namespace {

/// Rows of one chat, in the order of the table's key.
template <class Row> Result<std::vector<Row>> rowsOfChat(store::SqlSession &session, ChatId chat)
{
    static const QByteArray text = "SELECT " + store::columns<Row>() + " FROM "
        + tableOf(Of<Row>()).name + " WHERE chat_id = :chat";
    return store::rowsOf<Row>(session, Sql(text.constData()), {{":chat", chat.value}});
}

Record toRecord(const store::MessageRow &row, const QString &sender)
{
    return {.kind = row.deletedAt ? Kind::Erased : Kind::Stored,
        .who = sender,
        .chat = nameOf(row.chatId),
        .key = row.clientId.value_or(QString()),
        .seq = row.seq,
        .id = row.id.value,
        .text = row.content};
}

/// A new message is an event at its own place (core/replay.h).
Record toCreation(const store::MessageRow &row)
{
    return {.kind = Kind::Event,
        .chat = nameOf(row.chatId),
        .seq = row.seq,
        .id = row.id.value,
        .change = Record::Change::Created};
}

Record toRecord(const store::EventRow &row)
{
    Record record{.kind = Kind::Event, .chat = nameOf(row.chatId), .seq = row.seq};
    if (row.kind <= EventKind::MessageDeleted) {
        record.change = static_cast<Record::Change>(
            static_cast<int>(row.kind) - static_cast<int>(EventKind::MessageCreated));
        record.id = row.messageId.value_or(MessageId()).value;
    }
    return record;
}

} // namespace

std::vector<Violation> Crowd::judge(const store::DatabaseConfig &database)
{
    Result<void> read = readEnds();
    if (read) {
        auto session = store::openSession(database, store::Access::ReadOnly);
        read = session ? readDatabase(**session) : Result<void>(std::move(session.error()));
    }
    if (!read)
        return {{u"unreadable"_s, QString::fromUtf8(support::describe(read.error()))}};
    return check(m_stage.history);
}

/// What REST shows: the history to one person of each kind, their counts to all.
Result<void> Crowd::readEnds()
{
    for (const ChatId chat : m_stage.chats) {
        TRY(readList(m_sockets.back()->person, chat));
        TRY(readList(m_rest.empty() ? owner() : m_rest.front()->person, chat));
        for (Person *person : members()) {
            TRY_ASSIGN(const Chat seen, person->get<Chat>(support::at("chats", chat)));
            if (seen.my)
                m_stage.history.add({.kind = Kind::Unread,
                    .who = person->user().username,
                    .chat = nameOf(chat),
                    .count = seen.my->unreadCount});
        }
    }
    return {};
}

Result<void> Crowd::readList(Person &person, ChatId chat)
{
    std::vector<Message> all; // newest first
    QString before;
    while (true) {
        TRY_ASSIGN(const auto page,
            person.get<Page<Message>>(
                support::at("chats", chat, u"messages?limit=100"_s) + before));
        all.insert(all.end(), page.items.begin(), page.items.end());
        if (!page.next || page.items.empty())
            break;
        before = u"&before="_s + QString::number(all.back().id.value);
    }
    for (auto message = all.rbegin(); message != all.rend(); ++message)
        m_stage.history.add({.kind = Kind::Listed,
            .who = person.user().username,
            .chat = nameOf(chat),
            .seq = message->seq,
            .id = message->id.value,
            .text = message->content});
    return {};
}

Result<void> Crowd::readDatabase(store::SqlSession &session)
{
    std::map<UserId, QString> names;
    for (Person *person : members())
        names[person->id()] = person->user().username;
    for (const ChatId id : m_stage.chats) {
        TRY_ASSIGN(const auto chat, store::loadRow<store::ChatRow>(session, id));
        if (!chat)
            return notFound(u"the chat is not in the database"_s);
        m_stage.history.add({.kind = Kind::End,
            .chat = nameOf(id),
            .seq = chat->lastSeq,
            .count = chat->messageCount});
        TRY_ASSIGN(const auto messages, rowsOfChat<store::MessageRow>(session, id));
        for (const auto &row : messages) {
            m_stage.history.add(toRecord(row, names[row.senderId]));
            m_stage.history.add(toCreation(row));
        }
        TRY_ASSIGN(const auto cursors, rowsOfChat<store::MemberRow>(session, id));
        for (const auto &row : cursors)
            m_stage.history.add({.kind = Kind::Cursor,
                .who = names[row.userId],
                .chat = nameOf(id),
                .seq = row.lastReadSeq});
        static const QByteArray text = "SELECT " + store::columns<store::EventRow>()
            + " FROM events WHERE stream_kind = 1 AND stream_id = :chat";
        TRY_ASSIGN(const auto events,
            store::rowsOf<store::EventRow>(session, Sql(text.constData()), {{":chat", id.value}}));
        for (const auto &row : events)
            m_stage.history.add(toRecord(row));
    }
    return {};
}

store::DatabaseConfig databaseOf(const support::TestServer &server)
{
    return {.sqliteFile = server.dataFolder() + u"/kith.db"_s};
}

} // namespace kith::faults
