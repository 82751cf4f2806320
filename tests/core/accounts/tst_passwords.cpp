// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/passwords.h"
#include "core/lists/folding.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::core;
using namespace Qt::StringLiterals;

namespace {
constexpr PasswordCost kCheap{.memoryBytes = 64 * 1024, .passes = 1};
} // namespace

class TestPasswords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hashesAndChecks();
    void composedAndDecomposedAreOnePassword();
    void asksForANewHashWhenTheCostChanged();
    void nothingMatchesTheDummy();
    void brokenHashesMatchNothing_data();
    void brokenHashesMatchNothing();
    void newPasswords_data();
    void newPasswords();
    void operatorsMayAllowCommonOnes();
    void foldsNames_data();
    void foldsNames();
};

void TestPasswords::hashesAndChecks()
{
    const auto hash = hashPassword(u"correct horse"_s, kCheap);
    QVERIFY(hash.ok());
    QVERIFY(hash->startsWith(u"$argon2id$v=19$m=64,t=1,p=1$"_s));
    QVERIFY(*hash != *hashPassword(u"correct horse"_s, kCheap)); // salted
    QVERIFY(checkPassword(u"correct horse"_s, *hash, kCheap).matches);
    QVERIFY(!checkPassword(u"correct horse"_s, *hash, kCheap).needsRehash);
    QVERIFY(!checkPassword(u"Correct horse"_s, *hash, kCheap).matches);
    QVERIFY(!checkPassword(u"correct horse "_s, *hash, kCheap).matches);
    QVERIFY(!checkPassword(u""_s, *hash, kCheap).matches);
    // Nothing is cut off: bcrypt would stop at 72 bytes.
    const QString longOne = QString(127, u'й');
    const auto longHash = hashPassword(longOne + u'1', kCheap);
    QVERIFY(!checkPassword(longOne + u'2', *longHash, kCheap).matches);
}

void TestPasswords::composedAndDecomposedAreOnePassword()
{
    const auto hash = hashPassword(u"caf\u00e9 \ufb01ve"_s, kCheap);
    QVERIFY(checkPassword(u"cafe\u0301 five"_s, *hash, kCheap).matches);
}

void TestPasswords::asksForANewHashWhenTheCostChanged()
{
    const auto hash = hashPassword(u"correct horse"_s, kCheap);
    const PasswordCost dearer{.memoryBytes = 128 * 1024, .passes = 2};
    QVERIFY(checkPassword(u"correct horse"_s, *hash, dearer).needsRehash);
    QVERIFY(!checkPassword(u"wrong"_s, *hash, dearer).needsRehash);
}

void TestPasswords::nothingMatchesTheDummy()
{
    const QString dummy = dummyHash(kCheap);
    QVERIFY(!checkPassword(u""_s, dummy, kCheap).matches);
    QVERIFY(!checkPassword(u"correct horse"_s, dummy, kCheap).matches);
    // It is well formed: a refusal for its form would come without the work.
    const auto real = hashPassword(u"x"_s, kCheap);
    QCOMPARE(dummy.size(), real->size());
    QCOMPARE(dummy.section(u'$', 0, 3), real->section(u'$', 0, 3));
    const auto cost = [](const QString &hash) {
        QElapsedTimer timer;
        timer.start();
        checkPassword(u"x"_s, hash, {});
        return timer.nsecsElapsed();
    };
    const PasswordCost real16{.memoryBytes = 16 * 1024 * 1024, .passes = 1};
    const qint64 known = cost(*hashPassword(u"y"_s, real16));
    QVERIFY2(cost(dummyHash(real16)) > known / 4, "the dummy is not computed in full");
}

void TestPasswords::brokenHashesMatchNothing_data()
{
    QTest::addColumn<QString>("hash");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("plain") << u"correct horse"_s;
    QTest::newRow("cut") << hashPassword(u"correct horse"_s, kCheap)->chopped(3);
    QTest::newRow("bcrypt") << u"$2b$12$abcdefghijklmnopqrstuv"_s;
    QTest::newRow("not Latin") << u"пароль"_s;
}

void TestPasswords::brokenHashesMatchNothing()
{
    QFETCH(const QString, hash);
    QVERIFY(!checkPassword(u"correct horse"_s, hash, kCheap).matches);
}

void TestPasswords::newPasswords_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("good");
    const auto good = [](const char *name, const QString &p) { QTest::newRow(name) << p << true; };
    const auto bad = [](const char *name, const QString &p) { QTest::newRow(name) << p << false; };
    good("words", u"correct horse battery"_s);
    good("eight characters", u"kX8v!qP2"_s);
    good("eight of another script", u"гречневы"_s);
    good("eight emoji", u"🦊🐻🐼🦁🐯🐨🐸🐵"_s);
    good("spaces inside and around", u" a quiet morning "_s);
    good("128 characters", u"abcdefghijklmnop-0"_s.repeated(8).left(128));
    good("letters only", u"umbrellastand"_s);
    good("holds a common word", u"sunshine over the harbour"_s);
    good("holds the short name", u"channel-annotation"_s);
    bad("empty", u""_s);
    bad("seven characters", u"kX8v!qP"_s);
    bad("seven emoji", u"🦊🐻🐼🦁🐯🐨🐸"_s);
    bad("eight that compose to seven", u"kX8v!qe\u0301"_s);
    bad("129 characters", u"abcdefghijklmnop-0"_s.repeated(8).left(129));
    bad("password", u"password"_s);
    bad("PASSWORD", u"PASSWORD"_s);
    bad("full width", u"ｐａｓｓｗｏｒｄ"_s);
    bad("password1", u"password1"_s);
    bad("swapped letters", u"P4$$w0rd"_s);
    bad("swapped letters and a year", u"p4ssw0rd2024"_s);
    bad("Welcome2024!", u"Welcome2024!"_s);
    bad("digits", u"12345678"_s);
    bad("digits down", u"987654321"_s);
    bad("a date", u"19850312"_s);
    bad("one letter", u"aaaaaaaaaa"_s);
    bad("a pair", u"abababababab"_s);
    bad("a word twice", u"lovelove"_s);
    bad("a keyboard row", u"qwertyui"_s);
    bad("keyboard columns", u"1qaz2wsx"_s);
    bad("zigzag", u"1q2w3e4r"_s);
    bad("alphabet", u"abcdefgh"_s);
    bad("Russian keyboard row", u"йцукенгш"_s);
    bad("Russian word", u"пароль123"_s);
    bad("username", u"margaret"_s);
    bad("username and a year", u"Margaret85"_s);
    bad("address", u"maggie.h@example.org"_s);
    bad("local part", u"maggie.h!"_s);
}

void TestPasswords::newPasswords()
{
    QFETCH(const QString, password);
    QFETCH(const bool, good);
    const auto checked =
        checkNewPassword({.password = password,
                             .username = password.startsWith(u"channel") ? u"ann"_s : u"margaret"_s,
                             .email = u"maggie.h@example.org"_s},
            Policy{});
    QCOMPARE(checked.ok(), good);
    if (!good) {
        QCOMPARE(checked.error().code, ErrorCode::InvalidInput);
        QCOMPARE(checked.error().fields.size(), 1u);
        QCOMPARE(checked.error().fields.front().field, u"password"_s);
    }
}

void TestPasswords::operatorsMayAllowCommonOnes()
{
    Policy policy;
    policy.refuseCommonPasswords = false;
    policy.passwordMin = 5;
    QVERIFY(checkNewPassword({.password = u"admin"_s}, policy).ok());
    QVERIFY(!checkNewPassword({.password = u"adm"_s}, policy).ok());
}

void TestPasswords::foldsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::newRow("case") << u"AnnaBell"_s << u"annabell"_s;
    QTest::newRow("Cyrillic") << u"ИВАН"_s << u"иван"_s;
    QTest::newRow("full width") << u"Ａｎｎ"_s << u"ann"_s;
    QTest::newRow("composed") << u"Jose\u0301"_s << u"jos\u00e9"_s;
    QTest::newRow("capital sharp s") << u"STRAẞE"_s << u"straße"_s;
    QTest::newRow("final sigma") << u"ΟΔΟΣ"_s << u"οδοσ"_s;
    QTest::newRow("plain") << u"ann_9.x-y"_s << u"ann_9.x-y"_s;
}

void TestPasswords::foldsNames()
{
    QFETCH(const QString, name);
    QFETCH(const QString, key);
    QCOMPARE(folded(name), key);
    QCOMPARE(folded(key), key);
}

KITH_TEST(TestPasswords)
#include "tst_passwords.moc"
