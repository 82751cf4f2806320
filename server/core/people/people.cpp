// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/people.h"

#include "core/crypto.h"
#include "core/lists/folding.h"
#include "core/lists/idlist.h"
#include "shared/textformat.h"

#include <QtEndian>

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;
using store::Param;
using store::Sql;
using store::SqlSession;
using store::UserRow;

namespace {

// search_key is "username\nfull name\ntitle\nteam", folded: with one line end before a text and two
// behind it, the text stands in the full name.
constexpr const char *kFromPeople = R"(
    FROM users
    WHERE (:active = 0 OR is_active = 1)
        AND (:any_team = 1 OR team = :team)
        AND id <> :except
        AND (:any_suspension = 1 OR suspension = :suspension)
        AND (:like = ''
            OR (:username = 1 AND username_key LIKE :like ESCAPE '!')
            OR (:full_name = 1 AND search_key LIKE :like_full_name ESCAPE '!')
            OR (:email = 1 AND email_key LIKE :like ESCAPE '!')))";

std::vector<Param> peopleParams(const PeopleQuery &query)
{
    const QString text = escapedLike(folded(query.text));
    const bool all = text.isEmpty();
    return {{":active", qint64(query.activeOnly)}, {":any_team", qint64(!query.department)},
        {":team", query.department.value_or(u""_s)},
        {":except", query.except.value_or(UserId()).value},
        {":any_suspension", qint64(!query.suspension)},
        {":suspension", qint64(query.suspension.value_or(Suspension::None))},
        {":like", all ? u""_s : u'%' + text + u'%'},
        {":like_full_name", u"%\n%"_s + text + u"%\n%\n%"_s},
        {":username", qint64(query.inUsername)}, {":full_name", qint64(query.inFullName)},
        {":email", qint64(query.inEmail)}};
}

Sql peopleSql(PeopleOrder order)
{
    static const auto text = [](const char *columns) {
        return "SELECT " + store::columns<UserRow>() + kFromPeople + " ORDER BY " + columns
            + " LIMIT :limit OFFSET :skip";
    };
    static const QByteArray texts[] = {
        text("full_name, id"), text("username_key"), text("id"), text("id DESC")};
    return Sql(texts[static_cast<int>(order)].constData());
}

Result<bool> isTaken(SqlSession &sql, const QString &username)
{
    constexpr Sql kTaken("SELECT id FROM users WHERE username_key = :key");
    TRY_ASSIGN(const auto id, store::integerOf(sql, kTaken, {{":key", folded(username)}}));
    return id.has_value();
}

/// What of a text may stand in a username; "user" when too little is left.
QString usernameFrom(const QString &wanted)
{
    QString name;
    for (const QChar c : wanted.normalized(QString::NormalizationForm_KC)) {
        const bool fits = isUsernameCharacter(c);
        const bool isFirst = name.isEmpty();
        if (fits && !(isFirst && (c == u'.' || c == u'_' || c == u'-')))
            name += c;
        else if (!fits && !isFirst && !name.endsWith(u'_'))
            name += u'_';
    }
    while (name.endsWith(u'_'))
        name.chop(1);
    name.truncate(limits::kUsernameMax);
    return name.size() < limits::kUsernameMin ? u"user"_s : name;
}

} // namespace

Result<std::vector<UserRow>> usersByIds(SqlSession &sql, std::span<const UserId> ids)
{
    static const QByteArray text =
        "SELECT " + store::columns<UserRow>() + " FROM users WHERE id IN (" + idPlaces() + ")";
    std::vector<UserRow> rows;
    TRY(queryByIds(sql, Sql(text.constData()), numbersOf(ids),
        [&](const store::SqlRow &row) { rows.push_back(store::rowFrom<UserRow>(row)); }));
    return rows;
}

Result<std::optional<UserRow>> userByEmail(SqlSession &sql, const QString &email)
{
    static const QByteArray text =
        "SELECT " + store::columns<UserRow>() + " FROM users WHERE email_key = :key";
    return store::rowOf<UserRow>(sql, Sql(text.constData()), {{":key", folded(email)}});
}

Result<std::optional<UserRow>> userByUsername(SqlSession &sql, const QString &username)
{
    static const QByteArray text =
        "SELECT " + store::columns<UserRow>() + " FROM users WHERE username_key = :key";
    return store::rowOf<UserRow>(sql, Sql(text.constData()), {{":key", folded(username)}});
}

Result<std::vector<UserRow>> searchPeople(SqlSession &sql, const PeopleQuery &query)
{
    std::vector<Param> params = peopleParams(query);
    params.push_back({":limit", std::max<qint64>(query.limit, 0)});
    params.push_back({":skip", std::max<qint64>(query.skip, 0)});
    std::vector<UserRow> rows;
    TRY(sql.query(peopleSql(query.order), params,
        [&](const store::SqlRow &row) { rows.push_back(store::rowFrom<UserRow>(row)); }));
    return rows;
}

Result<qint64> countPeople(SqlSession &sql, const PeopleQuery &query)
{
    static const QByteArray text = QByteArray("SELECT COUNT(*)") + kFromPeople;
    qint64 count = 0;
    TRY(sql.query(Sql(text.constData()), peopleParams(query),
        [&](const store::SqlRow &row) { count = row.integer(0); }));
    return count;
}

Result<QString> freeUsername(SqlSession &sql, const QString &wanted)
{
    constexpr int kInARow = 9; // "info2" to "info9" read better than a number by chance
    constexpr int kByChance = 10;
    const QString name = usernameFrom(wanted);
    TRY_ASSIGN(bool taken, isTaken(sql, name));
    if (!taken)
        return name;
    for (int i = 2; i <= kInARow + kByChance; ++i) {
        const QString number = i <= kInARow
            ? QString::number(i)
            : QString::number(qFromLittleEndian<quint32>(randomBytes(4).constData()));
        const QString numbered = name.left(limits::kUsernameMax - number.size()) + number;
        TRY_ASSIGN(taken, isTaken(sql, numbered));
        if (!taken)
            return numbered;
    }
    return conflict(u"No free username was found for this address."_s);
}

Result<void> setAvailability(Tx &tx, Availability availability)
{
    TRY_ASSIGN(const UserRow *found, tx.unit.users.find(tx.actor.user));
    if (!found)
        return unauthenticated(u"This account no longer exists."_s);
    if (found->availability == availability)
        return {};
    UserRow row = *found;
    row.availability = availability;
    tx.unit.users.update(row);
    return {};
}

} // namespace kith::core
