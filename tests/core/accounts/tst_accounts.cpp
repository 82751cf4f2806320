// SPDX-License-Identifier: GPL-3.0-or-later
// Making accounts and proving who one is.
#include "../corefixture.h"
#include "core/chats/chats.h"
#include "core/demo.h"
#include "core/messages/history.h"
#include "runner/runner.h"

#include <QSet>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Actor kNobody{};

} // namespace

class TestAccounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void registersAndSignsIn_data() { eachDriver(); }
    void registersAndSignsIn();
    void conflictsNameTheField_data() { eachDriver(); }
    void conflictsNameTheField();
    void aRaceForANameHasOneWinner_data() { eachDriver(); }
    void aRaceForANameHasOneWinner();
    void registrationFollowsThePolicy_data();
    void registrationFollowsThePolicy();
    void newPeopleAreInTheDefaultChannels_data() { eachDriver(); }
    void newPeopleAreInTheDefaultChannels();
    void badPasswordsNameTheField_data() { eachDriver(); }
    void badPasswordsNameTheField();
    void loginByNameOrAddress_data() { eachDriver(); }
    void loginByNameOrAddress();
    void refusalsTellNothing_data() { eachDriver(); }
    void refusalsTellNothing();
    void whatChangesDuringTheHashCounts_data() { eachDriver(); }
    void whatChangesDuringTheHashCounts();
    void hashesFollowTheCost_data() { eachDriver(); }
    void hashesFollowTheCost();
    void changingThePasswordEndsOtherSessions_data() { eachDriver(); }
    void changingThePasswordEndsOtherSessions();
    void changingThePasswordNeedsTheOldOne_data() { eachDriver(); }
    void changingThePasswordNeedsTheOldOne();
    void theFirstOwnerComesFromTheCommandLine_data() { eachDriver(); }
    void theFirstOwnerComesFromTheCommandLine();
    void demoHasFivePeopleWhoTalk_data() { eachDriver(); }
    void demoHasFivePeopleWhoTalk();
};

void TestAccounts::registersAndSignsIn()
{
    OPEN_CORE(core);
    const auto token = core.registerAs(u"Ann.B"_s, u"Ann@Example.org"_s);
    VERIFY_OK(token);
    QCOMPARE(token->user.username, u"Ann.B"_s);
    QCOMPARE(*token->user.email, u"Ann@Example.org"_s);
    QCOMPARE(token->user.role, UserRole::User);
    QVERIFY(token->user.isActive);
    QVERIFY(!token->user.isOnline);
    const auto mine = core.read(core.actorOf(*token), [](ReadTx &tx) { return me(tx); });
    VERIFY_OK(mine);
    QCOMPARE(*mine, token->user);
    VERIFY_OK(core.refresh(token->refreshToken));
}

void TestAccounts::conflictsNameTheField()
{
    OPEN_CORE(core);
    VERIFY_OK(core.registerAs(u"ann"_s, u"ann@example.org"_s));
    const struct
    {
        QString username;
        QString email;
        QStringList fields;
    } cases[] = {
        {u"ann"_s, u"other@example.org"_s, {u"username"_s}},
        {u"ANN"_s, u"other@example.org"_s, {u"username"_s}},
        {u"Ａｎｎ"_s, u"other@example.org"_s, {u"username"_s}},
        {u"other"_s, u"ann@example.org"_s, {u"email"_s}},
        {u"other"_s, u"Ann@EXAMPLE.org"_s, {u"email"_s}},
        {u"Ann"_s, u"ANN@example.org"_s, {u"username"_s, u"email"_s}},
    };
    for (const auto &row : cases) {
        const auto refused = core.registerAs(row.username, row.email);
        QVERIFY2(!refused.ok(), qPrintable(row.username));
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QStringList fields;
        for (const FieldError &field : refused.error().fields)
            fields += field.field;
        QCOMPARE(fields, row.fields);
    }
    VERIFY_OK(core.registerAs(u"ann2"_s, u"ann2@example.org"_s));
}

void TestAccounts::aRaceForANameHasOneWinner()
{
    OPEN_CORE(core);
    // Both have been told that the name is free, and both have computed their hashes.
    const Registration in{.username = u"ann"_s, .email = u"a@example.org"_s, .password = u"x"_s};
    const auto enter = [&](const QString &email) {
        Registration mine = in;
        mine.email = email;
        return core.write(
            {}, [&](Tx &tx) { return registerUser(tx, core.issuer(), mine, u"hash"_s); });
    };
    VERIFY_OK(enter(u"a@example.org"_s));
    const auto second = enter(u"b@example.org"_s);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QVERIFY(names(second.error(), u"username"_s));
}

void TestAccounts::registrationFollowsThePolicy_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<RegistrationPolicy>("policy");
    QTest::addColumn<bool>("open");
    QTest::newRow("open") << u"sqlite"_s << RegistrationPolicy::Open << true;
    QTest::newRow("invite") << u"sqlite"_s << RegistrationPolicy::Invite << false;
    QTest::newRow("closed") << u"sqlite"_s << RegistrationPolicy::Closed << false;
}

void TestAccounts::registrationFollowsThePolicy()
{
    OPEN_CORE(core);
    QFETCH(const RegistrationPolicy, policy);
    QFETCH(const bool, open);
    core.policy.registration = policy;
    const auto made = core.registerAs(u"ann"_s);
    QCOMPARE(made.ok(), open);
    if (!open)
        QCOMPARE(made.error().code, ErrorCode::Forbidden);
    const Registration in{.username = u"bob"_s, .email = u"b@example.org"_s, .password = u"x"_s};
    const auto late =
        core.write({}, [&](Tx &tx) { return registerUser(tx, core.issuer(), in, u"hash"_s); });
    QCOMPARE(late.ok(), open);
}

void TestAccounts::newPeopleAreInTheDefaultChannels()
{
    OPEN_CORE(core);
    core.policy.defaultChannels = {u"general"_s};
    VERIFY_OK(core.write({}, [](Tx &tx) { return ensureDefaultChannels(tx); }));
    const Actor ann = core.somebody(u"ann"_s);
    QVERIFY(!core.changes.events.empty());
    const auto chats = core.read(ann, [](ReadTx &tx) { return myChats(tx, {}); });
    VERIFY_OK(chats);
    QCOMPARE(chats->items.size(), 1u);
    QCOMPARE(chats->items[0].name, u"general"_s);
}

void TestAccounts::badPasswordsNameTheField()
{
    OPEN_CORE(core);
    for (const QString &password : {u"short"_s, u"password1"_s, u"marigold9"_s}) {
        const Registration in{
            .username = u"marigold"_s, .email = u"m@example.org"_s, .password = password};
        const auto refused = core.read({}, [&](ReadTx &tx) { return prepareRegistration(tx, in); });
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
        QVERIFY(names(refused.error(), u"password"_s));
    }
}

void TestAccounts::loginByNameOrAddress()
{
    OPEN_CORE(core);
    VERIFY_OK(core.registerAs(u"Ann.B"_s, u"ann@example.org"_s));
    for (const QString &good :
        {u"Ann.B"_s, u"aNN.b"_s, u"Ａnn.B"_s, u"ann@example.org"_s, u"ANN@EXAMPLE.ORG"_s}) {
        const auto token = core.login(good);
        VERIFY_OK(token);
        QCOMPARE(token->user.username, u"Ann.B"_s);
    }
    for (const QString &bad : {u""_s, u"%"_s, u"Ann"_s, u"' OR '1'='1"_s, u"ann.b "_s,
             u" ann@example.org"_s, u"ann@example"_s, u"@"_s})
        QVERIFY2(!core.login(bad).ok(), qPrintable(bad));
}

void TestAccounts::refusalsTellNothing()
{
    OPEN_CORE(core);
    VERIFY_OK(core.registerAs(u"ann"_s));
    const Actor sam = core.somebody(u"sam"_s);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    VERIFY_OK(core.write(owner,
        [&](Tx &tx) { return updateUser(tx, sam.user, AdminUserChange{.isActive = false}); }));
    const auto unknown = core.login(u"nobody"_s);
    const auto wrong = core.login(u"ann"_s, u"not the password"_s);
    const auto suspended = core.login(u"sam"_s);
    const auto suspendedWrong = core.login(u"sam"_s, u"not the password"_s);
    QVERIFY(!unknown.ok() && !wrong.ok() && !suspended.ok() && !suspendedWrong.ok());
    QCOMPARE(unknown.error().code, ErrorCode::Unauthenticated);
    QCOMPARE(wrong.error(), unknown.error());
    QCOMPARE(suspended.error(), unknown.error());
    QCOMPARE(suspendedWrong.error(), unknown.error());
    // And the work that they cost is the same.
    const auto work = [&](const QString &name) {
        const Login in{.login = name, .password = u"x"_s};
        return core.read({}, [&](ReadTx &tx) { return prepareLogin(tx, in); })
            ->storedHash.section(u'$', 0, 3);
    };
    QCOMPARE(work(u"nobody"_s), work(u"ann"_s));
    QCOMPARE(work(u"sam"_s), work(u"ann"_s));
}

void TestAccounts::whatChangesDuringTheHashCounts()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Login in{.login = u"ann"_s, .password = Core::password()};
    const auto proof = [&] {
        return proveLogin(in, *core.read({}, [&](ReadTx &tx) { return prepareLogin(tx, in); }));
    };
    const auto finish = [&](const Result<Proof> &p) {
        return core.write({}, [&](Tx &tx) { return login(tx, core.issuer(), *p); });
    };
    const auto beforeChange = proof();
    VERIFY_OK(beforeChange);
    VERIFY_OK(core.write(ann, [&](Tx &tx) {
        return changePassword(tx,
            {.user = ann.user,
                .checkedHash = beforeChange->checkedHash,
                .newHash = *hashPassword(Core::password(), costOf(core.policy))});
    }));
    QVERIFY(!finish(beforeChange).ok());
    const auto beforeSuspension = proof();
    VERIFY_OK(beforeSuspension);
    VERIFY_OK(core.write(owner,
        [&](Tx &tx) { return updateUser(tx, ann.user, AdminUserChange{.isActive = false}); }));
    const auto refused = finish(beforeSuspension);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error(), core.login(u"nobody"_s).error());
}

void TestAccounts::hashesFollowTheCost()
{
    OPEN_CORE(core);
    VERIFY_OK(core.registerAs(u"ann"_s));
    const auto stored = [&] {
        const Login in{.login = u"ann"_s, .password = u"x"_s};
        return core.read({}, [&](ReadTx &tx) { return prepareLogin(tx, in); })->storedHash;
    };
    const QString first = stored();
    VERIFY_OK(core.login(u"ann"_s));
    QCOMPARE(stored(), first);
    core.policy.argonPasses = 2;
    VERIFY_OK(core.login(u"ann"_s));
    QVERIFY(stored().contains(u"t=2"_s));
    VERIFY_OK(core.login(u"ann"_s));
}

void TestAccounts::changingThePasswordEndsOtherSessions()
{
    OPEN_CORE(core);
    const Token here = *core.registerAs(u"ann"_s);
    const Token there = *core.login(u"ann"_s);
    const Actor ann = core.actorOf(here);
    const PasswordChange in{Core::password(), u"an umbrella stand"_s};
    const auto work = core.read(ann, [&](ReadTx &tx) { return preparePasswordChange(tx, in); });
    VERIFY_OK(work);
    const auto proof = provePasswordChange(in, *work);
    VERIFY_OK(proof);
    VERIFY_OK(core.write(ann, [&](Tx &tx) { return changePassword(tx, *proof); }));
    QCOMPARE(core.changes.endedSessions, std::vector<SessionId>{core.actorOf(there).session});
    QVERIFY(!core.refresh(there.refreshToken).ok());
    VERIFY_OK(core.refresh(here.refreshToken));
    QVERIFY(!core.login(u"ann"_s).ok());
    VERIFY_OK(core.login(u"ann"_s, u"an umbrella stand"_s));
}

void TestAccounts::changingThePasswordNeedsTheOldOne()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const auto change = [&](const QString &current, const QString &next) -> Result<Proof> {
        const PasswordChange in{current, next};
        TRY_ASSIGN(const HashWork work,
            core.read(ann, [&](ReadTx &tx) { return preparePasswordChange(tx, in); }));
        return provePasswordChange(in, work);
    };
    const auto wrong = change(u"not the password"_s, u"an umbrella stand"_s);
    QVERIFY(!wrong.ok());
    QCOMPARE(wrong.error().code, ErrorCode::InvalidInput);
    QVERIFY(names(wrong.error(), u"current_password"_s));
    const auto weak = change(Core::password(), u"short"_s);
    QVERIFY(!weak.ok());
    QVERIFY(names(weak.error(), u"new_password"_s));
    // A proof of somebody else is none.
    const Actor bob = core.somebody(u"bob"_s);
    const auto proof = change(Core::password(), u"an umbrella stand"_s);
    VERIFY_OK(proof);
    QVERIFY(!core.write(bob, [&](Tx &tx) { return changePassword(tx, *proof); }).ok());
    VERIFY_OK(core.login(u"bob"_s));
}

void TestAccounts::theFirstOwnerComesFromTheCommandLine()
{
    OPEN_CORE(core);
    const auto make = [&](const QString &name, OwnerRule rule) {
        const NewOwner in{.username = name,
            .email = name + u"@example.org"_s,
            .passwordHash = *hashPassword(Core::password(), costOf(core.policy))};
        return core.write(kNobody, [&](Tx &tx) { return createOwner(tx, in, rule); });
    };
    const auto first = make(u"olga"_s, OwnerRule::OnlyFirst);
    VERIFY_OK(first);
    QCOMPARE(first->role, UserRole::Owner);
    QCOMPARE(first->fullName, u"olga"_s);
    const auto second = make(u"oleg"_s, OwnerRule::OnlyFirst);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    VERIFY_OK(make(u"oleg"_s, OwnerRule::Additional));
    const auto taken = make(u"OLEG"_s, OwnerRule::Additional);
    QVERIFY(!taken.ok());
    QCOMPARE(taken.error().fields.size(), 2u);
    const auto token = core.login(u"olga"_s);
    VERIFY_OK(token);
    QCOMPARE(core.actorOf(*token).role, UserRole::Owner);
}

void TestAccounts::demoHasFivePeopleWhoTalk()
{
    OPEN_CORE(core);
    core.policy.defaultChannels = {u"general"_s};
    QVERIFY(!*hasDemoPeople(core.reader()));
    VERIFY_OK(core.write({}, [](Tx &tx) { return seedDemo(tx); }));
    VERIFY_OK(core.write({}, [](Tx &tx) { return seedDemo(tx); })); // once
    QVERIFY(*hasDemoPeople(core.reader()));
    QSet<QString> addresses;
    for (const QString &email : {u"admin@admin.ru"_s, u"api-test@example.com"_s,
             u"user1@example.com"_s, u"user2@example.com"_s, u"user3@example.com"_s}) {
        const auto token = core.login(email, u"admin"_s);
        VERIFY_OK(token);
        QCOMPARE(
            token->user.role, email.startsWith(u"admin@"_s) ? UserRole::Owner : UserRole::User);
        addresses.insert(*token->user.email);
    }
    QCOMPARE(addresses.size(), 5);
    QCOMPARE(**store::integerOf(core.reader(), store::Sql("SELECT COUNT(*) FROM users"), {}), 5);

    const Actor admin = core.actorOf(*core.login(u"admin"_s, u"admin"_s));
    const auto chats = core.read(admin, [](ReadTx &tx) { return myChats(tx, {}); });
    VERIFY_OK(chats);
    QCOMPARE(chats->items.size(), 3u); // general and two more
    for (const Chat &chat : chats->items) {
        QCOMPARE(chat.memberCount, 5);
        if (chat.name != u"general"_s)
            QVERIFY(
                core.read(admin, [&](ReadTx &tx) { return history(tx, chat.id, {}); })->items.size()
                >= 5);
    }
}

KITH_TEST(TestAccounts)
#include "tst_accounts.moc"
