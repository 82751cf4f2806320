// SPDX-License-Identifier: GPL-3.0-or-later
// Requests a second of one reactor: our ApiServer behind the edge against QHttpServer::route, in
// one run. One thread serves, one asks: 32 connections, one request under way on each.
// The processor time of the serving thread is told too: unlike the rate it means something on a
// machine that does other things as well.
//   bench_edge [seconds each]
#include "net/edge/apiserver.h"
#include "net/loop/epolldispatcher.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHttpServer>
#include <QTcpServer>
#include <QThread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <pthread.h>
#include <time.h>

#include <array>
#include <cstdio>
#include <cstdlib>

using namespace kith::net;

namespace {

constexpr int kConnections = 32;
const QByteArray kBody = R"({"id":1,"content":"hello","chat_id":12,"seq":41,"sender":{"id":7}})";

const QByteArray kSmall = "GET /api/v2/users/me HTTP/1.1\r\nHost: chat.example\r\n\r\n";
const QByteArray kBrowser =
    "GET /api/v2/chats/12/messages?limit=50 HTTP/1.1\r\nHost: chat.example\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
    "Accept: application/json\r\nAccept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, "
    "deflate, br\r\n"
    "Authorization: Bearer "
    "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL2NoYXQuZXhhb"
    "XBsZSIsInN1YiI6IjEyMzQ1Iiwic2lkIjoiNjc4OTAiLCJleHAiOjE3MzIxMzQ1Njd9.dBjftJeZ4CVP-"
    "mB92K27uhbUJU1p1r_"
    "wW1gFWFOEjXk\r\nReferer: https://chat.example/chats/ui\r\nConnection: keep-alive\r\n"
    "Sec-Fetch-Dest: empty\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Site: same-origin\r\n\r\n";

int connectTo(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    return fd;
}

/// Requests a second. Each answer is one packet, as both servers send a small one.
double ask(quint16 port, const QByteArray &request, double seconds)
{
    const UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    std::vector<UniqueFd> sockets;
    const auto send = [&](int fd) {
        if (::send(fd, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) < 0)
            std::exit(1);
    };
    for (int i = 0; i < kConnections; ++i) {
        sockets.emplace_back(connectTo(port));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = sockets.back().fd();
        ::epoll_ctl(epoll.fd(), EPOLL_CTL_ADD, event.data.fd, &event);
        send(event.data.fd);
    }
    std::array<epoll_event, kConnections> events{};
    std::array<char, 4096> answer{};
    qint64 answers = 0;
    QElapsedTimer elapsed;
    elapsed.start();
    while (double(elapsed.nsecsElapsed()) < seconds * 1e9) {
        const int ready = ::epoll_wait(epoll.fd(), events.data(), kConnections, 100);
        for (int i = 0; i < ready; ++i) {
            const int fd = events[size_t(i)].data.fd;
            const ssize_t got = ::recv(fd, answer.data(), answer.size(), 0);
            const QByteArrayView text(answer.data(), std::max<ssize_t>(got, 0));
            if (!text.startsWith("HTTP/1.1 200")) {
                // Qt sends a head and its body in pieces at times: the rest belongs to the last.
                if (got > 0)
                    continue;
                std::exit(1);
            }
            ++answers;
            send(fd);
        }
    }
    return double(answers) / (double(elapsed.nsecsElapsed()) / 1e9);
}

/// A server that `make` builds on a thread of its own; `make` returns its port.
class Served
{
public:
    Served(bool epoll, const std::function<quint16(std::shared_ptr<void> &)> &make)
    {
        if (epoll) {
            if (auto dispatcher = makeDispatcher())
                m_thread.setEventDispatcher(dispatcher.release());
        }
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [&] {
                ::pthread_getcpuclockid(::pthread_self(), &m_clock);
                m_port = make(m_server);
            },
            Qt::BlockingQueuedConnection);
    }
    ~Served()
    {
        QMetaObject::invokeMethod(
            &m_context,
            [&] {
                m_server.reset();
                m_context.moveToThread(nullptr);
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    quint16 port() const { return m_port; }
    /// Processor seconds that its thread has used.
    double used() const
    {
        timespec time{};
        ::clock_gettime(m_clock, &time);
        return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
    }

private:
    clockid_t m_clock{};
    QThread m_thread;
    QObject m_context;
    std::shared_ptr<void> m_server;
    quint16 m_port = 0;
};

struct Ours
{
    kith::SystemClock clock;
    TimerWheel wheel{clock};
    ConnectionCensus census{{.all = 10'000, .perAddress = 10'000}};
    std::unique_ptr<ApiServer> server;
};

quint16 makeOurs(std::shared_ptr<void> &keep)
{
    auto ours = std::make_shared<Ours>();
    ApiServer::Options options;
    options.handlers.request = [](const HttpRequest &, ReplyHandle handle) {
        handle.send(
            {.status = 200, .contentType = "application/json", .body = kBody, .headers = {}});
    };
    ours->server = std::make_unique<ApiServer>(std::move(options), ours->wheel, ours->census);
    auto listeners = openListeners(QStringLiteral("127.0.0.1"), 0, 1);
    if (!listeners || !ours->server->listenOn(std::move(listeners->sockets.front())))
        return 0;
    keep = ours;
    return listeners->port;
}

quint16 makeQt(std::shared_ptr<void> &keep)
{
    auto server = std::make_shared<QHttpServer>();
    server->route(QStringLiteral("/api/v2/users/me"),
        [] { return QHttpServerResponse("application/json", kBody); });
    server->route(QStringLiteral("/api/v2/chats/12/messages"),
        [] { return QHttpServerResponse("application/json", kBody); });
    auto *listener = new QTcpServer;
    listener->listen(QHostAddress::LocalHost);
    server->bind(listener);
    keep = server;
    return listener->serverPort();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication app(argc, argv);
    const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
    const Served ours(true, makeOurs);
    const Served oursOnQt(false, makeOurs);
    const Served qt(false, makeQt);
    std::printf("%-26s %22s %22s\n", "", "head of 54 bytes", "head of 700 bytes");
    const auto measure = [&](const Served &served, const QByteArray &request) {
        const double before = served.used();
        const double rate = ask(served.port(), request, seconds);
        const double used = served.used() - before;
        std::printf(" %9.0f/s %7.2f us", rate, used / (rate * seconds) * 1e6);
    };
    const auto row = [&](const char *name, const Served &served) {
        ask(served.port(), kSmall, 0.3); // warm
        std::printf("%-26s", name);
        measure(served, kSmall);
        measure(served, kBrowser);
        std::printf("\n");
    };
    row("ApiServer, epoll", ours);
    row("ApiServer, Qt dispatcher", oursOnQt);
    row("QHttpServer::route", qt);
    return 0;
}
