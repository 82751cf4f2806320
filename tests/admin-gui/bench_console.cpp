// SPDX-License-Identifier: GPL-3.0-or-later
// How long the console's window makes people wait. Prints, against a kithd of its own:
// from the password to a screen that can be used, with many people on the server; and the longest
// time for which the window does not react while events pour in.
// Usage: bench_console [PEOPLE (100000) [EVENTS A SECOND (1000)]], from a release build.
#include "admingui/connect/signindialog.h"
#include "admingui/screens/overview/healthcard.h"
#include "admingui/shell/pages.h"
#include "admingui/shell/workspaceview.h"
#include "consoletest.h"

#include <QAbstractItemView>
#include <QProcess>
#include <QThread>

#include <cstdio>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kHeartbeat = 10ms;
constexpr auto kPour = 15s;

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

/// Milliseconds until `isSo`, looked at whenever the window has nothing else to do.
template <class F> double waitFor(const char *what, F isSo)
{
    QElapsedTimer time;
    time.start();
    while (!isSo()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        if (time.hasExpired(30'000))
            giveUp(u"not within 30 s: "_s + QString::fromLatin1(what));
    }
    return double(time.nsecsElapsed()) / 1e6;
}

/// Beats every 10 ms on the window's thread; remembers the longest wait for a beat.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(kHeartbeat);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_sinceLast.nsecsElapsed());
            m_sinceLast.start();
        });
        m_sinceLast.start();
        m_timer.start();
    }
    /// How much later than planned the latest beat came, in milliseconds.
    double longestStall() const { return double(m_longest) / 1e6 - double(kHeartbeat.count()); }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    qint64 m_longest = 0;
};

/// Sends messages into a chat at a steady rate, on a thread of its own, until it is destroyed.
class Pour
{
public:
    Pour(const QUrl &server, const QByteArray &token, ChatId chat, int perSecond)
    {
        m_worker.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(&m_worker, [this, server, token, chat, perSecond] {
            m_api = std::make_unique<ApiClient>(server);
            m_api->setTokens(Secret(token), Secret(token));
            m_socket = std::make_unique<EventSocket>(*m_api);
            m_timer = std::make_unique<QTimer>();
            m_timer->setInterval(kHeartbeat);
            m_timer->callOnTimeout([this, chat, perSecond] {
                const int due = int(m_time.elapsed() * perSecond / 1000);
                for (; m_sent < due; ++m_sent)
                    m_socket->send(frames::Send{.chatId = chat, .content = u"Событие, event"_s},
                        {m_socket.get(), [this](Result<frames::Ack> ack) { m_acked += ack.ok(); }});
            });
            QObject::connect(m_socket.get(), &EventSocket::ready, m_socket.get(), [this] {
                m_time.start();
                m_timer->start();
            });
            m_socket->open();
        });
    }
    ~Pour()
    {
        QMetaObject::invokeMethod(
            &m_worker,
            [this] {
                m_timer.reset();
                m_socket.reset();
                m_api.reset();
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    int acked() const { return m_acked; }

private:
    QThread m_thread;
    QObject m_worker;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<EventSocket> m_socket;
    std::unique_ptr<QTimer> m_timer;
    QElapsedTimer m_time;
    int m_sent = 0;
    std::atomic<int> m_acked = 0;
};

void seed(const support::TestServer &server, int people)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(qEnvironmentVariable("KITH_BIN") + u"/kith-bench"_s,
        {u"seed"_s, u"--data"_s, server.dataFolder(), u"--people"_s, QString::number(people),
            u"--owner"_s, u"yes"_s, u"--password"_s, support::testPassword()});
    if (!process.waitForFinished(300'000) || process.exitCode() != 0)
        giveUp(u"kith-bench seed failed"_s);
}

/// Types the password and waits for the screens.
void measureSignIn(Console &console)
{
    console.window->connectTo(console.connections.all().front());
    waitFor("the dialog", [&] { return visible<SignInDialog>(console.window.get()); });
    auto *dialog = visible<SignInDialog>(console.window.get());
    dialog->setPassword(support::testPassword());
    QElapsedTimer time;
    time.start();
    QTest::keyClick(dialog->findChildren<QLineEdit *>().back(), Qt::Key_Return);
    waitFor("the window", [&] { return console.window->view() != nullptr; });
    const double entered = double(time.nsecsElapsed()) / 1e6;
    auto *health = console.window->view()->findChild<HealthCard *>();
    waitFor(
        "the verdict", [&] { return !health->findChildren<QLabel *>().front()->text().isEmpty(); });
    std::printf("sign-in with password    %7.1f ms (of it the server's argon2)\n", entered);
    std::printf("overview can be used     %7.1f ms after sign-in\n",
        double(time.nsecsElapsed()) / 1e6 - entered);
}

void measureUsers(Console &console)
{
    QElapsedTimer time;
    time.start();
    console.window->view()->go({.page = u"users"_s});
    QAbstractItemView *table = nullptr;
    waitFor("the users' rows", [&] {
        for (auto *found :
            console.window->view()->currentPage()->findChildren<QAbstractItemView *>()) {
            if (found->model() && found->isVisible() && found->model()->rowCount() > 0
                && !found->model()->index(0, 0).data().toString().isEmpty())
                table = found;
        }
        return table != nullptr;
    });
    std::printf("users can be used        %7.1f ms after Ctrl+2, %d rows\n",
        double(time.nsecsElapsed()) / 1e6, table->model()->rowCount());
}

void measureStalls(Console &console, const support::TestServer &server, int perSecond)
{
    support::Person owner(server);
    if (!owner.login(u"person1"_s).ok())
        giveUp(u"person1 cannot sign in"_s);
    const auto room = owner.makeGroup(u"Pour"_s);
    if (!room)
        giveUp(room.error().detail);
    EventSocket &events = console.window->view()->workspace().events();
    for (const PageEntry &entry : pages()) {
        console.window->view()->go({.page = entry.id});
        QTest::qWait(1'000); // what the first look costs is not what is measured
        int heard = 0;
        const auto count = QObject::connect(&events, &EventSocket::messageEvent, [&] { ++heard; });
        int acked = 0;
        double stall = 0;
        {
            Pour pour(server.base(), owner.token(), room->id, perSecond);
            waitFor("the first events", [&] { return heard > 0; });
            const int before = heard;
            Heartbeat heartbeat;
            QTest::qWait(int(std::chrono::milliseconds(kPour).count()));
            stall = heartbeat.longestStall();
            heard -= before;
            acked = pour.acked();
        }
        QObject::disconnect(count);
        std::printf("%-12s longest stall %6.1f ms under %5.0f events a second (%d acknowledged)\n",
            qPrintable(entry.id), stall, heard / double(kPour.count()), acked);
    }
}

} // namespace

} // namespace kith

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int people = arguments.value(1, QStringLiteral("100000")).toInt();
    const int perSecond = arguments.value(2, QStringLiteral("1000")).toInt();
    kith::support::TestServer server;
    kith::seed(server, people);
    if (!server.start())
        kith::giveUp(QString::fromUtf8(server.log()));
    kith::test::Console console;
    console.connections.add({.name = QStringLiteral("Bench"),
        .url = server.base(),
        .login = QStringLiteral("person1")});
    console.open();
    console.window->resize(1320, 860);
    std::printf("%d people\n", people);
    kith::measureSignIn(console);
    kith::measureUsers(console);
    kith::measureStalls(console, server, perSecond);
    return 0;
}
