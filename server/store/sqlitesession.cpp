// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows QtSql: it opens the connection, sqlitestatement.h runs what is on it.
#include "store/sqlitesession.h"

#include "ops/log.h"
#include "ops/seeded.h"
#include "store/sqldialect.h"
#include "store/sqlitefile.h"
#include "store/sqlitestatement.h"
#include "store/walwrites.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QVariant>

#include <sqlite3.h>

#include <atomic>
#include <unordered_map>

namespace kith::store {

using namespace Qt::StringLiterals;
using ops::Bug;
using ops::seeded;

namespace {

SqlFailure sqliteFailureOf(int code)
{
    switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
        return SqlFailure::Duplicate;
    case SQLITE_IOERR_NOMEM:
        return SqlFailure::Retry;
    case SQLITE_IOERR_SHMSIZE: // no space for the -shm file
        return SqlFailure::Full;
    case SQLITE_READONLY_DBMOVED: // the file was removed under us: what we commit, nobody will find
        return SqlFailure::Io;
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
        return SqlFailure::Retry;
    case SQLITE_FULL:
        return seeded(Bug::FullDiskFatal) ? SqlFailure::Io : SqlFailure::Full;
    case SQLITE_READONLY: // a file system remounted read-only: reads go on
        return SqlFailure::Full;
    case SQLITE_IOERR:
        return seeded(Bug::DiskFailureIgnored) ? SqlFailure::Retry : SqlFailure::Io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return SqlFailure::Io;
    default:
        return SqlFailure::Other;
    }
}

/// Of a session that writes the frames of a commit at once (walwrites.h).
QString uriForWriting(const QString &file)
{
    return u"file:%1?vfs=%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(file, "/")),
        QLatin1StringView(oneWriteACommit()));
}

/// Lives on the thread that opened it.
class SqliteSession final : public SqlSession
{
public:
    SqliteSession();
    ~SqliteSession() override;
    Result<void> open(const QString &file, Access access);

    Result<qint64> exec(Sql sql, Params params) override;
    Result<void> query(
        Sql sql, Params params, const std::function<void(const SqlRow &)> &visit) override;
    Result<void> insertRows(const InsertShape &shape, std::span<const SqlValue> values) override;
    Result<void> script(const QByteArray &statements) override;
    Result<void> begin(Access access) override;
    Result<void> commit() override;
    void rollback() override;
    Result<void> savepoint() override;
    Result<void> releaseSavepoint() override;
    void rollbackToSavepoint() override;
    SqlFailure lastFailure() const override { return m_failure; }
    QString lastMessage() const override { return m_message; }
    const SqlDialect &dialect() const override
    {
        return SqlDialect::of(SqlDialect::Engine::Sqlite);
    }

private:
    struct Statement
    {
        explicit Statement(ParamPlaces where) : places(std::move(where)) { }
        SqliteStatement sql;
        ParamPlaces places;
    };

    Result<Statement *> bound(Sql sql, Params params);
    Result<SqliteStatement *> insertStatement(const InsertShape &shape);
    Result<void> takeHandle();
    Result<void> checkWhole();
    Error failed();
    Error failed(int code, const QString &message);
    Result<QString> pragma(const char *statement);

    QString m_name;
    QSqlDatabase m_database;
    sqlite3 *m_handle = nullptr; ///< of m_database
    // Statements by the address of their text: Sql promises that it is a constant, so there are as
    // many as the program has.
    std::unordered_map<const char *, std::unique_ptr<Statement>> m_statements;
    std::unordered_map<const InsertShape *, std::unique_ptr<SqliteStatement>> m_inserts;
    SqlFailure m_failure = SqlFailure::None;
    QString m_message;
    bool m_inTransaction = false;
    bool m_broken = false; ///< the transaction has ended under us; only rollback() helps
};

SqliteSession::SqliteSession()
{
    static std::atomic<quint64> opened = 0;
    m_name = u"kith-%1"_s.arg(opened.fetch_add(1));
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
}

SqliteSession::~SqliteSession()
{
    m_inserts.clear(); // statements before their connection, or SQLite keeps the file open
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<QString> SqliteSession::pragma(const char *statement)
{
    QString value;
    TRY(query(Sql(statement), Params(), [&](const SqlRow &row) { value = row.text(0); }));
    return value;
}

Result<void> SqliteSession::open(const QString &file, Access access)
{
    const bool writes = access == Access::ReadWrite;
    m_database.setDatabaseName(writes ? uriForWriting(file) : file);
    m_database.setConnectOptions(writes ? u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_URI"_s
                                        : u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s);
    if (!m_database.open()) {
        const QSqlError error = m_database.lastError();
        return failed(error.nativeErrorCode().toInt(), error.databaseText());
    }
    TRY(takeHandle());
    TRY(pragma("PRAGMA foreign_keys = ON"));
    TRY(pragma("PRAGMA cache_size = -16384")); // KiB
    TRY(pragma("PRAGMA temp_store = MEMORY"));
    if (access == Access::ReadOnly) {
        TRY(pragma("PRAGMA query_only = ON"));
        return {};
    }
    TRY_ASSIGN(const QString journal, pragma("PRAGMA journal_mode = WAL"));
    if (journal != "wal"_L1)
        return internalError(
            u"The database %1 cannot keep a write-ahead log (its journal mode is \"%2\"). Put the "
            "data folder on a local disk with a common file system."_s.arg(file, journal));
    TRY(pragma("PRAGMA synchronous = FULL"));
    TRY_ASSIGN(const QString synchronous, pragma("PRAGMA synchronous"));
    if (seeded(Bug::SynchronousNormal))
        TRY(pragma("PRAGMA synchronous = NORMAL"));
    if (synchronous != "2"_L1)
        return internalError(
            u"The database %1 does not accept synchronous=FULL (it says %2): a power cut would "
            "lose acknowledged messages."_s.arg(file, synchronous));
    // Deleted texts are overwritten where that costs no further page; the log stays bounded.
    TRY(pragma("PRAGMA secure_delete = FAST"));
    TRY(pragma("PRAGMA journal_size_limit = 67108864"));
    return {};
}

/// Two copies of SQLite in one process, ours and one inside of QtSql's driver, must not share a
/// connection.
Result<void> SqliteSession::takeHandle()
{
    QSqlQuery query(m_database);
    const bool isSame = query.exec(u"SELECT sqlite_source_id()"_s) && query.next()
        && query.value(0).toString() == QLatin1StringView(sqlite3_sourceid());
    const QVariant handle = m_database.driver()->handle();
    if (!isSame || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return internalError(u"Qt's SQLite driver does not use the system's SQLite library."_s);
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    return {};
}

Error SqliteSession::failed()
{
    return failed(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)));
}

Error SqliteSession::failed(int code, const QString &message)
{
    m_failure = sqliteFailureOf(code);
    m_message = message;
    if (m_inTransaction && endsTransaction(m_failure))
        m_broken = true;
    if (m_failure != SqlFailure::Duplicate)
        ops::log(ops::kLogStore, ops::Level::Warning, "sqlite_error")
            .with("code", code)
            .with("message", m_message);
    return errorOf(m_failure);
}

Result<void> SqliteSession::checkWhole()
{
    if (m_broken)
        return errorOf(m_failure);
    m_failure = SqlFailure::None;
    return {};
}

/// Prepared once, its parameters bound by place.
Result<SqliteSession::Statement *> SqliteSession::bound(Sql sql, Params params)
{
    TRY(checkWhole());
    std::unique_ptr<Statement> &kept = m_statements[sql.text];
    if (!kept) {
        PositionalSql text = positional(sql.text);
        auto made = std::make_unique<Statement>(ParamPlaces(std::move(text.names)));
        if (!made->sql.prepare(m_handle, text.text))
            return failed();
        kept = std::move(made);
    }
    if (!kept->places.resolve(params)) {
        m_failure = SqlFailure::Other;
        m_message = u"No value for %1 in: %2"_s.arg(
            QString::fromUtf8(kept->places.missing()), QString::fromUtf8(sql.text));
        ops::log(ops::kLogStore, ops::Level::Error, "statement_wrong").with("message", m_message);
        return errorOf(m_failure);
    }
    for (size_t place = 0; place < kept->places.count(); ++place)
        kept->sql.bind(place, kept->places.value(params, place));
    return kept.get();
}

Result<qint64> SqliteSession::exec(Sql sql, Params params)
{
    TRY(query(sql, params, [](const SqlRow &) {}));
    return sqlite3_changes64(m_handle);
}

Result<void> SqliteSession::query(
    Sql sql, Params params, const std::function<void(const SqlRow &)> &visit)
{
    TRY_ASSIGN(Statement *const statement, bound(sql, params));
    SqliteStatement::Step step{};
    while ((step = statement->sql.step()) == SqliteStatement::Step::Row)
        visit(statement->sql.row());
    Result<void> outcome;
    if (step == SqliteStatement::Step::Failed)
        outcome = failed(); // before reset(), which clears it
    statement->sql.reset();
    return outcome;
}

Result<SqliteStatement *> SqliteSession::insertStatement(const InsertShape &shape)
{
    std::unique_ptr<SqliteStatement> &kept = m_inserts[&shape];
    if (!kept) {
        auto made = std::make_unique<SqliteStatement>();
        if (!made->prepare(m_handle, insertText(shape, 1)))
            return failed();
        kept = std::move(made);
    }
    return kept.get();
}

Result<void> SqliteSession::insertRows(const InsertShape &shape, std::span<const SqlValue> values)
{
    TRY(checkWhole());
    TRY_ASSIGN(SqliteStatement *const insert, insertStatement(shape));
    const size_t columns = shape.columns.size();
    Q_ASSERT(values.size() % columns == 0);
    for (size_t first = 0; first < values.size(); first += columns) {
        for (size_t column = 0; column < columns; ++column)
            insert->bind(column, values[first + column]);
        Result<void> outcome;
        if (insert->step() == SqliteStatement::Step::Failed)
            outcome = failed();
        insert->reset();
        TRY(std::move(outcome));
    }
    return {};
}

Result<void> SqliteSession::script(const QByteArray &statements)
{
    TRY(checkWhole());
    if (sqlite3_exec(m_handle, statements.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failed();
    return {};
}

Result<void> SqliteSession::begin(Access access)
{
    Q_ASSERT(!m_inTransaction);
    TRY(exec(Sql(access == Access::ReadWrite ? "BEGIN IMMEDIATE" : "BEGIN"), Params()));
    m_inTransaction = true;
    return {};
}

Result<void> SqliteSession::commit()
{
    TRY(exec(Sql("COMMIT"), Params()));
    m_inTransaction = false;
    return {};
}

void SqliteSession::rollback()
{
    m_inTransaction = false;
    m_broken = false;
    // Some failures (SQLITE_FULL, SQLITE_IOERR) have rolled back already: then there is none, and
    // asking again does no harm.
    sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> SqliteSession::savepoint()
{
    TRY(exec(Sql("SAVEPOINT job"), Params()));
    return {};
}

Result<void> SqliteSession::releaseSavepoint()
{
    TRY(exec(Sql("RELEASE job"), Params()));
    return {};
}

void SqliteSession::rollbackToSavepoint()
{
    // A failure here breaks the transaction, which the COMMIT will tell.
    const SqlFailure failure = m_failure;
    if (m_broken)
        return;
    if (!exec(Sql("ROLLBACK TO job"), Params()) || !exec(Sql("RELEASE job"), Params()))
        m_broken = true;
    else
        m_failure = failure;
}

} // namespace

Result<std::unique_ptr<SqlSession>> openSqlite(const QString &file, Access access)
{
    if (access == Access::ReadWrite)
        TRY(prepareDatabaseFile(file));
    auto session = std::make_unique<SqliteSession>();
    if (Result<void> opened = session->open(file, access); !opened.ok()) {
        if (session->lastFailure() == SqlFailure::None)
            return std::move(opened.error());
        return internalError(
            u"Cannot open the database %1: %2"_s.arg(file, session->lastMessage()));
    }
    return std::unique_ptr<SqlSession>(std::move(session));
}

} // namespace kith::store
