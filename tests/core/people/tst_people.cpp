// SPDX-License-Identifier: GPL-3.0-or-later
// People as the dialects find them, and accounts with names that the native API would not take.
#include "../corefixture.h"
#include "core/people/people.h"
#include "runner/runner.h"

#include <set>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

/// "ann,bob": usernames in the order found.
QString namesOf(const Result<std::vector<store::UserRow>> &rows)
{
    QStringList names;
    if (!rows.ok())
        return rows.error().detail;
    for (const store::UserRow &row : *rows)
        names += row.username;
    return names.join(u',');
}

} // namespace

class TestPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areFoundByIds_data() { eachDriver(); }
    void areFoundByIds();
    void areFoundByNameAndAddress_data() { eachDriver(); }
    void areFoundByNameAndAddress();
    void searchTakesItsTextAsItStands_data() { eachDriver(); }
    void searchTakesItsTextAsItStands();
    void aFreeNameIsMadeOfAnything_data() { eachDriver(); }
    void aFreeNameIsMadeOfAnything();
    void anAccountIsMadeWithoutASession_data() { eachDriver(); }
    void anAccountIsMadeWithoutASession();
    void loginMayBeByOneOnly_data() { eachDriver(); }
    void loginMayBeByOneOnly();
    void availabilityIsTheirOwn_data() { eachDriver(); }
    void availabilityIsTheirOwn();
};

void TestPeople::areFoundByIds()
{
    OPEN_CORE(core);
    std::vector<UserId> ids;
    VERIFY_OK(core.write({}, [&](Tx &tx) -> Result<void> {
        for (int i = 0; i < 150; ++i) {
            const QString name = u"u%1"_s.arg(i);
            TRY_ASSIGN(const auto row,
                addPerson(tx, *withKeys({.username = name, .email = name, .fullName = name})));
            ids.push_back(row.id);
        }
        return {};
    }));
    ids.push_back(UserId(999'999)); // nobody
    ids.push_back(ids.front()); // twice
    const auto rows = usersByIds(core.reader(), ids);
    VERIFY_OK(rows);
    std::set<UserId> found;
    for (const auto &row : *rows)
        found.insert(row.id);
    QCOMPARE(rows->size(), size_t(150));
    QCOMPARE(found.size(), size_t(150));
    QVERIFY(usersByIds(core.reader(), {})->empty());
}

void TestPeople::areFoundByNameAndAddress()
{
    OPEN_CORE(core);
    VERIFY_OK(core.registerAs(u"Ann"_s, u"Ann.Lee@Example.org"_s));
    const auto byEmail = userByEmail(core.reader(), u"ann.LEE@example.ORG"_s);
    const auto byName = userByUsername(core.reader(), u"ANN"_s);
    QVERIFY(byEmail.ok() && *byEmail && byName.ok() && *byName);
    QCOMPARE((*byEmail)->id, (*byName)->id);
    QVERIFY(!*userByEmail(core.reader(), u"ann"_s));
    QVERIFY(!*userByUsername(core.reader(), u"an"_s));
}

void TestPeople::searchTakesItsTextAsItStands()
{
    OPEN_CORE(core);
    const auto add = [&](const char *name, const char *fullName, const char *team, bool active) {
        return core.write({}, [&](Tx &tx) {
            return addPerson(tx,
                *withKeys({.username = QString::fromUtf8(name),
                    .email = QString::fromUtf8(name) + u"@mail.example"_s,
                    .fullName = QString::fromUtf8(fullName),
                    .team = QString::fromUtf8(team),
                    .isActive = active}));
        });
    };
    VERIFY_OK(add("bob", "Zoë 100% Smith", "Red", true));
    VERIFY_OK(add("ann", "Ann_Lee", "Blue", true));
    const auto smithy = add("smithy", "Carl", "Red", true);
    VERIFY_OK(smithy);
    VERIFY_OK(add("gone", "Old Smith", "Red", false));
    const auto search = [&](PeopleQuery query) {
        const auto rows = searchPeople(core.reader(), query);
        const auto count = countPeople(core.reader(), query);
        if (rows.ok() && query.skip == 0 && query.limit >= 10
            && (!count.ok() || *count != qint64(rows->size())))
            return u"count"_s;
        return namesOf(rows);
    };
    QCOMPARE(search({}), u"ann,smithy,bob"_s); // by full name
    QCOMPARE(search({.order = PeopleOrder::Username}), u"ann,bob,smithy"_s);
    QCOMPARE(search({.order = PeopleOrder::Id}), u"bob,ann,smithy"_s);
    QCOMPARE(search({.skip = 1, .limit = 1}), u"smithy"_s);
    QCOMPARE(search({.text = u"SMITH"_s}), u"smithy,bob"_s);
    QCOMPARE(search({.text = u"smith"_s, .inUsername = false}), u"bob"_s);
    QCOMPARE(search({.text = u"smith"_s, .inFullName = false}), u"smithy"_s);
    QCOMPARE(search({.text = u"smith"_s, .activeOnly = false}), u"smithy,gone,bob"_s);
    QCOMPARE(search({.text = u"zoë"_s}), u"bob"_s);
    QCOMPARE(search({.text = u"%"_s}), u"bob"_s);
    QCOMPARE(search({.text = u"_"_s}), u"ann"_s);
    QCOMPARE(search({.text = u"!"_s}), QString());
    QCOMPARE(search({.text = u"red"_s}), QString()); // the team is no name
    QCOMPARE(search({.text = u"bob"_s, .inUsername = false}), QString());
    QCOMPARE(search({.text = u"mail"_s}), QString());
    QCOMPARE(search({.text = u"B@mail"_s, .inEmail = true}), u"bob"_s);
    QCOMPARE(search({.department = u"Red"_s}), u"smithy,bob"_s);
    QCOMPARE(search({.except = smithy->id}), u"ann,bob"_s);
}

void TestPeople::aFreeNameIsMadeOfAnything()
{
    OPEN_CORE(core);
    const auto free = [&](const QString &wanted) {
        const auto name = freeUsername(core.reader(), wanted);
        return name.ok() ? *name : name.error().detail;
    };
    QCOMPARE(free(u"ann.lee"_s), u"ann.lee"_s);
    QCOMPARE(free(u".ann+lee "_s), u"ann_lee"_s);
    QCOMPARE(free(u"Аня"_s), u"user"_s);
    QCOMPARE(free(u"a"_s), u"user"_s);
    QCOMPARE(free(QString(80, u'x')), QString(50, u'x'));
    VERIFY_OK(core.registerAs(u"Ann"_s));
    QCOMPARE(free(u"ann"_s), u"ann2"_s);
    for (int i = 2; i <= 9; ++i)
        VERIFY_OK(core.registerAs(u"ann%1"_s.arg(i)));
    const QString byChance = free(u"ann"_s);
    QVERIFY2(byChance.startsWith(u"ann"_s) && byChance.size() > 4, qPrintable(byChance));
    VERIFY_OK(core.registerAs(byChance));
    VERIFY_OK(core.registerAs(QString(50, u'x')));
    QCOMPARE(free(QString(50, u'x')), QString(49, u'x') + u'2');
}

void TestPeople::anAccountIsMadeWithoutASession()
{
    OPEN_CORE(core);
    const Registration in{.username = u"Ann Lee (ops) Ж"_s,
        .email = u"ann@example.org"_s,
        .password = Core::password(),
        .fullName = {}};
    const auto work = core.read({}, [&](ReadTx &tx) { return prepareRegistration(tx, in); });
    VERIFY_OK(work);
    const auto hash = hashForRegistration(in, *work);
    VERIFY_OK(hash);
    const auto row = core.write({}, [&](Tx &tx) { return makePerson(tx, in, *hash); });
    VERIFY_OK(row);
    QCOMPARE(row->username, in.username);
    QCOMPARE(row->fullName, in.username);
    const auto sessions =
        store::integerOf(core.reader(), store::Sql("SELECT COUNT(*) FROM sessions"), {});
    QCOMPARE(*sessions, 0);
    VERIFY_OK(core.login(in.username));
    const auto again = core.write({}, [&](Tx &tx) { return makePerson(tx, in, *hash); });
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    core.policy.registration = RegistrationPolicy::Closed;
    const auto closed = core.write({}, [&](Tx &tx) { return makePerson(tx, in, *hash); });
    QVERIFY(!closed.ok());
    QCOMPARE(closed.error().code, ErrorCode::Forbidden);
}

void TestPeople::loginMayBeByOneOnly()
{
    OPEN_CORE(core);
    VERIFY_OK(core.registerAs(u"ann"_s, u"ann@example.org"_s));
    // A name that looks like somebody's address.
    const Registration odd{.username = u"ann@example.org"_s,
        .email = u"odd@example.org"_s,
        .password = Core::password(),
        .fullName = {}};
    const auto work = core.read({}, [&](ReadTx &tx) { return prepareRegistration(tx, odd); });
    VERIFY_OK(work);
    VERIFY_OK(core.write(
        {}, [&](Tx &tx) { return makePerson(tx, odd, *hashForRegistration(odd, *work)); }));
    const auto finds = [&](const QString &login, LoginBy by) {
        const Login in{.login = login, .password = u"x"_s};
        const auto found = core.read({}, [&](ReadTx &tx) { return prepareLogin(tx, in, by); });
        const auto row = store::loadRow<store::UserRow>(core.reader(), found->user);
        return row.ok() && *row ? (*row)->email : QString();
    };
    QCOMPARE(finds(u"ann"_s, LoginBy::Username), u"ann@example.org"_s);
    QCOMPARE(finds(u"ann"_s, LoginBy::Email), QString());
    QCOMPARE(finds(u"Ann@example.org"_s, LoginBy::Email), u"ann@example.org"_s);
    QCOMPARE(finds(u"ann@example.org"_s, LoginBy::Either), u"ann@example.org"_s);
    QCOMPARE(finds(u"ann@example.org"_s, LoginBy::Username), u"odd@example.org"_s);
    QCOMPARE(finds(u"odd@example.org"_s, LoginBy::Username), QString());
}

void TestPeople::availabilityIsTheirOwn()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto stored = [&] {
        return (*store::loadRow<store::UserRow>(core.reader(), ann.user))->availability;
    };
    QCOMPARE(stored(), Availability::Offline);
    VERIFY_OK(core.write(ann, [&](Tx &tx) { return setAvailability(tx, Availability::Away); }));
    QCOMPARE(stored(), Availability::Away);
    QVERIFY(!core.write({}, [&](Tx &tx) { return setAvailability(tx, Availability::Away); }).ok());
}

KITH_TEST(TestPeople)
#include "tst_people.moc"
