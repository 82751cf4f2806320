// SPDX-License-Identifier: GPL-3.0-or-later
// People: how others see them, what may be changed and by whom, and the directory.
#include "../corefixture.h"
#include "core/people/userlist.h"
#include "runner/runner.h"

#include <QSet>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList namesOf(const Page<User> &page)
{
    QStringList list;
    for (const User &user : page.items)
        list += user.username;
    return list;
}

Result<Page<User>> listPeople(Core &core, const Actor &actor, const UserQuery &query)
{
    return core.read(actor, [&](ReadTx &tx) { return listUsers(tx, query); });
}

Result<User> change(Core &core, const Actor &actor, UserId id, const AdminUserChange &in)
{
    return core.write(actor, [&](Tx &tx) { return updateUser(tx, id, in); });
}

} // namespace

class TestUsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressesAreForThePersonAndAdmins_data() { eachDriver(); }
    void addressesAreForThePersonAndAdmins();
    void presenceShows_data() { eachDriver(); }
    void presenceShows();
    void statusExpires_data() { eachDriver(); }
    void statusExpires();
    void peopleChangeTheirProfile_data() { eachDriver(); }
    void peopleChangeTheirProfile();
    void usernamesStayUnique_data() { eachDriver(); }
    void usernamesStayUnique();
    void rolesAreALadder_data();
    void rolesAreALadder();
    void theRoleOfNowCounts_data() { eachDriver(); }
    void theRoleOfNowCounts();
    void theLastOwnerStays_data() { eachDriver(); }
    void theLastOwnerStays();
    void suspensionEndsSessions_data() { eachDriver(); }
    void suspensionEndsSessions();
    void findsPeople_data() { eachDriver(); }
    void findsPeople();
    void pagesThroughEverybody_data() { eachDriver(); }
    void pagesThroughEverybody();
    void onlyAdminsFilter_data() { eachDriver(); }
    void onlyAdminsFilter();
    void refusesOddQueries_data() { eachDriver(); }
    void refusesOddQueries();
    void listsWhoIsOnline_data() { eachDriver(); }
    void listsWhoIsOnline();
};

void TestUsers::addressesAreForThePersonAndAdmins()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto seenBy = [&](const Actor &viewer) {
        return core.read(viewer, [&](ReadTx &tx) { return userById(tx, ann.user); })->email;
    };
    QCOMPARE(*seenBy(ann), u"ann@example.org"_s);
    QVERIFY(!seenBy(core.somebody(u"bob"_s)));
    QVERIFY(!seenBy(core.somebody(u"mod"_s, UserRole::Moderator)));
    QCOMPARE(*seenBy(core.somebody(u"adm"_s, UserRole::Admin)), u"ann@example.org"_s);
    const auto absent = core.read(ann, [](ReadTx &tx) { return userById(tx, UserId(987654)); });
    QCOMPARE(absent.error().code, ErrorCode::NotFound);
}

void TestUsers::presenceShows()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto seen = [&] { return *core.read(ann, [](ReadTx &tx) { return me(tx); }); };
    QVERIFY(!seen().isOnline);
    QVERIFY(!seen().lastSeen);
    core.presence.addLease(ann.user, core.clock.now());
    QVERIFY(seen().isOnline);
    core.presence.removeLease(ann.user, core.clock.now());
    core.presence.takeChanges(core.clock.now() + 1min, 10s);
    QVERIFY(!seen().isOnline);
    QCOMPARE(*seen().lastSeen, core.clock.now());
}

void TestUsers::statusExpires()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto set = [&](const UserStatus &status) {
        return core.write(ann, [&](Tx &tx) { return setMyStatus(tx, status); });
    };
    const auto seen = [&] { return core.read(ann, [](ReadTx &tx) { return me(tx); })->status; };
    const UserStatus lunch{u"at lunch"_s, u"🥗"_s, core.clock.now() + 1h};
    const auto answered = set(lunch);
    VERIFY_OK(answered);
    QCOMPARE(answered->status, std::optional(lunch));
    QCOMPARE(core.changes.events.size(), 2u);
    QCOMPARE(core.changes.events[0]->kind, EventKind::Presence); // for those who watch
    QCOMPARE(core.changes.events[0]->status, std::optional(lunch));
    QCOMPARE(core.changes.events[1]->kind, EventKind::UserUpdated); // for the person's devices
    QCOMPARE(seen(), std::optional(lunch));
    core.clock.advance(1h - 1ms);
    QVERIFY(seen());
    core.clock.advance(1ms);
    QVERIFY(!seen());
    const auto past = set({u"late"_s, {}, core.clock.now()});
    QCOMPARE(past.error().code, ErrorCode::InvalidInput);
    QVERIFY(names(past.error(), u"expires_at"_s));
    VERIFY_OK(set({u"here"_s, {}, {}}));
    core.clock.advance(1000h);
    QCOMPARE(seen()->text, u"here"_s);
    VERIFY_OK(set({}));
    QVERIFY(!seen());
}

void TestUsers::peopleChangeTheirProfile()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto update = [&](const UserChange &in) {
        return core.write(ann, [&](Tx &tx) { return updateMe(tx, in); });
    };
    const auto changed = update({.fullName = u"Ann Bell"_s, .about = u"Ships."_s});
    VERIFY_OK(changed);
    QCOMPARE(changed->fullName, u"Ann Bell"_s);
    QCOMPARE(changed->about, u"Ships."_s);
    QCOMPARE(changed->username, u"ann"_s);
    QCOMPARE(*core.read(ann, [](ReadTx &tx) { return me(tx); }), *changed);
    QCOMPARE(core.changes.events.size(), 2u);
    QVERIFY(core.changes.events[1]->stream == StreamId::admins());
    const Event &event = *core.changes.events[0];
    QCOMPARE(event.kind, EventKind::UserUpdated);
    QVERIFY(event.stream == StreamId::of(ann.user));
    QCOMPARE(event.seq, 1);
    QCOMPARE(*event.userInfo, *changed);
    VERIFY_OK(update({.fullName = u"Ann Bell"_s}));
    QVERIFY(core.changes.events.empty()); // nothing changed, nothing said
    VERIFY_OK(update({.title = u"Captain"_s}));
    QCOMPARE(core.changes.events[0]->seq, 2);
}

void TestUsers::usernamesStayUnique()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    core.somebody(u"bob"_s);
    const auto rename = [&](const QString &name) {
        return core.write(ann, [&](Tx &tx) { return updateMe(tx, {.username = name}); });
    };
    for (const QString &taken : {u"bob"_s, u"BOB"_s, u"Ｂob"_s}) {
        const auto refused = rename(taken);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(names(refused.error(), u"username"_s));
    }
    VERIFY_OK(rename(u"Ann"_s)); // one's own name in another case
    VERIFY_OK(rename(u"anna"_s));
    VERIFY_OK(core.login(u"ANNA"_s));
    QVERIFY(!core.login(u"ann"_s).ok());
    VERIFY_OK(core.registerAs(u"ann"_s, u"second@example.org"_s));
    const auto tooLong = rename(QString(50, u'\ufdfa'));
    QCOMPARE(tooLong.error().code, ErrorCode::InvalidInput);
}

void TestUsers::rolesAreALadder_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<UserRole>("actor");
    using enum UserRole;
    for (const UserRole actor : {User, Moderator, Admin, Owner})
        QTest::addRow("%s", nameOf(actor)) << u"sqlite"_s << actor;
}

void TestUsers::rolesAreALadder()
{
    OPEN_CORE(core);
    QFETCH(const UserRole, actor);
    using enum UserRole;
    const Actor owner = core.somebody(u"olga"_s, Owner); // so that nobody below is the last one
    const Actor who = core.somebody(u"ann"_s, actor);
    int people = 0;
    for (const UserRole target : {User, Moderator, Admin, Owner}) {
        for (const UserRole granted : {User, Moderator, Admin, Owner}) {
            // Said again, in other words than the code's.
            const bool allowed =
                (actor == Owner) || (actor == Admin && target != Owner && granted != Owner);
            const Actor whom = core.somebody(u"bob%1"_s.arg(++people), target);
            const auto changed = change(core, who, whom.user, {.role = granted});
            const QByteArray what = QByteArray(nameOf(target)) + " to " + nameOf(granted);
            QVERIFY2(changed.ok() == allowed, what.constData());
            if (!allowed)
                QCOMPARE(changed.error().code, ErrorCode::Forbidden);
            const size_t told = allowed && target != granted ? 1 : 0;
            QCOMPARE(core.changes.changedUsers.size(), told);
            const auto now = core.read(owner, [&](ReadTx &tx) { return userById(tx, whom.user); });
            QCOMPARE(now->role, allowed ? granted : target);
        }
    }
}

void TestUsers::theRoleOfNowCounts()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor admin = core.somebody(u"ann"_s, UserRole::Admin);
    const Actor bob = core.somebody(u"bob"_s);
    VERIFY_OK(change(core, owner, admin.user, {.role = UserRole::User}));
    // The token still says admin, and the guard may have let it pass a moment ago.
    QCOMPARE(change(core, admin, bob.user, {.title = u"x"_s}).error().code, ErrorCode::Forbidden);
    QCOMPARE(
        change(core, owner, UserId(987654), {.title = u"x"_s}).error().code, ErrorCode::NotFound);
}

void TestUsers::theLastOwnerStays()
{
    OPEN_CORE(core);
    const Actor olga = core.somebody(u"olga"_s, UserRole::Owner);
    QCOMPARE(
        change(core, olga, olga.user, {.role = UserRole::Admin}).error().code, ErrorCode::Conflict);
    QCOMPARE(change(core, olga, olga.user, {.isActive = false}).error().code, ErrorCode::Conflict);
    VERIFY_OK(change(core, olga, olga.user, {.role = UserRole::Owner, .isActive = true}));
    VERIFY_OK(change(core, olga, olga.user, {.title = u"Chief"_s}));

    const Actor oleg = core.somebody(u"oleg"_s);
    VERIFY_OK(change(core, olga, oleg.user, {.role = UserRole::Owner}));
    VERIFY_OK(change(core, olga, oleg.user, {.isActive = false}));
    // A suspended owner does not count.
    QCOMPARE(
        change(core, olga, olga.user, {.role = UserRole::User}).error().code, ErrorCode::Conflict);
    VERIFY_OK(change(core, olga, oleg.user, {.isActive = true}));
    // Nobody demotes themselves, but owners do one another.
    QCOMPARE(
        change(core, olga, olga.user, {.role = UserRole::User}).error().code, ErrorCode::Conflict);
    VERIFY_OK(change(core, oleg, olga.user, {.role = UserRole::User}));
    QCOMPARE(
        change(core, oleg, oleg.user, {.role = UserRole::User}).error().code, ErrorCode::Conflict);
}

void TestUsers::suspensionEndsSessions()
{
    OPEN_CORE(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Token first = *core.registerAs(u"sam"_s);
    const Token second = *core.login(u"sam"_s);
    const UserId sam = first.user.id;
    VERIFY_OK(change(core, owner, sam, {.isActive = false}));
    QCOMPARE(core.changes.endedSessions.size(), 2u);
    QCOMPARE(core.changes.changedUsers.size(), 1u);
    QVERIFY(!core.changes.changedUsers[0].isActive);
    QVERIFY(!core.refresh(first.refreshToken).ok());
    QVERIFY(!core.refresh(second.refreshToken).ok());
    QVERIFY(!core.login(u"sam"_s).ok());
    VERIFY_OK(change(core, owner, sam, {.isActive = true}));
    QVERIFY(core.changes.changedUsers[0].isActive);
    VERIFY_OK(core.login(u"sam"_s));
    QVERIFY(!core.refresh(first.refreshToken).ok());
}

void TestUsers::findsPeople()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    core.somebody(u"anton"_s);
    const Actor vanya = core.somebody(u"vanya"_s);
    VERIFY_OK(core.write(ann, [](Tx &tx) { return updateMe(tx, {.title = u"Captain"_s}); }));
    VERIFY_OK(core.write(vanya, [](Tx &tx) {
        return updateMe(tx, {.fullName = u"Иван Кузнецов"_s, .title = u"100% here"_s});
    }));
    const struct
    {
        const char *why;
        QString search;
        QStringList found;
    } cases[] = {
        {"inside and at the start", u"an"_s, {u"ann"_s, u"anton"_s, u"vanya"_s}},
        {"other case", u"ANT"_s, {u"anton"_s}},
        {"Cyrillic, other case", u"иВАН"_s, {u"vanya"_s}},
        {"two words", u"иван куз"_s, {u"vanya"_s}},
        {"more spaces", u"  иван   куз "_s, {u"vanya"_s}},
        {"title", u"captain"_s, {u"ann"_s}},
        {"percent", u"%%"_s, {}},
        {"a percent of theirs", u"0%"_s, {u"vanya"_s}},
        {"underscore", u"__"_s, {}},
        {"escape", u"!!"_s, {}},
        {"quote", u"' OR 1=1"_s, {}},
        {"nobody", u"zz"_s, {}},
    };
    for (const auto &row : cases) {
        const auto page = listPeople(core, ann, {.search = row.search});
        VERIFY_OK(page);
        QVERIFY2(namesOf(*page) == row.found, row.why);
    }
}

void TestUsers::pagesThroughEverybody()
{
    OPEN_CORE(core);
    Actor last;
    // cleo and adam came in the same moment, and cleo and bea have one full name: ids decide.
    const struct
    {
        QString name;
        QString fullName;
        std::chrono::minutes pause;
    } people[] = {{u"cleo"_s, u"Same"_s, 0min}, {u"adam"_s, u"Я"_s, 1min}, {u"eve"_s, u"A"_s, 1min},
        {u"bea"_s, u"Same"_s, 1min}, {u"dan"_s, u"B"_s, 0min}};
    for (const auto &person : people) {
        last = core.somebody(person.name);
        VERIFY_OK(
            core.write(last, [&](Tx &tx) { return updateMe(tx, {.fullName = person.fullName}); }));
        core.clock.advance(person.pause);
    }
    const std::pair<UserSort, QStringList> sorts[] = {
        {UserSort::Username, {u"adam"_s, u"bea"_s, u"cleo"_s, u"dan"_s, u"eve"_s}},
        {UserSort::FullName, {u"eve"_s, u"dan"_s, u"cleo"_s, u"bea"_s, u"adam"_s}},
        {UserSort::CreatedAt, {u"cleo"_s, u"adam"_s, u"eve"_s, u"bea"_s, u"dan"_s}},
    };
    for (const auto &[sort, upwards] : sorts) {
        const QStringList downwards(upwards.rbegin(), upwards.rend());
        for (const UserOrder order : {UserOrder::Ascending, UserOrder::Descending}) {
            for (const qint64 limit : {1, 2, 3, 5, 100}) {
                QStringList seen;
                UserQuery query{.sort = sort, .order = order, .limit = limit};
                int pages = 0;
                do {
                    const auto page = listPeople(core, last, query);
                    VERIFY_OK(page);
                    QVERIFY(page->items.size() <= size_t(limit));
                    seen += namesOf(*page);
                    query.cursor = page->next;
                } while (query.cursor && ++pages < 10);
                QCOMPARE(seen, order == UserOrder::Ascending ? upwards : downwards);
            }
        }
    }
}

void TestUsers::onlyAdminsFilter()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const Actor sam = core.somebody(u"sam"_s);
    const Actor olga = core.somebody(u"olga"_s, UserRole::Owner);
    VERIFY_OK(change(core, olga, sam.user, {.isActive = false}));
    QCOMPARE(listPeople(core, ann, {.role = UserRole::Owner}).error().code, ErrorCode::Forbidden);
    QCOMPARE(listPeople(core, ann, {.isActive = false}).error().code, ErrorCode::Forbidden);
    QCOMPARE(namesOf(*listPeople(core, ann, {})), (QStringList{u"ann"_s, u"olga"_s}));
    QCOMPARE(namesOf(*listPeople(core, olga, {})), (QStringList{u"ann"_s, u"olga"_s, u"sam"_s}));
    QCOMPARE(namesOf(*listPeople(core, olga, {.isActive = false})), (QStringList{u"sam"_s}));
    QCOMPARE(namesOf(*listPeople(core, olga, {.role = UserRole::Owner})), (QStringList{u"olga"_s}));
    QCOMPARE(namesOf(*listPeople(core, olga, {.role = UserRole::User, .isActive = true})),
        QStringList{u"ann"_s});
}

void TestUsers::refusesOddQueries()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto refused = [&](const UserQuery &query, const QString &field) {
        const auto page = listPeople(core, ann, query);
        return !page.ok() && page.error().code == ErrorCode::InvalidInput
            && names(page.error(), field);
    };
    QVERIFY(refused({.search = u"a"_s}, u"search"_s));
    QVERIFY(refused({.search = u" a "_s}, u"search"_s));
    QVERIFY(refused({.search = u"🦊"_s}, u"search"_s));
    for (const QString &cursor : {u"x"_s, u"...."_s, u"МТ"_s, u"LmE"_s})
        QVERIFY(refused({.cursor = cursor}, u"cursor"_s));
    QVERIFY(refused({.sort = UserSort::CreatedAt, .cursor = u"MS5hbm4"_s}, u"cursor"_s));
    for (const qint64 limit : {-5, 0, 1, 1'000'000})
        QCOMPARE(listPeople(core, ann, {.limit = limit})->items.size(), 1u);
}

void TestUsers::listsWhoIsOnline()
{
    OPEN_CORE(core);
    std::vector<UserId> ids;
    Actor last;
    for (const QString &name : {u"ann"_s, u"bob"_s, u"cat"_s, u"dan"_s}) {
        last = core.somebody(name);
        ids.push_back(last.user);
    }
    for (const size_t i : {3u, 0u, 2u})
        core.presence.addLease(ids[i], core.clock.now());
    const auto online = [&](const ListQuery &query) {
        return *core.read(last, [&](ReadTx &tx) { return onlineUsers(tx, query); });
    };
    QCOMPARE(namesOf(online({})), (QStringList{u"ann"_s, u"cat"_s, u"dan"_s}));
    const auto first = online({.limit = 2});
    QCOMPARE(namesOf(first), (QStringList{u"ann"_s, u"cat"_s}));
    const auto second = online({.cursor = first.next, .limit = 2});
    QCOMPARE(namesOf(second), QStringList{u"dan"_s});
    QVERIFY(!second.next);
    QVERIFY(second.items[0].email); // dan is the viewer
    QVERIFY(!first.items[0].email);
}

KITH_TEST(TestUsers)
#include "tst_users.moc"
