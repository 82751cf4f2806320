// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of tables by their field lists: the same list that names the columns reads and writes them.
// What follows from a list (texts of statements, names of parameters) is made once; what works on a
// row works on its address and its Table, and is compiled once (table.cpp). A row's list is not a
// model's, so a row, which may hold secrets, cannot become JSON.

#include "store/sqldialect.h"
#include "store/sqlsession.h"

#include "shared/type.h"

#include <optional>
#include <vector>

namespace kith::store {

/// Where a row struct lives. Declared beside it, `const Table &tableOf(Of<UserRow>)`, and defined
/// in rows.cpp. Immutable, with static storage: sessions keep prepared statements by the addresses
/// of its texts. Any thread.
struct Table
{
    const char *name = nullptr;
    size_t keyColumns = 1; ///< the first columns, which are the primary key
    std::vector<Field> columns{};

    std::vector<const char *> columnNames{};
    InsertShape shape{};
    std::vector<QByteArray> parameters{}; ///< ":id" and so on
    QByteArray select{}; ///< of one row by its key
    QByteArray selectLocked{}; ///< the same, FOR UPDATE
    QByteArray update{};
    QByteArray remove{};
    QByteArray upsertSqlite{};
    QByteArray upsertOther{};

    Table(const char *tableName, size_t keyCount, std::initializer_list<Field> fields);
    Table(const Table &) = delete;
};

template <class Row>
concept IsRow = requires
{
    {
        tableOf(Of<Row>())
        } -> std::same_as<const Table &>;
};

// ---- One value ----------------------------------------------------------------------------

SqlValue toSql(const Type &type, const void *value);
template <class T> SqlValue toSql(const T &value) { return toSql(typeOf<T>, &value); }
void fromSql(const SqlRow &row, int column, const Type &type, void *out);

// ---- One row ------------------------------------------------------------------------------

void appendValues(std::vector<SqlValue> &values, const Table &table, const void *row);
bool isSame(const Table &table, const void *a, const void *b);
void readRow(const SqlRow &sql, int first, const Table &table, void *row);

/// Reads a row whose SELECT named columns<Row>() from `first` on.
template <IsRow Row> Row rowFrom(const SqlRow &sql, int first = 0)
{
    Row row{};
    readRow(sql, first, tableOf(Of<Row>()), &row);
    return row;
}

template <IsRow Row> const InsertShape &insertShape() { return tableOf(Of<Row>()).shape; }
template <IsRow Row> void appendValues(std::vector<SqlValue> &values, const Row &row)
{
    appendValues(values, tableOf(Of<Row>()), &row);
}

/// Whether all columns are the same.
template <IsRow Row> bool isSame(const Row &a, const Row &b)
{
    return isSame(tableOf(Of<Row>()), &a, &b);
}

/// "a.id, a.name, …": the columns of a row in the order of its fields.
QByteArray columnsOf(const Table &table, const char *alias = nullptr);
template <IsRow Row> QByteArray columns(const char *alias = nullptr)
{
    return columnsOf(tableOf(Of<Row>()), alias);
}
template <IsRow Row> int columnCount()
{
    return static_cast<int>(tableOf(Of<Row>()).columns.size());
}

// ---- Statements by primary key --------------------------------------------------------------

/// Whether a row is read to be changed while other processes may change it too.
enum class RowLock { None, Exclusive };

/// Completes a row that has its key; answers whether it is there.
Result<bool> loadByKey(SqlSession &session, const Table &table, void *row, RowLock lock);
Result<void> updateByKey(SqlSession &session, const Table &table, const void *row);
Result<void> deleteByKey(SqlSession &session, const Table &table, const void *row);
Result<void> insertInto(SqlSession &session, const Table &table, const void *row);
Result<void> upsertInto(SqlSession &session, const Table &table, const void *row);

/// A row by its key. With RowLock::Exclusive it stays as it is read until the transaction ends
/// (FOR UPDATE; SQLite's write transaction is alone anyway).
template <IsRow Row>
Result<std::optional<Row>> loadRow(
    SqlSession &session, const typename Row::Key &key, RowLock lock = RowLock::None)
{
    std::optional<Row> row = Row::withKey(key);
    TRY_ASSIGN(const bool isThere, loadByKey(session, tableOf(Of<Row>()), &*row, lock));
    if (!isThere)
        row.reset();
    return row;
}
template <IsRow Row> Result<void> updateRow(SqlSession &session, const Row &row)
{
    return updateByKey(session, tableOf(Of<Row>()), &row);
}
template <IsRow Row> Result<void> deleteRow(SqlSession &session, const Row &row)
{
    return deleteByKey(session, tableOf(Of<Row>()), &row);
}
template <IsRow Row> Result<void> insertRow(SqlSession &session, const Row &row)
{
    return insertInto(session, tableOf(Of<Row>()), &row);
}
/// Adds the row, or updates the one with its primary key.
template <IsRow Row> Result<void> upsertRow(SqlSession &session, const Row &row)
{
    return upsertInto(session, tableOf(Of<Row>()), &row);
}

/// All rows of a SELECT that named columns<Row>().
template <IsRow Row>
Result<std::vector<Row>> rowsOf(SqlSession &session, Sql sql, std::initializer_list<Param> params)
{
    std::vector<Row> rows;
    TRY(session.query(sql, params,
        [&](const SqlRow &row) { readRow(row, 0, tableOf(Of<Row>()), &rows.emplace_back()); }));
    return rows;
}

/// The first row of such a SELECT, if it has one.
template <IsRow Row>
Result<std::optional<Row>> rowOf(SqlSession &session, Sql sql, std::initializer_list<Param> params)
{
    std::optional<Row> found;
    TRY(session.query(sql, params, [&](const SqlRow &row) {
        if (!found)
            readRow(row, 0, tableOf(Of<Row>()), &found.emplace());
    }));
    return found;
}

/// The first column of the first row as a number, if there is one.
Result<std::optional<qint64>> integerOf(
    SqlSession &session, Sql sql, std::initializer_list<Param> params);

} // namespace kith::store
