// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqltext.h"

#include <algorithm>
#include <cstring>

namespace kith::store {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The end of the quoted text or comment that begins at `at`, or `at` where neither begins.
qsizetype pastQuoteOrComment(QByteArrayView sql, qsizetype at)
{
    const auto pastNext = [&](QByteArrayView mark, qsizetype from) {
        const qsizetype found = sql.indexOf(mark, from);
        return found < 0 ? sql.size() : found + mark.size();
    };
    const char c = sql[at];
    if (c == '\'' || c == '"' || c == '`')
        return pastNext(sql.sliced(at, 1), at + 1); // a doubled quote is the next quoted text
    if (sql.sliced(at).startsWith("--"))
        return pastNext("\n", at);
    if (sql.sliced(at).startsWith("/*"))
        return pastNext("*/", at + 2);
    return at;
}

} // namespace

PositionalSql positional(const char *sql)
{
    PositionalSql made;
    const QByteArrayView text(sql);
    for (qsizetype at = 0; at < text.size();) {
        if (const qsizetype past = pastQuoteOrComment(text, at); past > at) {
            made.text += text.sliced(at, past - at);
            at = past;
        } else if (text[at] == ':' && at + 1 < text.size() && isNameCharacter(text[at + 1])) {
            qsizetype end = at + 1;
            while (end < text.size() && isNameCharacter(text[end]))
                ++end;
            made.names.push_back(text.sliced(at, end - at).toByteArray());
            made.text += '?';
            at = end;
        } else {
            made.text += text[at++];
        }
    }
    return made;
}

std::vector<QByteArray> splitStatements(const QByteArray &script)
{
    std::vector<QByteArray> statements;
    QByteArray current;
    const auto finish = [&] {
        if (const QByteArray statement = current.trimmed(); !statement.isEmpty())
            statements.push_back(statement);
        current.clear();
    };
    for (qsizetype at = 0; at < script.size();) {
        if (const qsizetype past = pastQuoteOrComment(script, at); past > at) {
            const bool comment = script[at] == '-' || script[at] == '/';
            current += comment ? QByteArrayView(" ") : QByteArrayView(script).sliced(at, past - at);
            at = past;
        } else if (script[at] == ';') {
            finish();
            ++at;
        } else {
            current += script[at++];
        }
    }
    finish();
    return statements;
}

QByteArray insertText(const InsertShape &shape, size_t rows)
{
    QByteArray names;
    QByteArray row;
    for (const char *column : shape.columns) {
        names += names.isEmpty() ? "" : ", ";
        names += column;
        row += row.isEmpty() ? "(?" : ", ?";
    }
    row += ')';
    QByteArray text = "INSERT INTO " + QByteArray(shape.table) + " (" + names + ") VALUES " + row;
    for (size_t i = 1; i < rows; ++i)
        text += ", " + row;
    return text;
}

bool ParamPlaces::resolve(Params params)
{
    const auto isNamed = [&](size_t index, const QByteArray &name) {
        return index < params.size() && std::strcmp(params[index].name, name.constData()) == 0;
    };
    m_order.resize(m_names.size(), 0);
    for (size_t place = 0; place < m_names.size(); ++place) {
        if (isNamed(m_order[place], m_names[place]))
            continue;
        const auto found = std::find_if(params.begin(), params.end(), [&](const Param &param) {
            return std::strcmp(param.name, m_names[place].constData()) == 0;
        });
        if (found == params.end()) {
            m_missing = m_names[place];
            return false;
        }
        m_order[place] = static_cast<size_t>(found - params.begin());
    }
    return true;
}

} // namespace kith::store
