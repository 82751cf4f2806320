// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rowchange.h"

#include <map>
#include <mutex>

namespace kith::store {

namespace {

/// A bit for each column of a table.
using Columns = quint64;
constexpr size_t kMostColumns = 64;
/// Sets of columns that get a statement of their own, of one table: what jobs change is a handful
/// of sets and their unions in a batch. Further ones are written as whole rows.
constexpr size_t kMostSets = 64;

QByteArray makeUpdate(const Table &table, Columns changed)
{
    QByteArray set;
    QByteArray key;
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const bool isKey = i < table.keyColumns;
        if (!isKey && (changed >> i & 1) == 0)
            continue;
        QByteArray &list = isKey ? key : set;
        if (!list.isEmpty())
            list += isKey ? " AND " : ", ";
        list.append(table.columns[i].name).append(" = ").append(table.parameters[i]);
    }
    return QByteArray("UPDATE ") + table.name + " SET " + set + " WHERE " + key;
}

/// The statement for these columns, made once and kept for ever, as Sql promises. Null: it would be
/// one too many.
const QByteArray *updateOf(const Table &table, Columns changed)
{
    // Sessions of several threads look statements up: the writer's and those of commands.
    static std::mutex mutex;
    static std::map<const Table *, std::map<Columns, QByteArray>> all;
    const std::lock_guard lock(mutex);
    auto &known = all[&table];
    if (const auto found = known.find(changed); found != known.end())
        return &found->second;
    if (known.size() >= kMostSets)
        return nullptr;
    return &known.emplace(changed, makeUpdate(table, changed)).first->second;
}

/// One value as a row of a single column.
class OneValue final : public SqlRow
{
public:
    explicit OneValue(const SqlValue &value) : m_value(value) { }
    bool isNull(int) const override { return std::holds_alternative<std::monostate>(m_value); }
    qint64 integer(int) const override { return std::get<qint64>(m_value); }
    QString text(int) const override { return std::get<QString>(m_value); }
    QByteArray bytes(int) const override { return std::get<QByteArray>(m_value); }

private:
    const SqlValue &m_value;
};

} // namespace

bool carryColumns(const Table &table, const void *base, const void *mine, void *onto)
{
    for (const Field &column : table.columns) {
        const SqlValue before = toSql(*column.type, column.in(base));
        const SqlValue wanted = toSql(*column.type, column.in(mine));
        const SqlValue now = toSql(*column.type, column.in(onto));
        if (wanted == before || wanted == now)
            continue;
        if (now != before)
            return false;
        fromSql(OneValue(wanted), 0, *column.type, column.in(onto));
    }
    return true;
}

Result<void> updateColumns(
    SqlSession &session, const Table &table, const void *before, const void *after)
{
    Q_ASSERT(table.columns.size() <= kMostColumns);
    Columns changed = 0;
    std::vector<Param> params;
    params.reserve(table.columns.size());
    for (size_t i = 0; i < table.columns.size(); ++i) {
        const Field &column = table.columns[i];
        SqlValue value = toSql(*column.type, column.in(after));
        const bool isKey = i < table.keyColumns;
        if (!isKey && value == toSql(*column.type, column.in(before)))
            continue;
        changed |= isKey ? 0 : Columns(1) << i;
        params.push_back({table.parameters[i].constData(), std::move(value)});
    }
    if (changed == 0)
        return {};
    const QByteArray *const text = updateOf(table, changed);
    if (!text)
        return updateByKey(session, table, after);
    TRY(session.exec(Sql(text->constData()), params));
    return {};
}

} // namespace kith::store
