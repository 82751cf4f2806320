// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/databaseurl.h"

#include <QProcess>
#include <QTemporaryDir>

namespace kith::test {

/// A real mariadbd of this test program's own, on a unix socket in a temporary folder. It dies with
/// the program, however that ends. Its first data files are made once a machine and copied.
class MariaDbServer
{
public:
    /// The one that tests of this program share, started at its first use.
    static MariaDbServer &shared();

    /// `options` are added to mariadbd's own: TLS, a port.
    explicit MariaDbServer(QStringList options = {}) : m_options(std::move(options)) { }
    ~MariaDbServer();

    /// Starts or restarts it; false with a reason in whyNot().
    bool start();
    void stop(); ///< in order: what is committed is on disk
    void kill(); ///< SIGKILL
    void pause(bool on); ///< SIGSTOP and SIGCONT
    const QString &whyNot() const { return m_whyNot; }

    /// A fresh, empty database.
    store::DatabaseConfig newDatabase();
    /// How to reach a database of this server.
    store::DatabaseConfig configOf(const QString &database) const;

private:
    bool prepareData();
    QString socketFile() const { return m_folder.filePath(QStringLiteral("sock")); }

    const QStringList m_options;
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_whyNot;
    bool m_isPrepared = false;
    int m_databases = 0;
};

} // namespace kith::test
