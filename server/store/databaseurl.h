// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"
#include "shared/secret.h"

#include <QString>

namespace kith::store {

inline constexpr quint16 kMySqlPort = 3306; ///< IANA's, of MariaDB too

/// A MariaDB or MySQL server.
struct ServerConfig
{
    QString host{};
    quint16 port = kMySqlPort;
    QString socket{}; ///< a unix socket, instead of host and port
    QString user{};
    Secret password{};
    QString database{};
    QString sslCa{}; ///< a file: TLS is then enforced and the server's certificate checked
    bool sslOff = false; ///< said in so many words; without it another machine needs sslCa
};

/// Where the data is: a file, or a server.
struct DatabaseConfig
{
    QString sqliteFile{};
    ServerConfig server{};

    bool isSqlite() const { return !sqliteFile.isEmpty(); }
};

/// Reads "sqlite:/var/lib/kith/kith.db", a plain path, or
/// "mysql://user:password@host:port/database?ssl_ca=/etc/kith/ca.pem" ("mariadb://" too);
/// "?socket=/run/mysqld/mysqld.sock" for a unix socket, "?ssl=off" for a network that is trusted.
/// The error names what is wrong and never repeats the password.
Result<DatabaseConfig> parseDatabaseUrl(const QString &url);

/// For logs and the operator's eyes: without the password.
QString redacted(const DatabaseConfig &config);

} // namespace kith::store
