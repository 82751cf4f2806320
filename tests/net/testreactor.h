// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/edge/apiserver.h"

#include <QThread>

#include <functional>
#include <memory>

namespace kith::net {

/// A whole server in a thread of its own, on a free port of 127.0.0.1. Handlers run there. By
/// default it answers 200 with "METHOD path?query body" and accepts upgrades of /ws, whose texts
/// and binaries it echoes.
class TestReactor
{
public:
    explicit TestReactor(ApiServer::Options options = {},
        ConnectionCensus::Caps caps = {.all = 10'000, .perAddress = 10'000});
    ~TestReactor();

    quint16 port() const { return m_port; }
    /// Runs on the server's thread and waits for it.
    void run(const std::function<void()> &function);
    ApiServer &server() { return *m_server; }
    /// Connections right now. Any thread.
    int count() const { return m_census.count(); }
    /// The connections that the default handler has accepted. Server's thread.
    std::vector<std::unique_ptr<Connection>> &connections() { return m_connections; }

private:
    void start(ApiServer::Options options);
    void echo(std::unique_ptr<Connection> connection);

    SystemClock m_clock;
    ConnectionCensus m_census;
    Listeners m_listeners;
    quint16 m_port = 0;
    QThread m_thread;
    std::unique_ptr<QObject> m_context; // lives on the thread
    std::unique_ptr<TimerWheel> m_wheel;
    std::unique_ptr<ApiServer> m_server;
    std::vector<std::unique_ptr<Connection>> m_connections;
};

/// Limits so short that a test can wait for them.
EdgeLimits shortLimits();

} // namespace kith::net
