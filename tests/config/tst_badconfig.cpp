// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong configurations and the sentence that each must stop the start with.
#include "config/sources.h"
#include "runner/runner.h"

#include <QFile>
#include <QTemporaryDir>

using namespace kith;
using namespace kith::config;
using namespace Qt::StringLiterals;

namespace {

/// A configuration that is right, so that what a row adds is all that can be wrong.
const QString kGood = u"[server]\nenvironment = \"LOCAL\"\n"_s; // two lines
const QString kProduction =
    u"[server]\nenvironment = \"production\"\npublic_url = \"https://chat.example.org\"\n"_s;

struct Case
{
    QString toml = kGood;
    QString dotEnv{};
    QStringList environment{};
    QStringList flags{};
};

Sources sourcesOf(const Case &c, const QTemporaryDir &dir)
{
    Sources sources;
    const auto write = [&](const QString &name, const QString &text) {
        QFile file(dir.path() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(text.toUtf8());
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        return file.fileName();
    };
    sources.file = write(u"kithd.conf"_s, c.toml);
    sources.dotEnv = write(u".env"_s, c.dotEnv);
    for (const QString &line : c.environment)
        sources.environment.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    for (const QString &flag : c.flags)
        sources.flags.push_back({u"--set "_s + flag.section(u'=', 0, 0), flag.section(u'=', 0, 0),
            flag.section(u'=', 1)});
    return sources;
}

} // namespace
Q_DECLARE_METATYPE(Case)

class tst_BadConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsTheStartWithASentence_data();
    void stopsTheStartWithASentence();
    void everyFaultIsNamedAtOnce();
    void aMissingFileIsNamed();
    void secretsNeverAppearInFaults();

private:
    void fileRows();
    void typeRows();
    void agreementRows();
    void secretRows();
    void environmentRows();
    void flagRows();
};

static void add(const char *name, const Case &c, const QString &fault)
{
    QTest::newRow(name) << c << fault;
}

/// A setting of one line in the section that follows kGood: it stands in line 4.
static Case line(const QString &section, const QString &text)
{
    return {.toml = kGood + u'[' + section + u"]\n"_s + text + u'\n'};
}
/// A setting of [server], in line 3.
static Case server(const QString &text) { return {.toml = kGood + text + u'\n'}; }
static Case production(const QString &text) { return {.toml = kProduction + text + u'\n'}; }

void tst_BadConfig::stopsTheStartWithASentence_data()
{
    QTest::addColumn<Case>("bad");
    QTest::addColumn<QString>("fault");
    fileRows();
    typeRows();
    agreementRows();
    secretRows();
    environmentRows();
    flagRows();
}

void tst_BadConfig::fileRows()
{
    add("no closing bracket", {.toml = u"[server\nport = 1\n"_s}, u"kithd.conf:1: is not TOML: "_s);
    add("no value", {.toml = u"[server]\nport =\n"_s}, u"kithd.conf:2: is not TOML: "_s);
    add("no quotes", {.toml = u"[server]\n\nhost = localhost\n"_s},
        u"kithd.conf:3: is not TOML: "_s);
    add("key twice", {.toml = u"[server]\nport = 1\nport = 2\n"_s},
        u"kithd.conf:3: is not TOML: "_s);
    add("section twice", {.toml = u"[log]\n[server]\n[log]\n"_s}, u"kithd.conf:3: is not TOML: "_s);
    add("not UTF-8 is not TOML", {.toml = QString(u"[server]\nhost = \"\u0001\"\n"_s)},
        u"kithd.conf:2: is not TOML: "_s);
    add("unknown section", {.toml = kGood + u"[sevrer]\nport = 1\n"_s},
        u"kithd.conf:3:sevrer: is not a section of the configuration"_s);
    add("unknown key", server(u"prot = 1"_s),
        u"kithd.conf:3:server.prot: is not a setting; did you mean server.port?"_s);
    add("key of another section", line(u"auth"_s, u"port = 1"_s),
        u"kithd.conf:4:auth.port: is not a setting; did you mean server.port?"_s);
    add("key unlike any", server(u"fnord_of_the_world = 1"_s),
        u"kithd.conf:3:server.fnord_of_the_world: is not a setting"_s);
    add("key outside of a section", {.toml = u"port = 1\n"_s + kGood},
        u"kithd.conf:1:port: is not a setting; did you mean server.port?"_s);
    add("section inside a section", {.toml = kGood + u"[server.tls]\nx = 1\n"_s},
        u"kithd.conf:3:server.tls: is not a setting"_s);
}

void tst_BadConfig::typeRows()
{
    const QString number = u": must be a whole number, without quotes"_s;
    add("port as text", server(u"port = \"8000\""_s), u"kithd.conf:3:server.port"_s + number);
    add("port as fraction", server(u"port = 8000.5"_s), u"kithd.conf:3:server.port"_s + number);
    add("port as list", server(u"port = [\"1\"]"_s), u"kithd.conf:3:server.port"_s + number);
    add("port too large", server(u"port = 65536"_s),
        u"kithd.conf:3:server.port: must be at most 65535"_s);
    add("port below zero", server(u"port = -1"_s),
        u"kithd.conf:3:server.port: must be at least 0"_s);
    add("host as number", server(u"host = 1"_s),
        u"kithd.conf:3:server.host: must be a text in quotes"_s);
    add("data empty", server(u"data = \"\""_s), u"kithd.conf:3:server.data: must not be empty"_s);
    add("text of two lines", server(u"data = \"a\\nb\""_s),
        u"kithd.conf:3:server.data: must be one line without control characters"_s);
    add("a date", server(u"port = 2026-01-01"_s),
        u"kithd.conf:3:server.port: must be of this type: whole number"_s);
    add("list of numbers", server(u"allowed_hosts = [1, 2]"_s),
        u"kithd.conf:3:server.allowed_hosts: must be of this type: list of texts"_s);
    add("list as text", server(u"allowed_hosts = \"a\""_s),
        u"kithd.conf:3:server.allowed_hosts: must be a list of texts, such as [\"a\", \"b\"]"_s);
    add("empty entry", server(u"allowed_hosts = [\"\"]"_s),
        u"kithd.conf:3:server.allowed_hosts: has an entry that is empty or not one line"_s);
    add("bool as text", server(u"insecure_http = \"yes\""_s),
        u"kithd.conf:3:server.insecure_http: must be true or false, without quotes"_s);
    add("bool as number", server(u"insecure_http = 1"_s),
        u"kithd.conf:3:server.insecure_http: must be true or false, without quotes"_s);
    add("unknown environment", {.toml = u"[server]\nenvironment = \"staging\"\n"_s},
        u"kithd.conf:2:server.environment: must be one of: LOCAL, development, production, dev, prod"_s);
    add("unknown registration", line(u"auth"_s, u"registration = \"friends\""_s),
        u"kithd.conf:4:auth.registration: must be one of: open, invite, closed"_s);
    add("another algorithm", line(u"auth"_s, u"jwt_algorithm = \"none\""_s),
        u"kithd.conf:4:auth.jwt_algorithm: must be HS256"_s);
    add("unknown level", line(u"log"_s, u"level = \"loud\""_s),
        u"kithd.conf:4:log.level: must be one of: debug, info, warning, error, warn, critical"_s);
    add("unknown format", line(u"log"_s, u"format = \"xml\""_s),
        u"kithd.conf:4:log.format: must be one of: auto, json, human"_s);
    add("unknown engine of sockets", line(u"websocket"_s, u"engine = \"own\""_s),
        u"kithd.conf:4:websocket.engine: must be one of: kith, qt"_s);
    add("argon2 memory below the floor", line(u"auth"_s, u"argon2_memory_kib = 19455"_s),
        u"kithd.conf:4:auth.argon2_memory_kib: must be at least 19456"_s);
    add("argon2 with one pass", line(u"auth"_s, u"argon2_passes = 1"_s),
        u"kithd.conf:4:auth.argon2_passes: must be at least 2"_s);
    add("no minutes", line(u"auth"_s, u"access_token_minutes = 0"_s),
        u"kithd.conf:4:auth.access_token_minutes: must be at least 1"_s);
    add("group of one", line(u"chat"_s, u"group_members = 1"_s),
        u"kithd.conf:4:chat.group_members: must be at least 2"_s);
    const QString rate =
        u": must be a rate such as \"10/second burst 30\", \"5/30min\" or \"off\""_s;
    add("rate without unit", line(u"limits"_s, u"messages = \"10\""_s),
        u"kithd.conf:4:limits.messages"_s + rate);
    add("rate of nothing", line(u"limits"_s, u"messages = \"0/second\""_s),
        u"kithd.conf:4:limits.messages"_s + rate);
    add("rate in fortnights", line(u"limits"_s, u"messages = \"1/fortnight\""_s),
        u"kithd.conf:4:limits.messages"_s + rate);
    add("rate as number", line(u"limits"_s, u"messages = 10"_s),
        u"kithd.conf:4:limits.messages"_s + rate);
    add("burst of nothing", line(u"limits"_s, u"messages = \"1/second burst 0\""_s),
        u"kithd.conf:4:limits.messages"_s + rate);
    add("unknown profile", line(u"limits"_s, u"profile = \"none\""_s),
        u"kithd.conf:4:limits.profile: must be one of: default, off"_s);
}

void tst_BadConfig::agreementRows()
{
    const QString open = u"host = \"0.0.0.0\"\ninsecure_http = true\n"_s;
    add("passwordless beyond loopback",
        production(open + u"[dialects]\nchatsocket_passwordless = true"_s),
        u"kithd.conf:7:dialects.chatsocket_passwordless: lets anybody who reaches 0.0.0.0 sign in "
        "as anybody"_s);
    add("messenger's port twice", server(u"port = 8788\n[dialects]\nmessenger_port = 8788"_s),
        u"kithd.conf:5:dialects.messenger_port: is server.port already"_s);
    add("host is no address", server(u"host = \"chat.example.org\""_s),
        u"kithd.conf:3:server.host: must be an address such as 127.0.0.1, 0.0.0.0 or ::1, or localhost"_s);
    add("demo people for everybody", server(u"host = \"0.0.0.0\""_s),
        u"kithd.conf:3:server.host: must be loopback (127.0.0.1) while server.environment is LOCAL"_s);
    add("plain HTTP to the world", production(u"host = \"0.0.0.0\""_s),
        u"kithd.conf:4:server.host: 0.0.0.0 can be reached from other machines, and Kith speaks plain HTTP there"_s);
    add("plain HTTP to the world, IPv6", production(u"host = \"::\""_s),
        u"kithd.conf:4:server.host: :: can be reached from other machines"_s);
    add("no limits for the world",
        {.toml = kProduction
                + u"host = \"0.0.0.0\"\ninsecure_http = true\n[limits]\nprofile = \"off\"\n"_s},
        u"kithd.conf:7:limits.profile: off is refused beyond loopback"_s);
    add("production without an address", {.toml = u"[server]\nport = 8000\n"_s},
        u"default:server.public_url: is required in production: set it to"_s);
    add("address with a path", server(u"public_url = \"https://a.example.org/chat\""_s),
        u"kithd.conf:3:server.public_url: must be scheme, host and port only"_s);
    add("address without scheme", server(u"public_url = \"chat.example.org\""_s),
        u"kithd.conf:3:server.public_url: must be scheme, host and port only"_s);
    add("production over HTTP", {.toml = u"[server]\npublic_url = \"http://chat.example.org\"\n"_s},
        u"kithd.conf:2:server.public_url: must begin with https:// in production"_s);
    add("host with a scheme", server(u"allowed_hosts = [\"https://a.example.org\"]"_s),
        u"kithd.conf:3:server.allowed_hosts: \"https://a.example.org\" is not a host name"_s);
    add("host with a port", server(u"allowed_hosts = [\"a.example.org:443\"]"_s),
        u"kithd.conf:3:server.allowed_hosts: \"a.example.org:443\" is not a host name"_s);
    add("proxy by name", server(u"trusted_proxies = [\"proxy\"]"_s),
        u"kithd.conf:3:server.trusted_proxies: \"proxy\" is not a network"_s);
    add("everybody is a proxy", server(u"trusted_proxies = [\"0.0.0.0/0\"]"_s),
        u"kithd.conf:3:server.trusted_proxies: \"0.0.0.0/0\" is everybody"_s);
    add("every origin", server(u"cors_origins = [\"*\"]"_s),
        u"kithd.conf:3:server.cors_origins: \"*\" would open the API to every web page"_s);
    add("origin with a path", server(u"cors_origins = [\"https://a.example.org/x\"]"_s),
        u"kithd.conf:3:server.cors_origins: \"https://a.example.org/x\" is not an origin"_s);
    add("any port in production", production(u"cors_origins = [\"http://localhost:*\"]"_s),
        u"kithd.conf:4:server.cors_origins: \"http://localhost:*\" is not an origin"_s);
    add("a pattern of hosts", server(u"cors_origins = [\"https://*.example.org\"]"_s),
        u"kithd.conf:3:server.cors_origins: \"https://*.example.org\" is not an origin"_s);
    add("short passwords in production", {.toml = kProduction + u"[auth]\npassword_min = 7\n"_s},
        u"kithd.conf:5:auth.password_min: must be at least 8 outside LOCAL"_s);
    add("sessions idle longer than they live", line(u"auth"_s, u"refresh_idle_days = 31"_s),
        u"kithd.conf:4:auth.refresh_idle_days: is longer than auth.refresh_absolute_days (31 and 30)"_s);
    add("channel twice", line(u"chat"_s, u"default_channels = [\"a\", \"A\"]"_s),
        u"kithd.conf:4:chat.default_channels: \"A\" is there twice"_s);
    add("channel with a long name",
        line(u"chat"_s, u"default_channels = [\"%1\"]"_s.arg(QString(101, u'x'))),
        u"kithd.conf:4:chat.default_channels: \"xxxxxxxxxxxxxxxxxxxx…\" is longer than 100 characters"_s);
    add("PostgreSQL", line(u"database"_s, u"url = \"postgresql://u:p@localhost/x\""_s),
        u"kithd.conf:4:database.url: names PostgreSQL, which Kith does not use"_s);
    add("another database", line(u"database"_s, u"url = \"oracle://localhost/x\""_s),
        u"kithd.conf:4:database.url: The database URL's scheme is not known."_s);
    add("SQLite without a path", line(u"database"_s, u"url = \"sqlite:\""_s),
        u"kithd.conf:4:database.url: The database is not named."_s);
    add("MariaDB without a database", line(u"database"_s, u"url = \"mysql://u@localhost\""_s),
        u"kithd.conf:4:database.url: The database URL names no database."_s);
    add("MariaDB without a user", line(u"database"_s, u"url = \"mysql://localhost/kith\""_s),
        u"kithd.conf:4:database.url: The database URL names no user."_s);
    add("MariaDB elsewhere without TLS",
        line(u"database"_s, u"url = \"mysql://u@db.example.org/kith\""_s),
        u"kithd.conf:4:database.url: The database is on another machine (db.example.org)"_s);
    add("URL and parts",
        {.toml = kGood
                + u"[database]\nurl = \"mysql://u@localhost/kith\"\nmysql_host = \"127.0.0.9\"\n"_s},
        u"kithd.conf:4:database.url: and the database.mysql_ settings disagree"_s);
    add("parts without a user", line(u"database"_s, u"mysql_host = \"localhost\""_s),
        u"kithd.conf:4:database.mysql_host: names a server but no user"_s);
    add("parts without a database",
        line(u"database"_s, u"mysql_host = \"localhost\"\nmysql_user = \"u\""_s),
        u"kithd.conf:4:database.mysql_host: names a server but no database"_s);
    add("parts elsewhere without TLS",
        line(u"database"_s,
            u"mysql_host = \"10.0.0.1\"\nmysql_user = \"u\"\nmysql_database = \"k\""_s),
        u"kithd.conf:4:database.mysql_host: The database is on another machine (10.0.0.1)"_s);
    add("parts without a host", line(u"database"_s, u"mysql_user = \"u\""_s),
        u"default:database.mysql_host: is missing while other database.mysql_ settings are there"_s);
}

void tst_BadConfig::secretRows()
{
    const auto secret = [](const QString &value) {
        return line(u"auth"_s, u"jwt_secret = \"%1\""_s.arg(value));
    };
    const QString published =
        u"kithd.conf:4:auth.jwt_secret: is a published example; set a secret of your own"_s;
    for (const char *value : {"your-secret-key-here", "your-secret-key-here-change-in-production",
             "your-super-secret-jwt-key", "fallback-secret-key", "dev-access-secret",
             "local-dev-secret-key-change-in-production", "very-secure-secret-key",
             "CHANGEME-and-then-some-more-characters"})
        add(value, secret(QString::fromLatin1(value)), published);
    add("short secret", secret(u"d41d8cd98f00b204e9800998ecf8427"_s),
        u"kithd.conf:4:auth.jwt_secret: has 31 bytes and needs at least 32"_s);
    add("uniform secret", secret(u"abababababababababababababababababab"_s),
        u"kithd.conf:4:auth.jwt_secret: is too uniform to be random"_s);
    add("one secret for both",
        {.toml = kGood
                + u"[auth]\njwt_access_secret = \"%1\"\njwt_refresh_secret = \"%1\"\n"_s.arg(
                    u"0123456789abcdefghijklmnopqrstuvwxyz"_s)},
        u"kithd.conf:5:auth.jwt_refresh_secret: must differ from auth.jwt_access_secret"_s);
    add("short metrics token", line(u"metrics"_s, u"token = \"abc\""_s),
        u"kithd.conf:4:metrics.token: must have at least 16 characters"_s);
}

void tst_BadConfig::environmentRows()
{
    add("number in the environment", {.environment = {u"PORT=http"_s}},
        u"environment:PORT: must be a whole number"_s);
    add("range in the environment", {.environment = {u"KITH_SERVER_PORT=70000"_s}},
        u"environment:KITH_SERVER_PORT: must be at most 65535"_s);
    add("misspelt name", {.environment = {u"KITH_SERVER_PROT=1"_s}},
        u"environment:KITH_SERVER_PROT: is not a setting; did you mean KITH_SERVER_PORT?"_s);
    add("two names disagree", {.environment = {u"PORT=1"_s, u"KITH_SERVER_PORT=2"_s}},
        u"environment:PORT: and KITH_SERVER_PORT both set server.port and disagree; keep one of them"_s);
    add("two old names disagree",
        {.environment = {u"SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyz"_s,
             u"JWT_SECRET_KEY=x123456789abcdefghijklmnopqrstuvwxyz"_s}},
        u"environment:SECRET_KEY: and JWT_SECRET_KEY both set auth.jwt_secret and disagree"_s);
    add("two lists disagree",
        {.environment = {u"CORS_ORIGINS=http://a.example"_s,
             u"BACKEND_CORS_ORIGINS=[\"http://b.example\"]"_s}},
        u"environment:CORS_ORIGINS: and BACKEND_CORS_ORIGINS both set server.cors_origins and disagree"_s);
    add("MongoDB", {.environment = {u"MONGODB_URL=mongodb://localhost:27017"_s}},
        u"environment:MONGODB_URL: Kith keeps its data in SQLite or MariaDB and reads no MongoDB"_s);
    add("MongoDB, another name", {.environment = {u"MONGODB_URI=mongodb://localhost:27017"_s}},
        u"environment:MONGODB_URI: Kith keeps its data in SQLite or MariaDB and reads no MongoDB"_s);
    add("PostgreSQL by its parts", {.environment = {u"PG_SERVER_ADDRESS=db"_s}},
        u"environment:PG_SERVER_ADDRESS: Kith keeps its data in SQLite or MariaDB and reads no PostgreSQL"_s);
    add("PostgreSQL in the environment",
        {.environment = {u"DATABASE_URL=postgresql://user:password@localhost:5432/pythia_chat"_s}},
        u"environment:DATABASE_URL: names PostgreSQL, which Kith does not use"_s);
    add("broken JSON list", {.environment = {u"CORS_ORIGINS=[\"http://a"_s}},
        u"environment:CORS_ORIGINS: must be a comma list or a JSON array of texts"_s);
    add("JSON list of numbers", {.environment = {u"CORS_ORIGINS=[1]"_s}},
        u"environment:CORS_ORIGINS: must be a comma list or a JSON array of texts"_s);
    add("every origin, as shipped", {.environment = {u"CORS_ORIGINS=[\"*\"]"_s}},
        u"environment:CORS_ORIGINS: \"*\" would open the API to every web page"_s);
    add("example secret", {.environment = {u"SECRET_KEY=your-secret-key-here"_s}},
        u"environment:SECRET_KEY: is a published example"_s);
    add("other algorithm", {.environment = {u"ALGORITHM=RS256"_s}},
        u"environment:ALGORITHM: must be HS256"_s);
    add("bool in the environment", {.environment = {u"DEBUG=maybe"_s}},
        u"environment:DEBUG: must be true or false"_s);
    add("secret file is absent", {.environment = {u"KITH_AUTH_JWT_SECRET_FILE=/nonexistent"_s}},
        u"environment:KITH_AUTH_JWT_SECRET_FILE: names a file that cannot be read: /nonexistent"_s);
    add("no equals sign", {.dotEnv = u"# fine\nPORT\n"_s}, u".env:2: must be NAME=value"_s);
    add(".env has a place", {.dotEnv = u"\n\nPORT=70000 # too large\n"_s},
        u".env:3:PORT: must be at most 65535"_s);
    add(".env with an own name misspelt", {.dotEnv = u"KITH_SERVER_HSOT=1\n"_s},
        u".env:1:KITH_SERVER_HSOT: is not a setting; did you mean KITH_SERVER_HOST?"_s);
    add(".env disagrees with itself", {.dotEnv = u"HOST=127.0.0.1\nAPI_HOST=::1\n"_s},
        u".env:2:API_HOST: and .env:1:HOST both set server.host and disagree"_s);
}

void tst_BadConfig::flagRows()
{
    add("unknown flag", {.flags = {u"server.prt=1"_s}},
        u"command line:server.prt: is not a setting; did you mean server.port?"_s);
    add("wrong flag", {.flags = {u"server.port=x"_s}},
        u"command line:--set server.port: must be a whole number"_s);
    add("secret on the command line",
        {.flags = {u"auth.jwt_secret=0123456789abcdefghijklmnopqrstuvwxyz"_s}},
        u"command line:auth.jwt_secret: is a secret, and every user of this machine can read command lines"_s);
    add("flags disagree", {.flags = {u"server.port=1"_s, u"server.port=2"_s}},
        u"command line:--set server.port: and --set server.port both set server.port and disagree"_s);
}

void tst_BadConfig::stopsTheStartWithASentence()
{
    QFETCH(Case, bad);
    QFETCH(QString, fault);
    const QTemporaryDir dir;
    const auto loaded = load(sourcesOf(bad, dir));
    QVERIFY2(!loaded.ok(), "was accepted");
    QCOMPARE(loaded.error().code, ErrorCode::InvalidInput);
    const QString said = faultsText(loaded.error()).remove(dir.path() + u'/');
    QVERIFY2(said.startsWith(fault), qPrintable(u"said: "_s + said));
    QVERIFY2(!said.contains(u'\n'), qPrintable(u"more than one fault: "_s + said));
}

void tst_BadConfig::everyFaultIsNamedAtOnce()
{
    const QTemporaryDir dir;
    const auto loaded = load(sourcesOf(
        {.toml = u"[server]\nport = -1\nprot = 1\n"_s, .environment = {u"MYSQL_PORT=x"_s}}, dir));
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().fields.size(), size_t(3));
}

void tst_BadConfig::aMissingFileIsNamed()
{
    Sources sources;
    sources.file = u"/nonexistent/kithd.conf"_s;
    const auto loaded = load(sources);
    QVERIFY(!loaded.ok());
    QVERIFY(faultsText(loaded.error()).startsWith(u"/nonexistent/kithd.conf: cannot be read"_s));
}

void tst_BadConfig::secretsNeverAppearInFaults()
{
    const QTemporaryDir dir;
    for (const Case &c : {Case{.environment = {u"SECRET_KEY=canary"_s}},
             Case{.environment = {u"DATABASE_URL=postgresql://u:canary@localhost/x"_s}},
             Case{.flags = {u"metrics.token=canary"_s}},
             Case{.environment = {u"SECRET_KEY=canary1"_s, u"JWT_SECRET_KEY=canary2"_s}},
             Case{.environment = {u"MYSQL_PASSWORD=canary\u0001"_s}}}) {
        const auto loaded = load(sourcesOf(c, dir));
        QVERIFY(!loaded.ok());
        QVERIFY(!faultsText(loaded.error()).contains(u"canary"_s));
    }
}

KITH_TEST(tst_BadConfig)
#include "tst_badconfig.moc"
