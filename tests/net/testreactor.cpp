// SPDX-License-Identifier: GPL-3.0-or-later
#include "testreactor.h"

#include "net/loop/epolldispatcher.h"

#include <QtDebug>

#include <algorithm>

// QWebSocket makes OpenSSL load itself, whose own thread data of a finished thread is its business.
extern "C" const char *__lsan_default_suppressions() { return "leak:libcrypto"; }

namespace kith::net {

using namespace std::chrono_literals;

EdgeLimits shortLimits()
{
    EdgeLimits limits;
    limits.head = 150ms;
    limits.body = 150ms;
    limits.bodyRate = 1'000'000;
    limits.idle = 150ms;
    limits.write = 200ms;
    limits.linger = 150ms;
    limits.ping = 100ms;
    limits.pong = 80ms;
    return limits;
}

TestReactor::TestReactor(ApiServer::Options options, ConnectionCensus::Caps caps) : m_census(caps)
{
    auto listeners = openListeners(QStringLiteral("127.0.0.1"), 0, 1);
    if (!listeners)
        qFatal("%s", qUtf8Printable(listeners.error().detail));
    m_listeners = std::move(*listeners);
    m_port = m_listeners.port;
    if (auto dispatcher = makeDispatcher())
        m_thread.setEventDispatcher(dispatcher.release());
    m_context = std::make_unique<QObject>();
    m_context->moveToThread(&m_thread);
    m_thread.start();
    run([&] { start(std::move(options)); });
}

TestReactor::~TestReactor()
{
    run([&] {
        m_connections.clear();
        m_server.reset();
        m_wheel.reset();
        m_context->moveToThread(nullptr);
    });
    m_thread.quit();
    m_thread.wait();
}

void TestReactor::run(const std::function<void()> &function)
{
    QMetaObject::invokeMethod(m_context.get(), function, Qt::BlockingQueuedConnection);
}

void TestReactor::start(ApiServer::Options options)
{
    if (!options.limits.http.bodyCap) {
        options.limits.http.bodyCap = [](Method, QByteArrayView path) -> qint64 {
            return path.startsWith("/upload/") ? 1024 * 1024 : 64 * 1024;
        };
    }
    ApiHandlers &handlers = options.handlers;
    if (!handlers.request) {
        handlers.request = [](const HttpRequest &request, ReplyHandle handle) {
            handle.send({.status = 200,
                .contentType = "text/plain",
                .body = methodName(request.method).toByteArray() + ' ' + request.path
                    + (request.query.isEmpty() ? QByteArray() : '?' + request.query) + ' '
                    + request.body,
                .headers = {}});
        };
    }
    if (!handlers.upgrade) {
        handlers.upgrade = [this](HttpRequest request, ReplyHandle handle) {
            if (request.path.startsWith("/ws"))
                return echo(handle.upgrade(std::move(request)));
            handle.send({.status = 404, .contentType = {}, .body = "no", .headers = {}});
        };
    }
    m_wheel = std::make_unique<TimerWheel>(m_clock);
    m_server = std::make_unique<ApiServer>(std::move(options), *m_wheel, m_census);
    if (!m_server->listenOn(std::move(m_listeners.sockets.front())))
        qFatal("cannot listen");
}

void TestReactor::echo(std::unique_ptr<Connection> connection)
{
    Connection *raw = connection.get();
    raw->onText = [raw](const QByteArray &text) {
        raw->send(SharedFrame::text(text));
        raw->flush();
    };
    raw->onBinary = [raw](const QByteArray &payload) {
        raw->send(SharedFrame::binary(payload));
        raw->flush();
    };
    raw->onClosed = [this, raw](quint16, const QByteArray &) {
        std::erase_if(m_connections, [raw](const auto &each) { return each.get() == raw; });
    };
    m_connections.push_back(std::move(connection));
}

} // namespace kith::net
