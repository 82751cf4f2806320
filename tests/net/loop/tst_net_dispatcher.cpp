// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/epolldispatcher.h"
#include "net/loop/listener.h"
#include "runner/runner.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>

using namespace kith::net;
using namespace std::chrono_literals;

namespace {

struct Pair
{
    UniqueFd a;
    UniqueFd b;
    Pair()
    {
        int fds[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) != 0)
            qFatal("socketpair");
        a.reset(fds[0]);
        b.reset(fds[1]);
    }
    void poke() const { QCOMPARE(::write(b.fd(), "x", 1), ssize_t(1)); }
    void swallow() const
    {
        char c[16];
        [[maybe_unused]] const ssize_t got = ::read(a.fd(), c, sizeof c);
    }
};

/// A thread with or without our dispatcher that runs a function and stays alive for its duration.
void runOnThread(bool ours, const std::function<void()> &function)
{
    QThread thread;
    if (ours) {
        if (auto dispatcher = makeDispatcher())
            thread.setEventDispatcher(dispatcher.release());
    }
    thread.start();
    QObject context;
    context.moveToThread(&thread);
    QMetaObject::invokeMethod(
        &context,
        [&] {
            function();
            context.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
}

void spinUntil(const std::function<bool()> &done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

} // namespace

/// Runs on the dispatcher that makeDispatcher() gives for the main thread.
class TestDispatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOurs();
    void timersFireInOrder();
    void repeatingTimerKeepsItsPace();
    void singleShotFiresOnce();
    void zeroTimersLetOthersRun();
    void timerStoppedByAnotherDoesNotFire();
    void timerRestartedInItsSlot();
    void remainingTimeAndRegisteredTimers();
    void preciseTimerIsPrecise();
    void readNotifierFiresWhileReadable();
    void writeNotifierFires();
    void disabledNotifierIsSilent();
    void notifierMayDisableAnother();
    void descriptorNumberIsUsedAgain();
    void hangUpWakesReaderAndWriter();
    void notifierMayBeDeletedInItsSlot();
    void nestedLoopServesEverything();
    void timerIsNotReenteredByANestedLoop();
    void postedEventsComeFirst();
    void postingNeverSleeps();
    void otherThreadWakesUs();
    void wakeUpsFromManyThreadsAreNotLost();
    void quitEndsTheLoop();
    void excludedSocketsWait();
    void tcpSocketsWork();
    void manyIdleSocketsCostNothing();
};

void TestDispatcher::isOurs()
{
    const bool ours = qgetenv("KITH_DISPATCHER") != "qt";
    const QByteArray name = QAbstractEventDispatcher::instance()->metaObject()->className();
    QCOMPARE(!name.startsWith("QEventDispatcher") && !name.startsWith("QUnix"), ours);
}

void TestDispatcher::timersFireInOrder()
{
    QList<int> seen;
    for (const int after : {60, 20, 40, 0, 1})
        QTimer::singleShot(after, Qt::PreciseTimer, this, [&seen, after] { seen.append(after); });
    QTRY_COMPARE(seen, (QList<int>{0, 1, 20, 40, 60}));
}

void TestDispatcher::repeatingTimerKeepsItsPace()
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] { ++fired; });
    QElapsedTimer elapsed;
    elapsed.start();
    timer.start(10);
    QTRY_VERIFY(fired >= 20);
    QVERIFY2(elapsed.elapsed() >= 195, qPrintable(QString::number(elapsed.elapsed())));
}

void TestDispatcher::singleShotFiresOnce()
{
    int fired = 0;
    bool later = false;
    QTimer::singleShot(5, this, [&] { ++fired; });
    QTimer::singleShot(50, this, [&] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(fired, 1);
}

void TestDispatcher::zeroTimersLetOthersRun()
{
    QTimer busy;
    int spins = 0;
    connect(&busy, &QTimer::timeout, this, [&] { ++spins; });
    busy.start(0);
    const Pair pair;
    QSocketNotifier notifier(pair.a.fd(), QSocketNotifier::Read);
    bool read = false;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        read = true;
        pair.swallow();
    });
    pair.poke();
    bool timed = false;
    QTimer::singleShot(20, this, [&] { timed = true; });
    QTRY_VERIFY(read && timed);
    QVERIFY(spins > 2);
}

void TestDispatcher::timerStoppedByAnotherDoesNotFire()
{
    QTimer first;
    QTimer second;
    int fired = 0;
    const auto stopBoth = [&] {
        ++fired;
        first.stop();
        second.stop();
    };
    connect(&first, &QTimer::timeout, this, stopBoth);
    connect(&second, &QTimer::timeout, this, stopBoth);
    first.start(0);
    second.start(0);
    bool later = false;
    QTimer::singleShot(20, this, [&] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(fired, 1);
}

void TestDispatcher::timerRestartedInItsSlot()
{
    QTimer timer;
    QList<int> seen;
    connect(&timer, &QTimer::timeout, this, [&] {
        seen.append(timer.interval());
        if (seen.size() < 4)
            timer.start(timer.interval() + 1); // the same id may be given out again
        else
            timer.stop();
    });
    timer.start(1);
    QTRY_COMPARE(seen, (QList<int>{1, 2, 3, 4}));
}

void TestDispatcher::remainingTimeAndRegisteredTimers()
{
    QObject owner;
    const int id = owner.startTimer(10'000, Qt::PreciseTimer);
    auto *dispatcher = QAbstractEventDispatcher::instance();
    const int left = dispatcher->remainingTime(id);
    QVERIFY(left > 9'000 && left <= 10'000);
    const auto timers = dispatcher->registeredTimers(&owner);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers[0].timerId, id);
    QCOMPARE(timers[0].interval, 10'000);
    owner.killTimer(id);
    QVERIFY(dispatcher->registeredTimers(&owner).isEmpty());
    QCOMPARE(dispatcher->remainingTime(id), -1);
}

void TestDispatcher::preciseTimerIsPrecise()
{
    QElapsedTimer elapsed;
    qint64 took = 0;
    elapsed.start();
    QTimer::singleShot(200, Qt::PreciseTimer, this, [&] { took = elapsed.elapsed(); });
    QEventLoop loop;
    QTimer::singleShot(400, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY2(took >= 200 && took < 280, qPrintable(QString::number(took)));
}

void TestDispatcher::readNotifierFiresWhileReadable()
{
    const Pair pair;
    QSocketNotifier notifier(pair.a.fd(), QSocketNotifier::Read);
    int fired = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        if (++fired == 3) // level-triggered: it comes until it is read
            pair.swallow();
    });
    pair.poke();
    QTRY_COMPARE(fired, 3);
    QCoreApplication::processEvents();
    QCOMPARE(fired, 3);
}

void TestDispatcher::writeNotifierFires()
{
    const Pair pair;
    QSocketNotifier notifier(pair.a.fd(), QSocketNotifier::Write);
    int fired = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++fired;
        notifier.setEnabled(false);
    });
    QTRY_COMPARE(fired, 1);
    notifier.setEnabled(true);
    QTRY_COMPARE(fired, 2);
}

void TestDispatcher::disabledNotifierIsSilent()
{
    const Pair pair;
    QSocketNotifier reads(pair.a.fd(), QSocketNotifier::Read);
    QSocketNotifier writes(pair.a.fd(), QSocketNotifier::Write);
    int fired = 0;
    connect(&reads, &QSocketNotifier::activated, this, [&] { ++fired; });
    int written = 0;
    connect(&writes, &QSocketNotifier::activated, this, [&] { ++written; });
    reads.setEnabled(false);
    pair.poke();
    QTRY_VERIFY(written > 3);
    QCOMPARE(fired, 0);
    writes.setEnabled(false);
    reads.setEnabled(true);
    QTRY_VERIFY(fired > 0);
}

void TestDispatcher::notifierMayDisableAnother()
{
    const Pair one;
    const Pair two;
    QSocketNotifier first(one.a.fd(), QSocketNotifier::Read);
    QSocketNotifier second(two.a.fd(), QSocketNotifier::Read);
    int fired = 0;
    const auto only = [&] {
        ++fired;
        first.setEnabled(false);
        second.setEnabled(false);
    };
    connect(&first, &QSocketNotifier::activated, this, only);
    connect(&second, &QSocketNotifier::activated, this, only);
    one.poke();
    two.poke();
    QTRY_COMPARE(fired, 1);
    QCoreApplication::processEvents();
    QCOMPARE(fired, 1);
}

void TestDispatcher::descriptorNumberIsUsedAgain()
{
    for (int round = 0; round < 20; ++round) {
        const Pair pair; // gets the numbers of the round before
        QSocketNotifier notifier(pair.a.fd(), QSocketNotifier::Read);
        bool fired = false;
        connect(&notifier, &QSocketNotifier::activated, this, [&] {
            fired = true;
            notifier.setEnabled(false);
        });
        pair.poke();
        QTRY_VERIFY(fired);
    }
}

void TestDispatcher::hangUpWakesReaderAndWriter()
{
    Pair pair;
    QSocketNotifier reads(pair.a.fd(), QSocketNotifier::Read);
    bool read = false;
    connect(&reads, &QSocketNotifier::activated, this, [&] {
        read = true;
        reads.setEnabled(false);
    });
    pair.b.reset();
    QTRY_VERIFY(read);
    bool written = false;
    QSocketNotifier writes(pair.a.fd(), QSocketNotifier::Write);
    connect(&writes, &QSocketNotifier::activated, this, [&] {
        written = true;
        writes.setEnabled(false);
    });
    QTRY_VERIFY(written);
}

void TestDispatcher::notifierMayBeDeletedInItsSlot()
{
    const Pair pair;
    auto notifier = std::make_unique<QSocketNotifier>(pair.a.fd(), QSocketNotifier::Read);
    int fired = 0;
    connect(notifier.get(), &QSocketNotifier::activated, this, [&] {
        ++fired;
        notifier.release()->deleteLater();
    });
    pair.poke();
    QTRY_COMPARE(fired, 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    QCOMPARE(fired, 1);
}

void TestDispatcher::nestedLoopServesEverything()
{
    const Pair pair;
    QSocketNotifier notifier(pair.a.fd(), QSocketNotifier::Read);
    bool read = false;
    bool posted = false;
    bool after = false;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        pair.swallow();
        read = true;
    });
    QTimer::singleShot(0, this, [&] {
        pair.poke();
        QMetaObject::invokeMethod(
            this, [&] { posted = true; }, Qt::QueuedConnection);
        QEventLoop inner;
        QTimer::singleShot(30, &inner, &QEventLoop::quit);
        inner.exec();
        after = read && posted;
    });
    QTRY_VERIFY(after);
}

void TestDispatcher::timerIsNotReenteredByANestedLoop()
{
    QTimer timer;
    int depth = 0;
    int deepest = 0;
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        if (++fired == 1) {
            QEventLoop inner;
            QTimer::singleShot(30, &inner, &QEventLoop::quit);
            inner.exec();
        }
        --depth;
    });
    timer.start(5);
    QTRY_VERIFY(fired >= 3);
    QCOMPARE(deepest, 1);
}

void TestDispatcher::postedEventsComeFirst()
{
    QByteArray order;
    QTimer::singleShot(0, this, [&] { order += 't'; });
    QMetaObject::invokeMethod(
        this, [&] { order += 'p'; }, Qt::QueuedConnection);
    QTRY_COMPARE(order.size(), 2);
    QCOMPARE(order.count('p'), 1);
}

void TestDispatcher::postingNeverSleeps()
{
    int hops = 0;
    std::function<void()> hop = [&] {
        if (++hops < 1000)
            QMetaObject::invokeMethod(this, hop, Qt::QueuedConnection);
    };
    QElapsedTimer elapsed;
    elapsed.start();
    hop();
    QEventLoop loop;
    QTimer check;
    connect(&check, &QTimer::timeout, &loop, [&] {
        if (hops >= 1000)
            loop.quit();
    });
    check.start(20);
    loop.exec();
    QVERIFY2(elapsed.elapsed() < 2000, "each posted event waited for a timer");
}

void TestDispatcher::otherThreadWakesUs()
{
    bool woken = false;
    QEventLoop loop;
    std::unique_ptr<QThread> other(QThread::create([&] {
        QMetaObject::invokeMethod(
            &loop,
            [&] {
                woken = true;
                loop.quit();
            },
            Qt::QueuedConnection);
    }));
    QTimer::singleShot(10'000, &loop, &QEventLoop::quit);
    other->start();
    loop.exec();
    other->wait();
    QVERIFY(woken);
}

void TestDispatcher::wakeUpsFromManyThreadsAreNotLost()
{
    // Each waits for its answer before it asks again: a single lost wake-up stops everything.
    constexpr int kRounds = 5000;
    int answered = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int t = 0; t < 2; ++t) {
        threads.emplace_back(QThread::create([&] {
            for (int i = 0; i < kRounds; ++i)
                QMetaObject::invokeMethod(
                    this, [&] { ++answered; }, Qt::BlockingQueuedConnection);
        }));
        threads.back()->start();
    }
    QEventLoop loop; // no timer in it but the last resort, so it really sleeps
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    connect(threads[0].get(), &QThread::finished, &loop, [&] {
        if (threads[1]->isFinished())
            loop.quit();
    });
    connect(threads[1].get(), &QThread::finished, &loop, [&] {
        if (threads[0]->isFinished())
            loop.quit();
    });
    loop.exec();
    for (const auto &thread : threads)
        QVERIFY(thread->wait(10'000));
    QCOMPARE(answered, 2 * kRounds);
}

void TestDispatcher::quitEndsTheLoop()
{
    for (int i = 0; i < 10; ++i) {
        QEventLoop loop;
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        QCOMPARE(loop.exec(), 0);
    }
    runOnThread(true, [] {}); // QThread::quit() too
}

void TestDispatcher::excludedSocketsWait()
{
    if (qgetenv("KITH_DISPATCHER") == "qt")
        QSKIP("about our dispatcher");
    const Pair pair;
    QSocketNotifier notifier(pair.a.fd(), QSocketNotifier::Read);
    int fired = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++fired;
        pair.swallow();
    });
    pair.poke();
    QEventLoop loop;
    QTimer::singleShot(20, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeSocketNotifiers);
    QCOMPARE(fired, 0);
    QTRY_COMPARE(fired, 1);
}

void TestDispatcher::tcpSocketsWork()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(
            socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
    });
    const QByteArray sent(3'000'000, 'x');
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, server.serverPort());
    client.write(sent);
    QByteArray got;
    connect(&client, &QTcpSocket::readyRead, this, [&] { got += client.readAll(); });
    QTRY_COMPARE(got.size(), sent.size());
    client.disconnectFromHost();
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void TestDispatcher::manyIdleSocketsCostNothing()
{
    if (qgetenv("KITH_DISPATCHER") == "qt")
        QSKIP("about our dispatcher");
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    constexpr int kSockets = 5000;
    if (limit.rlim_cur < 2 * kSockets + 100)
        QSKIP("too few descriptors allowed");

    const auto nanosPerWakeUp = [](bool ours) {
        qint64 nanos = 0;
        runOnThread(ours, [&] {
            std::vector<Pair> pairs(kSockets);
            std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
            int fired = 0;
            for (const Pair &pair : pairs) {
                notifiers.push_back(
                    std::make_unique<QSocketNotifier>(pair.a.fd(), QSocketNotifier::Read));
                connect(notifiers.back().get(), &QSocketNotifier::activated, notifiers.back().get(),
                    [&fired, &pair] {
                        ++fired;
                        pair.swallow();
                    });
            }
            spinUntil([] { return true; });
            constexpr int kRounds = 200;
            QElapsedTimer elapsed;
            elapsed.start();
            for (int i = 0; i < kRounds; ++i) {
                pairs[size_t(i * 13 % kSockets)].poke();
                while (fired <= i)
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            }
            nanos = elapsed.nsecsElapsed() / kRounds;
        });
        return nanos;
    };
    const qint64 qt = nanosPerWakeUp(false);
    const qint64 epoll = nanosPerWakeUp(true);
    qInfo("a wake-up with %d sockets: Qt %lld ns, ours %lld ns", kSockets, qt, epoll);
    QVERIFY2(epoll * 5 < qt, "a wake-up must not depend on the number of sockets");
}

static int runOnOurDispatcher(int argc, char **argv)
{
    if (auto dispatcher = makeDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release());
    return kith::test::runTest<QCoreApplication, TestDispatcher>(argc, argv);
}

KITH_TEST_MAIN(runOnOurDispatcher)
#include "tst_net_dispatcher.moc"
