// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/textformat.h"

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QByteArray csvLine(const QStringList &texts)
{
    QByteArray line;
    for (const QString &text : texts) {
        if (!line.isEmpty() || &text != &texts.front())
            line.append(',');
        QString cell = neutralised(text);
        if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n')
            || cell.contains(u'\r'))
            cell = u'"' + cell.replace(u"\""_s, u"\"\""_s) + u'"';
        line.append(cell.toUtf8());
    }
    return line.append("\r\n");
}

QByteArray tsvLine(const QStringList &texts)
{
    QStringList cells;
    for (const QString &text : texts) {
        QString cell = neutralised(text);
        cell.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
        cells.append(cell);
    }
    return cells.join(u'\t').toUtf8().append('\n');
}

} // namespace

QString neutralised(const QString &cell)
{
    if (cell.isEmpty())
        return cell;
    const QChar first = cell.front();
    if (!u"=+-@\t\r\n"_s.contains(first))
        return cell;
    bool isNumber = false;
    cell.toDouble(&isNumber);
    return isNumber ? cell : u'\'' + cell;
}

QByteArray TextWriter::begin() const
{
    switch (m_format) {
    case TextFormat::Csv:
        return csvLine(m_fields);
    case TextFormat::Tsv:
        return tsvLine(m_fields);
    case TextFormat::Json:
        break;
    }
    return "[";
}

QByteArray TextWriter::line(const QStringList &texts)
{
    switch (m_format) {
    case TextFormat::Csv:
        return csvLine(texts);
    case TextFormat::Tsv:
        return tsvLine(texts);
    case TextFormat::Json:
        break;
    }
    return (std::exchange(m_first, false) ? "\n" : ",\n") + texts.front().toUtf8();
}

QByteArray TextWriter::end() const { return m_format == TextFormat::Json ? "\n]\n" : QByteArray(); }

} // namespace kith::console
