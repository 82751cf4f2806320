// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What changed of a row, and nothing else.

#include "store/table.h"

namespace kith::store {

/// Writes the columns in which `after` differs from `before`; nothing where none does. Rows are
/// values in the order of the shape's columns, the first `keys` of which are the same in both.
///
/// SQLite writes every index again of which a column is named, whether or not its value is another
/// one: a chat written whole with each of its messages would take six pages of indices along.
Result<void> updateColumns(SqlSession &session, const InsertShape &shape, size_t keys,
    std::span<const SqlValue> before, std::span<const SqlValue> after);

template <HasFields Row>
Result<void> updateChanged(SqlSession &session, const Row &before, const Row &after)
{
    return updateColumns(session, insertShape<Row>(), static_cast<size_t>(tableOf<Row>.keyColumns),
        valuesOf(before), valuesOf(after));
}

} // namespace kith::store
