// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lists/listquery.h"

#include "shared/model/page.h"
#include "shared/type.h"

#include <algorithm>

namespace kith {

const FieldList &fieldsOf(Of<core::ListQuery>)
{
    static const FieldList list = fieldList<core::ListQuery>("ListQuery",
        {field("cursor", &core::ListQuery::cursor, length(1, limits::kCursorChars),
             doc("The `next` of the page before")),
            field("limit", &core::ListQuery::limit, doc(kPageLimitDoc))});
    return list;
}

} // namespace kith

namespace kith::core {

using namespace Qt::StringLiterals;

namespace {

Error badCursor()
{
    return invalidInput(u"cursor"_s, u"must be the `next` of a page of this list"_s);
}

} // namespace

qint64 clampLimit(qint64 asked) { return std::clamp<qint64>(asked, 1, limits::kPageMax); }

Result<qint64> idAfter(const ListQuery &query)
{
    if (!query.cursor)
        return qint64(0);
    bool ok = false;
    const qint64 id = query.cursor->toLongLong(&ok);
    if (!ok || id < 0)
        return badCursor();
    return id;
}

Result<TimeCursor> timeCursor(const ListQuery &query)
{
    TimeCursor cursor;
    if (!query.cursor)
        return cursor;
    const qsizetype dot = query.cursor->indexOf(u'.');
    bool atOk = false;
    bool idOk = false;
    cursor.at = QStringView(*query.cursor).left(std::max<qsizetype>(dot, 0)).toLongLong(&atOk);
    cursor.id = QStringView(*query.cursor).mid(dot + 1).toLongLong(&idOk);
    if (dot < 1 || !atOk || !idOk)
        return badCursor();
    return cursor;
}

QString textOf(const TimeCursor &cursor)
{
    return QString::number(cursor.at) + u'.' + QString::number(cursor.id);
}

QByteArray briefColumns(const char *alias)
{
    QByteArray text;
    for (const char *column :
        {"id", "username", "full_name", "avatar_url", "email", "created_at", "updated_at"}) {
        if (!text.isEmpty())
            text += ", ";
        text.append(alias).append('.').append(column);
    }
    return text;
}

UserBrief briefFrom(const store::SqlRow &row, int first)
{
    UserBrief user{.id = UserId(row.integer(first)),
        .username = row.text(first + 1),
        .fullName = row.text(first + 2),
        .email = row.text(first + 4),
        .createdAt = fromMillis(row.integer(first + 5)),
        .updatedAt = fromMillis(row.integer(first + 6))};
    if (!row.isNull(first + 3))
        user.avatarUrl = row.text(first + 3);
    return user;
}

} // namespace kith::core
