// SPDX-License-Identifier: GPL-3.0-or-later
#include "seed.h"

#include "core/accounts/passwords.h"
#include "core/people/users.h"
#include "store/migrations.h"
#include "store/rows.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::ChatRow;
using store::MemberRow;
using store::MessageRow;
using store::UserRow;

namespace {

constexpr qint64 kBatch = 50'000; ///< rows of a transaction
constexpr qint64 kChunk = 2'000; ///< rows handed to the driver at a time

constexpr std::array kGivenNames{u"Anna", u"Boris", u"Clara", u"Daniel", u"Elena", u"Farid",
    u"Greta", u"Hugo", u"Irina", u"Jonas", u"Katya", u"Lars", u"Maria", u"Nikita", u"Olga",
    u"Pavel", u"Rosa", u"Sergey", u"Tanya", u"Viktor", u"Wanda", u"Yusuf", u"Zoe"};
constexpr std::array kFamilyNames{u"Adler", u"Belov", u"Costa", u"Dietrich", u"Egorov", u"Fischer",
    u"Garcia", u"Hansen", u"Ivanov", u"Jansen", u"Kuznetsov", u"Lindgren", u"Morozov", u"Novak",
    u"Orlova", u"Petrov", u"Quist", u"Rossi", u"Sokolov", u"Tanaka", u"Umarov", u"Vogel", u"Weber",
    u"Yilmaz", u"Zimmer", u"Соколова", u"Кузнецов", u"Орлова", u"Смирнов"};
constexpr std::array kTitles{u"Designer", u"Developer", u"Editor", u"Engineer", u"Manager",
    u"Researcher", u"Support", u"Tester"};
constexpr std::array kTeams{
    u"Backend", u"Desktop", u"Documentation", u"Mobile", u"Operations", u"Sales", u"Web"};
constexpr std::array kSeedTexts{u"Good morning, everybody.",
    u"Could you have a look at the second page? The numbers differ from last week's.", u"Done.",
    u"I shall be ten minutes late, please begin without me.",
    u"Макеты готовы, осталась тёмная тема.",
    u"That is the third time this month. Let us talk about it at two o'clock, before the others "
    "come back from lunch.",
    u"👍", u"See the ticket; the log is attached there."};

template <size_t N> QString pickText(const std::array<const char16_t *, N> &from, qint64 number)
{
    return QString::fromUtf16(from[static_cast<size_t>(number) % N]);
}

UserRow personRow(qint64 number)
{
    const QString username = u"person%1"_s.arg(number);
    return {.username = username,
        .email = username + u"@example.org"_s,
        .fullName = pickText(kGivenNames, number) + u' '
            + pickText(kFamilyNames, number / qint64(kGivenNames.size())),
        .title = pickText(kTitles, number / 3),
        .team = pickText(kTeams, number / 5)};
}

/// Gathers rows of one table and hands them to the driver in chunks.
template <class Row> class Rows
{
public:
    explicit Rows(store::SqlSession &session) : m_session(session) { }

    Result<void> add(const Row &row)
    {
        store::appendValues(m_values, row);
        if (++m_count < kChunk)
            return {};
        return flush();
    }
    Result<void> flush()
    {
        if (m_count == 0)
            return {};
        m_count = 0;
        auto inserted = m_session.insertRows(store::insertShape<Row>(), m_values);
        m_values.clear();
        return inserted;
    }

private:
    store::SqlSession &m_session;
    std::vector<store::SqlValue> m_values;
    qint64 m_count = 0;
};

MessageRow messageRow(const ChatRow &chat, qint64 id, qint64 number)
{
    return {.id = MessageId(id),
        .chatId = chat.id,
        .seq = number,
        .ordinal = number,
        .content = pickText(kSeedTexts, number),
        .clientId = u"seed-%1"_s.arg(id)};
}

ChatRow chatRow(const SeedChat &from, qint64 id, Timestamp at)
{
    ChatRow chat{.id = ChatId(id),
        .kind = from.kind,
        .name = from.name,
        .isPublic = from.kind == ChatKind::Channel,
        .createdBy = from.members.front(),
        .createdAt = at,
        .updatedAt = at,
        .memberCount = static_cast<int>(from.members.size())};
    if (from.kind == ChatKind::Direct) {
        const auto [low, high] = std::minmax(from.members[0], from.members[1]);
        chat.directKey = u"%1:%2"_s.arg(low.value).arg(high.value);
    }
    return chat;
}

Result<void> migrateToOurs(const store::DatabaseConfig &where)
{
    TRY_ASSIGN(const auto session, store::openSession(where, store::Access::ReadWrite));
    TRY_ASSIGN(const auto migrations, store::readMigrations());
    TRY(store::migrate(
        *session, migrations, {.databaseFile = where.sqliteFile, .now = SystemClock().now()}));
    return {};
}

} // namespace

Result<Prepared> prepareData(const QString &folder, store::DatabaseConfig where,
    const std::function<Result<void>()> &makeSchema)
{
    if (!QDir().mkpath(folder))
        return unavailable(u"%1 cannot be made"_s.arg(folder));
    QFile::setPermissions(
        folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    if (where.sqliteFile.isEmpty() && where.server.database.isEmpty())
        where.sqliteFile = QDir(folder).filePath(u"kith.db"_s);
    TRY(makeSchema ? makeSchema() : migrateToOurs(where));
    config::Config config;
    config.server.data = folder;
    TRY_ASSIGN(const auto keys, config::loadKeys(config));
    return Prepared{.database = where, .keys = keys};
}

Result<QString> cheapHash(const QString &password)
{
    constexpr qint64 kFloor = 19'456 * limits::KiB; // OWASP's, and the lowest that kithd accepts
    return core::hashPassword(password, {.memoryBytes = kFloor, .passes = 2});
}

Seeder::Seeder(std::unique_ptr<store::SqlSession> session)
    : m_session(std::move(session)), m_now(SystemClock().now())
{
}

Result<std::unique_ptr<Seeder>> Seeder::open(const store::DatabaseConfig &database)
{
    TRY_ASSIGN(auto session, store::openSession(database, store::Access::ReadWrite));
    if (database.isSqlite())
        TRY(session->script("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144"));
    return std::unique_ptr<Seeder>(new Seeder(std::move(session)));
}

Result<void> Seeder::inTransaction(const std::function<Result<void>()> &work)
{
    TRY(m_session->begin(store::Access::ReadWrite));
    auto done = work();
    if (done)
        done = m_session->commit();
    if (!done) {
        const QString said = m_session->lastMessage();
        m_session->rollback();
        return internalError(done.error().detail + u' ' + said);
    }
    return done;
}

/// The first of a range of ids that nobody else is given.
Result<qint64> Seeder::takeIds(qint64 count)
{
    constexpr store::Sql kTake(
        "UPDATE id_blocks SET next_id = next_id + :count WHERE name = 'all'");
    constexpr store::Sql kRead("SELECT next_id FROM id_blocks WHERE name = 'all'");
    qint64 end = 0;
    const auto write = [&]() -> Result<void> {
        TRY(m_session->exec(kTake, {{":count", count}}));
        TRY_ASSIGN(const auto next, store::integerOf(*m_session, kRead, {}));
        end = next.value_or(0);
        return {};
    };
    TRY(inTransaction(write));
    return end - count;
}

Result<std::vector<UserId>> Seeder::addPeople(
    qint64 count, const QString &passwordHash, UserRole firstRole)
{
    constexpr store::Sql kThere("SELECT COUNT(*) FROM users WHERE username LIKE 'person%'");
    TRY_ASSIGN(const auto there, store::integerOf(*m_session, kThere, {}));
    TRY_ASSIGN(const qint64 firstId, takeIds(count));
    std::vector<UserId> ids;
    ids.reserve(static_cast<size_t>(count));
    for (qint64 begin = 0; begin < count; begin += kBatch) {
        const auto write = [&]() -> Result<void> {
            Rows<UserRow> rows(*m_session);
            for (qint64 i = begin; i < std::min(count, begin + kBatch); ++i) {
                TRY_ASSIGN(UserRow row, core::withKeys(personRow(there.value_or(0) + i + 1)));
                row.id = UserId(firstId + i);
                row.role = i == 0 ? firstRole : UserRole::User;
                row.passwordHash = passwordHash;
                // Spread over the past year: lists by age look like a real server's.
                row.createdAt = row.updatedAt = m_now - std::chrono::hours(24 + i % 8'760);
                ids.push_back(row.id);
                TRY(rows.add(row));
            }
            return rows.flush();
        };
        TRY(inTransaction(write));
    }
    return ids;
}

Result<ChatId> Seeder::addChat(const SeedChat &chat)
{
    TRY_ASSIGN(const auto ids, addChats({&chat, 1}));
    return ids.front();
}

Result<std::vector<ChatId>> Seeder::addChats(std::span<const SeedChat> chats)
{
    TRY_ASSIGN(qint64 chatId, takeIds(static_cast<qint64>(chats.size())));
    std::vector<ChatRow> made;
    for (const SeedChat &from : chats) {
        made.push_back(chatRow(from, chatId++, m_now - std::chrono::seconds(from.messages + 1)));
        TRY(insertMessages(made.back(), from));
    }
    const auto write = [&]() -> Result<void> {
        Rows<ChatRow> rows(*m_session);
        for (size_t i = 0; i < made.size(); ++i) {
            TRY(rows.add(made[i]));
            TRY(insertMembers(made[i], chats[i]));
        }
        return rows.flush();
    };
    TRY(inTransaction(write));
    std::vector<ChatId> ids;
    for (const ChatRow &chat : made)
        ids.push_back(chat.id);
    return ids;
}

Result<void> Seeder::insertMembers(const ChatRow &chat, const SeedChat &from)
{
    Rows<MemberRow> rows(*m_session);
    for (const UserId user : from.members) {
        const bool owns = user == from.members.front() && chat.kind != ChatKind::Direct;
        TRY(rows.add({.chatId = chat.id,
            .userId = user,
            .role = owns ? MemberRole::Owner : MemberRole::Member,
            .joinedAt = chat.createdAt}));
    }
    return rows.flush();
}

Result<void> Seeder::insertMessages(ChatRow &chat, const SeedChat &from)
{
    TRY_ASSIGN(const qint64 firstId, takeIds(from.messages));
    for (qint64 begin = 0; begin < from.messages; begin += kBatch) {
        const auto write = [&]() -> Result<void> {
            Rows<MessageRow> messages(*m_session);
            for (qint64 i = begin; i < std::min(from.messages, begin + kBatch); ++i) {
                MessageRow row = messageRow(chat, firstId + i, i + 1);
                row.senderId = from.members[static_cast<size_t>(i) % from.members.size()];
                row.createdAt = chat.createdAt + std::chrono::seconds(i + 1);
                TRY(messages.add(row));
                chat.lastMessageId = row.id;
                chat.updatedAt = row.createdAt;
            }
            return messages.flush();
        };
        TRY(inTransaction(write));
    }
    chat.lastSeq = chat.messageCount = chat.lastMessageSeq = from.messages;
    return {};
}

} // namespace kith::bench
