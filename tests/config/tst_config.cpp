// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/check.h"
#include "config/database.h"
#include "config/describe.h"
#include "config/keys.h"
#include "config/sources.h"
#include "runner/runner.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace kith;
using namespace kith::config;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr char kSecret[] = "0123456789abcdefghijklmnopqrstuvwxyz";

class Folder
{
public:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(bytes);
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        return file.fileName();
    }
    QString path(const QString &name) const { return m_dir.path() + u'/' + name; }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_dir;
};

Sources localSources()
{
    Sources sources;
    sources.environment.insert(u"ENVIRONMENT"_s, u"LOCAL"_s);
    return sources;
}

QByteArray fileOfTheTree(const char *path)
{
    QFile file(QString::fromLocal8Bit(qgetenv("KITH_SOURCE")) + u'/' + QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_Config : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreRightUnderLocal();
    void theStrongerSourceWins_data();
    void theStrongerSourceWins();
    void environmentFilesOfTheFiveServicesWork_data();
    void environmentFilesOfTheFiveServicesWork();
    void namesThatAgreeAreFine();
    void everySettingHasAWorkingEnvironmentName();
    void secretsComeFromFilesToo();
    void aSecretInAnOpenFileIsRefused();
    void printingShowsSourcesAndMasksSecrets();
    void databaseTargets_data();
    void databaseTargets();
    void databaseByItsParts();
    void ratesReadBackAsWritten_data();
    void ratesReadBackAsWritten();
    void passwordlessIsForWhatStandsBehindAGateway();
    void loopbackIsKnown_data();
    void loopbackIsKnown();
    void aGeneratedKeyIsPrivateAndKept();
    void keyFilesThatOthersReadAreRefused();
    void theExampleFileIsUpToDateAndLoads();
    void theDocumentationIsUpToDate();
};

void tst_Config::defaultsAreRightUnderLocal()
{
    const auto loaded = load(localSources());
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(faultsText(loaded.error())));
    QCOMPARE(loaded->config.server.port, 8000);
    QCOMPARE(loaded->config.auth.accessToken, 15min);
    QCOMPARE(loaded->config.limits.messages, rate(10, 1s, 30));
    QVERIFY(loaded->config.isLocal());
    QVERIFY(loaded->notes.isEmpty());
}

void tst_Config::theStrongerSourceWins_data()
{
    QTest::addColumn<int>("layers"); // how many of file, .env, environment and flag speak
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("place");
    QTest::newRow("file") << 1 << 1001 << u"kithd.conf:2"_s;
    QTest::newRow(".env") << 2 << 1002 << u".env:1:PORT"_s;
    QTest::newRow("environment") << 3 << 1003 << u"environment:PORT"_s;
    QTest::newRow("flag") << 4 << 1004 << u"--port"_s;
}

void tst_Config::theStrongerSourceWins()
{
    QFETCH(int, layers);
    QFETCH(int, port);
    QFETCH(QString, place);
    const Folder folder;
    Sources sources = localSources();
    sources.file = folder.write(u"kithd.conf"_s, "[server]\nport = 1001\n");
    if (layers >= 2)
        sources.dotEnv = folder.write(u".env"_s, "PORT=1002\n");
    if (layers >= 3)
        sources.environment.insert(u"PORT"_s, u"1003"_s);
    if (layers >= 4)
        sources.flags.push_back({u"--port"_s, u"server.port"_s, u"1004"_s});
    const auto loaded = load(sources);
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->config.server.port, port);
    QCOMPARE(
        QString(loaded->origins.at(u"server.port"_s).place).remove(folder.path(QString())), place);
}

void tst_Config::environmentFilesOfTheFiveServicesWork_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("expected"); // key=literal, several
    QTest::newRow("chatsocket") << "JWT_SECRET_KEY=\"0123456789abcdefghijklmnopqrstuvwxyz\"\n"
                                   "JWT_ALGORITHM=HS256\nJWT_EXPIRE_MINUTES=1440\n"
                                   "CORS_ORIGINS=http://localhost:3000,http://localhost:8080\n"_ba
                                << u"dialects.chatsocket_access_minutes=1440|auth.access_token_"
                                   u"minutes=15|server.cors_origins="
                                   "[\"http://localhost:3000\", \"http://localhost:8080\"]"_s;
    QTest::newRow("chatservice")
        << "# Server\nMYSQL_HOST=localhost\nMYSQL_PORT=3306\nMYSQL_USER=chat_user\n"
           "MYSQL_PASSWORD=chat_password\nMYSQL_DATABASE=chat_service\n"
           "ALGORITHM=HS256\nACCESS_TOKEN_EXPIRE_MINUTES=30\nHOST=127.0.0.1\nPORT=8000\nDEBUG=True\n"_ba
        << u"database.mysql_database=\"chat_service\"|log.debug=true|dialects.chatservice_access_"
           u"minutes=30|"
           "dialects.telegramapp_access_minutes=30|auth.access_token_minutes=15"_s;
    QTest::newRow("messenger")
        << "API_HOST=127.0.0.1\nAPI_SERVICE_PORT=8788\nAPI_CORS_ALLOWED_HOSTS=http://"
           "localhost:5173,\n"
           "LOG_LEVEL=INFO\nJWT_REFRESH_TOKEN_EXPIRE_DAYS=30\nMAIL_SERVER=smtp.example.org\n"_ba
        << u"server.port=8788|server.cors_origins=[\"http://localhost:5173\"]|auth.refresh_idle_days=30"_s;
    QTest::newRow("pythia")
        << "BACKEND_CORS_ORIGINS=[\"http://localhost:3000\"]\nREDIS_URL=redis://localhost:6330\n"
           "JWT_ACCESS_TOKEN_EXPIRE_MINUTES=45\n"_ba
        << u"dialects.pythia_access_minutes=45|dialects.messenger_access_minutes=45|"
           "server.cors_origins=[\"http://localhost:3000\"]"_s;
    QTest::newRow("telegramapp, lower case")
        << "export jwt_access_secret='0123456789abcdefghijklmnopqrstuvwxyz'\nlog_level=WARNING\n"
           "cors_origins=[\"http://localhost:5173\"]\n"_ba
        << u"log.level=\"warning\"|auth.jwt_access_secret=\"********\""_s;
}

void tst_Config::environmentFilesOfTheFiveServicesWork()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, expected);
    const Folder folder;
    Sources sources = localSources();
    sources.dotEnv = folder.write(u".env"_s, file);
    const auto loaded = load(sources);
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(faultsText(loaded.error())));
    const QStringList pairs = expected.split(u'|');
    for (const QString &pair : pairs)
        QCOMPARE(
            findSetting(pair.section(u'=', 0, 0))->write(loaded->config), pair.section(u'=', 1));
}

void tst_Config::namesThatAgreeAreFine()
{
    Sources sources = localSources();
    sources.environment.insert(u"PORT"_s, u"1234"_s);
    sources.environment.insert(u"KITH_SERVER_PORT"_s, u" 1234"_s);
    const auto loaded = load(sources);
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->config.server.port, 1234);
}

void tst_Config::everySettingHasAWorkingEnvironmentName()
{
    const Config defaults;
    for (const Setting &setting : settings()) {
        QVERIFY2(setting.key == setting.key.toLower(), qPrintable(setting.key));
        QString value = setting.write(defaults);
        if (setting.typeText() == u"text" || setting.typeText() == u"rate" || setting.isSecret()
            || value.startsWith(u'"'))
            value = value.mid(1).chopped(1);
        Config read;
        QCOMPARE(setting.read(read, rawText(value)), QString());
        QVERIFY2(setting.same(read, defaults), qPrintable(setting.key));
        QVERIFY(setting.environmentName().startsWith(u"KITH_"_s));
    }
    QVERIFY(settings().size() > 60);
}

void tst_Config::secretsComeFromFilesToo()
{
    const Folder folder;
    Sources sources = localSources();
    sources.environment.insert(
        u"KITH_METRICS_TOKEN_FILE"_s, folder.write(u"token"_s, "0123456789abcdef\n"));
    folder.write(u"auth.jwt_secret"_s, QByteArray(kSecret) + '\n');
    sources.credentials = folder.path(QString());
    const auto loaded = load(sources);
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(faultsText(loaded.error())));
    QCOMPARE(loaded->config.metrics.token.reveal(), "0123456789abcdef"_ba);
    QCOMPARE(loaded->config.auth.jwtSecret.reveal(), QByteArray(kSecret));
}

void tst_Config::aSecretInAnOpenFileIsRefused()
{
    const Folder folder;
    Sources sources = localSources();
    sources.file =
        folder.write(u"kithd.conf"_s, "[auth]\njwt_secret = \"" + QByteArray(kSecret) + "\"\n");
    QVERIFY(load(sources).ok());
    QCOMPARE(::chmod(QFile::encodeName(sources.file).constData(), 0644), 0);
    const auto loaded = load(sources);
    QVERIFY(!loaded.ok());
    QVERIFY(loaded.error().fields.at(0).message.contains(u"chmod 0640 "_s));
}

void tst_Config::printingShowsSourcesAndMasksSecrets()
{
    Sources sources = localSources();
    sources.environment.insert(u"SECRET_KEY"_s, QString::fromLatin1(kSecret));
    sources.environment.insert(u"DATABASE_URL"_s, u"mysql://u:canary@localhost/kith"_s);
    const auto loaded = load(sources);
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(faultsText(loaded.error())));
    const QString text = printed(*loaded);
    QVERIFY(text.contains(u"jwt_secret = \"********\"  # environment:SECRET_KEY\n"_s));
    QVERIFY(text.contains(u"port = 8000  # default\n"_s));
    QVERIFY(text.contains(u"environment = \"LOCAL\"  # environment:ENVIRONMENT\n"_s));
    QVERIFY(!text.contains(QLatin1StringView(kSecret)));
    QVERIFY(!text.contains(u"canary"_s));
}

void tst_Config::databaseTargets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("target"); // the SQLite file, or user@host:port/database
    QTest::newRow("default") << QString() << u"/data/kith.db"_s;
    QTest::newRow("SQLite") << u"sqlite:/srv/k.db"_s << u"/srv/k.db"_s;
    QTest::newRow("MySQL") << u"mysql://u:p@localhost/kith"_s << u"u@localhost:3306/kith"_s;
    QTest::newRow("with a driver")
        << u"mysql+pymysql://u:p@127.0.0.1:3307/kith"_s << u"u@127.0.0.1:3307/kith"_s;
    QTest::newRow("MariaDB") << u"mariadb://u%40x:p%2F@[::1]/kith"_s << u"u@x@::1:3306/kith"_s;
}

void tst_Config::databaseTargets()
{
    QFETCH(QString, url);
    QFETCH(QString, target);
    Config config;
    config.server.data = u"/data"_s;
    config.database.url = Secret(url);
    const auto made = databaseOf(config);
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(faultsText(made.error())));
    const auto &server = made->server;
    QCOMPARE(made->isSqlite()
            ? made->sqliteFile
            : u"%1@%2:%3/%4"_s.arg(server.user, server.host).arg(server.port).arg(server.database),
        target);
}

void tst_Config::databaseByItsParts()
{
    Config config;
    config.database.mysqlSocket = u"/run/my sqld.sock"_s;
    config.database.mysqlUser = u"u@x"_s;
    config.database.mysqlPassword = Secret("p%2F"_ba);
    config.database.mysqlDatabase = u"kith"_s;
    const auto made = databaseOf(config);
    QVERIFY2(made.ok(), made.ok() ? "" : qPrintable(faultsText(made.error())));
    QCOMPARE(made->server.socket, u"/run/my sqld.sock"_s);
    QCOMPARE(made->server.user, u"u@x"_s);
    QCOMPARE(made->server.password.reveal(), "p%2F"_ba);
}

void tst_Config::ratesReadBackAsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("plain") << u"200/min"_s << u"200/min"_s;
    QTest::newRow("words") << u" 200 / minutes "_s << u"200/min"_s;
    QTest::newRow("several") << u"5/30min"_s << u"5/30min"_s;
    QTest::newRow("burst") << u"10/second burst 30"_s << u"10/second burst 30"_s;
    QTest::newRow("seconds that are minutes") << u"1/120seconds"_s << u"1/2min"_s;
    QTest::newRow("a day") << u"5/day"_s << u"5/day"_s;
    QTest::newRow("off") << u"OFF"_s << u"off"_s;
}

void tst_Config::ratesReadBackAsWritten()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto read = parseRate(text);
    QVERIFY(read.has_value());
    QCOMPARE(toText(*read), written);
    QCOMPARE(*parseRate(written), *read);
}

void tst_Config::passwordlessIsForWhatStandsBehindAGateway()
{
    Sources sources = localSources();
    sources.environment.insert(u"KITH_DIALECTS_CHATSOCKET_PASSWORDLESS"_s, u"true"_s);
    QVERIFY(load(sources).ok()); // loopback
    sources.environment.insert(u"ENVIRONMENT"_s, u"development"_s);
    sources.environment.insert(u"KITH_SERVER_INSECURE_HTTP"_s, u"true"_s);
    sources.environment.insert(u"HOST"_s, u"10.0.0.5"_s);
    QVERIFY(!load(sources).ok());
    sources.environment.insert(u"KITH_SERVER_TRUSTED_PROXIES"_s, u"10.0.0.0/8"_s);
    QVERIFY(load(sources).ok());
    sources.environment.remove(u"KITH_SERVER_TRUSTED_PROXIES"_s);
    sources.environment.insert(u"KITH_DIALECTS_CHATSOCKET"_s, u"false"_s);
    QVERIFY(load(sources).ok()); // there is nobody to sign in to
}

void tst_Config::loopbackIsKnown_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("loopback");
    QTest::newRow("127.0.0.1") << u"127.0.0.1"_s << true;
    QTest::newRow("127.9.9.9") << u"127.9.9.9"_s << true;
    QTest::newRow("::1") << u"::1"_s << true;
    QTest::newRow("localhost") << u"localhost"_s << true;
    QTest::newRow("any") << u"0.0.0.0"_s << false;
    QTest::newRow("any, IPv6") << u"::"_s << false;
    QTest::newRow("another") << u"192.168.1.1"_s << false;
}

void tst_Config::loopbackIsKnown()
{
    QFETCH(QString, host);
    QFETCH(bool, loopback);
    QCOMPARE(isLoopback(host), loopback);
}

void tst_Config::aGeneratedKeyIsPrivateAndKept()
{
    const Folder folder;
    Config config;
    config.server.data = folder.path(QString()).chopped(1);
    const auto first = loadKeys(config);
    QVERIFY2(first.ok(), first.ok() ? "" : qPrintable(first.error().detail));
    struct stat info = {};
    QCOMPARE(::stat(QFile::encodeName(folder.path(u"secret.key"_s)).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777u, 0600u);
    const auto second = loadKeys(config);
    QVERIFY(second.ok());
    QCOMPARE(second->access.reveal(), first->access.reveal());
    QCOMPARE(first->access.size(), 64);

    config.auth.jwtSecret = Secret(QByteArray(kSecret));
    const auto configured = loadKeys(config);
    QVERIFY(configured.ok());
    QCOMPARE(configured->access.reveal(), QByteArray(kSecret));
    QCOMPARE(configured->refresh.reveal(), QByteArray(kSecret));
    config.auth.jwtRefreshSecret = Secret("another"_ba);
    const auto two = loadKeys(config);
    QVERIFY(two.ok());
    QCOMPARE(two->refresh.reveal(), "another"_ba);
}

void tst_Config::keyFilesThatOthersReadAreRefused()
{
    const Folder folder;
    Config config;
    config.server.data = folder.path(QString()).chopped(1);
    QVERIFY(loadKeys(config).ok());
    const QByteArray path = QFile::encodeName(folder.path(u"secret.key"_s));
    QCOMPARE(::chmod(path.constData(), 0640), 0);
    const auto open = loadKeys(config);
    QVERIFY(!open.ok());
    QVERIFY(open.error().detail.contains(u"chmod 0600 "_s));
    folder.write(u"secret.key"_s, "\n");
    const auto empty = loadKeys(config);
    QVERIFY(!empty.ok());
    QVERIFY(empty.error().detail.contains(u"holds no key"_s));
}

void tst_Config::theExampleFileIsUpToDateAndLoads()
{
    const QByteArray example = exampleFile().toUtf8();
    QVERIFY2(fileOfTheTree("resources/kithd.conf.example") == example,
        "run: kithd config --example > resources/kithd.conf.example");
    // Switched on, every line of it must be right (but for what LOCAL needs).
    QByteArray all = example;
    all.replace("\n#", "\n").replace("\n ", "\n# ").replace("environment = \"production\"", "");
    const Folder folder;
    Sources sources = localSources();
    sources.file = folder.write(u"kithd.conf"_s, all);
    const auto loaded = load(sources);
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(faultsText(loaded.error())));
    QCOMPARE(loaded->origins.size(), settings().size());
}

void tst_Config::theDocumentationIsUpToDate()
{
    QVERIFY2(fileOfTheTree("docs/configuration.md") == markdown().toUtf8(),
        "run: kithd config --markdown > docs/configuration.md");
    const QString page = manual(u"1.0"_s);
    for (const Setting &setting : settings()) {
        QVERIFY2(helpText().contains(setting.key), qPrintable(setting.key));
        const QString name = setting.key.section(u'.', 1);
        QVERIFY2(page.contains(u"\\fB%1\\fR = "_s.arg(name)), qPrintable(setting.key));
    }
}

KITH_TEST(tst_Config)
#include "tst_config.moc"
