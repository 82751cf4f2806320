// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqldialect.h"

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

/// A word of the migrations and what stands for it. MariaDB's table options get their collation.
struct Word
{
    const char *name;
    const char *sqlite;
    const char *mariaDb;
};

constexpr Word kWords[] = {
    {"bigint", "INTEGER", "BIGINT"}, // SQLite: only INTEGER PRIMARY KEY is the row's own number
    {"text", "TEXT", "MEDIUMTEXT"}, // 10,000 characters of 4 bytes, and room
    {"blob", "BLOB", "MEDIUMBLOB"},
    {"table", "", "ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE="},
    {"clustered", "WITHOUT ROWID",
        "ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE="},
    {"where_client_id", " WHERE client_id IS NOT NULL", ""},
    {"where_reply_to", " WHERE reply_to IS NOT NULL", ""},
};

} // namespace

const SqlDialect &SqlDialect::of(Engine engine)
{
    static constexpr SqlDialect sqlite(Engine::Sqlite);
    static constexpr SqlDialect mariaDb(Engine::MariaDb);
    static constexpr SqlDialect mySql(Engine::MySql);
    switch (engine) {
    case Engine::MariaDb:
        return mariaDb;
    case Engine::MySql:
        return mySql;
    case Engine::Sqlite:
        break;
    }
    return sqlite;
}

const char *SqlDialect::collation() const
{
    switch (m_engine) {
    case Engine::MariaDb:
        return "utf8mb4_nopad_bin"; // utf8mb4_bin would take "a" and "a " for one client_id
    case Engine::MySql:
        return "utf8mb4_0900_bin";
    case Engine::Sqlite:
        break;
    }
    return "BINARY";
}

QByteArray SqlDialect::wordFor(const QByteArray &name, bool &known) const
{
    for (const Word &word : kWords) {
        if (name != word.name)
            continue;
        known = true;
        if (isSqlite())
            return word.sqlite;
        QByteArray text = word.mariaDb;
        if (text.endsWith('='))
            text += collation();
        return text;
    }
    known = false;
    return {};
}

Result<QByteArray> SqlDialect::expand(const QByteArray &migration) const
{
    QByteArray text;
    qsizetype at = 0;
    while (true) {
        const qsizetype open = migration.indexOf('{', at);
        if (open < 0)
            break;
        const qsizetype close = migration.indexOf('}', open);
        const QByteArray name = migration.sliced(open + 1, close < 0 ? 0 : close - open - 1);
        bool known = false;
        text += migration.sliced(at, open - at) + wordFor(name, known);
        if (!known)
            return internalError(
                u"A migration has the unknown word {%1}."_s.arg(QString::fromLatin1(name)));
        at = close + 1;
    }
    return text + migration.sliced(at);
}

QByteArray SqlDialect::upsert(
    const char *table, std::span<const char *const> columns, size_t keys) const
{
    QByteArray names;
    QByteArray values;
    QByteArray keyNames;
    QByteArray set;
    for (size_t i = 0; i < columns.size(); ++i) {
        const QByteArray column = columns[i];
        names += (names.isEmpty() ? "" : ", ") + column;
        values += (values.isEmpty() ? ":" : ", :") + column;
        if (i < keys)
            keyNames += (keyNames.isEmpty() ? "" : ", ") + column;
        else if (isSqlite())
            set += (set.isEmpty() ? "" : ", ") + column + " = excluded." + column;
        else
            set += (set.isEmpty() ? "" : ", ") + column + " = VALUES(" + column + ")";
    }
    const QByteArray insert =
        "INSERT INTO " + QByteArray(table) + " (" + names + ") VALUES (" + values + ")";
    if (isSqlite())
        return insert + " ON CONFLICT (" + keyNames + ") DO "
            + (set.isEmpty() ? QByteArray("NOTHING") : "UPDATE SET " + set);
    if (set.isEmpty()) // all columns are the key: leave the row as it is
        set = QByteArray(columns.front()) + " = VALUES(" + columns.front() + ")";
    return insert + " ON DUPLICATE KEY UPDATE " + set;
}

} // namespace kith::store
