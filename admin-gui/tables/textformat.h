// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace kith::console {

enum class TextFormat { Csv, Tsv, Json };

/// Rows of a table as text, piece by piece: begin(), line() for each row, end().
///
/// CSV as RFC 4180 says, and a cell that a spreadsheet would take for a formula (=, +, -, @ or a
/// control character first, and no number) has an apostrophe before it: what people of the server
/// named themselves must not run on an operator's machine (OWASP, CSV injection).
class TextWriter
{
public:
    TextWriter(TextFormat format, QStringList fields)
        : m_format(format), m_fields(std::move(fields))
    {
    }

    QByteArray begin() const;
    /// CSV and TSV: a text for each field. JSON: one text, the row's object.
    QByteArray line(const QStringList &texts);
    QByteArray end() const;

private:
    TextFormat m_format;
    QStringList m_fields;
    bool m_first = true;
};

QString neutralised(const QString &cell);

} // namespace kith::console
