// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/databaseurl.h"

#include "config/check.h"

#include <QUrl>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

const QString kUrlKey = u"database.url"_s;

bool isMysqlScheme(const QString &scheme)
{
    // With the driver of SQLAlchemy behind a plus, as the originals write it.
    const QString engine = scheme.section(u'+', 0, 0);
    return engine == u"mysql" || engine == u"mariadb";
}

Result<MysqlTarget> mysqlFromUrl(const QUrl &url, const Database &settings)
{
    MysqlTarget out{.host = url.host(),
        .port = url.port(settings.mysqlPort),
        .socket = settings.mysqlSocket,
        .user = url.userName(QUrl::FullyDecoded),
        .password = Secret(url.password(QUrl::FullyDecoded)),
        .database = url.path().mid(1),
        .caFile = settings.mysqlCa};
    if (out.password.isEmpty())
        out.password = settings.mysqlPassword;
    const auto differs = [](const QString &part, const QString &whole) {
        return !part.isEmpty() && part != whole;
    };
    if (differs(settings.mysqlHost, out.host) || differs(settings.mysqlUser, out.user)
        || differs(settings.mysqlDatabase, out.database))
        return invalidInput(
            kUrlKey, u"and the database.mysql_ settings disagree; keep one of them"_s);
    return out;
}

Result<MysqlTarget> checkedMysql(MysqlTarget target, const QString &key)
{
    if (target.host.isEmpty() && target.socket.isEmpty())
        return invalidInput(key, u"names no host"_s);
    if (target.user.isEmpty())
        return invalidInput(key, u"names no user; set database.mysql_user"_s);
    if (target.database.isEmpty())
        return invalidInput(key, u"names no database; set database.mysql_database"_s);
    const bool near = target.host.isEmpty() || isLoopback(target.host);
    if (!near && target.caFile.isEmpty())
        return invalidInput(u"database.mysql_ca"_s,
            u"is required for a database on another host: without it the connection could not be "
            "checked. Name the file with its certificate authority"_s);
    return target;
}

Result<DatabaseTarget> fromUrl(const Config &config)
{
    const QString text = QString::fromUtf8(config.database.url.reveal());
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (scheme.startsWith(u"postgres"))
        return invalidInput(kUrlKey,
            u"names PostgreSQL, which Kith does not use: it keeps its data in SQLite or MariaDB. "
            "Take the name away; data of the old service is brought over by the importer, kithd "
            "import, which this version does not have yet"_s);
    if (scheme.startsWith(u"mongodb"))
        return invalidInput(kUrlKey,
            u"names MongoDB, which Kith does not use: it keeps its data in SQLite or MariaDB. Take "
            "the name away; data of the old service is brought over by the importer, kithd import, "
            "which this version does not have yet"_s);
    if (scheme == u"sqlite") {
        // sqlite:///relative and sqlite:////absolute, as SQLAlchemy has it.
        const QString path = text.mid(QStringLiteral("sqlite:///").size());
        if (!text.startsWith(u"sqlite:///") || path.isEmpty())
            return invalidInput(kUrlKey, u"must be sqlite:///path or sqlite:////absolute/path"_s);
        return DatabaseTarget{.sqliteFile = path};
    }
    if (!url.isValid() || !isMysqlScheme(scheme))
        return invalidInput(kUrlKey, u"must begin with mysql://, mariadb:// or sqlite:///"_s);
    TRY_ASSIGN(MysqlTarget target, mysqlFromUrl(url, config.database));
    TRY_ASSIGN(target, checkedMysql(std::move(target), kUrlKey));
    return DatabaseTarget{.mysql = std::move(target)};
}

} // namespace

Result<DatabaseTarget> databaseTarget(const Config &config)
{
    const Database &parts = config.database;
    if (!parts.url.isEmpty())
        return fromUrl(config);
    if (parts.mysqlHost.isEmpty() && parts.mysqlSocket.isEmpty()) {
        if (!parts.mysqlUser.isEmpty() || !parts.mysqlDatabase.isEmpty())
            return invalidInput(u"database.mysql_host"_s,
                u"is missing while other database.mysql_ settings are there; set it, or "
                "database.mysql_socket, or take them all away"_s);
        return DatabaseTarget{.sqliteFile = config.server.data + u"/kith.db"_s};
    }
    TRY_ASSIGN(MysqlTarget target,
        checkedMysql({.host = parts.mysqlHost,
                         .port = parts.mysqlPort,
                         .socket = parts.mysqlSocket,
                         .user = parts.mysqlUser,
                         .password = parts.mysqlPassword,
                         .database = parts.mysqlDatabase,
                         .caFile = parts.mysqlCa},
            u"database.mysql_host"_s));
    return DatabaseTarget{.mysql = std::move(target)};
}

} // namespace kith::config
