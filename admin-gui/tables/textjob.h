// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/recordview.h"
#include "admingui/tables/recordwalk.h"
#include "admingui/tables/textformat.h"

namespace kith::console {

/// Rows of a table written as text, for the clipboard or a file. Rows in memory are written at
/// once; for others the list is read from its start to the last row wanted. Destroying it stops it.
class TextJob : public QObject
{
    Q_OBJECT

public:
    struct Order
    {
        TextFormat format = TextFormat::Csv;
        QList<int> columns{}; ///< JSON is always the whole row
        QList<RowRange> rows{}; ///< empty: all that match
    };
    /// `write` takes pieces of text and says whether it could.
    TextJob(const RecordModelBase &records, Order order,
        std::function<bool(const QByteArray &)> write, QObject *parent);

    void start();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    void finished(qint64 rows);
    void failed(const kith::Error &error);

private:
    bool writeLoaded();
    void writeRead(const QList<QStringList> &lines);
    bool isWanted(qint64 row) const;
    void put(const QByteArray &text);
    void end();

    const RecordModelBase &m_records;
    Order m_order;
    std::function<bool(const QByteArray &)> m_write;
    TextWriter m_writer;
    std::unique_ptr<RecordWalk> m_walk;
    qint64 m_read = 0; ///< rows that the walk has passed
    qint64 m_written = 0;
    bool m_broken = false; ///< the writer could not
};

} // namespace kith::console
