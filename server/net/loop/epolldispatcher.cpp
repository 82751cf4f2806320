// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/epolldispatcher.h"

#include "net/loop/listener.h"
#include "net/loop/timerheap.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <vector>

namespace kith::net {

namespace {

/// Rules that it keeps, each for a reason found in Qt or the kernel:
/// - What epoll watches changes lazily, right before waiting: QTcpSocket turns its write notifier
///   on and off around each flush, which then costs nothing.
/// - The last notifier of a descriptor gone takes it out at once: Qt closes descriptors right
/// after,
///   and the next connection may get the same number.
/// - A wake-up writes to the eventfd only when the loop sleeps or is about to.
/// Everything but wakeUp() and interrupt() is called on the dispatcher's thread.
class EpollDispatcher final : public QAbstractEventDispatcher
{
public:
    EpollDispatcher();

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override { return m_timers.remove(id); }
    bool unregisterTimers(QObject *object) override { return m_timers.removeAll(object); }
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;
    void wakeUp() override;
    void interrupt() override;

private:
    enum Kind { Read = 0, Write = 1, Exception = 2 };
    struct Watched
    {
        std::array<QSocketNotifier *, 3> notifiers{};
        quint32 serial = 0; // of the descriptor's present life: events of an older one are stale
        quint32 events = 0; // what epoll knows
        bool added = false;
        bool dirty = false;

        quint32 wanted() const
        {
            return (notifiers[Read] ? quint32(EPOLLIN) : 0)
                | (notifiers[Write] ? quint32(EPOLLOUT) : 0)
                | (notifiers[Exception] ? quint32(EPOLLPRI) : 0);
        }
    };

    void applyChanges();
    void change(int fd, Watched &watched);
    int waitTime(QEventLoop::ProcessEventsFlags flags);
    int wait(QEventLoop::ProcessEventsFlags flags, epoll_event *events, int most);
    bool deliver(const epoll_event &event);
    void notify(int fd, quint32 serial, Kind kind);
    bool fireTimers();
    void swallowWakeUp();

    UniqueFd m_epoll;
    UniqueFd m_wake;
    std::vector<Watched> m_watched; // by descriptor
    std::vector<int> m_dirty;
    TimerHeap m_timers;
    std::atomic<bool> m_woken{false};
    std::atomic<bool> m_asleep{false};
    std::atomic<bool> m_interrupted{false};
};

constexpr quint64 kWakeTag = ~quint64(0);

EpollDispatcher::EpollDispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLET; // told once a wake-up, so that nobody must read it
    event.data.u64 = kWakeTag;
    if (!m_epoll || !m_wake || ::epoll_ctl(m_epoll.fd(), EPOLL_CTL_ADD, m_wake.fd(), &event) != 0)
        qFatal("epoll is not available: %s", qUtf8Printable(qt_error_string(errno)));
}

// Notifiers

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto fd = static_cast<size_t>(notifier->socket());
    if (fd >= m_watched.size())
        m_watched.resize(std::max(fd + 1, m_watched.size() * 2));
    Watched &watched = m_watched[fd];
    watched.notifiers[static_cast<size_t>(notifier->type())] = notifier;
    if (!std::exchange(watched.dirty, true))
        m_dirty.push_back(static_cast<int>(fd));
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto fd = static_cast<size_t>(notifier->socket());
    if (fd >= m_watched.size())
        return;
    Watched &watched = m_watched[fd];
    QSocketNotifier *&registered = watched.notifiers[static_cast<size_t>(notifier->type())];
    if (registered != notifier)
        return;
    registered = nullptr;
    if (watched.wanted() != 0) {
        if (!std::exchange(watched.dirty, true))
            m_dirty.push_back(static_cast<int>(fd));
        return;
    }
    if (std::exchange(watched.added, false))
        ::epoll_ctl(m_epoll.fd(), EPOLL_CTL_DEL, static_cast<int>(fd), nullptr);
    watched.events = 0;
    ++watched.serial;
}

void EpollDispatcher::applyChanges()
{
    for (size_t i = 0; i < m_dirty.size(); ++i) {
        const int fd = m_dirty[i];
        Watched &watched = m_watched[static_cast<size_t>(fd)];
        watched.dirty = false;
        const quint32 wanted = watched.wanted();
        if (wanted != 0 && (!watched.added || wanted != watched.events))
            change(fd, watched);
    }
    m_dirty.clear();
}

void EpollDispatcher::change(int fd, Watched &watched)
{
    epoll_event event{};
    event.events = watched.wanted();
    event.data.u64 = quint64(watched.serial) << 32 | static_cast<quint32>(fd);
    int operation = watched.added ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    int result = ::epoll_ctl(m_epoll.fd(), operation, fd, &event);
    if (result != 0 && (errno == ENOENT || errno == EEXIST)) {
        // Someone closed a descriptor without disabling its notifier first.
        operation = operation == EPOLL_CTL_ADD ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
        result = ::epoll_ctl(m_epoll.fd(), operation, fd, &event);
    }
    if (result != 0) {
        qWarning(
            "epoll cannot watch descriptor %d: %s", fd, qUtf8Printable(qt_error_string(errno)));
        return;
    }
    watched.added = true;
    watched.events = event.events;
}

bool EpollDispatcher::deliver(const epoll_event &event)
{
    if (event.data.u64 == kWakeTag)
        return true;
    const auto fd = static_cast<int>(event.data.u64 & 0xFFFFFFFF);
    const auto serial = static_cast<quint32>(event.data.u64 >> 32);
    const bool broken = (event.events & (EPOLLHUP | EPOLLERR)) != 0;
    if (broken || (event.events & (EPOLLIN | EPOLLRDHUP)) != 0)
        notify(fd, serial, Read);
    if (broken || (event.events & EPOLLOUT) != 0)
        notify(fd, serial, Write);
    if ((event.events & EPOLLPRI) != 0)
        notify(fd, serial, Exception);
    return true;
}

void EpollDispatcher::notify(int fd, quint32 serial, Kind kind)
{
    // Looked up anew each time: what ran before may have closed it, and another may have its
    // number.
    const Watched &watched = m_watched[static_cast<size_t>(fd)];
    if (watched.serial != serial || !watched.notifiers[kind])
        return;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(watched.notifiers[kind], &event);
}

// Timers

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(id, interval, type, object, TimerHeap::Clock::now());
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> infos;
    m_timers.eachOf(object, [&infos](int id, const TimerHeap::Timer &timer) {
        infos.append(TimerInfo(id, static_cast<int>(timer.interval), timer.type));
    });
    return infos;
}

int EpollDispatcher::remainingTime(int id)
{
    return static_cast<int>(m_timers.remaining(id, TimerHeap::Clock::now()));
}

bool EpollDispatcher::fireTimers()
{
    if (m_timers.isEmpty())
        return false;
    return m_timers.fire(TimerHeap::Clock::now());
}

// The loop

void EpollDispatcher::wakeUp()
{
    // Both are sequentially consistent, here and in wait(): either we see it asleep or it sees us.
    if (m_woken.exchange(true) || !m_asleep.load())
        return;
    const quint64 one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake.fd(), &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true);
    wakeUp();
}

void EpollDispatcher::swallowWakeUp()
{
    quint64 count = 0;
    [[maybe_unused]] const ssize_t got = ::read(m_wake.fd(), &count, sizeof count);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false);
    Q_EMIT awake();
    bool worked =
        m_woken.exchange(false); // before posted events: one posted from now on counts anew
    QCoreApplication::sendPostedEvents();
    if (m_interrupted.load())
        return worked;

    std::array<epoll_event, 256> events; // of this call: a nested one has its own
    const int count = wait(flags, events.data(), static_cast<int>(events.size()));
    for (int i = 0; i < count; ++i)
        worked |= deliver(events[static_cast<size_t>(i)]);
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        worked |= fireTimers();
    return worked;
}

int EpollDispatcher::waitTime(QEventLoop::ProcessEventsFlags flags)
{
    if (!flags.testFlag(QEventLoop::WaitForMoreEvents))
        return 0;
    if (flags.testFlag(QEventLoop::X11ExcludeTimers))
        return -1;
    return m_timers.isEmpty() ? -1 : m_timers.waitTime(TimerHeap::Clock::now());
}

int EpollDispatcher::wait(QEventLoop::ProcessEventsFlags flags, epoll_event *events, int most)
{
    applyChanges();
    int timeout = waitTime(flags);
    if (timeout != 0) {
        Q_EMIT aboutToBlock();
        m_asleep.store(true);
        if (m_woken.load() || m_interrupted.load())
            timeout = 0;
    }
    int count = 0;
    if (flags.testFlag(QEventLoop::ExcludeSocketNotifiers)) {
        // Sockets that may not be looked at would end every epoll_wait at once.
        pollfd wake{m_wake.fd(), POLLIN, 0};
        if (::poll(&wake, 1, timeout) > 0)
            swallowWakeUp();
    } else {
        count = ::epoll_wait(m_epoll.fd(), events, most, timeout);
    }
    m_asleep.store(false);
    if (timeout != 0)
        Q_EMIT awake();
    return std::max(count, 0);
}

} // namespace

std::unique_ptr<QAbstractEventDispatcher> makeDispatcher()
{
    if (qgetenv("KITH_DISPATCHER") == "qt")
        return nullptr;
    return std::make_unique<EpollDispatcher>();
}

} // namespace kith::net
