// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/userlist.h"

#include "core/lists/folding.h"
#include "core/people/users.h"
#include "shared/textformat.h"
#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<core::UserQuery>)
{
    static const FieldList list = fieldList<core::UserQuery>("UserQuery",
        {field("search", &core::UserQuery::search, length(2, limits::kNameChars),
             doc("Part of a username, name, title or team, without regard to case")),
            field("role", &core::UserQuery::role, doc("For admins")),
            field("is_active", &core::UserQuery::isActive, doc("For admins")),
            field("sort", &core::UserQuery::sort), field("order", &core::UserQuery::order),
            field("cursor", &core::UserQuery::cursor, length(1, 1000),
                doc("The `next` of the page before, with the same search, filters and sort")),
            field("limit", &core::UserQuery::limit, doc("1 to 100, to 50 in a search; clamps"))});
    return list;
}

} // namespace kith

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Sql;
using store::UserRow;

namespace {

constexpr qint64 kSearchPage = 50;

/// Where the page before ended: the value it was sorted by, and the id that breaks ties.
struct DirectoryPlace
{
    QString text{};
    qint64 number = 0;
    qint64 id = 0;
};

QString cursorAfter(const UserRow &row, UserSort sort)
{
    QString value;
    switch (sort) {
    case UserSort::Username:
        value = row.usernameKey;
        break;
    case UserSort::FullName:
        value = row.fullName;
        break;
    case UserSort::CreatedAt:
        value = QString::number(toMillis(row.createdAt));
        break;
    }
    const QString plain = QString::number(row.id.value) + u'.' + value;
    return QString::fromLatin1(
        plain.toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<DirectoryPlace> directoryPlaceOf(const QString &cursor, UserSort sort)
{
    const QString plain =
        QString::fromUtf8(QByteArray::fromBase64(cursor.toLatin1(), QByteArray::Base64UrlEncoding));
    const qsizetype dot = plain.indexOf(u'.');
    DirectoryPlace place;
    bool idOk = false;
    bool valueOk = true;
    place.id = QStringView(plain).left(std::max<qsizetype>(dot, 0)).toLongLong(&idOk);
    place.text = plain.mid(dot + 1);
    if (sort == UserSort::CreatedAt)
        place.number = place.text.toLongLong(&valueOk);
    if (!idOk || !valueOk)
        return invalidInput(u"cursor"_s, u"must be the `next` of a page of this list"_s);
    return place;
}

/// One text for each sort and order, from constants. `column` breaks no tie but id does.
QByteArray listText(const char *column, const char *after, const char *direction)
{
    return "SELECT " + store::columns<UserRow>() + " FROM users"
        + " WHERE (:role < 0 OR role = :role)"
          " AND (:active < 0 OR is_active = :active)"
          " AND (:pattern = '' OR search_key LIKE :pattern ESCAPE '!')"
          " AND (:first = 1 OR "
        + column + ' ' + after + " :value OR (" + column + " = :value AND id " + after
        + " :id)) ORDER BY " + column + ' ' + direction + ", id " + direction + " LIMIT :limit";
}

Sql directorySql(UserSort sort, UserOrder order)
{
    static const QByteArray texts[3][2] = {
        {listText("username_key", ">", "ASC"), listText("username_key", "<", "DESC")},
        {listText("full_name", ">", "ASC"), listText("full_name", "<", "DESC")},
        {listText("created_at", ">", "ASC"), listText("created_at", "<", "DESC")},
    };
    return Sql(texts[static_cast<int>(sort)][static_cast<int>(order)].constData());
}

} // namespace

Result<Page<User>> listUsers(ReadTx &tx, const UserQuery &query)
{
    const bool admin = tx.actor.role >= UserRole::Admin;
    if (!admin && (query.role || query.isActive))
        return forbidden(u"Only admins filter people by role or activity."_s);
    if (query.search && codePoints(query.search->simplified()) < 2)
        return invalidInput(u"search"_s, u"must have at least 2 characters"_s);
    DirectoryPlace place;
    if (query.cursor) {
        TRY_ASSIGN(place, directoryPlaceOf(*query.cursor, query.sort));
    }
    const qint64 limit =
        std::min(clampLimit(query.limit), query.search ? kSearchPage : qint64(limits::kPageMax));
    const bool byNumber = query.sort == UserSort::CreatedAt;
    const qint64 active = query.isActive ? qint64(*query.isActive) : (admin ? -1 : 1);

    TRY_ASSIGN(std::vector<UserRow> rows,
        store::rowsOf<UserRow>(tx.sql, directorySql(query.sort, query.order),
            {{":role", query.role ? qint64(*query.role) : -1}, {":active", active},
                {":pattern", query.search ? likePattern(*query.search) : QString(u""_s)},
                {":first", qint64(!query.cursor)},
                {":value", byNumber ? store::SqlValue(place.number) : store::SqlValue(place.text)},
                {":id", place.id}, {":limit", limit + 1}}));
    Page<User> page;
    if (static_cast<qint64>(rows.size()) > limit) {
        rows.resize(static_cast<size_t>(limit));
        page.next = cursorAfter(rows.back(), query.sort);
    }
    for (const UserRow &row : rows)
        page.items.push_back(toUser(row, tx.actor, tx.env, tx.now));
    return page;
}

} // namespace kith::core
