// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/app.h"

#include "api/requestkeys.h"
#include "app/apitables.h"
#include "app/commitlisteners.h"
#include "app/database.h"
#include "app/dialectlist.h"
#include "app/housekeeping.h"
#include "app/monitor.h"
#include "app/settings.h"
#include "config/database.h"
#include "core/chats/chats.h"
#include "core/chats/chatsearch.h"
#include "core/demo.h"
#include "core/live/rooms.h"
#include "core/people/usercounts.h"
#include "native/native.h"
#include "native/style.h"
#include "net/reactor.h"
#include "ops/diskspace.h"
#include "ops/exitcodes.h"
#include "ops/health.h"
#include "ops/log.h"
#include "ops/process.h"
#include "ops/processmetrics.h"
#include "ops/systemd.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace kith {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using ops::Level;

namespace {

/// Everything that a running server consists of, in the order in which it is built; it is taken
/// down in the reverse order. Lives on the main thread.
class App
{
public:
    App(const config::Config &config, const config::Keys &keys, PreparedDatabase database)
        : m_config(config), m_database(std::move(database)),
          m_policy(settings::policyOf(config, keys)), m_env{m_policy, m_presence, m_roster,
                                                          m_rooms},
          m_threads(settings::threadsOf(config)), m_tokens(m_policy),
          m_gate(settings::longestAccessLife(config), settings::slidingLives(config)),
          m_health(m_clock), m_http(settings::httpPolicyOf(config)),
          m_edge(settings::edgeLimitsOf(config)),
          m_census(settings::capsOf(config, ops::raiseFileLimit())),
          m_engineSessions(settings::capsOf(config, ops::raiseFileLimit())),
          m_limits(settings::rateLimitsOf(config), m_clock),
          m_writer(store::sessionOpener(m_database.config, store::Access::ReadWrite),
              config::writerOptionsOf(config)),
          m_readers(store::sessionOpener(m_database.config, store::Access::ReadOnly),
              m_threads.readers, kReadQueue),
          m_pool(m_threads.slow, static_cast<size_t>(config.auth.argon2Queue)),
          m_executor(m_env, m_clock, m_writer, m_readers, m_pool), m_netMetrics(m_metrics),
          m_messages(m_metrics.counter("kithd_messages_total", "Messages stored")),
          m_writes(m_metrics.histogram("kithd_write_duration_seconds",
              "Time from a write's arrival to its acknowledgement")),
          m_monitor(monitorParts()),
          m_tables(apisOf(makeNativeApi(), makeDialects(m_config, m_tokens))),
          m_documents(documentsOf(m_tables)), m_apis(m_tables),
          m_sockets(m_tables), m_surface{.apis = m_apis,
                                   .sockets = m_sockets,
                                   .style = api::nativeStyle()},
          m_services{.env = m_env,
              .clock = m_clock,
              .executor = m_executor,
              .surface = m_surface,
              .tokens = m_tokens,
              .gate = m_gate,
              .tickets = m_tickets,
              .presence = m_presence,
              .roster = m_roster,
              .limits = m_limits,
              .switchboard = m_switchboard,
              .census = m_census,
              .engineSessions = m_engineSessions,
              .metrics = m_netMetrics,
              .http = m_http,
              .edge = m_edge,
              .socketsPerUser = config.websocket.perUser,
              .socketQueue = config.websocket.queueKib * limits::KiB},
          m_housekeeping({.executor = m_executor,
              .clock = m_clock,
              .presence = m_presence,
              .gate = m_gate,
              .roster = m_roster,
              .switchboard = m_switchboard,
              .health = m_health,
              .databaseFolder = databaseFolder(),
              .diskReserve = config.database.reserveMib * limits::MiB,
              .offlineAfter = config.presence.offlineAfter})
    {
    }

    int run()
    {
        Result<void> started = start();
        if (!started) {
            std::fprintf(stderr, "kithd: %s\n", qPrintable(started.error().detail));
            const bool taken = started.error().code == ErrorCode::Conflict;
            return taken ? ops::kExitUnavailable : ops::kExitTempFail;
        }
        announce();
        const int status = QCoreApplication::exec();
        stop();
        return m_fatal ? ops::kExitIo : status;
    }

    void drain(bool again)
    {
        if (again || m_draining)
            return QCoreApplication::exit(ops::kExitOk);
        m_draining = true;
        ops::notifyStopping();
        ops::log(ops::kLogApp, Level::Info, "draining").with("within", m_config.server.drain);
        m_health.report(u"serving"_s, ops::HealthState::Failed, u"shutting down"_s);
        for (const auto &reactor : m_reactors)
            reactor->drain();
        // Ask often, so that a stop with nobody connected is over in a moment.
        m_drainCheck.callOnTimeout([this] {
            size_t open = 0;
            for (const auto &reactor : m_reactors)
                open += reactor->open();
            if (open == 0)
                QCoreApplication::exit(ops::kExitOk);
        });
        m_drainCheck.start(20ms);
        QTimer::singleShot(
            m_config.server.drain, &m_drainCheck, [] { QCoreApplication::exit(ops::kExitOk); });
    }

private:
    static constexpr size_t kReadQueue = 20'000;

    api::Api makeNativeApi()
    {
        api::SystemInfo info{.version = QCoreApplication::applicationVersion().toUtf8(),
            .isDemo = isDemo(),
            .health =
                [this] {
                    const auto verdict = m_health.ready();
                    const bool isGood = verdict.state == ops::HealthState::Ok;
                    return api::ServerHealth{.status = isGood
                            ? u"healthy"_s
                            : QString::fromLatin1(nameOf(verdict.state)),
                        .version = QCoreApplication::applicationVersion(),
                        .demo = isDemo()};
                },
            .live = [this] { return verdictOf(m_health.live()); },
            .ready = [this] { return verdictOf(m_health.ready()); },
            .metrics = [this] { return m_metrics.expose(); },
            .documents = [this]() -> const api::ApiDocuments & { return m_documents; }};
        api::MonitorInfo monitor{.facts = [this] { return m_monitor.facts(); },
            .history = [this](qint64 seconds) { return m_monitor.history(seconds); }};
        return api::makeNative(m_tokens, m_tickets, std::move(info), std::move(monitor));
    }

    Monitor::Parts monitorParts()
    {
        const bool sqlite = m_database.config.isSqlite();
        return {.switchboard = m_switchboard,
            .clock = m_clock,
            .health = m_health,
            .sources = {.messages = m_messages,
                .deliveries = m_netMetrics.delivered,
                .writes = m_writes,
                .requests = m_netMetrics.durations,
                .connections = [this] { return qint64(m_census.count()); },
                .sockets = [this] { return m_netMetrics.sockets.value(); },
                .usersOnline = [this] { return qint64(m_presence.onlineCount()); },
                .writerQueue = [this] { return qint64(m_writer.depth()); },
                .readerQueue = [this] { return qint64(m_readers.depth()); },
                .passwordQueue = [this] { return qint64(m_pool.depth()); }},
            .limits = {.isDemo = isDemo(),
                .writerQueueLimit = m_config.database.queueJobs,
                .readerQueueLimit = kReadQueue,
                .passwordQueueLimit = m_config.auth.argon2Queue,
                .connectionLimit = m_config.http.connections},
            .version = QCoreApplication::applicationVersion(),
            .database = sqlite ? u"sqlite"_s : u"mariadb"_s,
            .databaseFile = sqlite ? m_database.config.sqliteFile : QString(),
            .dataFolder = m_config.server.data};
    }

    static std::pair<QByteArray, bool> verdictOf(const ops::HealthVerdict &verdict)
    {
        return {toJson(verdict), verdict.ok()};
    }

    /// Empty where the database is on a server.
    QString databaseFolder() const
    {
        return m_database.config.isSqlite() ? QFileInfo(m_database.config.sqliteFile).path()
                                            : QString();
    }

    bool isDemo() const { return m_config.isLocal() && m_config.demo.people; }

    Result<void> start()
    {
        m_health.expect(u"serving"_s, u"starting"_s);
        TRY(prepareContent());
        connectParts();
        TRY(m_writer.start());
        TRY(m_readers.start());
        addMetrics();
        for (int i = 0; i < m_threads.reactors; ++i) {
            m_reactors.push_back(
                std::make_unique<net::Reactor>(m_services, static_cast<size_t>(i)));
            m_reactors.back()->start();
            m_housekeeping.watchLoop(u"reactor_%1"_s.arg(i),
                [reactor = m_reactors.back().get()](
                    std::function<void()> call) { reactor->post(std::move(call)); });
        }
        m_housekeeping.start();
        m_monitor.start();
        return listen();
    }

    /// What the database must hold before anyone asks: the default channels, and on a demo server
    /// its people. Others refuse a database in which everybody knows five passwords.
    Result<void> prepareContent()
    {
        TRY_ASSIGN(auto session, store::openSession(m_database.config, store::Access::ReadWrite));
        if (isDemo()) {
            TRY(changeOnce(*session, m_env, m_clock, core::seedDemo));
        } else {
            TRY_ASSIGN(const bool demo, core::hasDemoPeople(*session));
            if (demo && m_config.isProduction())
                return conflict(
                    u"The database holds the demo people, whose passwords everybody knows. Use "
                    "another data folder, or start with ENVIRONMENT=LOCAL."_s);
        }
        TRY(changeOnce(*session, m_env, m_clock, core::ensureDefaultChannels));
        TRY(changeOnce(*session, m_env, m_clock, core::recountUsers));
        TRY(changeOnce(*session, m_env, m_clock, core::fillChatSearch));
        return m_gate.load(*session, m_clock.now());
    }

    void connectParts()
    {
        m_executor.listeners = commitListeners({.clock = m_clock,
            .gate = m_gate,
            .switchboard = m_switchboard,
            .messages = m_messages,
            .writes = m_writes});
        m_writer.onBatch = [this] { m_switchboard.flushBatch(); };
        m_writer.onDatabase = [this](bool isThere) {
            m_health.report(u"database"_s,
                isThere ? ops::HealthState::Ok : ops::HealthState::Failed,
                isThere ? QString() : u"cannot be reached"_s);
        };
        m_writer.onFatal = [this](const Error &error) {
            ops::log(ops::kLogStore, Level::Error, "disk_failed").with("detail", error.detail);
            m_fatal = true;
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [] { QCoreApplication::exit(ops::kExitIo); },
                Qt::QueuedConnection);
        };
    }

    void addMetrics()
    {
        ops::addProcessMetrics(m_metrics, QCoreApplication::applicationVersion().toUtf8());
        using Reads = ops::Metrics::Reads;
        m_metrics.observe("kithd_writer_queue_depth", "Writes waiting", Reads::Gauge,
            [this] { return static_cast<double>(m_writer.depth()); });
        m_metrics.observe("kithd_reader_queue_depth", "Reads waiting", Reads::Gauge,
            [this] { return static_cast<double>(m_readers.depth()); });
        m_metrics.observe("kithd_argon2_queue_depth", "Password hashes waiting", Reads::Gauge,
            [this] { return static_cast<double>(m_pool.depth()); });
        if (m_database.config.isSqlite())
            m_metrics.observe("kithd_disk_free_bytes", "Free space beside the database",
                Reads::Gauge, [folder = databaseFolder()] {
                    return static_cast<double>(ops::freeBytes(folder).value_or(0));
                });
        m_metrics.observe("kithd_connections", "Open connections", Reads::Gauge,
            [this] { return static_cast<double>(m_census.count()); });
    }

    Result<void> listen()
    {
        const config::Server &server = m_config.server;
        TRY_ASSIGN(auto listeners,
            net::openListeners(server.host, static_cast<quint16>(server.port), m_threads.reactors));
        m_port = listeners.port;
        if (m_policy.publicUrl.isEmpty()) // before anybody can ask for a link
            m_policy.publicUrl = listeningUrl();
        for (size_t i = 0; i < m_reactors.size(); ++i) {
            if (!m_reactors[i]->serve(std::move(listeners.sockets[i])))
                return conflict(u"The socket on port %1 cannot listen."_s.arg(m_port));
        }
        TRY(listenForMessenger());
        m_health.report(u"serving"_s, ops::HealthState::Ok);
        return {};
    }

    Result<void> listenForMessenger()
    {
        const int port = m_config.dialects.messengerPort;
        if (port == 0)
            return {};
        auto door = doorOf("messenger", m_tables);
        if (!door)
            return {}; // switched off
        m_messenger = std::make_unique<OwnPort>(std::move(*door));
        TRY_ASSIGN(auto listeners,
            net::openListeners(
                m_config.server.host, static_cast<quint16>(port), m_threads.reactors));
        for (size_t i = 0; i < m_reactors.size(); ++i) {
            if (!m_reactors[i]->serveDoor(std::move(listeners.sockets[i]), m_messenger->surface))
                return conflict(u"The socket on port %1 cannot listen."_s.arg(port));
        }
        ops::log(ops::kLogApp, Level::Info, "own_port")
            .with("dialect", "messenger")
            .with("port", qint64(port));
        return {};
    }

    QString listeningUrl() const
    {
        const QString host = m_config.server.host.contains(u':')
            ? u'[' + m_config.server.host + u']'
            : m_config.server.host;
        return u"http://%1:%2"_s.arg(host).arg(m_port);
    }

    void announce() const
    {
        const QString url = listeningUrl();
        ops::log(ops::kLogApp, Level::Info, "ready")
            .with("url", url)
            .with("version", QCoreApplication::applicationVersion())
            .with("websocket_engine", wordOf(m_config.websocket.engine))
            .with("schema", m_database.migrated.to);
        // One line that programs wait for; run.sh prints the friendly ones.
        std::printf("kithd ready %s\n", qPrintable(url));
        std::fflush(stdout);
        ops::notifyReady();
        ops::notifyStatus(u"Serving %1"_s.arg(url));
    }

    /// Workers end before the reactors that they post to, reactors before what they use.
    void stop()
    {
        m_monitor.stop();
        m_housekeeping.stop();
        m_drainCheck.stop();
        m_pool.stop();
        m_readers.stop();
        m_writer.stop();
        m_reactors.clear();
        ops::log(ops::kLogApp, Level::Info, "stopped");
    }

    const config::Config &m_config;
    const PreparedDatabase m_database;
    const SystemClock m_clock;
    core::PresenceBoard m_presence;
    core::Roster m_roster;
    core::RoomBoard m_rooms;
    core::Policy m_policy;
    const core::Environment m_env;
    const settings::Threads m_threads;
    core::Tokens m_tokens;
    core::SessionGate m_gate;
    core::Tickets m_tickets;
    ops::Metrics m_metrics;
    ops::Health m_health;
    const net::HttpPolicy m_http;
    const net::EdgeLimits m_edge;
    net::ConnectionCensus m_census;
    net::ConnectionCensus m_engineSessions;
    net::RateLimits m_limits;
    net::Switchboard m_switchboard;
    store::Writer m_writer;
    store::Readers m_readers;
    store::WorkPool m_pool;
    api::Executor m_executor;
    net::NetMetrics m_netMetrics;
    ops::Counter &m_messages;
    ops::Histogram &m_writes;
    Monitor m_monitor;
    const std::vector<api::Api> m_tables;
    const api::ApiDocuments m_documents;
    const api::ApiTable m_apis;
    const net::SocketTable m_sockets;
    const net::Surface m_surface;
    net::Services m_services;
    /// A dialect on a port of its own.
    struct OwnPort
    {
        explicit OwnPort(api::Api door) : doors{std::move(door)} { }

        const std::vector<api::Api> doors;
        const api::ApiTable apis{doors};
        const net::SocketTable sockets{doors};
        const net::Surface surface{
            .apis = apis, .sockets = sockets, .style = api::nativeStyle(), .hasPages = false};
    };
    std::unique_ptr<OwnPort> m_messenger;
    Housekeeping m_housekeeping;
    std::vector<std::unique_ptr<net::Reactor>> m_reactors;
    QTimer m_drainCheck;
    quint16 m_port = 0;
    bool m_draining = false;
    std::atomic<bool> m_fatal{false};
};

} // namespace

int serve(const config::Config &config)
{
    // Before any thread starts: they inherit the blocked signals.
    ops::ProcessSignals stopSignals;
    const SystemClock clock;
    const auto fail = [](const Error &error, int status) {
        std::fprintf(stderr, "kithd: %s\n", qPrintable(error.detail));
        return status;
    };
    const auto keys = config::loadKeys(config);
    if (!keys)
        return fail(keys.error(), ops::kExitConfig);
    auto database = prepareDatabase(config, clock);
    if (!database)
        return fail(database.error(), ops::kExitTempFail);
    App app(config, *keys, std::move(*database));
    QObject::connect(&stopSignals, &ops::ProcessSignals::stopRequested, &stopSignals,
        [&app](int, bool again) { app.drain(again); });
    return app.run();
}

} // namespace kith
