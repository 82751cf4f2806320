// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/keychainstore.h"
#include "runner/runner.h"
#include "support/person.h"

#include <QApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace kith {

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Set in the copy of this program that runs on a bus of its own.
const char *const kInside = "KITH_KEYCHAIN_TEST";

std::optional<QByteArray> kept(TokenStore &store, const QString &key)
{
    const auto token = support::await<std::optional<Secret>>(
        [&](Callback<std::optional<Secret>> done) { store.read(key, std::move(done)); });
    return token && *token ? std::optional((*token)->reveal()) : std::nullopt;
}

} // namespace

/// What holds with a real keyring, and what without one. Each runs in a process of its own, because
/// a process has one session bus for its whole life.
class InSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensOutliveTheStore();
    void memoryIsUsedAndSaid();
};

void InSession::tokensOutliveTheStore()
{
    const QString service = u"kith-admin-test"_s;
    {
        KeychainStore store(service);
        QCOMPARE(kept(store, u"one"_s), std::nullopt); // nothing there is no failure
        QVERIFY2(store.isLasting(), qPrintable(store.whyNot()));
        store.write(u"one"_s, Secret(QByteArray("first")));
        store.write(u"one"_s, Secret(QByteArray("second")));
        store.write(u"two"_s, Secret(QByteArray("other")));
        store.remove(u"two"_s);
        // QtKeychain works in order: what was asked before this read is done when it answers.
        QCOMPARE(kept(store, u"two"_s), std::nullopt);
        QVERIFY2(store.isLasting(), qPrintable(store.whyNot()));
    }
    KeychainStore another(service);
    QCOMPARE(kept(another, u"one"_s), std::optional<QByteArray>("second"));
    QCOMPARE(kept(another, u"two"_s), std::nullopt);
    QVERIFY(another.isLasting());
}

void InSession::memoryIsUsedAndSaid()
{
    KeychainStore store(u"kith-admin-test"_s);
    store.setDeadline(std::chrono::seconds(3));
    QSignalSpy changed(&store, &TokenStore::lastingChanged);
    store.write(u"one"_s, Secret(QByteArray("token")));
    QTRY_VERIFY_WITH_TIMEOUT(!store.isLasting(), 20'000);
    QVERIFY(!store.whyNot().isEmpty());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(kept(store, u"one"_s), std::optional<QByteArray>("token"));
    KeychainStore another(u"kith-admin-test"_s);
    another.setDeadline(std::chrono::seconds(3));
    QCOMPARE(kept(another, u"one"_s), std::nullopt); // nothing was put on disk
}

/// The real keychain: gnome-keyring, on a D-Bus and in a home of the test's own.
class tst_Keychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void inSession_data();
    void inSession();
};

void tst_Keychain::initTestCase()
{
    for (const auto &tool : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(tool + u" is not installed"_s));
    }
}

void tst_Keychain::inSession_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("test");
    // The keyring is unlocked with an empty password, read from its standard input.
    QTest::newRow("with a keyring")
        << u"printf '\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize && "_s
        << u"tokensOutliveTheStore"_s;
    QTest::newRow("without one") << QString() << u"memoryIsUsedAndSaid"_s;
}

void tst_Keychain::inSession()
{
    QFETCH(const QString, before);
    QFETCH(const QString, test);
    QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s})
        environment.insert(name, home.path());
    environment.remove(u"DISPLAY"_s); // no prompt may appear
    environment.insert(QString::fromLatin1(kInside), u"1"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    const QString command = before
        + u"\"%1\" %2"_s.arg(QCoreApplication::applicationDirPath() + u"/tst_keychain"_s, test);
    process.start(u"dbus-run-session"_s, {u"--"_s, u"sh"_s, u"-c"_s, command});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
        output.constData());
    QVERIFY2(output.contains("PASS   : kith::InSession::" + test.toLatin1()), output.constData());
}

static int runKeychainTest(int argc, char **argv)
{
    return qEnvironmentVariableIsSet(kInside)
        ? test::runTest<QApplication, InSession>(argc, argv)
        : test::runTest<QApplication, tst_Keychain>(argc, argv);
}

} // namespace kith

KITH_TEST_MAIN(kith::runKeychainTest)
#include "tst_keychain.moc"
