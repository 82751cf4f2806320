// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/eachdriver.h"

#include "store/migrations.h"
#include "support/mariadbserver.h"

namespace kith::test {

using namespace Qt::StringLiterals;

void eachDriver()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("mariadb") << u"mariadb"_s;
}

QString TempStore::whyNot(const QString &engine)
{
    if (engine == "sqlite"_L1)
        return {};
    MariaDbServer &server = MariaDbServer::shared();
    return server.start() ? QString() : server.whyNot();
}

TempStore::TempStore(const QString &engine, Schema schema)
{
    if (engine == "sqlite"_L1)
        m_config.sqliteFile = m_folder.filePath(u"kith.db"_s);
    else
        m_config = MariaDbServer::shared().newDatabase();
    if (schema == Schema::Empty)
        return;
    const auto migrations = store::readMigrations();
    const auto migrated = migrations.ok()
        ? store::migrate(*open(), *migrations, {.now = fromMillis(1)})
        : Result<store::MigrationReport>(migrations.error());
    if (!migrated.ok())
        qFatal("%s", qPrintable(migrated.error().detail));
}

std::unique_ptr<store::SqlSession> TempStore::open(store::Access access) const
{
    auto session = store::openSession(m_config, access);
    if (!session.ok())
        qFatal("%s", qPrintable(session.error().detail));
    return std::move(session).value();
}

} // namespace kith::test
