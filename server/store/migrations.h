// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The schema's history: numbered, forward-only files (resources/sql/NNN_name.sql), each applied
// once, in order, under a lock. Run at start, before any other session is opened.

#include "store/sqlsession.h"

#include <vector>

namespace kith::store {

struct Migration
{
    int version = 0; ///< from 1, without gaps
    QString name{}; ///< "001_initial"
    QByteArray text{};
    QByteArray checksum{}; ///< SHA-256 of the text, hexadecimal
};

/// Those in a folder, in order; those of this binary by default.
Result<std::vector<Migration>> readMigrations(const QString &folder = QStringLiteral(":/sql"));

struct MigrationReport
{
    int from = 0; ///< 0: the database was empty
    int to = 0;
    QString snapshot{}; ///< of the database before the change (SQLite), if there was data
};

struct MigrationOptions
{
    QString databaseFile{}; ///< of SQLite: the snapshot is made beside it, "kith.db.v1"
    Timestamp now{};
};

/// Brings the schema to the last migration. Refuses, with a sentence for the operator, a database
/// of a newer Kith and one whose applied migrations are not those of this binary.
///
/// SQLite: all or nothing, in one transaction. MariaDB and MySQL commit each DDL statement, so a
/// migration that was cut short goes on at the statement where it stopped.
Result<MigrationReport> migrate(
    SqlSession &session, const std::vector<Migration> &migrations, const MigrationOptions &options);

/// The version of a database's schema. An error where migrate() has never run.
Result<int> schemaVersion(SqlSession &session);

} // namespace kith::store
