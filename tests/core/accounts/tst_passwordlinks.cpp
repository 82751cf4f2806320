// SPDX-License-Identifier: GPL-3.0-or-later
// Links with which a person sets a new password: good once, for a while, and for nothing else.
#include "../corefixture.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString newPassword() { return u"another horse entirely"_s; }

Result<PasswordLink> linkFor(Core &core, const Actor &admin, UserId id)
{
    return core.write(admin, [&](Tx &tx) { return giveUserLink(tx, id); });
}

} // namespace

class TestPasswordLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLinkSetsThePasswordOnce_data() { eachDriver(); }
    void aLinkSetsThePasswordOnce();
    void onlyItsHashIsStored_data() { eachDriver(); }
    void onlyItsHashIsStored();
    void badTokensAnswerAlike_data();
    void badTokensAnswerAlike();
    void badPasswordsLeaveTheLinkGood_data() { eachDriver(); }
    void badPasswordsLeaveTheLinkGood();
    void ofTwoAtOnceOneSucceeds_data() { eachDriver(); }
    void ofTwoAtOnceOneSucceeds();
    void linksFollowTheLadder_data() { eachDriver(); }
    void linksFollowTheLadder();
};

void TestPasswordLinks::aLinkSetsThePasswordOnce()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Token ann = *core.registerAs(u"ann"_s);
    const auto link = linkFor(core, admin, ann.user.id);
    VERIFY_OK(link);
    QCOMPARE(link->token.size(), 43); // 256 bits
    VERIFY_OK(core.login(u"ann"_s)); // asking for a link changes nothing yet
    VERIFY_OK(core.reset(link->token, newPassword()));
    QCOMPARE(core.changes.endedSessions.size(), 2u);
    QVERIFY(!core.refresh(ann.refreshToken).ok());
    QVERIFY(!core.login(u"ann"_s).ok());
    VERIFY_OK(core.login(u"ann"_s, newPassword()));
    QVERIFY(names(core.reset(link->token, Core::password()).error(), u"token"_s));
    VERIFY_OK(core.login(u"ann"_s, newPassword()));
}

void TestPasswordLinks::onlyItsHashIsStored()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const auto link = linkFor(core, admin, admin.user);
    VERIFY_OK(link);
    QString stored;
    VERIFY_OK(core.reader().query(store::Sql("SELECT token_hash FROM password_links"), {},
        [&](const store::SqlRow &row) { stored = row.text(0); }));
    QCOMPARE(stored.size(), 64);
    QVERIFY(!stored.contains(link->token));
    QVERIFY(!core.reset(stored, newPassword()).ok());
}

void TestPasswordLinks::badTokensAnswerAlike_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("what");
    for (const char *engine : {"sqlite", "mariadb"}) {
        for (const char *what : {"used", "voided", "expired", "suspended"})
            QTest::addRow("%s, %s", engine, what)
                << QString::fromLatin1(engine) << QString::fromLatin1(what);
    }
}

void TestPasswordLinks::badTokensAnswerAlike()
{
    OPEN_CORE(core);
    QFETCH(QString, what);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor ann = core.somebody(u"ann"_s);
    const auto link = linkFor(core, admin, ann.user);
    VERIFY_OK(link);
    if (what == u"used")
        VERIFY_OK(core.reset(link->token, newPassword()));
    else if (what == u"voided")
        VERIFY_OK(linkFor(core, admin, ann.user));
    else if (what == u"expired")
        core.clock.advance(limits::kPasswordLinkLife);
    else
        VERIFY_OK(core.write(admin,
            [&](Tx &tx) { return updateUser(tx, ann.user, AdminUserChange{.isActive = false}); }));
    const auto refused = core.reset(link->token, newPassword());
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error(), core.reset(u"no such token"_s, newPassword()).error());
    QVERIFY(names(refused.error(), u"token"_s));
}

void TestPasswordLinks::badPasswordsLeaveTheLinkGood()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor ann = core.somebody(u"ann"_s);
    const auto link = linkFor(core, admin, ann.user);
    VERIFY_OK(link);
    for (const char16_t *bad : {u"short", u"password", u"ann@example.org"})
        QVERIFY(names(core.reset(link->token, QString::fromUtf16(bad)).error(), u"new_password"_s));
    VERIFY_OK(core.login(u"ann"_s));
    core.clock.advance(limits::kPasswordLinkLife - 1ms);
    VERIFY_OK(core.reset(link->token, newPassword()));
}

void TestPasswordLinks::ofTwoAtOnceOneSucceeds()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor ann = core.somebody(u"ann"_s);
    const auto link = linkFor(core, admin, ann.user);
    VERIFY_OK(link);
    // Both have hashed before either commits.
    const PasswordReset in{.token = link->token, .newPassword = newPassword()};
    const auto work = core.read({}, [&](ReadTx &tx) { return preparePasswordReset(tx, in); });
    VERIFY_OK(work);
    const QString hash = *hashForReset(in, *work);
    const auto commit = [&] {
        return core.write({}, [&](Tx &tx) { return resetPassword(tx, in, hash); });
    };
    VERIFY_OK(commit());
    QVERIFY(!commit().ok());
}

void TestPasswordLinks::linksFollowTheLadder()
{
    OPEN_CORE(core);
    const Actor admin = core.somebody(u"adm"_s, UserRole::Admin);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    const Actor ann = core.somebody(u"ann"_s);
    QCOMPARE(linkFor(core, admin, owner.user).error().code, ErrorCode::Forbidden);
    QCOMPARE(linkFor(core, ann, ann.user).error().code, ErrorCode::Forbidden);
    QCOMPARE(linkFor(core, admin, UserId(9'999)).error().code, ErrorCode::NotFound);
    VERIFY_OK(linkFor(core, owner, admin.user));
    VERIFY_OK(core.write(owner,
        [&](Tx &tx) { return updateUser(tx, ann.user, AdminUserChange{.isActive = false}); }));
    QCOMPARE(linkFor(core, admin, ann.user).error().code, ErrorCode::Conflict);
}

KITH_TEST(TestPasswordLinks)
#include "tst_passwordlinks.moc"
