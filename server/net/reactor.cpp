// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/reactor.h"

#include "net/edge/apiserver.h"
#include "net/engineio/engineserver.h"
#include "net/gateway/gateway.h"
#include "net/loop/epolldispatcher.h"
#include "net/realtime/dialectsession.h"
#include "net/realtime/realtimesession.h"

#include <QRandomGenerator>

namespace kith::net {

/// What lives on the thread.
class Reactor::Body
{
public:
    Body(Services &services, size_t index, std::atomic<size_t> &open)
        : m_open(open),
          m_wheel(services.clock), m_services{.shared = services,
                                       .index = index,
                                       .wheel = m_wheel,
                                       .hub = m_hub,
                                       .find = [this](ConnectionId id) { return find(id); },
                                       .ended =
                                           [this](ConnectionId id) {
                                               m_over.push_back(id);
                                               scheduleSweep();
                                           },
                                       .edge = [this]() -> EdgeServer & {
                                           return m_server->edge();
                                       }},
          m_gateway(m_services, services.surface, m_pending, taken()),
          m_engines(m_services, m_pending, taken()),
          m_mailbox([this](std::vector<Mail> &&mail) { deliver(std::move(mail)); }),
          m_server(std::make_unique<ApiServer>(serverOptions(), m_wheel, services.census))
    {
        services.engines.servers.push_back(&m_engines);
    }
    ~Body()
    {
        // Sessions leave the hub and hand back their connections before the server goes.
        m_sessions.clear();
        m_door.reset();
        m_server.reset();
    }

    Mailbox<Mail> &mailbox() { return m_mailbox; }
    bool serve(UniqueFd listener) { return m_server->listenOn(std::move(listener)); }
    bool serveDoor(UniqueFd listener, const Surface &surface)
    {
        m_door = std::make_unique<Door>(*this, surface);
        return m_door->server.listenOn(std::move(listener));
    }

    void drain()
    {
        m_server->edge().drain();
        if (m_door)
            m_door->server.edge().drain();
        for (const auto &[id, session] : m_sessions) {
            // Spread over five seconds: they must not all come back in the same moment.
            const int wait = 200 + QRandomGenerator::global()->bounded(5'000);
            session->drain("shutting down; retry_ms=" + QByteArray::number(wait));
        }
        noteOpen();
    }

    /// Posts to this thread from another.
    void post(Call call) { m_mailbox.post(std::move(call)); }

private:
    /// A payload of Engine.IO may be larger than other bodies.
    EdgeLimits edgeLimits() const
    {
        EdgeLimits limits = m_services.shared.edge;
        limits.http.bodyCap = [&sockets = m_services.shared.surface.sockets,
                                  usual = limits.http.bodyCap](Method method, QByteArrayView path) {
            if (sockets.engine(path))
                return engine::kMaxPayload;
            return usual ? usual(method, path) : HttpRules::kBody;
        };
        return limits;
    }
    static EdgeHooks hooksFor(const HttpPolicy &http)
    {
        return {
            .errorFields = [&http](QByteArrayView origin) { return http.corsFields(origin, {}); },
            .isProxy = [&http](const QHostAddress &peer) { return http.isProxy(peer); }};
    }

    /// One more port: the same services and the same thread behind another surface.
    struct Door
    {
        Door(Body &body, const Surface &surface)
            : gateway(body.m_services, surface, body.m_pending, body.taken()),
              server({.limits = body.m_services.shared.edge,
                         .hooks = hooksFor(body.m_services.shared.http),
                         .handlers = {.request =
                                          [this](HttpRequest request, ReplyHandle reply) {
                                              gateway.handle(std::move(request), std::move(reply));
                                          },
                             .upgrade =
                                 [this](HttpRequest request, ReplyHandle reply) {
                                     gateway.upgrade(std::move(request), std::move(reply));
                                 }}},
                  body.m_wheel, body.m_services.shared.census)
        {
        }

        Gateway gateway;
        ApiServer server;
    };

    Gateway::Opened taken()
    {
        return [this](std::unique_ptr<Connection> connection, SocketTable::Match match,
                   const std::optional<Identity> &identity) {
            take(std::move(connection), std::move(match), identity);
        };
    }

    ApiServer::Options serverOptions()
    {
        return {.limits = edgeLimits(),
            .hooks = hooksFor(m_services.shared.http),
            .handlers = {.request =
                             [this](HttpRequest request, ReplyHandle reply) {
                                 if (const auto engine =
                                         m_services.shared.surface.sockets.engine(request.path))
                                     return m_engines.handle(
                                         std::move(request), std::move(reply), *engine);
                                 m_gateway.handle(std::move(request), std::move(reply));
                             },
                .upgrade =
                    [this](HttpRequest request, ReplyHandle reply) {
                        if (const auto engine =
                                m_services.shared.surface.sockets.engine(request.path))
                            return m_engines.upgrade(std::move(request), std::move(reply), *engine);
                        m_gateway.upgrade(std::move(request), std::move(reply));
                    }}};
    }

    void take(std::unique_ptr<Connection> connection, SocketTable::Match match,
        const std::optional<Identity> &identity)
    {
        const ConnectionId id = connection->id();
        std::unique_ptr<SocketSession> session;
        if (match.mount->streams)
            session = std::make_unique<RealtimeSession>(std::move(connection), m_services, match);
        else
            session = std::make_unique<DialectSession>(
                std::move(connection), m_services, std::move(match), identity);
        m_sessions.emplace(id, std::move(session));
        noteOpen();
    }

    SocketSession *find(ConnectionId id)
    {
        const auto it = m_sessions.find(id);
        return it == m_sessions.end() ? nullptr : it->second.get();
    }

    void deliver(std::vector<Mail> &&mail)
    {
        for (Mail &item : mail) {
            if (auto *http = std::get_if<HttpDone>(&item))
                m_pending.complete(http->reply, http->answer);
            else if (auto *changes = std::get_if<SharedChanges>(&item))
                apply(**changes);
            else if (auto *call = std::get_if<Call>(&item))
                (*call)();
            else if (auto *frame = std::get_if<FrameDone>(&item)) {
                if (SocketSession *session = find(frame->connection))
                    session->frameDone(frame->text);
            }
        }
        const quint64 before = m_delivered;
        m_delivered = m_hub.delivered();
        m_services.shared.metrics.delivered.add(m_delivered - before);
        if (m_hub.flushSome())
            post([] {}); // a turn with mail ends here again
        noteOpen();
    }

    void apply(const core::Changes &changes)
    {
        m_hub.apply(changes);
        for (const ConnectionId id : changes.closedSockets) {
            if (SocketSession *session = find(id))
                session->close(closecodes::kByAdmin, "closed by an administrator");
        }
    }

    /// Sessions end inside their own callbacks: they are destroyed on a later turn.
    void scheduleSweep()
    {
        if (m_over.size() == 1)
            post([this] { sweep(); });
    }
    void sweep()
    {
        for (const ConnectionId id : std::exchange(m_over, {}))
            m_sessions.erase(id);
        noteOpen();
    }
    void noteOpen()
    {
        const size_t atDoor = m_door ? m_door->server.edge().count() : 0;
        m_open.store(
            m_server->edge().count() + atDoor + m_sessions.size(), std::memory_order_relaxed);
    }

    std::atomic<size_t> &m_open;
    TimerWheel m_wheel;
    Hub m_hub;
    PendingReplies m_pending;
    ReactorServices m_services;
    Gateway m_gateway;
    EngineServer m_engines;
    Mailbox<Mail> m_mailbox;
    std::unordered_map<ConnectionId, std::unique_ptr<SocketSession>> m_sessions;
    std::vector<ConnectionId> m_over;
    quint64 m_delivered = 0;
    std::unique_ptr<ApiServer> m_server;
    std::unique_ptr<Door> m_door;
};

class Reactor::Thread final : public QThread
{
public:
    explicit Thread(Reactor &reactor) : m_reactor(reactor)
    {
        setObjectName(QStringLiteral("reactor-%1").arg(reactor.m_index));
        if (auto dispatcher = makeDispatcher())
            setEventDispatcher(dispatcher.release());
    }

    std::promise<Body *> ready;

protected:
    void run() override
    {
        Body body(m_reactor.m_services, m_reactor.m_index, m_reactor.m_open);
        ready.set_value(&body);
        exec();
    }

private:
    Reactor &m_reactor;
};

Reactor::Reactor(Services &services, size_t index)
    : m_services(services), m_index(index), m_thread(std::make_unique<Thread>(*this))
{
}

Reactor::~Reactor() { stop(); }

void Reactor::start()
{
    auto ready = m_thread->ready.get_future();
    m_thread->start();
    m_body = ready.get();
    m_services.switchboard.attach(m_body->mailbox());
}

bool Reactor::serve(UniqueFd listener)
{
    std::promise<bool> serving;
    auto result = serving.get_future();
    // std::function copies what it holds; the descriptor must have one owner.
    auto shared = std::make_shared<UniqueFd>(std::move(listener));
    m_body->post(
        [this, shared, &serving] { serving.set_value(m_body->serve(std::move(*shared))); });
    return result.get();
}

bool Reactor::serveDoor(UniqueFd listener, const Surface &surface)
{
    std::promise<bool> serving;
    auto result = serving.get_future();
    auto shared = std::make_shared<UniqueFd>(std::move(listener)); // as in serve()
    m_body->post([this, shared, &serving, &surface] {
        serving.set_value(m_body->serveDoor(std::move(*shared), surface));
    });
    return result.get();
}

void Reactor::drain()
{
    m_body->post([body = m_body] { body->drain(); });
}

void Reactor::post(Call call) { m_body->post(std::move(call)); }

void Reactor::stop()
{
    if (!m_thread->isRunning())
        return;
    m_thread->quit();
    m_thread->wait();
}

NetMetrics::NetMetrics(ops::Metrics &metrics)
    : all(metrics), sockets(metrics.gauge("kithd_ws_connections", "Open WebSocket connections")),
      delivered(metrics.counter("kithd_deliveries_total", "Frames of events handed to sockets")),
      resumes(metrics.counter("kithd_resume_total", "Resume frames from clients")),
      slowClosed(metrics.counter(
          "kithd_slow_consumer_closes_total", "Sockets closed because they read too slowly")),
      limited(metrics.counter("kithd_rate_limited_total", "Requests refused by a rate limit")),
      durations(metrics.histogram(
          "kithd_http_request_duration_seconds", "Time from a whole request to its answer"))
{
}

void NetMetrics::request(
    const char *method, const char *route, int status, std::chrono::nanoseconds time)
{
    // The family's lock is taken once a series and thread; after that its address is known.
    struct Key
    {
        const char *method;
        const char *route;
        int status;
        bool operator==(const Key &) const = default;
    };
    thread_local std::vector<std::pair<Key, ops::Counter *>> known;
    const Key key{method, route, status};
    for (const auto &[seen, counter] : known) {
        if (seen == key) {
            counter->add();
            return durations.observe(time);
        }
    }
    ops::Counter &counter = all.counter("kithd_http_requests_total", "Answered HTTP requests",
        {{"method", method}, {"route", route}, {"code", QByteArray::number(status)}});
    known.emplace_back(key, &counter);
    counter.add();
    durations.observe(time);
}

} // namespace kith::net
