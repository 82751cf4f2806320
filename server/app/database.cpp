// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/database.h"

#include "config/database.h"

#include <QDir>
#include <QFile>

namespace kith {

using namespace Qt::StringLiterals;

Result<PreparedDatabase> prepareDatabase(const config::Config &config, const Clock &clock)
{
    PreparedDatabase prepared;
    TRY_ASSIGN(prepared.config, config::databaseOf(config));
    if (!QDir().mkpath(config.server.data))
        return unavailable(u"The data folder %1 cannot be made."_s.arg(config.server.data));
    TRY_ASSIGN(auto session, store::openSession(prepared.config, store::Access::ReadWrite));
    TRY_ASSIGN(const auto migrations, store::readMigrations());
    TRY_ASSIGN(prepared.migrated,
        store::migrate(*session, migrations,
            {.databaseFile = prepared.config.sqliteFile, .now = clock.now()}));
    return prepared;
}

Result<void> changeOnce(store::SqlSession &session, const core::Environment &env,
    const Clock &clock, const std::function<Result<void>(core::Tx &)> &change)
{
    store::IdBlocks ids;
    store::UnitOfWork unit(session, ids, true);
    TRY(ids.refill(session));
    TRY(unit.beginBatch());
    Result<void> done = unit.beginJob(store::UnitOfWork::Mode::Direct);
    if (done) {
        core::Tx tx{.unit = unit, .env = env, .now = clock.now()};
        done = change(tx);
    }
    if (done)
        done = unit.endJob();
    if (done)
        done = unit.commit();
    if (!done)
        unit.abandonBatch();
    ids.giveBack(session);
    return done;
}

} // namespace kith
