// SPDX-License-Identifier: GPL-3.0-or-later
// kithd's command line, by the real program.
#include "runner/runner.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

/// Neither demo people nor a public address.
const QStringList kDevelopment{u"ENVIRONMENT=development"_s};

struct Outcome
{
    int status = -1;
    QString out{};
    QString err{};
};

class Kithd
{
public:
    Outcome run(const QStringList &arguments, const QStringList &environment = {},
        const QByteArray &input = {}) const
    {
        QProcess process;
        start(process, arguments, environment);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
            return {.err = u"did not end by itself: "_s + process.errorString()};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
    }
    void start(
        QProcess &process, const QStringList &arguments, const QStringList &environment) const
    {
        QProcessEnvironment clean;
        clean.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        clean.insert(u"ASAN_OPTIONS"_s, qEnvironmentVariable("ASAN_OPTIONS"));
        for (const QString &pair : environment)
            clean.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
        process.setProcessEnvironment(clean);
        process.setWorkingDirectory(m_dir.path());
        process.start(qEnvironmentVariable("KITH_BIN") + u"/kithd"_s, arguments);
    }
    /// Starts a server on a free port; answers its port, or 0.
    int serve(QProcess &process, const QString &data) const
    {
        start(process, {u"serve"_s, u"--port"_s, u"0"_s, u"--data"_s, data}, kDevelopment);
        const bool ready = QTest::qWaitFor(
            [&] { return process.canReadLine() || process.state() == QProcess::NotRunning; },
            30'000);
        const QByteArray line = ready ? process.readLine().trimmed() : QByteArray();
        return line.mid(line.lastIndexOf(':') + 1).toInt();
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_dir.path() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    QString path() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
};

} // namespace

class tst_Commands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstOwnerIsCreatedOnce();
    void passwordsOfOwnersFollowTheRules();
    void backupsAreVerifiedAndRestored();
    void aServerHoldsItsDataFolderAndItsPort();
    void aStoppedServerEndsWith0();
    void wrongCommandLinesEndWith64_data();
    void wrongCommandLinesEndWith64();
    void versionIsPrinted();
    void helpNamesCommandsAndSettings();
    void manualPagesAreRight_data();
    void manualPagesAreRight();
    void aWrongConfigurationEndsWith78();
    void aRightConfigurationIsSaidToBe();
    void printedConfigurationCanBeReadBack();
    void namesWithoutEffectAreNoted();
    void theDotEnvFileOfTheWorkingFolderIsRead();
    void anUnusableDataFolderEndsWith77();
};

void tst_Commands::wrongCommandLinesEndWith64_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("command") << QStringList{u"dance"_s} << u"there is no command \"dance\""_s;
    QTest::newRow("word too many")
        << QStringList{u"serve"_s, u"now"_s} << u"there is no command \"serve now\""_s;
    QTest::newRow("option") << QStringList{u"serve"_s, u"--prot"_s, u"1"_s}
                            << u"there is no option --prot"_s;
    QTest::newRow("no value") << QStringList{u"serve"_s, u"--port"_s} << u"--port wants a value"_s;
    QTest::newRow("set without value")
        << QStringList{u"--set"_s, u"server.port"_s} << u"--set wants KEY=VALUE"_s;
}

void tst_Commands::wrongCommandLinesEndWith64()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    const Outcome outcome = Kithd().run(arguments);
    QCOMPARE(outcome.status, 64);
    QVERIFY2(outcome.err.contains(sentence), qPrintable(outcome.err));
    QVERIFY(outcome.out.isEmpty());
}

void tst_Commands::versionIsPrinted()
{
    const Outcome plain = Kithd().run({u"--version"_s});
    QCOMPARE(plain.status, 0);
    QVERIFY(plain.out.startsWith(u"kithd "_s));
    const Outcome json = Kithd().run({u"--version"_s, u"--json"_s});
    const QJsonObject object = QJsonDocument::fromJson(json.out.toUtf8()).object();
    QCOMPARE(u"kithd %1\n"_s.arg(object.value("version"_L1).toString()), plain.out);
}

void tst_Commands::helpNamesCommandsAndSettings()
{
    const Outcome help = Kithd().run({u"--help"_s});
    QCOMPARE(help.status, 0);
    for (const char *word :
        {"check-config", "--set KEY=VALUE", "server.port = 8000", "auth.jwt_secret", "Exit status"})
        QVERIFY2(help.out.contains(QLatin1StringView(word)), word);
}

void tst_Commands::manualPagesAreRight_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("kithd(8)") << u"help"_s
                              << QStringList{u"admin create"_s, u"--set KEY=VALUE"_s,
                                     u"EXIT STATUS"_s,
                                     u"another kithd holds the data, or the port is taken"_s};
    QTest::newRow("kithd.conf(5)")
        << u"config"_s
        << QStringList{u"/etc/kith/kithd.conf"_s, u"[database]"_s, u"port = 8000"_s,
               u"jwt_algorithm = \"HS256\""_s, u"1. "_s, u"DATABASE_URL"_s};
}

void tst_Commands::manualPagesAreRight()
{
    QFETCH(QString, command);
    QFETCH(QStringList, words);
    const Outcome page = Kithd().run({command, u"--man"_s});
    QCOMPARE(page.status, 0);
    if (QStandardPaths::findExecutable(u"groff"_s).isEmpty())
        QSKIP("groff is not installed");
    QProcess groff;
    groff.start(u"groff"_s, {u"-man"_s, u"-Tutf8"_s, u"-ww"_s, u"-P-cbou"_s, u"-rLL=200n"_s});
    groff.write(page.out.toUtf8());
    groff.closeWriteChannel();
    QVERIFY(groff.waitForFinished());
    QCOMPARE(QString::fromUtf8(groff.readAllStandardError()), QString());
    const QString shown = QString::fromUtf8(groff.readAllStandardOutput());
    for (const QString &word : words)
        QVERIFY2(shown.contains(word), qPrintable(word + u" is not in:\n"_s + shown));
}

void tst_Commands::aWrongConfigurationEndsWith78()
{
    const Kithd kithd;
    kithd.write(u"kithd.conf"_s, "[server]\nenvironment = \"LOCAL\"\nport = 65536\n");
    for (const char *command : {"check-config", "config", "serve"}) {
        const Outcome outcome =
            kithd.run({QString::fromLatin1(command), u"--config"_s, u"kithd.conf"_s});
        QCOMPARE(outcome.status, 78);
        QVERIFY2(outcome.err.contains(u"\nkithd.conf:3:server.port: must be at most 65535\n"_s),
            qPrintable(outcome.err));
    }
}

void tst_Commands::aRightConfigurationIsSaidToBe()
{
    const Outcome outcome =
        Kithd().run({u"check-config"_s, u"--set=server.environment=LOCAL"_s, u"--port=0"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, u"The configuration is right.\n"_s);
}

void tst_Commands::printedConfigurationCanBeReadBack()
{
    const Kithd kithd;
    const Outcome first = kithd.run({u"config"_s, u"--print"_s, u"--port"_s, u"8123"_s},
        {u"ENVIRONMENT=LOCAL"_s, u"HOST=::1"_s});
    QCOMPARE(first.status, 0);
    QVERIFY(first.out.contains(u"port = 8123  # --port\n"_s));
    QVERIFY(first.out.contains(u"host = \"::1\"  # environment:HOST\n"_s));
    kithd.write(u"again.conf"_s, first.out.toUtf8());
    const Outcome second = kithd.run({u"config"_s, u"--print"_s, u"--config"_s, u"again.conf"_s});
    QCOMPARE(second.err, QString());
    QVERIFY(second.out.contains(u"port = 8123  # again.conf:"_s));
}

void tst_Commands::namesWithoutEffectAreNoted()
{
    const Outcome outcome = Kithd().run(
        {u"check-config"_s}, {u"ENVIRONMENT=LOCAL"_s, u"REDIS_URL=redis://localhost:6330"_s});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.err.contains(u"environment:REDIS_URL has no effect: "_s));
}

void tst_Commands::theDotEnvFileOfTheWorkingFolderIsRead()
{
    const Kithd kithd;
    kithd.write(u".env"_s, "ENVIRONMENT=LOCAL\nPORT=8788\n");
    const Outcome outcome = kithd.run({u"config"_s, u"--print"_s});
    QVERIFY2(outcome.out.contains(u"port = 8788  # .env:2:PORT\n"_s), qPrintable(outcome.err));
}

void tst_Commands::anUnusableDataFolderEndsWith77()
{
    const Outcome outcome = Kithd().run(
        {u"serve"_s, u"--data"_s, u"/proc/kith"_s, u"--port"_s, u"0"_s}, {u"ENVIRONMENT=LOCAL"_s});
    QCOMPARE(outcome.status, 77);
    QVERIFY2(outcome.err.contains(u"/proc/kith"_s), qPrintable(outcome.err));
}

void tst_Commands::aFirstOwnerIsCreatedOnce()
{
    const Kithd kithd;
    const QStringList create{u"admin"_s, u"create"_s, u"--data"_s, u"d"_s, u"--username"_s,
        u"anna"_s, u"--email"_s, u"anna@example.org"_s};
    const Outcome first = kithd.run(create, kDevelopment);
    QVERIFY2(first.status == 0, qPrintable(first.err));
    QVERIFY(first.out.startsWith(u"anna is an owner.\nThe password, shown this once: "_s));
    QVERIFY2(!first.err.contains(first.out.section(u' ', -1).trimmed()), "logged the password");
    const Outcome second = kithd.run(create, kDevelopment);
    QCOMPARE(second.status, 69);
    QVERIFY2(second.err.contains(u"There is an owner already"_s), qPrintable(second.err));
    const Outcome additional =
        kithd.run({u"admin"_s, u"create"_s, u"--additional"_s, u"--data"_s, u"d"_s, u"--username"_s,
                      u"bert"_s, u"--email"_s, u"bert@example.org"_s, u"--password-stdin"_s},
            kDevelopment, "correct horse battery\n");
    QCOMPARE(additional.out, u"bert is an owner.\n"_s);
}

void tst_Commands::passwordsOfOwnersFollowTheRules()
{
    const Outcome outcome =
        Kithd().run({u"admin"_s, u"create"_s, u"--data"_s, u"d"_s, u"--username"_s, u"anna"_s,
                        u"--email"_s, u"anna@example.org"_s, u"--password-stdin"_s},
            kDevelopment, "short\n");
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.err.contains(u"password: "_s), qPrintable(outcome.err));
}

void tst_Commands::backupsAreVerifiedAndRestored()
{
    const Kithd kithd;
    QProcess server;
    QVERIFY2(kithd.serve(server, u"d"_s) > 0, server.readAllStandardError());
    const Outcome made =
        kithd.run({u"backup"_s, u"--data"_s, u"d"_s, u"--to"_s, u"b"_s}, kDevelopment);
    QVERIFY2(made.status == 0, qPrintable(made.err));
    const QStringList restore{u"restore"_s, u"--data"_s, u"d"_s, u"--from"_s, u"b"_s};
    QCOMPARE(kithd.run(restore, kDevelopment).status, 69); // the server runs
    server.terminate();
    QVERIFY(server.waitForFinished());

    QFile::remove(kithd.path() + u"/d/secret.key"_s);
    QFile::remove(kithd.path() + u"/d/kith.db"_s);
    const Outcome restored = kithd.run(restore, kDevelopment);
    QVERIFY2(restored.status == 0, qPrintable(restored.err));
    QVERIFY(QFile::exists(kithd.path() + u"/d/secret.key"_s));
    QProcess again;
    QVERIFY2(kithd.serve(again, u"d"_s) > 0, again.readAllStandardError());

    QFile copy(kithd.path() + u"/b/kith.db"_s);
    QVERIFY(copy.open(QIODevice::Append));
    copy.write("x");
    copy.close();
    QCOMPARE(kithd.run({u"backup"_s, u"--verify"_s, u"b"_s}, kDevelopment).out, QString());
    again.terminate();
    QVERIFY(again.waitForFinished());
}

void tst_Commands::aServerHoldsItsDataFolderAndItsPort()
{
    const Kithd kithd;
    QProcess server;
    const int port = kithd.serve(server, u"d"_s);
    QVERIFY2(port > 0, server.readAllStandardError());
    const Outcome folder =
        kithd.run({u"serve"_s, u"--port"_s, u"0"_s, u"--data"_s, u"d"_s}, kDevelopment);
    QCOMPARE(folder.status, 69);
    QVERIFY2(folder.err.contains(u"process %1 holds the data folder"_s.arg(server.processId())),
        qPrintable(folder.err));
    const Outcome taken = kithd.run(
        {u"serve"_s, u"--port"_s, QString::number(port), u"--data"_s, u"e"_s}, kDevelopment);
    QCOMPARE(taken.status, 69);
    QVERIFY2(taken.err.contains(QString::number(port)), qPrintable(taken.err));
    server.terminate();
    QVERIFY(server.waitForFinished());
}

void tst_Commands::aStoppedServerEndsWith0()
{
    const Kithd kithd;
    QProcess server;
    QVERIFY2(kithd.serve(server, u"d"_s) > 0, server.readAllStandardError());
    server.terminate();
    QVERIFY(server.waitForFinished());
    QCOMPARE(server.exitStatus(), QProcess::NormalExit);
    QCOMPARE(server.exitCode(), 0);
}

KITH_TEST(tst_Commands)
#include "tst_commands.moc"
