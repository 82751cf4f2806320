// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few places where the engines differ. Statements are portable; what cannot be is asked here.

#include "shared/result.h"

#include <QByteArray>

#include <span>

namespace kith::store {

/// Immutable; any thread.
class SqlDialect
{
public:
    enum class Engine { Sqlite, MariaDb, MySql };

    static const SqlDialect &of(Engine engine);

    Engine engine() const { return m_engine; }
    bool isSqlite() const { return m_engine == Engine::Sqlite; }

    /// SQLite has one writer and rolls back whole schemas; the others lock rows, and each DDL
    /// statement commits what came before it.
    bool locksRows() const { return !isSqlite(); }
    bool rollsBackDdl() const { return isSqlite(); }

    /// Compares texts byte by byte, trailing spaces included, on each engine.
    const char *collation() const;

    /// A migration's text with its {words} replaced; an unknown word is an error.
    Result<QByteArray> expand(const QByteArray &migration) const;

    /// "INSERT … or update what is there": columns are the row's, the first `keys` its key.
    QByteArray upsert(const char *table, std::span<const char *const> columns, size_t keys) const;

private:
    constexpr explicit SqlDialect(Engine engine) : m_engine(engine) { }
    QByteArray wordFor(const QByteArray &name, bool &known) const;

    Engine m_engine;
};

} // namespace kith::store
