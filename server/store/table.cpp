// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/table.h"

namespace kith::store {

// ---- One value ----------------------------------------------------------------------------

SqlValue toSql(const Type &type, const void *value)
{
    switch (type.kind) {
    case Type::Kind::Optional:
        if (const void *held = type.held(value))
            return toSql(*type.inner, held);
        return {};
    case Type::Kind::Text:
        return *static_cast<const QString *>(value);
    case Type::Kind::Bytes:
        return *static_cast<const QByteArray *>(value);
    case Type::Kind::Time:
        return toMillis(*static_cast<const Timestamp *>(value));
    case Type::Kind::Bool:
    case Type::Kind::Int:
    case Type::Kind::Enum:
        return type.integer(value);
    default:
        Q_ASSERT_X(false, "toSql", "no column has such a type");
        return {};
    }
}

void fromSql(const SqlRow &row, int column, const Type &type, void *out)
{
    switch (type.kind) {
    case Type::Kind::Optional:
        if (row.isNull(column))
            return type.reset(out);
        return fromSql(row, column, *type.inner, type.emplace(out));
    case Type::Kind::Text:
        *static_cast<QString *>(out) = row.text(column);
        return;
    case Type::Kind::Bytes:
        *static_cast<QByteArray *>(out) = row.bytes(column);
        return;
    case Type::Kind::Time:
        *static_cast<Timestamp *>(out) = fromMillis(row.integer(column));
        return;
    case Type::Kind::Bool:
    case Type::Kind::Int:
    case Type::Kind::Enum:
        return type.setInteger(out, row.integer(column));
    default:
        Q_ASSERT_X(false, "fromSql", "no column has such a type");
    }
}

// ---- Tables -------------------------------------------------------------------------------

namespace {

/// "id = :id AND user_id = :user_id" of some columns, and "a = :a, b = :b".
QByteArray assignments(std::span<const Field> columns, const char *between)
{
    QByteArray text;
    for (const Field &column : columns) {
        if (!text.isEmpty())
            text += between;
        text.append(column.name).append(" = :").append(column.name);
    }
    return text;
}

std::vector<Param> paramsOf(const Table &table, const void *row, size_t count)
{
    std::vector<Param> params;
    params.reserve(count);
    for (size_t i = 0; i < count; ++i)
        params.push_back({table.parameters[i].constData(),
            toSql(*table.columns[i].type, table.columns[i].in(row))});
    return params;
}

} // namespace

Table::Table(const char *tableName, size_t keyCount, std::initializer_list<Field> fields)
    : name(tableName), keyColumns(keyCount), columns(fields)
{
    for (const Field &column : columns) {
        columnNames.push_back(column.name);
        parameters.push_back(QByteArray(":") + column.name);
    }
    shape = {name, columnNames};
    const std::span<const Field> all(columns);
    const QByteArray where = " WHERE " + assignments(all.first(keyColumns), " AND ");
    select = "SELECT " + columnsOf(*this) + " FROM " + name + where;
    selectLocked = select + " FOR UPDATE";
    update =
        QByteArray("UPDATE ") + name + " SET " + assignments(all.subspan(keyColumns), ", ") + where;
    remove = QByteArray("DELETE FROM ") + name + where;
    upsertSqlite = SqlDialect::of(SqlDialect::Engine::Sqlite).upsert(name, columnNames, keyColumns);
    upsertOther = SqlDialect::of(SqlDialect::Engine::MariaDb).upsert(name, columnNames, keyColumns);
}

QByteArray columnsOf(const Table &table, const char *alias)
{
    QByteArray text;
    for (const Field &column : table.columns) {
        if (!text.isEmpty())
            text += ", ";
        if (alias)
            text.append(alias).append('.');
        text += column.name;
    }
    return text;
}

void appendValues(std::vector<SqlValue> &values, const Table &table, const void *row)
{
    for (const Field &column : table.columns)
        values.push_back(toSql(*column.type, column.in(row)));
}

bool isSame(const Table &table, const void *a, const void *b)
{
    for (const Field &column : table.columns) {
        if (toSql(*column.type, column.in(a)) != toSql(*column.type, column.in(b)))
            return false;
    }
    return true;
}

void readRow(const SqlRow &sql, int first, const Table &table, void *row)
{
    for (const Field &column : table.columns)
        fromSql(sql, first++, *column.type, column.in(row));
}

// ---- Statements ---------------------------------------------------------------------------

Result<bool> loadByKey(SqlSession &session, const Table &table, void *row, RowLock lock)
{
    const bool locking = lock == RowLock::Exclusive && session.dialect().locksRows();
    const QByteArray &text = locking ? table.selectLocked : table.select;
    bool found = false;
    TRY(session.query(
        Sql(text.constData()), paramsOf(table, row, table.keyColumns), [&](const SqlRow &sql) {
            readRow(sql, 0, table, row);
            found = true;
        }));
    return found;
}

Result<void> updateByKey(SqlSession &session, const Table &table, const void *row)
{
    TRY(session.exec(Sql(table.update.constData()), paramsOf(table, row, table.columns.size())));
    return {};
}

Result<void> deleteByKey(SqlSession &session, const Table &table, const void *row)
{
    TRY(session.exec(Sql(table.remove.constData()), paramsOf(table, row, table.keyColumns)));
    return {};
}

Result<void> insertInto(SqlSession &session, const Table &table, const void *row)
{
    std::vector<SqlValue> values;
    values.reserve(table.columns.size());
    appendValues(values, table, row);
    return session.insertRows(table.shape, values);
}

Result<void> upsertInto(SqlSession &session, const Table &table, const void *row)
{
    const QByteArray &text = session.dialect().isSqlite() ? table.upsertSqlite : table.upsertOther;
    TRY(session.exec(Sql(text.constData()), paramsOf(table, row, table.columns.size())));
    return {};
}

Result<std::optional<qint64>> integerOf(
    SqlSession &session, Sql sql, std::initializer_list<Param> params)
{
    std::optional<qint64> found;
    TRY(session.query(sql, params, [&](const SqlRow &row) {
        if (!found && !row.isNull(0))
            found = row.integer(0);
    }));
    return found;
}

} // namespace kith::store
