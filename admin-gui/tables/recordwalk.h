// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/recordsource.h"

#include <QObject>

namespace kith::console {

/// Reads a whole list page by page, one request at a time, for exports and for acts on all that
/// match. On the GUI thread, which it never blocks; destroying or cancelling it stops it.
class RecordWalk : public QObject
{
    Q_OBJECT

public:
    virtual void start() = 0;
    void cancel();
    bool isCancelled() const { return m_cancelled; }
    qint64 done() const { return m_done; }

Q_SIGNALS:
    /// total: -1 when it is not known.
    void progressed(qint64 done, qint64 total);
    void finished();
    void failed(const kith::Error &error);

protected:
    void advance(qint64 rows, std::optional<qint64> total);

private:
    bool m_cancelled = false;
    qint64 m_done = 0;
    qint64 m_total = -1;
};

template <class T> class RecordWalkOf final : public RecordWalk
{
public:
    /// Returns false when no more rows are wanted.
    using Take = std::function<bool(const std::vector<T> &)>;

    RecordWalkOf(RecordSource<T> source, Take take)
        : m_source(std::move(source)), m_take(std::move(take))
    {
    }
    void start() override { read({.total = true}); }

private:
    void read(const PageRequest &request)
    {
        m_source(request, Callback<CountedPage<T>>(this, [this](Result<CountedPage<T>> page) {
            if (isCancelled())
                return;
            if (!page)
                return Q_EMIT failed(page.error());
            const bool more = m_take(page->items) && page->next;
            advance(static_cast<qint64>(page->items.size()), page->total);
            if (isCancelled()) // by whoever watches the progress
                return;
            if (more)
                read({.cursor = page->next});
            else
                Q_EMIT finished();
        }));
    }

    RecordSource<T> m_source;
    Take m_take;
};

} // namespace kith::console
