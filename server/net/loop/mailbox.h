// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <iterator>
#include <mutex>
#include <vector>

namespace kith::net {

/// Values on their way to one thread: any thread posts, the owner's thread is woken once a batch
/// and gets everything posted since in one vector, in order.
///
/// Made and destroyed on the owner's thread (its event loop delivers); those who post must have
/// stopped before it is destroyed. The caller bounds what can be under way, for example by ids that
/// it hands out; size() tells what waits.
template <class T> class Mailbox
{
public:
    using Deliver = std::function<void(std::vector<T> &&)>;

    explicit Mailbox(Deliver deliver) : m_deliver(std::move(deliver)) { }
    Mailbox(const Mailbox &) = delete;
    Mailbox &operator=(const Mailbox &) = delete;

    /// Any thread.
    void post(T item)
    {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = m_items.empty();
            m_items.push_back(std::move(item));
        }
        if (first)
            QMetaObject::invokeMethod(
                &m_context, [this] { drain(); }, Qt::QueuedConnection);
    }

    /// The same for several, in order, with one lock and at most one wake-up.
    void postAll(std::vector<T> &&items)
    {
        if (items.empty())
            return;
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = m_items.empty();
            m_items.insert(m_items.end(), std::make_move_iterator(items.begin()),
                std::make_move_iterator(items.end()));
        }
        items.clear();
        if (first)
            QMetaObject::invokeMethod(
                &m_context, [this] { drain(); }, Qt::QueuedConnection);
    }

    /// Any thread.
    size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    void drain()
    {
        std::vector<T> batch;
        {
            const std::lock_guard lock(m_mutex);
            batch.swap(m_items);
        }
        if (!batch.empty())
            m_deliver(std::move(batch));
    }

    // Guards m_items, which is the message queue itself: nothing else is shared.
    mutable std::mutex m_mutex;
    std::vector<T> m_items;
    Deliver m_deliver;
    QObject m_context; // dies with the mailbox and takes an undelivered wake-up along
};

} // namespace kith::net
