// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Rows of tables by their field lists: the same list that names the columns reads and writes them.

#include "shared/fields.h"
#include "shared/json.h"
#include "store/sqldialect.h"
#include "store/sqlsession.h"

#include <array>
#include <optional>
#include <vector>

namespace kith::store {

/// Where a row struct lives, specialised beside each row. The first `keyColumns` fields of its list
/// are the primary key.
struct Table
{
    const char *name = nullptr;
    int keyColumns = 1;
};
template <class Row> inline constexpr Table tableOf{};

// ---- One value ----------------------------------------------------------------------------

template <class T> SqlValue toSql(const T &value)
{
    if constexpr (json::IsOptional<T>::value)
        return value ? toSql(*value) : SqlValue();
    else if constexpr (isId<T>)
        return value.value;
    else if constexpr (std::is_same_v<T, Timestamp>)
        return toMillis(value);
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
        return static_cast<qint64>(value);
    else
        return value; // QString, QByteArray
}

template <class T> void fromSql(const SqlRow &row, int column, T &out)
{
    if constexpr (json::IsOptional<T>::value) {
        if (row.isNull(column))
            out.reset();
        else
            fromSql(row, column, out.emplace());
    } else if constexpr (isId<T>)
        out = T(row.integer(column));
    else if constexpr (std::is_same_v<T, Timestamp>)
        out = fromMillis(row.integer(column));
    else if constexpr (std::is_same_v<T, bool>)
        out = row.integer(column) != 0;
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
        out = static_cast<T>(row.integer(column));
    else if constexpr (std::is_same_v<T, QString>)
        out = row.text(column);
    else
        out = row.bytes(column);
}

// ---- One row ------------------------------------------------------------------------------

template <HasFields Row> void appendValues(std::vector<SqlValue> &values, const Row &row)
{
    eachField<Row>([&](const auto &f) { values.push_back(toSql(row.*f.member)); });
}

template <HasFields Row> std::vector<SqlValue> valuesOf(const Row &row)
{
    std::vector<SqlValue> values;
    values.reserve(fieldCount<Row>);
    appendValues(values, row);
    return values;
}

/// Reads a row whose SELECT named columns<Row>() from `first` on.
template <HasFields Row> Row rowFrom(const SqlRow &sql, int first = 0)
{
    Row row{};
    eachField<Row>([&](const auto &f) { fromSql(sql, first++, row.*f.member); });
    return row;
}

/// "a.id, a.name, …": the columns of a row in the order of its fields.
template <HasFields Row> QByteArray columns(const char *alias = nullptr)
{
    QByteArray text;
    eachField<Row>([&](const auto &f) {
        if (!text.isEmpty())
            text += ", ";
        if (alias)
            text.append(alias).append('.');
        text += f.name;
    });
    return text;
}

template <HasFields Row> const InsertShape &insertShape()
{
    static const auto names = std::apply(
        [](const auto &...f) { return std::array<const char *, sizeof...(f)>{f.name...}; },
        fields<Row>.all);
    static const InsertShape shape{tableOf<Row>.name, names};
    return shape;
}

// ---- Statements by primary key --------------------------------------------------------------

namespace detail {

/// "id = :id AND user_id = :user_id"
template <HasFields Row> QByteArray keyCondition()
{
    QByteArray text;
    int column = 0;
    eachField<Row>([&](const auto &f) {
        if (column++ >= tableOf<Row>.keyColumns)
            return;
        if (!text.isEmpty())
            text += " AND ";
        text.append(f.name).append(" = :").append(f.name);
    });
    return text;
}

/// ":id" and so on: parameter names with static storage.
template <HasFields Row> const std::array<QByteArray, fieldCount<Row>> &parameterNames()
{
    static const auto names = std::apply(
        [](const auto &...f) {
            return std::array<QByteArray, sizeof...(f)>{(QByteArray(":") + f.name)...};
        },
        fields<Row>.all);
    return names;
}

template <HasFields Row> std::vector<Param> allParams(const Row &row)
{
    std::vector<Param> params;
    params.reserve(fieldCount<Row>);
    size_t column = 0;
    eachField<Row>([&](const auto &f) {
        params.push_back({parameterNames<Row>()[column].constData(), toSql(row.*f.member)});
        ++column;
    });
    return params;
}

} // namespace detail

/// Whether a row is read to be changed while other processes may change it too.
enum class RowLock { None, Exclusive };

/// A row by its key. With RowLock::Exclusive it stays as it is read until the transaction ends
/// (FOR UPDATE; SQLite's write transaction is alone anyway).
template <HasFields Row>
Result<std::optional<Row>> loadRow(
    SqlSession &session, const typename Row::Key &key, RowLock lock = RowLock::None)
{
    static const QByteArray text = "SELECT " + columns<Row>() + " FROM " + tableOf<Row>.name
        + " WHERE " + detail::keyCondition<Row>();
    static const QByteArray lockingText = text + " FOR UPDATE";
    const bool locking = lock == RowLock::Exclusive && session.dialect().locksRows();
    std::vector<Param> params = detail::allParams(Row::withKey(key));
    params.resize(static_cast<size_t>(tableOf<Row>.keyColumns));
    std::optional<Row> found;
    TRY(session.query(Sql((locking ? lockingText : text).constData()), params,
        [&](const SqlRow &row) { found = rowFrom<Row>(row); }));
    return found;
}

template <HasFields Row> Result<void> updateRow(SqlSession &session, const Row &row)
{
    static const QByteArray text = [] {
        QByteArray set;
        int column = 0;
        eachField<Row>([&](const auto &f) {
            if (column++ < tableOf<Row>.keyColumns)
                return;
            if (!set.isEmpty())
                set += ", ";
            set.append(f.name).append(" = :").append(f.name);
        });
        return "UPDATE " + QByteArray(tableOf<Row>.name) + " SET " + set + " WHERE "
            + detail::keyCondition<Row>();
    }();
    TRY(session.exec(Sql(text.constData()), detail::allParams(row)));
    return {};
}

template <HasFields Row> Result<void> deleteRow(SqlSession &session, const Row &row)
{
    static const QByteArray text =
        "DELETE FROM " + QByteArray(tableOf<Row>.name) + " WHERE " + detail::keyCondition<Row>();
    std::vector<Param> params = detail::allParams(row);
    params.resize(static_cast<size_t>(tableOf<Row>.keyColumns));
    TRY(session.exec(Sql(text.constData()), params));
    return {};
}

template <HasFields Row> Result<void> insertRow(SqlSession &session, const Row &row)
{
    return session.insertRows(insertShape<Row>(), valuesOf(row));
}

/// Adds the row, or updates the one with its primary key.
template <HasFields Row> Result<void> upsertRow(SqlSession &session, const Row &row)
{
    const auto textFor = [](SqlDialect::Engine engine) {
        return SqlDialect::of(engine).upsert(tableOf<Row>.name, insertShape<Row>().columns,
            static_cast<size_t>(tableOf<Row>.keyColumns));
    };
    static const QByteArray sqlite = textFor(SqlDialect::Engine::Sqlite);
    static const QByteArray other = textFor(SqlDialect::Engine::MariaDb);
    const QByteArray &text = session.dialect().isSqlite() ? sqlite : other;
    TRY(session.exec(Sql(text.constData()), detail::allParams(row)));
    return {};
}

/// All rows of a SELECT that named columns<Row>().
template <HasFields Row>
Result<std::vector<Row>> rowsOf(SqlSession &session, Sql sql, std::initializer_list<Param> params)
{
    std::vector<Row> rows;
    TRY(session.query(sql, params, [&](const SqlRow &row) { rows.push_back(rowFrom<Row>(row)); }));
    return rows;
}

/// The first row of such a SELECT, if it has one.
template <HasFields Row>
Result<std::optional<Row>> rowOf(SqlSession &session, Sql sql, std::initializer_list<Param> params)
{
    std::optional<Row> found;
    TRY(session.query(sql, params, [&](const SqlRow &row) {
        if (!found)
            found = rowFrom<Row>(row);
    }));
    return found;
}

/// The first column of the first row as a number, if there is one.
Result<std::optional<qint64>> integerOf(
    SqlSession &session, Sql sql, std::initializer_list<Param> params);

} // namespace kith::store
