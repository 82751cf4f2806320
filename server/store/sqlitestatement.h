// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Statements of SQLite through its own functions, on the handle of a connection that QtSql opened:
// QSqlQuery carries every value as a QVariant of UTF-16, and was most of what a message cost the
// writer (docs/decisions.md). Used by sqlitesession alone; lives on its thread.

#include "store/sqlsession.h"
#include "store/sqltext.h"

#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace kith::store {

/// One prepared statement, bound and run any number of times.
class SqliteStatement final : private SqlRow
{
public:
    SqliteStatement() = default;
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    /// False: SQLite's message is in the connection.
    bool prepare(sqlite3 *database, const QByteArray &text);

    /// Places count from 0. The value must stay until the statement has run.
    void bind(size_t place, const SqlValue &value);

    enum class Step { Row, Done, Failed };
    Step step();
    /// Of the row that step() has come to.
    const SqlRow &row() const { return *this; }
    /// After the last step, whatever it answered: ends the read snapshot.
    void reset();

private:
    bool isNull(int column) const override;
    qint64 integer(int column) const override;
    QString text(int column) const override;
    QByteArray bytes(int column) const override;

    sqlite3_stmt *m_statement = nullptr;
    std::vector<QByteArray> m_texts; ///< UTF-8 of bound texts, which SQLite does not copy
};

} // namespace kith::store
