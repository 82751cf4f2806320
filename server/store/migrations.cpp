// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrations.h"

#include "ops/log.h"
#include "store/sqldialect.h"
#include "store/sqlitefile.h"
#include "store/sqltext.h"
#include "store/table.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

/// A row of schema_migrations.
struct Applied
{
    qint64 version = 0;
    QString name{};
    QByteArray checksum{};
    bool isComplete = false;
    qint64 steps = 0; ///< statements done, where each is committed alone
};

Error withMessage(const QString &sentence, const SqlSession &session)
{
    return internalError(sentence + u" The database says: "_s + session.lastMessage());
}

Result<void> makeTable(SqlSession &session)
{
    TRY_ASSIGN(const QByteArray text, session.dialect().expand(R"(
        CREATE TABLE IF NOT EXISTS schema_migrations (
            version {bigint} PRIMARY KEY,
            name VARCHAR(100) NOT NULL,
            checksum VARCHAR(64) NOT NULL,
            applied_at {bigint} NOT NULL,
            steps {bigint} NOT NULL
        ) {table})"));
    if (!session.script(text))
        return withMessage(u"Cannot make the table schema_migrations."_s, session);
    return {};
}

Result<std::vector<Applied>> readApplied(SqlSession &session)
{
    constexpr Sql select(R"(
        SELECT version, name, checksum, applied_at, steps
        FROM schema_migrations
        ORDER BY version)");
    std::vector<Applied> all;
    const auto read = session.query(select, {}, [&](const SqlRow &row) {
        all.push_back({.version = row.integer(0),
            .name = row.text(1),
            .checksum = row.text(2).toLatin1(),
            .isComplete = row.integer(3) != 0,
            .steps = row.integer(4)});
    });
    if (!read)
        return withMessage(u"Cannot read the table schema_migrations."_s, session);
    return all;
}

Result<void> checkHistory(
    const std::vector<Applied> &applied, const std::vector<Migration> &migrations)
{
    for (size_t i = 0; i < applied.size(); ++i) {
        const Applied &row = applied[i];
        if (i >= migrations.size())
            return internalError(
                u"The database has schema %1 and this kithd knows up to %2: a newer version has "
                "used it. Install that version again, or restore a backup made before the upgrade."_s
                    .arg(applied.back().version)
                    .arg(migrations.size()));
        if (row.version != migrations[i].version || row.checksum != migrations[i].checksum)
            return internalError(
                u"The database's migration %1 (%2) is not the one of this kithd: it was made by a "
                "different build. Run the kithd that made it, or restore a backup with this one."_s
                    .arg(row.version)
                    .arg(row.name));
    }
    return {};
}

int completeVersion(const std::vector<Applied> &applied)
{
    int version = 0;
    for (const Applied &row : applied)
        version = row.isComplete ? static_cast<int>(row.version) : version;
    return version;
}

/// One that was cut short goes on; `resumedAt` is the statement that may have been done without its
/// note.
class Step
{
public:
    Step(SqlSession &session, const Migration &migration)
        : m_session(session), m_migration(migration)
    {
    }

    Result<void> apply(const Applied *begun, Timestamp now)
    {
        if (!begun)
            TRY(note("INSERT INTO schema_migrations (version, name, checksum, applied_at, steps) "
                     "VALUES (:version, :name, :checksum, 0, :steps)",
                0, {}));
        const std::vector<QByteArray> statements = splitStatements(m_migration.text);
        const size_t first = begun ? static_cast<size_t>(begun->steps) : 0;
        for (size_t i = first; i < statements.size(); ++i) {
            const bool mayBeDone = begun && i == first;
            TRY(run(statements[i], mayBeDone, static_cast<qint64>(i + 1)));
        }
        return note("UPDATE schema_migrations "
                    "SET applied_at = :now, steps = :steps "
                    "WHERE version = :version",
            static_cast<qint64>(statements.size()), now);
    }

private:
    static bool changesSchema(const QByteArray &statement)
    {
        for (const char *word : {"CREATE", "ALTER", "DROP", "RENAME"}) {
            if (statement.startsWith(word))
                return true;
        }
        return false;
    }

    Result<void> note(const char *text, qint64 steps, Timestamp now)
    {
        const auto noted = m_session.exec(Sql(text),
            {{":version", qint64(m_migration.version)}, {":name", m_migration.name},
                {":checksum", QString::fromLatin1(m_migration.checksum)},
                {":now", std::max<qint64>(1, toMillis(now))}, {":steps", steps}});
        if (!noted)
            return withMessage(u"Cannot write the table schema_migrations."_s, m_session);
        return {};
    }
    Result<void> noteStep(qint64 steps)
    {
        return note(
            "UPDATE schema_migrations SET steps = :steps WHERE version = :version", steps, {});
    }

    Result<void> run(const QByteArray &statement, bool mayBeDone, qint64 step)
    {
        TRY_ASSIGN(const QByteArray text, m_session.dialect().expand(statement));
        // Where DDL commits, a change of rows and its note are one transaction of their own.
        const bool ownTransaction =
            !m_session.dialect().rollsBackDdl() && !changesSchema(statement);
        if (ownTransaction)
            TRY(m_session.begin(Access::ReadWrite));
        if (!m_session.script(text)
            && !(mayBeDone && m_session.lastFailure() == SqlFailure::Exists)) {
            const Error error = withMessage(
                u"Migration %1 failed at its statement %2 (\"%3 …\")."_s.arg(m_migration.name)
                    .arg(step)
                    .arg(QString::fromUtf8(statement.left(60).simplified())),
                m_session);
            if (ownTransaction)
                m_session.rollback();
            return error;
        }
        if (m_session.dialect().rollsBackDdl())
            return {};
        TRY(noteStep(step));
        return ownTransaction ? m_session.commit() : Result<void>();
    }

    SqlSession &m_session;
    const Migration &m_migration;
};

Result<void> applyAll(SqlSession &session, const std::vector<Migration> &migrations, Timestamp now)
{
    TRY(makeTable(session));
    TRY_ASSIGN(const std::vector<Applied> applied, readApplied(session));
    TRY(checkHistory(applied, migrations));
    for (size_t i = 0; i < migrations.size(); ++i) {
        const Applied *const begun = i < applied.size() ? &applied[i] : nullptr;
        if (begun && begun->isComplete)
            continue;
        TRY(Step(session, migrations[i]).apply(begun, now));
        ops::log(ops::kLogStore, ops::Level::Info, "migration_applied")
            .with("name", migrations[i].name);
    }
    return {};
}

Result<QString> snapshot(SqlSession &session, const QString &databaseFile, int version)
{
    const QString file = databaseFile + u".v%1"_s.arg(version);
    QFile::remove(file); // of an attempt that failed: the database is still at that version
    const auto made = session.exec(Sql("VACUUM INTO :file"), {{":file", file}});
    if (!made)
        return withMessage(
            u"Cannot make the snapshot %1 before the upgrade; nothing was changed."_s.arg(file),
            session);
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    TRY(syncToDisk(file));
    return file;
}

Result<MigrationReport> migrateSqlite(
    SqlSession &session, const std::vector<Migration> &migrations, const MigrationOptions &options)
{
    TRY(makeTable(session));
    TRY_ASSIGN(const std::vector<Applied> applied, readApplied(session));
    TRY(checkHistory(applied, migrations));
    MigrationReport report{.from = completeVersion(applied), .to = migrations.back().version};
    if (report.from == report.to)
        return report;
    if (report.from > 0 && !options.databaseFile.isEmpty()) {
        TRY_ASSIGN(report.snapshot, snapshot(session, options.databaseFile, report.from));
    }
    TRY(session.begin(Access::ReadWrite));
    Result<void> outcome = applyAll(session, migrations, options.now);
    if (outcome.ok())
        outcome = session.commit();
    if (!outcome.ok()) {
        session.rollback();
        return outcome.error();
    }
    return report;
}

Result<MigrationReport> migrateShared(
    SqlSession &session, const std::vector<Migration> &migrations, const MigrationOptions &options)
{
    // Named by the database: GET_LOCK names are of the whole server.
    constexpr Sql lock("SELECT GET_LOCK(CONCAT('kith_', MD5(DATABASE())), 60)");
    constexpr Sql unlock("SELECT RELEASE_LOCK(CONCAT('kith_', MD5(DATABASE())))");
    TRY_ASSIGN(const std::optional<qint64> locked, integerOf(session, lock, {}));
    if (locked != 1)
        return unavailable(
            u"Another kithd has been migrating this database for a minute. Wait for it to end, "
            "then start again."_s);
    const auto work = [&]() -> Result<MigrationReport> {
        TRY(makeTable(session));
        TRY_ASSIGN(const std::vector<Applied> applied, readApplied(session));
        TRY(applyAll(session, migrations, options.now));
        return MigrationReport{.from = completeVersion(applied), .to = migrations.back().version};
    };
    Result<MigrationReport> outcome = work();
    // A lost lock is a lost connection, which has let go of it by itself.
    static_cast<void>(integerOf(session, unlock, {}));
    return outcome;
}

} // namespace

Result<std::vector<Migration>> readMigrations(const QString &folder)
{
    std::vector<Migration> migrations;
    for (const QString &fileName : QDir(folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder + u'/' + fileName);
        if (!file.open(QFile::ReadOnly))
            return internalError(u"Cannot read the migration %1."_s.arg(file.fileName()));
        Migration migration{.version = QStringView(fileName).left(3).toInt(),
            .name = fileName.chopped(4),
            .text = file.readAll()};
        if (migration.version != static_cast<int>(migrations.size()) + 1)
            return internalError(
                u"The migrations are not numbered without gaps: %1."_s.arg(fileName));
        migration.checksum =
            QCryptographicHash::hash(migration.text, QCryptographicHash::Sha256).toHex();
        migrations.push_back(std::move(migration));
    }
    if (migrations.empty())
        return internalError(u"No migrations in %1: the binary is damaged."_s.arg(folder));
    return migrations;
}

Result<MigrationReport> migrate(
    SqlSession &session, const std::vector<Migration> &migrations, const MigrationOptions &options)
{
    return session.dialect().isSqlite() ? migrateSqlite(session, migrations, options)
                                        : migrateShared(session, migrations, options);
}

Result<int> schemaVersion(SqlSession &session)
{
    TRY_ASSIGN(const std::vector<Applied> applied, readApplied(session));
    return completeVersion(applied);
}

} // namespace kith::store
