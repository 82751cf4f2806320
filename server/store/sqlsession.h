// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store/ owns the database: sessions with two drivers, the one writer, readers and migrations.
// It knows no rule of chat: core decides, store keeps. Each session lives on the thread that
// opened it and is used there only.

#include "shared/result.h"
#include "shared/time.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <variant>

namespace kith::store {

/// The text of a statement: a constant with static storage, named parameters (":chat"), portable
/// SQL. Sessions keep one prepared statement for each address, so it must never be built from
/// anything that a user sent.
struct Sql
{
    const char *text = nullptr;
    constexpr explicit Sql(const char *constant) : text(constant) { }
};

/// Null, a number, a text, or bytes. A default-made QString is an empty text, not null. Beware:
/// a char literal converts to bytes; write u"…"_s for a text.
using SqlValue = std::variant<std::monostate, qint64, QString, QByteArray>;

struct Param
{
    const char *name; ///< as in the text, with its colon
    SqlValue value;
};
using Params = std::span<const Param>;

/// The current row of a query. Columns count from 0, in the order of the SELECT.
class SqlRow
{
public:
    virtual bool isNull(int column) const = 0;
    virtual qint64 integer(int column) const = 0;
    virtual QString text(int column) const = 0;
    virtual QByteArray bytes(int column) const = 0;

protected:
    ~SqlRow() = default;
};

/// Why the last statement failed: what the writer and the callers must tell apart.
enum class SqlFailure {
    None,
    Duplicate, ///< a unique index has this row already
    Retry, ///< deadlock, lock wait or busy: run the whole transaction again
    Full, ///< no space: writes wait, reads go on
    Lost, ///< the connection is gone: reopen; a COMMIT in flight is of unknown outcome
    Exists, ///< a table, column or index is there already: a migration was cut short
    Io, ///< the disk failed: nothing that this process says can be trusted any more
    Other,
};

/// The error that callers see: a sentence without the driver's words, which are in
/// SqlSession::lastMessage() and in the log.
Error errorOf(SqlFailure failure);

/// True where the whole transaction is lost, not one statement.
constexpr bool endsTransaction(SqlFailure failure)
{
    return failure == SqlFailure::Retry || failure == SqlFailure::Full
        || failure == SqlFailure::Lost || failure == SqlFailure::Io;
}

enum class Access { ReadOnly, ReadWrite };

class SqlDialect;

/// What a bulk insert writes into: a constant with static storage, like Sql.
struct InsertShape
{
    const char *table = nullptr;
    std::span<const char *const> columns{};
};

/// A session of a database: statements, transactions, and nothing else.
///
/// A failed statement leaves the transaction as it was before the statement, so that a job may go
/// on after a Duplicate. After a failure that endsTransaction(), every further statement and the
/// COMMIT fail with the same failure until rollback(): half a transaction is never committed.
class SqlSession
{
public:
    virtual ~SqlSession() = default;

    /// Runs a statement without rows; answers how many rows it changed.
    virtual Result<qint64> exec(Sql sql, Params params = {}) = 0;

    /// Calls visit for each row; visit must not use the session. The statement is finished when
    /// this returns, so that no read snapshot outlives it outside a transaction.
    virtual Result<void> query(
        Sql sql, Params params, const std::function<void(const SqlRow &)> &visit) = 0;

    /// INSERT INTO table (columns) VALUES rows, as the driver does it best: SQLite a prepared
    /// statement a row, MariaDB one statement for many rows. `values` holds rows × columns.
    virtual Result<void> insertRows(const InsertShape &shape, std::span<const SqlValue> values) = 0;

    /// Runs several statements separated by semicolons, without parameters: for migrations.
    virtual Result<void> script(const QByteArray &statements) = 0;

    /// A read transaction sees one fresh snapshot; a write transaction locks first
    /// (SQLite: BEGIN IMMEDIATE).
    virtual Result<void> begin(Access access) = 0;
    virtual Result<void> commit() = 0;
    /// Never fails in a way that matters, and leaves lastFailure() as it was.
    virtual void rollback() = 0;
    /// One savepoint at a time, inside a write transaction.
    virtual Result<void> savepoint() = 0;
    virtual Result<void> releaseSavepoint() = 0;
    virtual void rollbackToSavepoint() = 0;

    /// Of the last statement; of the transaction, when it has ended one.
    virtual SqlFailure lastFailure() const = 0;
    /// What the driver said about it: for logs and for the operator at start, never for clients.
    virtual QString lastMessage() const = 0;
    virtual const SqlDialect &dialect() const = 0;

    Result<qint64> exec(Sql sql, std::initializer_list<Param> params)
    {
        return exec(sql, Params(params.begin(), params.size()));
    }
    Result<void> query(Sql sql, std::initializer_list<Param> params,
        const std::function<void(const SqlRow &)> &visit)
    {
        return query(sql, Params(params.begin(), params.size()), visit);
    }
};

} // namespace kith::store
