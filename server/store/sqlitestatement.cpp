// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlitestatement.h"

#include <sqlite3.h>

namespace kith::store {

SqliteStatement::~SqliteStatement() { sqlite3_finalize(m_statement); }

bool SqliteStatement::prepare(sqlite3 *database, const QByteArray &text)
{
    const int code = sqlite3_prepare_v3(database, text.constData(), static_cast<int>(text.size()),
        SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    m_texts.resize(static_cast<size_t>(sqlite3_bind_parameter_count(m_statement)));
    return code == SQLITE_OK;
}

void SqliteStatement::bind(size_t place, const SqlValue &value)
{
    const int at = static_cast<int>(place) + 1;
    if (const auto *number = std::get_if<qint64>(&value)) {
        sqlite3_bind_int64(m_statement, at, *number);
    } else if (const auto *text = std::get_if<QString>(&value)) {
        m_texts[place] = text->toUtf8();
        sqlite3_bind_text64(m_statement, at, m_texts[place].constData(),
            static_cast<sqlite3_uint64>(m_texts[place].size()), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto *bytes = std::get_if<QByteArray>(&value)) {
        // constData() is not null for a null one either, so that it is empty and not NULL.
        sqlite3_bind_blob64(m_statement, at, bytes->constData(),
            static_cast<sqlite3_uint64>(bytes->size()), SQLITE_STATIC);
    } else {
        sqlite3_bind_null(m_statement, at);
    }
}

SqliteStatement::Step SqliteStatement::step()
{
    switch (sqlite3_step(m_statement)) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement); // the values' owner is about to go
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString SqliteStatement::text(int column) const
{
    const unsigned char *utf8 = sqlite3_column_text(m_statement, column);
    return QString::fromUtf8(
        reinterpret_cast<const char *>(utf8), sqlite3_column_bytes(m_statement, column));
}

QByteArray SqliteStatement::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column)};
}

} // namespace kith::store
