// SPDX-License-Identifier: GPL-3.0-or-later
// Small parsers of the store: database URLs and the texts of statements.
#include "runner/runner.h"
#include "store/databaseurl.h"
#include "store/sqldialect.h"
#include "store/sqltext.h"
#include "support/eachdriver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

class tst_DatabaseUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urlsAreRead_data();
    void urlsAreRead();
    void wrongUrlsAreRefusedWithoutTheirPassword_data();
    void wrongUrlsAreRefusedWithoutTheirPassword();
    void namesBecomePlaces_data();
    void namesBecomePlaces();
    void scriptsAreSplit_data();
    void scriptsAreSplit();
    void unknownWordsAreRefused();
    void databaseFilesAreOursAlone();
    void folderOpenToOthersIsRefused();
};

void tst_DatabaseUrl::urlsAreRead_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("what"); // the file, or user/password/host/port/database/socket/ca
    QTest::newRow("path") << u"/var/lib/kith/kith.db"_s << u"/var/lib/kith/kith.db"_s;
    QTest::newRow("relative") << u"kith.db"_s << u"kith.db"_s;
    QTest::newRow("sqlite") << u"sqlite:/a/b.db"_s << u"/a/b.db"_s;
    QTest::newRow("sqlite slashes") << u"sqlite:///a/b.db"_s << u"/a/b.db"_s;
    QTest::newRow("local") << u"mysql://kith:p%40ss%3A%2F@localhost/chat"_s
                           << u"kith|p@ss:/|localhost|3306|chat||"_s;
    QTest::newRow("tls") << u"mariadb://kith:x@db.example:3307/chat?ssl_ca=/etc/ca.pem"_s
                         << u"kith|x|db.example|3307|chat||/etc/ca.pem"_s;
    QTest::newRow("socket") << u"mysql://kith@localhost/chat?socket=/run/my%20sql.sock"_s
                            << u"kith||localhost|3306|chat|/run/my sql.sock|"_s;
    QTest::newRow("trusted network")
        << u"mysql://kith@10.0.0.7/chat?ssl=off"_s << u"kith||10.0.0.7|3306|chat||"_s;
    QTest::newRow("loopback") << u"mysql://k@127.0.0.1/c"_s << u"k||127.0.0.1|3306|c||"_s;
}

void tst_DatabaseUrl::urlsAreRead()
{
    QFETCH(QString, url);
    const auto config = parseDatabaseUrl(url);
    VERIFY_OK(config);
    const ServerConfig &server = config->server;
    QTEST(config->isSqlite()
            ? config->sqliteFile
            : QStringList(
                {server.user, QString::fromUtf8(server.password.reveal()), server.host,
                    QString::number(server.port), server.database, server.socket, server.sslCa})
                  .join(u'|'),
        "what");
    QVERIFY(!redacted(*config).contains(u"p@ss"_s));
}

void tst_DatabaseUrl::wrongUrlsAreRefusedWithoutTheirPassword_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("no user") << u"mysql://localhost/chat"_s;
    QTest::newRow("no database") << u"mysql://kith:s3cret@localhost"_s;
    QTest::newRow("no host") << u"mysql:///chat"_s;
    QTest::newRow("other machine in the clear") << u"mysql://kith:s3cret@db.example/chat"_s;
    QTest::newRow("unknown option") << u"mysql://kith:s3cret@localhost/chat?sslca=x"_s;
    QTest::newRow("unknown scheme") << u"postgres://kith:s3cret@localhost/chat"_s;
    QTest::newRow("wrong port") << u"mysql://kith:s3cret@localhost:99999/chat"_s;
    QTest::newRow("slash in password") << u"mysql://kith:s3cret/x@localhost/chat"_s;
}

void tst_DatabaseUrl::wrongUrlsAreRefusedWithoutTheirPassword()
{
    QFETCH(QString, url);
    const auto config = parseDatabaseUrl(url);
    QVERIFY(!config.ok());
    QCOMPARE(config.error().code, ErrorCode::InvalidInput);
    QVERIFY(!config.error().detail.contains(u"s3cret"_s));
}

void tst_DatabaseUrl::namesBecomePlaces_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("plain") << "SELECT 1"_ba
                           << "SELECT 1"_ba
                           << ""_ba;
    QTest::newRow("twice") << "a = :a AND b = :b_2 OR a > :a"_ba
                           << "a = ? AND b = ? OR a > ?"_ba
                           << ":a:b_2:a"_ba;
    QTest::newRow("quoted") << "x = ':a' AND \":b\" = `:c` AND y = :d"_ba
                            << "x = ':a' AND \":b\" = `:c` AND y = ?"_ba
                            << ":d"_ba;
    QTest::newRow("doubled quote") << "x = 'it''s :a' AND y=:b"_ba
                                   << "x = 'it''s :a' AND y=?"_ba
                                   << ":b"_ba;
    QTest::newRow("comments") << "-- :a\nx = /* :b */ :c"_ba
                              << "-- :a\nx = /* :b */ ?"_ba
                              << ":c"_ba;
    QTest::newRow("lone colon") << "a : b :"_ba
                                << "a : b :"_ba
                                << ""_ba;
    QTest::newRow("open quote") << "a = 'x :b"_ba
                                << "a = 'x :b"_ba
                                << ""_ba;
}

void tst_DatabaseUrl::namesBecomePlaces()
{
    QFETCH(QByteArray, sql);
    const PositionalSql made = positional(sql.constData());
    QTEST(made.text, "text");
    QByteArray names;
    for (const QByteArray &name : made.names)
        names += name;
    QTEST(names, "names");
}

void tst_DatabaseUrl::scriptsAreSplit_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("statements"); // joined by '|'
    QTest::newRow("empty") << " -- nothing\n ; ;\n"_ba
                           << ""_ba;
    QTest::newRow("two") << "A;\nB 'x;y' -- c;d\n, E"_ba
                         << "A|B 'x;y'  , E"_ba;
    QTest::newRow("block comment") << "A /* ; */ B;"_ba
                                   << "A   B"_ba;
    QTest::newRow("minus and slash") << "SELECT 1 - 2 / 3; B"_ba
                                     << "SELECT 1 - 2 / 3|B"_ba;
}

void tst_DatabaseUrl::scriptsAreSplit()
{
    QFETCH(QByteArray, script);
    QByteArray joined;
    for (const QByteArray &statement : splitStatements(script))
        joined += (joined.isEmpty() ? "" : "|") + statement;
    QTEST(joined, "statements");
}

void tst_DatabaseUrl::unknownWordsAreRefused()
{
    for (const auto engine : {SqlDialect::Engine::Sqlite, SqlDialect::Engine::MariaDb}) {
        const SqlDialect &dialect = SqlDialect::of(engine);
        VERIFY_OK(dialect.expand("CREATE TABLE a (id {bigint}) {table}"));
        QVERIFY(!dialect.expand("CREATE TABLE a (id {bigitn})").ok());
        QVERIFY(!dialect.expand("CREATE TABLE a (id {bigint").ok());
    }
}

void tst_DatabaseUrl::databaseFilesAreOursAlone()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"data/kith.db"_s);
    const auto session = openSession({.sqliteFile = file}, Access::ReadWrite);
    VERIFY_OK(session);
    VERIFY_OK((*session)->script("CREATE TABLE a (id INTEGER)"));
    constexpr auto others = QFile::Permissions(0x0077);
    QCOMPARE(QFileInfo(folder.filePath(u"data"_s)).permissions() & others, QFile::Permissions());
    for (const char *suffix : {"", "-wal", "-shm"}) {
        const QFileInfo info(file + QLatin1StringView(suffix));
        QVERIFY(info.exists());
        QCOMPARE(info.permissions() & others, QFile::Permissions());
    }
}

void tst_DatabaseUrl::folderOpenToOthersIsRefused()
{
    QTemporaryDir folder;
    QFile::setPermissions(
        folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::WriteGroup);
    const auto session =
        openSession({.sqliteFile = folder.filePath(u"kith.db"_s)}, Access::ReadWrite);
    QVERIFY(!session.ok());
    QVERIFY2(session.error().detail.contains(u"chmod 700"_s), qPrintable(session.error().detail));
}

KITH_TEST(tst_DatabaseUrl)
#include "tst_databaseurl.moc"
