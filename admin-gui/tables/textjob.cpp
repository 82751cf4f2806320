// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/textjob.h"

#include <algorithm>

namespace kith::console {

namespace {

QStringList fieldsOf(const RecordModelBase &records, const QList<int> &columns)
{
    QStringList fields;
    for (const int column : columns)
        fields.append(QString::fromLatin1(records.field(column)));
    return fields;
}

} // namespace

TextJob::TextJob(const RecordModelBase &records, Order order,
    std::function<bool(const QByteArray &)> write, QObject *parent)
    : QObject(parent), m_records(records), m_order(std::move(order)), m_write(std::move(write)),
      m_writer(m_order.format, fieldsOf(records, m_order.columns))
{
}

void TextJob::start()
{
    put(m_writer.begin());
    if (writeLoaded())
        return end();
    const bool whole = m_order.format == TextFormat::Json;
    m_walk = m_records.walkTexts(whole ? QList<int>() : m_order.columns,
        [this](const QList<QStringList> &lines) { writeRead(lines); });
    connect(m_walk.get(), &RecordWalk::progressed, this, [this](qint64 done, qint64 total) {
        Q_EMIT progressed(done, m_order.rows.isEmpty() ? total : m_order.rows.back().last + 1);
        if (m_broken || (!m_order.rows.isEmpty() && done > m_order.rows.back().last)) {
            m_walk->cancel();
            end();
        }
    });
    connect(m_walk.get(), &RecordWalk::finished, this, &TextJob::end);
    connect(m_walk.get(), &RecordWalk::failed, this, &TextJob::failed);
    m_walk->start();
}

bool TextJob::writeLoaded()
{
    if (m_order.rows.isEmpty() || !m_records.areLoaded(m_order.rows))
        return false;
    for (const RowRange &range : std::as_const(m_order.rows)) {
        for (int row = range.first; row <= range.last; ++row) {
            QStringList texts;
            if (m_order.format == TextFormat::Json)
                texts.append(QString::fromUtf8(m_records.json(row)));
            else
                for (const int column : std::as_const(m_order.columns))
                    texts.append(m_records.text(row, column, RecordModelBase::Form::Programs));
            put(m_writer.line(texts));
            ++m_written;
        }
    }
    return true;
}

void TextJob::writeRead(const QList<QStringList> &lines)
{
    QByteArray piece;
    for (const QStringList &texts : lines) {
        if (isWanted(m_read++)) {
            piece.append(m_writer.line(texts));
            ++m_written;
        }
    }
    put(piece);
}

bool TextJob::isWanted(qint64 row) const
{
    return m_order.rows.isEmpty()
        || std::any_of(m_order.rows.begin(), m_order.rows.end(),
            [row](const RowRange &range) { return range.first <= row && row <= range.last; });
}

void TextJob::put(const QByteArray &text)
{
    if (!m_broken && !m_write(text))
        m_broken = true;
}

void TextJob::end()
{
    put(m_writer.end());
    if (m_broken)
        Q_EMIT failed(internalError(tr("The file could not be written.")));
    else
        Q_EMIT finished(m_written);
}

} // namespace kith::console
