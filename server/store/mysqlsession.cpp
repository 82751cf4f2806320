// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows Connector/C++; no exception of it leaves.
#include "store/mysqlsession.h"

#include "ops/log.h"
#include "store/sqldialect.h"
#include "store/sqltext.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <algorithm>
#include <list>
#include <map>
#include <mutex>

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

/// Prepared statements of a session; the server counts those of all sessions (16,382 by default).
constexpr size_t kPreparedStatements = 200;
/// Rows of one INSERT: few sizes, so that few statements are prepared.
constexpr size_t kInsertSizes[] = {64, 16, 4, 1};
/// Of one INSERT; the server's max_allowed_packet is 16 MiB by default.
constexpr size_t kInsertBytes = 4 * 1024 * 1024;
constexpr int kConnectSeconds = 5;
constexpr int kIoSeconds = 30;

SqlFailure mysqlFailureOf(int code)
{
    switch (code) {
    case 1022:
    case 1062:
    case 1586:
        return SqlFailure::Duplicate;
    case 1020: // the row changed since it was read
    case 1205: // lock wait timeout
    case 1213: // deadlock
    case 1317: // interrupted
    case 1969: // statement timeout, MariaDB
    case 3024: // statement timeout, MySQL
        return SqlFailure::Retry;
    case 1021: // disk full
    case 1026: // error writing a file
    case 1030: // the storage engine's own error: "28" is no space left
    case 1114: // table full
    case 1290: // the server is read-only
    case 1836:
        return SqlFailure::Full;
    case 1040: // too many connections
    case 1053: // the server is stopping
    case 1158:
    case 1159:
    case 1160:
    case 1161:
    case 1927: // connection killed
    case 2002:
    case 2003:
    case 2006:
    case 2013:
    case 2014: // out of sync: nothing that this connection says fits any more
    case 2055:
    case 4031: // idle for too long, MySQL
        return SqlFailure::Lost;
    case 1050: // table exists
    case 1051: // unknown table
    case 1060: // column exists
    case 1061: // index exists
    case 1091: // cannot drop what is not there
        return SqlFailure::Exists;
    default:
        return SqlFailure::Other;
    }
}

sql::SQLString toSqlString(const QByteArray &bytes)
{
    return sql::SQLString(bytes.constData(), static_cast<size_t>(bytes.size()));
}

/// The driver object is made once, under a lock that Connector/C++ does not have; each thread
/// announces itself to the client library.
sql::Driver &driver()
{
    static std::mutex mutex; // guards get_driver_instance() and its map
    static sql::Driver *instance = nullptr;
    {
        const std::lock_guard lock(mutex);
        if (!instance)
            instance = get_driver_instance();
    }
    struct ThreadUse
    {
        ThreadUse() { instance->threadInit(); }
        ~ThreadUse() { instance->threadEnd(); }
    };
    thread_local const ThreadUse use;
    static_cast<void>(use);
    return *instance;
}

sql::ConnectOptionsMap connectOptions(const ServerConfig &server)
{
    sql::ConnectOptionsMap options;
    options["hostName"] =
        toSqlString((server.socket.isEmpty() ? u"tcp://%1:%2"_s.arg(server.host).arg(server.port)
                                             : u"unix://"_s + server.socket)
                        .toUtf8());
    options["userName"] = toSqlString(server.user.toUtf8());
    options["password"] = toSqlString(server.password.reveal());
    options["schema"] = toSqlString(server.database.toUtf8());
    options["OPT_CONNECT_TIMEOUT"] = kConnectSeconds;
    options["OPT_READ_TIMEOUT"] = kIoSeconds;
    options["OPT_WRITE_TIMEOUT"] = kIoSeconds;
    if (!server.sslCa.isEmpty()) {
        // OPT_SSL_MODE is ignored without a word by Debian's build; these are not.
        options["sslCA"] = toSqlString(server.sslCa.toUtf8());
        options["sslVerify"] = true;
        options["sslEnforce"] = true;
    }
    return options;
}

class MySqlRow final : public SqlRow
{
public:
    explicit MySqlRow(sql::ResultSet &result) : m_result(result) { }
    bool isNull(int column) const override { return m_result.isNull(place(column)); }
    qint64 integer(int column) const override { return m_result.getInt64(place(column)); }
    QString text(int column) const override
    {
        const sql::SQLString text = m_result.getString(place(column));
        return QString::fromUtf8(text.c_str(), static_cast<qsizetype>(text.length()));
    }
    QByteArray bytes(int column) const override
    {
        const sql::SQLString text = m_result.getString(place(column));
        return QByteArray(text.c_str(), static_cast<qsizetype>(text.length()));
    }

private:
    static uint32_t place(int column) { return static_cast<uint32_t>(column) + 1; }
    sql::ResultSet &m_result;
};

void bind(sql::PreparedStatement &statement, size_t place, const SqlValue &value)
{
    const auto at = static_cast<unsigned>(place) + 1;
    if (const auto *number = std::get_if<qint64>(&value))
        statement.setInt64(at, *number);
    else if (const auto *text = std::get_if<QString>(&value))
        statement.setString(at, toSqlString(text->toUtf8()));
    else if (const auto *bytes = std::get_if<QByteArray>(&value))
        statement.setString(at, toSqlString(*bytes));
    else
        statement.setNull(at, 0);
}

size_t bytesOf(const SqlValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return static_cast<size_t>(text->size()) * 3;
    if (const auto *bytes = std::get_if<QByteArray>(&value))
        return static_cast<size_t>(bytes->size());
    return sizeof(qint64);
}

/// Lives on the thread that opened it.
class MySqlSession final : public SqlSession
{
public:
    Result<void> open(const ServerConfig &server, Access access);

    Result<qint64> exec(Sql sql, Params params) override;
    Result<void> query(
        Sql sql, Params params, const std::function<void(const SqlRow &)> &visit) override;
    Result<void> insertRows(const InsertShape &shape, std::span<const SqlValue> values) override;
    Result<void> script(const QByteArray &statements) override;
    Result<void> begin(Access access) override;
    Result<void> commit() override;
    void rollback() override;
    Result<void> savepoint() override { return plain("SAVEPOINT job"); }
    Result<void> releaseSavepoint() override { return plain("RELEASE SAVEPOINT job"); }
    void rollbackToSavepoint() override;
    SqlFailure lastFailure() const override { return m_failure; }
    QString lastMessage() const override { return m_message; }
    const SqlDialect &dialect() const override { return SqlDialect::of(m_engine); }

private:
    struct Statement
    {
        std::unique_ptr<sql::PreparedStatement> prepared;
        ParamPlaces places;
    };
    /// The address of a constant text or shape, and the rows of an INSERT.
    using StatementKey = std::pair<const void *, size_t>;
    struct Kept
    {
        Statement statement;
        std::list<StatementKey>::iterator use;
    };

    void connect(const ServerConfig &server, Access access);
    QByteArray value(const char *query);
    Statement &prepare(const StatementKey &key, const std::function<PositionalSql()> &text);
    Statement &bound(Sql sql, Params params);
    Result<void> plain(const char *statement);
    void note(int code, const QString &message);

    /// Runs work and makes a failure of what it throws.
    template <class Work> auto guarded(Work &&work) -> Result<decltype(work())>;

    // In the order of their making: statements go before their connection.
    std::unique_ptr<sql::Connection> m_connection;
    std::unique_ptr<sql::Statement> m_plain;
    std::map<StatementKey, Kept> m_statements;
    std::list<StatementKey> m_uses; ///< the last used first
    SqlDialect::Engine m_engine = SqlDialect::Engine::MariaDb;
    SqlFailure m_failure = SqlFailure::None;
    QString m_message;
    bool m_inTransaction = false;
    bool m_broken = false; ///< the transaction has ended under us; only rollback() helps
};

void MySqlSession::note(int code, const QString &message)
{
    m_failure = mysqlFailureOf(code);
    m_message = message;
    if (m_failure == SqlFailure::Lost || (m_inTransaction && endsTransaction(m_failure)))
        m_broken = true;
    if (m_failure != SqlFailure::Duplicate && m_failure != SqlFailure::Retry)
        ops::log(ops::kLogStore, ops::Level::Warning, "mariadb_error")
            .with("code", code)
            .with("message", message);
}

template <class Work> auto MySqlSession::guarded(Work &&work) -> Result<decltype(work())>
{
    if (m_broken)
        return errorOf(m_failure);
    m_failure = SqlFailure::None;
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const sql::SQLException &exception) {
        note(exception.getErrorCode(), QString::fromUtf8(exception.what()));
    } catch (const std::exception &exception) {
        note(0, QString::fromUtf8(exception.what()));
    }
    return errorOf(m_failure);
}

Result<void> MySqlSession::open(const ServerConfig &server, Access access)
{
    return guarded([&] { connect(server, access); });
}

QByteArray MySqlSession::value(const char *query)
{
    const std::unique_ptr<sql::ResultSet> result(m_plain->executeQuery(query));
    if (!result->next())
        return {};
    return MySqlRow(*result).bytes(0);
}

void MySqlSession::connect(const ServerConfig &server, Access access)
{
    sql::ConnectOptionsMap options = connectOptions(server);
    m_connection.reset(driver().connect(options));
    m_plain.reset(m_connection->createStatement());
    const bool isMariaDb = value("SELECT VERSION()").contains("MariaDB");
    m_engine = isMariaDb ? SqlDialect::Engine::MariaDb : SqlDialect::Engine::MySql;
    if (!server.sslCa.isEmpty()
        && value("SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS "
                 "WHERE VARIABLE_NAME = 'Ssl_cipher'")
               .isEmpty())
        throw sql::SQLException("the connection is not encrypted though ssl_ca asks for it");

    // The columns compare without padding (SqlDialect::collation()), and their collation wins over
    // this one, which must be one that Connector/C++ knows: it refuses results in others.
    m_plain->execute("SET NAMES utf8mb4 COLLATE utf8mb4_bin");
    // NO_AUTO_VALUE_ON_ZERO: a 0 is a 0, not "the next number".
    m_plain->execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
                     "ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00', "
                     "autocommit = 1, innodb_lock_wait_timeout = 10");
    if (access == Access::ReadWrite) {
        m_plain->execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    } else {
        m_plain->execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        m_plain->execute(isMariaDb ? "SET SESSION max_statement_time = 2"
                                   : "SET SESSION max_execution_time = 2000");
    }
}

MySqlSession::Statement &MySqlSession::prepare(
    const StatementKey &key, const std::function<PositionalSql()> &text)
{
    if (const auto found = m_statements.find(key); found != m_statements.end()) {
        m_uses.splice(m_uses.begin(), m_uses, found->second.use);
        return found->second.statement;
    }
    PositionalSql positional = text();
    std::unique_ptr<sql::PreparedStatement> prepared(
        m_connection->prepareStatement(toSqlString(positional.text)));
    if (m_statements.size() >= kPreparedStatements) {
        m_statements.erase(m_uses.back());
        m_uses.pop_back();
    }
    m_uses.push_front(key);
    Statement statement{std::move(prepared), ParamPlaces(std::move(positional.names))};
    return m_statements.emplace(key, Kept{std::move(statement), m_uses.begin()})
        .first->second.statement;
}

MySqlSession::Statement &MySqlSession::bound(Sql sql, Params params)
{
    Statement &statement = prepare({sql.text, 0}, [&] { return positional(sql.text); });
    if (!statement.places.resolve(params))
        throw std::runtime_error("no value for " + statement.places.missing().toStdString() + " in "
            + std::string(sql.text));
    for (size_t place = 0; place < statement.places.count(); ++place)
        bind(*statement.prepared, place, statement.places.value(params, place));
    return statement;
}

Result<qint64> MySqlSession::exec(Sql sql, Params params)
{
    return guarded(
        [&] { return static_cast<qint64>(bound(sql, params).prepared->executeUpdate()); });
}

Result<void> MySqlSession::query(
    Sql sql, Params params, const std::function<void(const SqlRow &)> &visit)
{
    return guarded([&] {
        const std::unique_ptr<sql::ResultSet> result(bound(sql, params).prepared->executeQuery());
        const MySqlRow row(*result);
        while (result->next())
            visit(row);
    });
}

Result<void> MySqlSession::insertRows(const InsertShape &shape, std::span<const SqlValue> values)
{
    const size_t columns = shape.columns.size();
    Q_ASSERT(values.size() % columns == 0);
    return guarded([&] {
        while (!values.empty()) {
            size_t rows = 0;
            for (const size_t size : kInsertSizes) {
                rows = size;
                if (size * columns > values.size())
                    continue;
                size_t bytes = 0;
                for (const SqlValue &value : values.first(size * columns))
                    bytes += bytesOf(value);
                if (bytes <= kInsertBytes)
                    break;
            }
            const Statement &insert = prepare(
                {&shape, rows}, [&] { return PositionalSql{.text = insertText(shape, rows)}; });
            for (size_t place = 0; place < rows * columns; ++place)
                bind(*insert.prepared, place, values[place]);
            insert.prepared->executeUpdate();
            values = values.subspan(rows * columns);
        }
    });
}

Result<void> MySqlSession::script(const QByteArray &statements)
{
    return guarded([&] {
        for (const QByteArray &statement : splitStatements(statements))
            m_plain->execute(toSqlString(statement));
    });
}

Result<void> MySqlSession::plain(const char *statement)
{
    return guarded([&] { m_plain->execute(statement); });
}

Result<void> MySqlSession::begin(Access access)
{
    Q_ASSERT(!m_inTransaction);
    TRY(plain(access == Access::ReadWrite
            ? "START TRANSACTION"
            : "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"));
    m_inTransaction = true;
    return {};
}

Result<void> MySqlSession::commit()
{
    TRY(plain("COMMIT"));
    m_inTransaction = false;
    return {};
}

void MySqlSession::rollback()
{
    m_inTransaction = false;
    if (m_broken && m_failure == SqlFailure::Lost)
        return; // the server rolls back by itself, and this session stays lost
    m_broken = false;
    const SqlFailure failure = m_failure;
    const QString message = m_message;
    if (plain("ROLLBACK")) {
        m_failure = failure;
        m_message = message;
    }
}

void MySqlSession::rollbackToSavepoint()
{
    if (m_broken)
        return;
    const SqlFailure failure = m_failure;
    if (!plain("ROLLBACK TO SAVEPOINT job") || !plain("RELEASE SAVEPOINT job"))
        m_broken = true; // the COMMIT will tell
    else
        m_failure = failure;
}

} // namespace

Result<std::unique_ptr<SqlSession>> openMySql(const ServerConfig &server, Access access)
{
    auto session = std::make_unique<MySqlSession>();
    if (!session->open(server, access))
        return unavailable(u"Cannot connect to the database %1: %2"_s.arg(
            redacted({.server = server}), session->lastMessage()));
    return std::unique_ptr<SqlSession>(std::move(session));
}

} // namespace kith::store
