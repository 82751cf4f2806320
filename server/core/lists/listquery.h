// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"
#include "shared/limits.h"
#include "shared/model/user.h"
#include "shared/result.h"
#include "store/sqlsession.h"

#include <QString>

namespace kith::core {

/// Which page of a list. `cursor` is opaque to clients: the `next` of the page before.
struct ListQuery
{
    std::optional<QString> cursor{};
    qint64 limit = limits::kPageDefault;
};

/// A list's limit clamps to 1…limits::kPageMax and is never an error.
qint64 clampLimit(qint64 asked);

/// The cursor of lists by id: items after this id follow. 0 at the start.
Result<qint64> idAfter(const ListQuery &query);

/// The cursor of lists by time, newest first: items before (at, id) follow.
struct TimeCursor
{
    qint64 at = std::numeric_limits<qint64>::max();
    qint64 id = std::numeric_limits<qint64>::max();
};
Result<TimeCursor> timeCursor(const ListQuery &query);
QString textOf(const TimeCursor &cursor);

/// The SELECT list that briefFrom() reads, of the table users under an alias.
QByteArray briefColumns(const char *alias);
UserBrief briefFrom(const store::SqlRow &row, int firstColumn = 0);

} // namespace kith::core

namespace kith {

const FieldList &fieldsOf(Of<core::ListQuery>);

} // namespace kith
