// SPDX-License-Identifier: GPL-3.0-or-later
#include "ceiling.h"

#include "loop.h"
#include "processormeter.h"
#include "seed.h"

#include <QTemporaryDir>

#include <sqlite3.h>
#include <unistd.h>

#include <string>

namespace kith::bench {

using namespace Qt::StringLiterals;
using store::ChatRow;
using store::MemberRow;
using store::MessageRow;

namespace {

/// A prepared statement whose parameters keep their values until they are bound again.
class Statement
{
public:
    Statement(sqlite3 *database, const std::string &sql)
    {
        if (sqlite3_prepare_v2(database, sql.c_str(), -1, &m_statement, nullptr) != SQLITE_OK)
            qFatal("%s in %s", sqlite3_errmsg(database), sql.c_str());
    }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    int place(const char *name) const
    {
        return sqlite3_bind_parameter_index(m_statement, (std::string(":") + name).c_str());
    }
    void bind(int place, qint64 value) { sqlite3_bind_int64(m_statement, place, value); }
    void bind(int place, const char *text, int size)
    {
        sqlite3_bind_text(m_statement, place, text, size, SQLITE_TRANSIENT);
    }
    bool step()
    {
        const int code = sqlite3_step(m_statement);
        sqlite3_reset(m_statement);
        return code == SQLITE_DONE || code == SQLITE_ROW;
    }
    /// All parameters from a row; most stay as they are for ever.
    template <class Row> void bindRow(const Row &row)
    {
        std::vector<store::SqlValue> values;
        store::appendValues(values, row);
        const auto &columns = tableOf(Of<Row>()).columnNames;
        for (size_t i = 0; i < columns.size(); ++i) {
            if (const auto *number = std::get_if<qint64>(&values[i])) {
                bind(place(columns[i]), *number);
            } else if (const auto *text = std::get_if<QString>(&values[i])) {
                const QByteArray utf8 = text->toUtf8();
                bind(place(columns[i]), utf8.constData(), static_cast<int>(utf8.size()));
            }
        }
    }

private:
    sqlite3_stmt *m_statement = nullptr;
};

template <class Row> std::string insertSql()
{
    std::string columns;
    std::string values;
    for (const char *column : tableOf(Of<Row>()).columnNames) {
        columns += (columns.empty() ? "" : ", ") + std::string(column);
        values += (values.empty() ? ":" : ", :") + std::string(column);
    }
    return std::string("INSERT INTO ") + tableOf(Of<Row>()).name + " (" + columns + ") VALUES ("
        + values + ")";
}

/// What a message changes of a row, by its key: what the unit of work writes too.
template <class Row> std::string updateSql(std::initializer_list<const char *> changed)
{
    std::string set;
    for (const char *name : changed)
        set += (set.empty() ? "" : ", ") + std::string(name) + " = :" + name;
    std::string key;
    const store::Table &table = tableOf(Of<Row>());
    for (const char *name : std::span(table.columnNames).first(table.keyColumns))
        key += (key.empty() ? "" : " AND ") + std::string(name) + " = :" + name;
    return std::string("UPDATE ") + table.name + " SET " + set + " WHERE " + key;
}

/// Opened as kithd opens its own (store/sqlitesession.cpp).
class Database
{
public:
    explicit Database(const QString &file)
    {
        if (sqlite3_open(qPrintable(file), &m_database) != SQLITE_OK)
            qFatal("cannot open %s", qPrintable(file));
        for (const char *sql :
            {"PRAGMA foreign_keys = ON", "PRAGMA cache_size = -16384", "PRAGMA temp_store = MEMORY",
                "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                "PRAGMA secure_delete = FAST", "PRAGMA journal_size_limit = 67108864"})
            run(sql);
    }
    ~Database() { sqlite3_close(m_database); }
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    void run(const char *sql)
    {
        if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(m_database));
    }
    sqlite3 *handle() const { return m_database; }

private:
    sqlite3 *m_database = nullptr;
};

class BareLoop
{
public:
    BareLoop(const QString &file, const CeilingShape &shape, std::vector<ChatId> chats,
        std::vector<UserId> senders)
        : m_shape(shape), m_chats(std::move(chats)), m_senders(std::move(senders)),
          m_database(file), m_begin(m_database.handle(), "BEGIN IMMEDIATE"),
          m_commit(m_database.handle(), "COMMIT"),
          m_message(m_database.handle(), insertSql<MessageRow>()),
          m_chat(m_database.handle(),
              updateSql<ChatRow>({"updated_at", "last_seq", "message_count", "last_message_seq",
                  "last_message_id"})),
          m_member(
              m_database.handle(), updateSql<MemberRow>({"last_read_seq", "last_read_ordinal"})),
          m_counts(m_chats.size(), 0)
    {
        m_message.bindRow(MessageRow{
            .content = u"A message of a length that people write, with a word or two in it."_s,
            .createdAt = SystemClock().now()});
        m_chat.bindRow(ChatRow{
            .name = u"bench"_s, .lastMessageId = MessageId(1), .memberCount = shape.senders});
        m_member.bindRow(MemberRow{});
    }

    bool commitBatch()
    {
        bool fine = m_begin.step();
        for (int i = 0; i < m_shape.batch; ++i)
            fine = insert() && fine;
        // The last messages of the batch are those of all chats and members that it changed.
        const int chats = std::min(m_shape.batch, static_cast<int>(m_chats.size()));
        for (int i = 0; i < chats; ++i)
            fine = updateChat(static_cast<size_t>(m_next - 1 - i) % m_chats.size()) && fine;
        const int pairs = std::min(m_shape.batch, static_cast<int>(pairCount()));
        for (int i = 0; i < pairs; ++i)
            fine = updateMember(m_next - 1 - i) && fine;
        return m_commit.step() && fine;
    }

private:
    size_t pairCount() const { return std::max(m_chats.size(), m_senders.size()); }
    size_t chatOf(qint64 number) const { return static_cast<size_t>(number) % m_chats.size(); }
    UserId senderOf(qint64 number) const
    {
        return m_senders[static_cast<size_t>(number) % m_senders.size()];
    }

    bool insert()
    {
        const size_t chat = chatOf(m_next);
        const qint64 id = kFirstId + m_next;
        const qint64 seq = ++m_counts[chat];
        const std::string client = "bench-" + std::to_string(id);
        m_message.bind(m_places.id, id);
        m_message.bind(m_places.chat, m_chats[chat].value);
        m_message.bind(m_places.seq, seq);
        m_message.bind(m_places.ordinal, seq);
        m_message.bind(m_places.sender, senderOf(m_next).value);
        m_message.bind(m_places.client, client.c_str(), static_cast<int>(client.size()));
        ++m_next;
        return m_message.step();
    }

    bool updateChat(size_t chat)
    {
        m_chat.bind(m_places.chatId, m_chats[chat].value);
        m_chat.bind(m_places.chatSeq, m_counts[chat]);
        m_chat.bind(m_places.chatCount, m_counts[chat]);
        return m_chat.step();
    }

    bool updateMember(qint64 number)
    {
        const size_t chat = chatOf(number);
        m_member.bind(m_places.memberChat, m_chats[chat].value);
        m_member.bind(m_places.memberUser, senderOf(number).value);
        m_member.bind(m_places.memberRead, m_counts[chat]);
        return m_member.step();
    }

    static constexpr qint64 kFirstId = 1'000'000;

    const CeilingShape m_shape;
    const std::vector<ChatId> m_chats;
    const std::vector<UserId> m_senders;
    Database m_database;
    Statement m_begin;
    Statement m_commit;
    Statement m_message;
    Statement m_chat;
    Statement m_member;
    std::vector<qint64> m_counts; ///< messages of each chat
    qint64 m_next = 0;
    /// Of the parameters that change, looked up once.
    const struct Places
    {
        int id, chat, seq, ordinal, sender, client;
        int chatId, chatSeq, chatCount;
        int memberChat, memberUser, memberRead;
    } m_places{m_message.place("id"), m_message.place("chat_id"), m_message.place("seq"),
        m_message.place("ordinal"), m_message.place("sender_id"), m_message.place("client_id"),
        m_chat.place("id"), m_chat.place("last_seq"), m_chat.place("message_count"),
        m_member.place("chat_id"), m_member.place("user_id"), m_member.place("last_read_seq")};
};

} // namespace

Result<CeilingFigure> measureCeiling(const CeilingShape &shape, std::chrono::milliseconds span)
{
    const QTemporaryDir folder;
    TRY_ASSIGN(const Prepared prepared, prepareData(folder.filePath(u"data"_s)));
    std::vector<UserId> people;
    std::vector<ChatId> chats;
    {
        TRY_ASSIGN(const auto seeder, Seeder::open(prepared.database));
        TRY_ASSIGN(people, seeder->addPeople(shape.senders, u"!"_s));
        const std::vector<SeedChat> wanted(
            static_cast<size_t>(shape.chats), {.name = u"bench"_s, .members = people});
        TRY_ASSIGN(chats, seeder->addChats(wanted));
    }
    BareLoop loop(prepared.database.sqliteFile, shape, chats, people);
    loop.commitBatch(); // opens files, fills caches
    const ProcessorMeter meter(::getpid());
    const Instant start = now();
    qint64 messages = 0;
    while (now() - start < span) {
        if (!loop.commitBatch())
            return internalError(u"the ceiling's loop failed"_s);
        messages += shape.batch;
    }
    return CeilingFigure{.perSecond = static_cast<double>(messages) / secondsSince(start),
        .microseconds = meter.load() * 1e6 / static_cast<double>(messages)};
}

} // namespace kith::bench
