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

struct Update
{
    QByteArray text{};
    std::vector<QByteArray> names{}; ///< of its parameters, in the order of columns
    Columns columns = 0; ///< the key's too
};

Columns firstColumns(size_t count)
{
    return count == kMostColumns ? ~Columns(0) : (Columns(1) << count) - 1;
}

bool has(Columns columns, size_t column) { return (columns >> column & 1) != 0; }

Update makeUpdate(const InsertShape &shape, size_t keys, Columns changed)
{
    Update update{.columns = changed | firstColumns(keys)};
    QByteArray set;
    QByteArray key;
    for (size_t i = 0; i < shape.columns.size(); ++i) {
        if (!has(update.columns, i))
            continue;
        const QByteArray name = shape.columns[i];
        update.names.push_back(':' + name);
        QByteArray &list = i < keys ? key : set;
        if (!list.isEmpty())
            list += i < keys ? " AND " : ", ";
        list += name + " = :" + name;
    }
    update.text = "UPDATE " + QByteArray(shape.table) + " SET " + set + " WHERE " + key;
    return update;
}

/// The statement for these columns, or for more of them. Made once and kept for ever, as Sql
/// promises.
const Update &updateOf(const InsertShape &shape, size_t keys, Columns changed)
{
    // Sessions of several threads look statements up: the writer's and those of commands.
    static std::mutex mutex;
    static std::map<const InsertShape *, std::map<Columns, Update>> all;
    const std::lock_guard lock(mutex);
    std::map<Columns, Update> &known = all[&shape];
    if (const auto found = known.find(changed); found != known.end())
        return found->second;
    if (known.size() >= kMostSets)
        changed = firstColumns(shape.columns.size()) & ~firstColumns(keys);
    const auto found = known.find(changed);
    return found != known.end()
        ? found->second
        : known.emplace(changed, makeUpdate(shape, keys, changed)).first->second;
}

} // namespace

Result<void> updateColumns(SqlSession &session, const InsertShape &shape, size_t keys,
    std::span<const SqlValue> before, std::span<const SqlValue> after)
{
    Q_ASSERT(shape.columns.size() <= kMostColumns);
    Columns changed = 0;
    for (size_t i = keys; i < shape.columns.size(); ++i) {
        if (before[i] != after[i])
            changed |= Columns(1) << i;
    }
    if (changed == 0)
        return {};
    const Update &update = updateOf(shape, keys, changed);
    std::vector<Param> params;
    params.reserve(update.names.size());
    for (size_t i = 0; i < shape.columns.size(); ++i) {
        if (has(update.columns, i))
            params.push_back({update.names[params.size()].constData(), after[i]});
    }
    TRY(session.exec(Sql(update.text.constData()), params));
    return {};
}

} // namespace kith::store
