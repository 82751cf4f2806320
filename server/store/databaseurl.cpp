// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/databaseurl.h"

#include <QHostAddress>
#include <QUrl>
#include <QUrlQuery>

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

Error wrongUrl(const QString &what)
{
    return invalidInput(u"database"_s,
        what
            + u" Write a file's path, or mysql://user:password@host:port/database?ssl_ca=FILE, or "
              "mysql://user@localhost/database?socket=FILE."_s);
}

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

Result<void> readOptions(const QUrlQuery &query, ServerConfig &server)
{
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name == "ssl_ca"_L1)
            server.sslCa = value;
        else if (name == "socket"_L1)
            server.socket = value;
        else if (name == "ssl"_L1 && value == "off"_L1)
            server.sslOff = true;
        else
            return wrongUrl(u"The database URL has the unknown option \"%1\"."_s.arg(name));
    }
    return {};
}

Result<DatabaseConfig> parseServer(const QUrl &url)
{
    DatabaseConfig config;
    ServerConfig &server = config.server;
    server.host = url.host();
    server.port = static_cast<quint16>(url.port(server.port));
    server.user = url.userName(QUrl::FullyDecoded);
    server.password = Secret(url.password(QUrl::FullyDecoded));
    server.database = url.path(QUrl::FullyDecoded).mid(1);
    TRY(readOptions(QUrlQuery(url), server));
    if (server.user.isEmpty())
        return wrongUrl(u"The database URL names no user."_s);
    if (server.database.isEmpty() || server.database.contains(u'/'))
        return wrongUrl(u"The database URL names no database."_s);
    if (server.socket.isEmpty() && server.host.isEmpty())
        return wrongUrl(u"The database URL names no host."_s);
    if (server.socket.isEmpty() && server.sslCa.isEmpty() && !server.sslOff
        && !isThisMachine(server.host))
        return wrongUrl(
            u"The database is on another machine (%1) and would be spoken to in the clear: add "
            "?ssl_ca=FILE with the authority that signed its certificate, or ?ssl=off if the "
            "network between is trusted."_s.arg(server.host));
    return config;
}

} // namespace

Result<DatabaseConfig> parseDatabaseUrl(const QString &text)
{
    if (text.startsWith("mysql:"_L1) || text.startsWith("mariadb:"_L1)) {
        const QUrl url(text, QUrl::StrictMode);
        if (!url.isValid())
            return wrongUrl(u"The database URL is not valid (special characters in a password are "
                            "written as %40 and so on)."_s);
        return parseServer(url);
    }
    QString file = text;
    if (text.startsWith("sqlite:"_L1)) {
        file = text.mid(7);
        while (file.startsWith("//"_L1))
            file.remove(0, 1);
    } else if (text.contains("://"_L1)) {
        return wrongUrl(u"The database URL's scheme is not known."_s);
    }
    if (file.isEmpty())
        return wrongUrl(u"The database is not named."_s);
    return DatabaseConfig{.sqliteFile = file};
}

QString redacted(const DatabaseConfig &config)
{
    if (config.isSqlite())
        return u"sqlite:"_s + config.sqliteFile;
    const ServerConfig &server = config.server;
    QString text = u"mysql://%1@%2:%3/%4"_s.arg(server.user, server.host)
                       .arg(server.port)
                       .arg(server.database);
    if (!server.socket.isEmpty())
        text += u"?socket="_s + server.socket;
    return text;
}

} // namespace kith::store
