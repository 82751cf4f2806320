// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The text of statements: named parameters become places, scripts become statements. Both drivers
// use it, so that a statement means the same on either. Any thread.

#include "store/sqlsession.h"

#include <optional>
#include <vector>

namespace kith::store {

/// A statement as drivers take it: each ":name" replaced by "?", a repeated name once a use.
struct PositionalSql
{
    QByteArray text{};
    std::vector<QByteArray> names{}; ///< of each "?", with the colon
};
PositionalSql positional(const char *sql);

/// The statements of a script, without comments and closing semicolons. Quoted semicolons do not
/// split; bodies of triggers (BEGIN … END) are not understood.
std::vector<QByteArray> splitStatements(const QByteArray &script);

/// "INSERT INTO table (a, b) VALUES (?, ?), (?, ?)"
QByteArray insertText(const InsertShape &shape, size_t rows);

/// Which of the caller's parameters goes to which "?". Worked out at the first run; later runs
/// only check it, as callers name their parameters in the same order each time.
class ParamPlaces
{
public:
    explicit ParamPlaces(std::vector<QByteArray> names) : m_names(std::move(names)) { }

    /// False when a parameter of the statement has no value; missing() then names it.
    bool resolve(Params params);
    const QByteArray &missing() const { return m_missing; }

    size_t count() const { return m_names.size(); }
    const SqlValue &value(Params params, size_t place) const
    {
        return params[m_order[place]].value;
    }

private:
    std::vector<QByteArray> m_names;
    std::vector<size_t> m_order{};
    QByteArray m_missing{};
};

} // namespace kith::store
