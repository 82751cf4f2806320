// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/database.h"

#include <QUrl>
#include <QUrlQuery>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

constexpr char kUrlKey[] = "database.url";
constexpr char kHostKey[] = "database.mysql_host";

Error faultOf(const char *key, const QString &sentence)
{
    return invalidInput(QString::fromLatin1(key), sentence);
}

/// The store's own judgement, with the blame put on a key.
Result<store::DatabaseConfig> parsed(const QString &url, const char *key)
{
    auto made = store::parseDatabaseUrl(url);
    if (!made.ok())
        return faultOf(key, made.error().fields.at(0).message);
    return made;
}

bool differs(const QString &part, const QString &whole) { return !part.isEmpty() && part != whole; }

QString otherDatabase(QLatin1StringView name)
{
    return u"names %1, which Kith does not use: it keeps its data in SQLite or MariaDB. Take the "
           "name away; data of the old service is brought over by the importer, kithd import, "
           "which "
           "this version does not have yet"_s.arg(name);
}

Result<store::DatabaseConfig> fromUrl(const Database &settings)
{
    QString url = QString::fromUtf8(settings.url.reveal());
    const QString scheme = url.section(u':', 0, 0);
    if (scheme.startsWith(u"postgres"))
        return faultOf(kUrlKey, otherDatabase("PostgreSQL"_L1));
    if (scheme.startsWith(u"mongodb"))
        return faultOf(kUrlKey, otherDatabase("MongoDB"_L1));
    if (const qsizetype driver = scheme.indexOf(u'+'); driver > 0)
        url.remove(driver, scheme.size() - driver); // mysql+pymysql://, as the originals write it
    TRY_ASSIGN(store::DatabaseConfig made, parsed(url, kUrlKey));
    store::ServerConfig &server = made.server;
    if (differs(settings.mysqlHost, server.host) || differs(settings.mysqlUser, server.user)
        || differs(settings.mysqlDatabase, server.database))
        return faultOf(kUrlKey, u"and the database.mysql_ settings disagree; keep one of them"_s);
    if (server.password.isEmpty())
        server.password = settings.mysqlPassword;
    return made;
}

Result<store::DatabaseConfig> fromParts(const Database &parts)
{
    if (parts.mysqlUser.isEmpty())
        return faultOf(kHostKey, u"names a server but no user; set database.mysql_user"_s);
    if (parts.mysqlDatabase.isEmpty())
        return faultOf(kHostKey, u"names a server but no database; set database.mysql_database"_s);
    // As a URL, so that one function judges both.
    QUrl url;
    url.setScheme(u"mysql"_s);
    url.setHost(parts.mysqlHost.isEmpty() ? u"localhost"_s : parts.mysqlHost);
    url.setPort(parts.mysqlPort);
    url.setUserName(parts.mysqlUser, QUrl::DecodedMode);
    url.setPath(u'/' + parts.mysqlDatabase, QUrl::DecodedMode);
    QUrlQuery query;
    const auto addFile = [&query](const QString &name, const QString &file) {
        if (!file.isEmpty())
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(file)));
    };
    addFile(u"socket"_s, parts.mysqlSocket);
    addFile(u"ssl_ca"_s, parts.mysqlCa);
    url.setQuery(query);
    TRY_ASSIGN(store::DatabaseConfig made, parsed(QString::fromLatin1(url.toEncoded()), kHostKey));
    made.server.password = parts.mysqlPassword;
    return made;
}

} // namespace

Result<store::DatabaseConfig> databaseOf(const Config &config)
{
    const Database &settings = config.database;
    if (!settings.url.isEmpty())
        return fromUrl(settings);
    if (!settings.mysqlHost.isEmpty() || !settings.mysqlSocket.isEmpty())
        return fromParts(settings);
    if (!settings.mysqlUser.isEmpty() || !settings.mysqlDatabase.isEmpty())
        return faultOf(kHostKey,
            u"is missing while other database.mysql_ settings are there; set it, or "
            "database.mysql_socket, or take them all away"_s);
    return store::DatabaseConfig{.sqliteFile = config.server.data + u"/kith.db"_s};
}

store::WriterOptions writerOptionsOf(const Config &config)
{
    return {.queueLimit = static_cast<size_t>(config.database.queueJobs),
        .batchLimit = static_cast<size_t>(config.database.batchJobs)};
}

} // namespace kith::config
