// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "seedednames.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

/// Each seeded bug (server/ops/seeded.h) against the test that exists for it: the test must fail,
/// and say why. And kithd itself must hold none of them.
class tst_Teeth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bites_data();
    void bites();
    void everyBugHasItsTest();
    void kithdHoldsNone();
    void theSeededBuildHoldsAll();

private:
    /// Whether a bug shows in each short run, or only when something falls into its moment.
    enum class Shows { AtOnce, InItsMoment };
    struct Bite
    {
        const char *bug;
        const char *test; ///< program, and the function of it
        const char *says; ///< found in the failing test's output: an expression
        Shows shows = Shows::AtOnce;
    };
    QString run(const QString &test, bool &hasFailed);

    static const std::vector<Bite> &bites_();
};

const std::vector<tst_Teeth::Bite> &tst_Teeth::bites_()
{
    static const std::vector<Bite> all{
        {"ack_before_commit", "tst_kill nothingIsLostOverKills", "lost: .* was acknowledged",
            Shows::InItsMoment},
        {"event_before_commit", "tst_kill nothingIsLostOverKills", "phantom|order|hole"},
        {"synchronous_normal", "tst_powercut nothingIsLostOverCuts", "lost: .* was acknowledged"},
        {"commit_assumed", "tst_mariadb nothingIsLostWhenTheDatabaseDies",
            "lost: .* was acknowledged", Shows::InItsMoment},
        {"disk_failure_ignored", "tst_disk aFailedDiskEndsTheServer", "isRunning"},
        {"full_disk_fatal", "tst_disk aFullDiskHealsByItself", "503|isRunning|answersGot_"},
        {"repeats_taken", "tst_kill nothingIsLostOverKills", "doubled: |phantom: "},
        {"cursor_goes_back", "tst_kill nothingIsLostOverKills", "cursor: "},
        {"access_skipped", "tst_kill nothingIsLostOverKills", "leak: stranger"},
        {"gate_not_asked", "tst_sessionsapi loggingOut", "200"},
        {"audience_unchecked", "tst_access aTokenForOthersIsRefused", "200"},
        {"body_unlimited", "tst_messagesapi sending:a body over the limit", "422 "},
        {"queue_unbounded", "tst_slowreaders areClosedAndResume", "closes"},
        {"resume_off_by_one", "tst_kill nothingIsLostOverKills", "hole: "},
        {"ring_ignored", "tst_kill nothingIsLostOverKills", "hole: "},
        {"wake_up_lost", "tst_slowreaders areClosedAndResume", "has seen", Shows::InItsMoment},
        {"removed_still_hear", "tst_kill nothingIsLostOverKills", "leak: removed",
            Shows::InItsMoment},
    };
    return all;
}

void tst_Teeth::bites_data()
{
    QTest::addColumn<QString>("test");
    QTest::addColumn<QString>("says");
    QTest::addColumn<bool>("atOnce");
    for (const Bite &bite : bites_())
        QTest::newRow(bite.bug) << QString::fromLatin1(bite.test) << QString::fromLatin1(bite.says)
                                << (bite.shows == Shows::AtOnce);
}

/// Runs a test against the kithd with this row's bug; its output, and whether it failed.
QString tst_Teeth::run(const QString &test, bool &hasFailed)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"KITH_KITHD"_s, QStringLiteral(KITH_SEEDED));
    environment.insert(u"SEEDED_BUG"_s, QString::fromLatin1(QTest::currentDataTag()));
    const std::pair<QString, QString> few[] = {{u"KITH_KILLS"_s, u"8"_s}, {u"KITH_CUTS"_s, u"10"_s},
        {u"KITH_MARIADB_KILLS"_s, u"2"_s}, {u"KITH_DISK_ROUNDS"_s, u"1"_s},
        {u"KITH_SLOW_READERS"_s, u"20"_s}, {u"KITH_PATIENCE"_s, u"8"_s}};
    for (const auto &[name, number] : few)
        environment.insert(name, number);
    environment.remove(u"KITH_RECORD"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationDirPath() + u'/' + test.section(u' ', 0, 0),
        {test.section(u' ', 1)});
    if (!process.waitForFinished(120'000))
        return process.errorString();
    hasFailed = process.exitStatus() == QProcess::NormalExit && process.exitCode() > 0;
    return QString::fromUtf8(process.readAll());
}

void tst_Teeth::bites()
{
    QFETCH(QString, test);
    QFETCH(QString, says);
    QFETCH(bool, atOnce);
    const int tries = atOnce ? 4 : 25; // chance has a hand in all of it
    if (!atOnce && !qEnvironmentVariableIsSet("KITH_SEEDED_ALL"))
        QSKIP("shows in its moment only: scripts/faults --seeded waits for it");
    const QRegularExpression reason(says);
    bool hasFailed = false;
    QString output;
    for (int i = 1; i <= tries; ++i) {
        output = run(test, hasFailed);
        if (!hasFailed && output.contains(u"SKIP"_s))
            QSKIP("its test is skipped here");
        if (hasFailed && reason.match(output).hasMatch())
            return;
    }
    QVERIFY2(hasFailed, qPrintable(u"the test did not notice:\n"_s + output));
    QFAIL(qPrintable(u"for another reason:\n"_s + output));
}

void tst_Teeth::everyBugHasItsTest()
{
    QCOMPARE(bites_().size(), kith::faults::kSeededBugs.size());
    for (const auto &[name, bug] : kith::faults::kSeededBugs)
        QVERIFY(std::any_of(
            bites_().begin(), bites_().end(), [&](const Bite &bite) { return name == bite.bug; }));
}

/// The switch is a name in the environment: a program that does not know it cannot obey it.
void tst_Teeth::kithdHoldsNone()
{
    const auto bytesOf = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray real = bytesOf(qEnvironmentVariable("KITH_BIN") + u"/kithd"_s);
    const QByteArray seeded = bytesOf(QStringLiteral(KITH_SEEDED));
    QVERIFY(!real.isEmpty());
    for (const QByteArray &trace : {"SEEDED_BUG"_ba, "_ZN4kith3ops6seededENS0_3BugE"_ba}) {
        QVERIFY(!real.contains(trace));
        QVERIFY(seeded.contains(trace));
    }
    for (const auto &[name, bug] : kith::faults::kSeededBugs)
        QVERIFY(!real.contains(QByteArray(name.data(), qsizetype(name.size()))));
}

/// A file that uses a bug and is not compiled for the seeded build would leave it out unnoticed.
void tst_Teeth::theSeededBuildHoldsAll()
{
    const QString source = qEnvironmentVariable("KITH_SOURCE");
    QStringList users;
    QDirIterator files(
        source + u"/server"_s, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains("#include \"ops/seeded.h\""))
            users << file.fileName().mid(source.size() + 1);
    }
    users.sort();
    QStringList compiled = QStringLiteral(KITH_SEEDED_SOURCES).split(u' ');
    compiled.sort();
    QCOMPARE(compiled, users);
}

KITH_TEST(tst_Teeth)
#include "tst_teeth.moc"
