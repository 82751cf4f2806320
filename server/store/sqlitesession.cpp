// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows QtSql.
#include "store/sqlitesession.h"

#include "ops/log.h"
#include "store/sqldialect.h"
#include "store/sqlitefile.h"
#include "store/sqltext.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>
#include <unordered_map>

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

// From sqlite3.h, which this file does not need otherwise: primary codes, and the extended codes
// (primary | n << 8) that mean something else than their primary.
enum SqliteCode {
    kError = 1,
    kBusy = 5,
    kLocked = 6,
    kNoMemory = 7,
    kReadOnly = 8,
    kIoError = 10,
    kCorrupt = 11,
    kFull = 13,
    kProtocol = 15,
    kConstraint = 19,
    kNotADatabase = 26,
    kReadOnlyMoved = kReadOnly | (4 << 8),
    kIoNoMemory = kIoError | (12 << 8),
    kIoShmSize = kIoError | (19 << 8), // no space for the -shm file
    kConstraintPrimaryKey = kConstraint | (6 << 8),
    kConstraintUnique = kConstraint | (8 << 8),
    kConstraintRowid = kConstraint | (10 << 8),
};

SqlFailure failureOf(int code)
{
    switch (code) {
    case kConstraintPrimaryKey:
    case kConstraintUnique:
    case kConstraintRowid:
        return SqlFailure::Duplicate;
    case kIoNoMemory:
        return SqlFailure::Retry;
    case kIoShmSize:
        return SqlFailure::Full;
    case kReadOnlyMoved: // the file was removed under us: what we commit, nobody will find
        return SqlFailure::Io;
    default:
        break;
    }
    switch (code & 0xff) {
    case kBusy:
    case kLocked:
    case kProtocol:
    case kNoMemory:
        return SqlFailure::Retry;
    case kFull:
    case kReadOnly: // a file system remounted read-only: reads go on
        return SqlFailure::Full;
    case kIoError:
    case kCorrupt:
    case kNotADatabase:
        return SqlFailure::Io;
    default:
        return SqlFailure::Other;
    }
}

QVariant toVariant(const SqlValue &value)
{
    struct Convert
    {
        QVariant operator()(std::monostate) const { return {}; }
        QVariant operator()(qint64 number) const { return number; }
        // QtSql takes a null QString or QByteArray for NULL; for Kith it is an empty one.
        QVariant operator()(const QString &text) const
        {
            return text.isNull() ? QVariant(u""_s) : QVariant(text);
        }
        QVariant operator()(const QByteArray &bytes) const
        {
            return bytes.isNull() ? QVariant(QByteArray("")) : QVariant(bytes);
        }
    };
    return std::visit(Convert(), value);
}

class SqliteRow final : public SqlRow
{
public:
    explicit SqliteRow(const QSqlQuery &query) : m_query(query) { }
    bool isNull(int column) const override { return m_query.isNull(column); }
    qint64 integer(int column) const override { return m_query.value(column).toLongLong(); }
    QString text(int column) const override { return m_query.value(column).toString(); }
    QByteArray bytes(int column) const override { return m_query.value(column).toByteArray(); }

private:
    const QSqlQuery &m_query;
};

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
        QSqlQuery query;
        ParamPlaces places;
    };

    Result<Statement *> run(Sql sql, Params params);
    Result<QSqlQuery *> insertStatement(const InsertShape &shape);
    Result<void> checkWhole();
    Error failed(const QSqlError &error);
    Result<QString> pragma(const char *statement);

    QString m_name;
    QSqlDatabase m_database;
    // Statements by the address of their text: Sql promises that it is a constant, so there are as
    // many as the program has.
    std::unordered_map<const char *, std::unique_ptr<Statement>> m_statements;
    std::unordered_map<const InsertShape *, std::unique_ptr<QSqlQuery>> m_inserts;
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
    m_inserts.clear(); // queries before their connection, or QtSql keeps the file open
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
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(access == Access::ReadOnly
            ? u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s
            : u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_database.open())
        return failed(m_database.lastError());

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
    if (synchronous != "2"_L1)
        return internalError(
            u"The database %1 does not accept synchronous=FULL (it says %2): a power cut would "
            "lose acknowledged messages."_s.arg(file, synchronous));
    // Deleted texts are overwritten where that costs no further page; the log stays bounded.
    TRY(pragma("PRAGMA secure_delete = FAST"));
    TRY(pragma("PRAGMA journal_size_limit = 67108864"));
    return {};
}

Error SqliteSession::failed(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    m_failure = isNumber ? failureOf(code) : SqlFailure::Other;
    m_message = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
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

/// Prepares once, binds by place and runs.
Result<SqliteSession::Statement *> SqliteSession::run(Sql sql, Params params)
{
    TRY(checkWhole());
    std::unique_ptr<Statement> &kept = m_statements[sql.text];
    if (!kept) {
        PositionalSql text = positional(sql.text);
        auto made = std::make_unique<Statement>(
            Statement{QSqlQuery(m_database), ParamPlaces(std::move(text.names))});
        made->query.setForwardOnly(true);
        if (!made->query.prepare(QString::fromUtf8(text.text)))
            return failed(made->query.lastError());
        kept = std::move(made);
    }
    if (!kept->places.resolve(params)) {
        m_failure = SqlFailure::Other;
        m_message = u"No value for %1 in: %2"_s.arg(
            QString::fromUtf8(kept->places.missing()), QString::fromUtf8(sql.text));
        ops::log(ops::kLogStore, ops::Level::Error, "statement_wrong").with("message", m_message);
        return errorOf(m_failure);
    }
    QSqlQuery &query = kept->query;
    for (size_t place = 0; place < kept->places.count(); ++place)
        query.bindValue(static_cast<int>(place), toVariant(kept->places.value(params, place)));
    if (!query.exec()) {
        const Error error = failed(query.lastError());
        m_statements.erase(sql.text); // a statement that failed may carry its error along
        return error;
    }
    return kept.get();
}

Result<qint64> SqliteSession::exec(Sql sql, Params params)
{
    TRY_ASSIGN(Statement *const statement, run(sql, params));
    const qint64 changed = statement->query.numRowsAffected();
    statement->query.finish();
    return changed;
}

Result<void> SqliteSession::query(
    Sql sql, Params params, const std::function<void(const SqlRow &)> &visit)
{
    TRY_ASSIGN(Statement *const statement, run(sql, params));
    QSqlQuery &query = statement->query;
    const SqliteRow row(query);
    while (query.next())
        visit(row);
    const QSqlError error = query.lastError();
    query.finish();
    if (!error.isValid())
        return {};
    const Error answer = failed(error);
    m_statements.erase(sql.text);
    return answer;
}

Result<QSqlQuery *> SqliteSession::insertStatement(const InsertShape &shape)
{
    std::unique_ptr<QSqlQuery> &kept = m_inserts[&shape];
    if (!kept) {
        auto made = std::make_unique<QSqlQuery>(m_database);
        made->setForwardOnly(true);
        if (!made->prepare(QString::fromUtf8(insertText(shape, 1))))
            return failed(made->lastError());
        kept = std::move(made);
    }
    return kept.get();
}

Result<void> SqliteSession::insertRows(const InsertShape &shape, std::span<const SqlValue> values)
{
    TRY(checkWhole());
    TRY_ASSIGN(QSqlQuery *const insert, insertStatement(shape));
    const size_t columns = shape.columns.size();
    Q_ASSERT(values.size() % columns == 0);
    for (size_t first = 0; first < values.size(); first += columns) {
        for (size_t column = 0; column < columns; ++column)
            insert->bindValue(static_cast<int>(column), toVariant(values[first + column]));
        if (!insert->exec()) {
            const Error error = failed(insert->lastError());
            m_inserts.erase(&shape);
            return error;
        }
    }
    return {};
}

Result<void> SqliteSession::script(const QByteArray &statements)
{
    TRY(checkWhole());
    for (const QByteArray &statement : splitStatements(statements)) {
        QSqlQuery query(m_database);
        if (!query.exec(QString::fromUtf8(statement)))
            return failed(query.lastError());
    }
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
    QSqlQuery(m_database).exec(u"ROLLBACK"_s);
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
