// SPDX-License-Identifier: GPL-3.0-or-later
// The console's table of people: sorts, pages both ways, filters, searches and totals.
#include "../corefixture.h"
#include "core/admin/userlist.h"
#include "core/lists/keyset.h"
#include "core/people/usercounts.h"
#include "runner/runner.h"

#include <QSet>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<CountedPage<User>> listUsers(Core &core, const Actor &actor, const AdminUserQuery &query)
{
    return core.read(actor, [&](ReadTx &tx) { return adminUsers(tx, query); });
}

QStringList namesOf(const std::vector<User> &users)
{
    QStringList names;
    for (const User &user : users)
        names += user.username;
    return names;
}

/// People with every kind of tie: the same name, the same moment, never seen.
std::vector<store::UserRow> people()
{
    std::vector<store::UserRow> rows;
    for (int i = 0; i < 23; ++i) {
        store::UserRow row{.id = UserId(1'000 + i),
            .username = u"p%1"_s.arg((i * 7) % 23, 2, 10, QChar(u'0')),
            .email = u"%1@example.org"_s.arg((i * 11) % 23, 2, 10, QChar(u'0')),
            .fullName = u"name %1"_s.arg(i / 5),
            .title = i == 3 ? u"Keeper of 100%"_s : QString(),
            .role = i == 4 ? UserRole::Moderator : UserRole::User,
            .isActive = i % 6 != 0,
            .createdAt = fromMillis(1'000 + i / 4),
            .updatedAt = fromMillis(1'000)};
        if (i % 3 != 0)
            row.lastSeenAt = fromMillis(2'000 + i / 6);
        rows.push_back(*withKeys(row));
    }
    return rows;
}

/// An admin among those people.
Actor fill(Core &core)
{
    const Actor admin = core.somebody(u"zora"_s, UserRole::Admin);
    const auto filled = core.write({}, [](Tx &tx) -> Result<void> {
        for (const store::UserRow &row : people())
            tx.unit.users.insert(row);
        return recountUsers(tx);
    });
    if (!filled.ok())
        qFatal("%s", qPrintable(filled.error().detail));
    return admin;
}

/// What the rows are sorted by, said in other words than SQL; null stands first.
QString keyOf(const User &user, AdminUserSort sort)
{
    const auto number = [](qint64 value) { return u"%1"_s.arg(value, 20, 10, QChar(u'0')); };
    switch (sort) {
    case AdminUserSort::Username:
        return user.username;
    case AdminUserSort::FullName:
        return user.fullName;
    case AdminUserSort::Email:
        return user.email->toLower();
    case AdminUserSort::Role:
        return number(qint64(user.role));
    case AdminUserSort::CreatedAt:
        return number(toMillis(user.createdAt));
    case AdminUserSort::LastSeen:
        break;
    }
    return user.lastSeen ? number(toMillis(*user.lastSeen)) : QString();
}

} // namespace

class TestAdminUserList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySortIsPagedBothWays_data() { eachDriver(); }
    void everySortIsPagedBothWays();
    void filtersAndSearches_data() { eachDriver(); }
    void filtersAndSearches();
    void aSearchIsCountedUpToABound();
    void cursorsAreOfOneList_data() { eachDriver(); }
    void cursorsAreOfOneList();
    void onlyAdminsSeeIt_data() { eachDriver(); }
    void onlyAdminsSeeIt();

private:
    void checkPages(Core &core, const Actor &admin, AdminUserSort sort, SortOrder order);
};

/// The whole list, its pages forwards, and its pages backwards from the last one, are one order.
void TestAdminUserList::checkPages(
    Core &core, const Actor &admin, AdminUserSort sort, SortOrder order)
{
    const auto whole = listUsers(core, admin, {.sort = sort, .order = order, .limit = 100});
    VERIFY_OK(whole);
    QVERIFY(!whole->next && !whole->prev && !whole->total);
    std::vector<User> expected = whole->items;
    std::sort(expected.begin(), expected.end(), [&](const User &a, const User &b) {
        const bool less = std::pair(keyOf(a, sort), a.id) < std::pair(keyOf(b, sort), b.id);
        return order == SortOrder::Ascending ? less : a.id != b.id && !less;
    });
    QCOMPARE(namesOf(whole->items), namesOf(expected));
    QCOMPARE(whole->items.size(), 24u);

    std::vector<User> forward;
    AdminUserQuery query{.sort = sort, .order = order, .limit = 5};
    Result<CountedPage<User>> page = internalError({});
    do {
        page = listUsers(core, admin, query);
        VERIFY_OK(page);
        QCOMPARE(page->prev.has_value(), query.cursor.has_value());
        forward.insert(forward.end(), page->items.begin(), page->items.end());
        query.cursor = page->next;
    } while (query.cursor);
    QCOMPARE(namesOf(forward), namesOf(expected));

    // Back from the last page, which has four.
    std::vector<User> back = page->items;
    while (page->prev) {
        query.cursor = page->prev;
        page = listUsers(core, admin, query);
        VERIFY_OK(page);
        QVERIFY(page->next.has_value());
        back.insert(back.begin(), page->items.begin(), page->items.end());
    }
    QCOMPARE(namesOf(back), namesOf(expected));
}

void TestAdminUserList::everySortIsPagedBothWays()
{
    OPEN_CORE(core);
    const Actor admin = fill(core);
    for (const auto &sort : enumNames<AdminUserSort>) {
        for (const auto &order : enumNames<SortOrder>) {
            checkPages(core, admin, sort.value, order.value);
            if (QTest::currentTestFailed())
                QFAIL(sort.name);
        }
    }
}

void TestAdminUserList::filtersAndSearches()
{
    OPEN_CORE(core);
    const Actor admin = fill(core);
    const auto check = [&](const char *what, AdminUserQuery query, int found) {
        query.limit = 100;
        query.total = true;
        const auto page = listUsers(core, admin, query);
        QVERIFY2(page.ok(), what);
        QVERIFY2(int(page->items.size()) == found, what);
        QVERIFY2(page->total == std::optional<qint64>(found) && !page->totalIsMinimum, what);
        for (const User &user : page->items) {
            QVERIFY2(!query.role || user.role == *query.role, what);
            QVERIFY2(!query.isActive || user.isActive == *query.isActive, what);
            QVERIFY2(user.email.has_value(), what);
        }
        // Page by page the same number is counted.
        query.limit = 1;
        const auto first = listUsers(core, admin, query);
        QVERIFY2(first.ok() && first->total == page->total, what);
    };
    check("all", {}, 24);
    check("role", {.role = UserRole::Moderator}, 1);
    check("nobody of a role", {.role = UserRole::Owner}, 0);
    check("suspended", {.isActive = false}, 4);
    check("active users", {.role = UserRole::User, .isActive = true}, 18);
    check("username", {.search = u"P1"_s}, 10);
    check("name", {.search = u"Name 4"_s}, 3);
    check("title", {.search = u"keeper OF"_s}, 1);
    check("percent", {.search = u"100%"_s}, 1);
    check("wildcard", {.search = u"p_0"_s}, 0);
    check("e-mail", {.search = u"07@EXAMPLE"_s}, 1);
    check("one letter", {.search = u"z"_s}, 1);
    check("search among the suspended", {.search = u"name 0"_s, .isActive = false}, 1);
    check("search for nobody", {.search = u"nobody here"_s}, 0);
}

void TestAdminUserList::aSearchIsCountedUpToABound()
{
    const TempStore store(u"sqlite"_s);
    Core core(store);
    const Actor admin = core.somebody(u"zora"_s, UserRole::Admin);
    VERIFY_OK(core.write({}, [](Tx &tx) -> Result<void> {
        for (int i = 0; i <= limits::kCountedMatches; ++i) {
            TRY_ASSIGN(const store::UserRow row,
                withKeys({.id = UserId(100'000 + i),
                    .username = u"many%1"_s.arg(i),
                    .email = u"many%1@example.org"_s.arg(i)}));
            tx.unit.users.insert(row);
        }
        return recountUsers(tx);
    }));
    const auto page = listUsers(core, admin, {.search = u"many"_s, .limit = 1, .total = true});
    VERIFY_OK(page);
    QCOMPARE(page->total, std::optional<qint64>(limits::kCountedMatches));
    QVERIFY(page->totalIsMinimum);
    // Many people of a role: walked along the sort, and the same ones come.
    const auto all = listUsers(core, admin, {.role = UserRole::User, .limit = 3, .total = true});
    QCOMPARE(all->total, std::optional<qint64>(limits::kCountedMatches + 1));
    QCOMPARE(namesOf(all->items), (QStringList{u"many0"_s, u"many1"_s, u"many10"_s}));
}

void TestAdminUserList::cursorsAreOfOneList()
{
    OPEN_CORE(core);
    const Actor admin = fill(core);
    const auto page = listUsers(core, admin, {.limit = 1});
    VERIFY_OK(page);
    const auto with = [&](const QString &cursor, AdminUserSort sort) {
        return listUsers(core, admin, {.sort = sort, .cursor = cursor});
    };
    VERIFY_OK(with(*page->next, AdminUserSort::Username));
    QVERIFY(names(with(*page->next, AdminUserSort::Role).error(), u"cursor"_s));
    for (const char *junk : {"x", "!!", "PjA6", "PjA6MS5p", "PjA6eC50"})
        QVERIFY2(
            names(with(QString::fromLatin1(junk), AdminUserSort::Username).error(), u"cursor"_s),
            junk);
}

void TestAdminUserList::onlyAdminsSeeIt()
{
    OPEN_CORE(core);
    fill(core);
    Actor moderator = core.somebody(u"mod"_s, UserRole::Moderator);
    moderator.role = UserRole::Admin; // as an old token might say
    QCOMPARE(listUsers(core, moderator, {}).error().code, ErrorCode::Forbidden);
}

KITH_TEST(TestAdminUserList)
#include "tst_adminuserlist.moc"
