// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "config/check.h"

#include <QUrl>

#include <algorithm>
#include <thread>

namespace kith::settings {

using namespace Qt::StringLiterals;

namespace {

core::RegistrationPolicy registrationOf(config::Registration registration)
{
    switch (registration) {
    case config::Registration::Open:
        return core::RegistrationPolicy::Open;
    case config::Registration::Invite:
        return core::RegistrationPolicy::Invite;
    case config::Registration::Closed:
        break;
    }
    return core::RegistrationPolicy::Closed;
}

core::PrivateReading readingOf(config::PrivateReading reading)
{
    switch (reading) {
    case config::PrivateReading::Owner:
        return core::PrivateReading::Owner;
    case config::PrivateReading::Admin:
        return core::PrivateReading::Admin;
    case config::PrivateReading::Off:
        break;
    }
    return core::PrivateReading::Off;
}

net::WebSocketEngine engineOf(config::SocketEngine engine)
{
    switch (engine) {
    case config::SocketEngine::Qt:
        return net::WebSocketEngine::Qt;
    case config::SocketEngine::Kith:
        break;
    }
    return net::WebSocketEngine::Kith;
}

} // namespace

core::Policy policyOf(const config::Config &config, const config::Keys &keys)
{
    core::Policy policy{.registration = registrationOf(config.auth.registration),
        .passwordMin = config.auth.passwordMin,
        .argonMemoryBytes = config.auth.argon2MemoryKib * limits::KiB,
        .argonPasses = config.auth.argon2Passes,
        .accessSecret = keys.access,
        .refreshSecret = keys.refresh,
        .accessLife = config.auth.accessToken,
        .refreshIdle = config.auth.refreshIdle,
        .refreshAbsolute = config.auth.refreshAbsolute,
        .publicUrl = QUrl(config.server.publicUrl).toString(QUrl::RemovePath),
        .groupMembers = config.chat.groupMembers,
        .channelMembers = config.chat.channelMembers,
        .readPrivateChats = readingOf(config.admin.readPrivateChats)};
    for (const QString &name : config.chat.defaultChannels)
        policy.defaultChannels.push_back(name);
    return policy;
}

std::chrono::seconds longestAccessLife(const config::Config &config)
{
    return std::max<std::chrono::seconds>({config.auth.accessToken,
        config.dialects.telegramappAccess, config.dialects.messengerAccess});
}

std::map<QString, std::chrono::seconds> slidingLives(const config::Config &config)
{
    return {{u"pythia"_s, config.dialects.pythiaAccess},
        {u"chatsocket"_s, config.dialects.chatsocketAccess},
        {u"chatservice"_s, config.dialects.chatserviceAccess}};
}

net::HttpPolicy::Options httpPolicyOf(const config::Config &config)
{
    net::HttpPolicy::Options options{.hosts = config.server.allowedHosts,
        .origins = config.server.corsOrigins,
        .proxies = config.server.trustedProxies,
        .metricsToken = config.metrics.token,
        .queryTickets = config.auth.queryTokens};
    const QString publicHost = QUrl(config.server.publicUrl).host();
    if (!publicHost.isEmpty())
        options.hosts.append(publicHost);
    const bool loopback = config::isLoopback(config.server.host);
    if (loopback || !options.hosts.isEmpty())
        options.hosts += {u"localhost"_s, u"127.0.0.1"_s, u"[::1]"_s};
    if (!publicHost.isEmpty())
        options.origins.append(QUrl(config.server.publicUrl).toString(QUrl::RemovePath));
    if (!config.isProduction())
        options.origins += {u"http://localhost:*"_s, u"http://127.0.0.1:*"_s};
    options.docs = config.server.docs == config::Switch::On
        || (config.server.docs == config::Switch::Auto && !config.isProduction());
    return options;
}

net::EdgeLimits edgeLimitsOf(const config::Config &config)
{
    net::EdgeLimits edge;
    edge.http.requestLine = config.http.requestLineBytes;
    edge.http.head = config.http.headBytes;
    edge.http.fields = config.http.headFields;
    edge.webSocket.frame = limits::kFrameBytes;
    edge.webSocket.message = limits::kFrameBytes;
    edge.engine = engineOf(config.websocket.engine);
    edge.head = config.http.head;
    edge.body = config.http.body;
    edge.bodyRate = config.http.bodyBytesPerSecond;
    edge.idle = config.http.idle;
    edge.write = config.http.write;
    edge.ping = config.websocket.ping;
    edge.pong = config.websocket.pong;
    return edge;
}

net::ConnectionCensus::Caps capsOf(const config::Config &config, qint64 descriptors)
{
    // A tenth is kept for the database, and for connections that are told to come back later
    // (docs/security.md): who is not accepted waits for nothing.
    constexpr qint64 kOwn = 64;
    const qint64 room = descriptors - std::max(kOwn, descriptors / 10);
    const int all = static_cast<int>(std::clamp<qint64>(room, 1, config.http.connections));
    const bool off = config.limits.profile == config::LimitProfile::Off;
    return {.all = all, .perAddress = off ? all : config.http.connectionsPerAddress};
}

std::vector<net::RateLimit> rateLimitsOf(const config::Config &config)
{
    std::vector<net::RateLimit> all;
    if (config.limits.profile == config::LimitProfile::Off)
        return all;
    for (const auto &[limiter, name] : enumNames<Limiter>) {
        const config::Rate &rate = config.limits.*config::figuresOf(limiter);
        if (!rate.isOff())
            all.push_back({.limiter = limiter,
                .interval = std::chrono::nanoseconds(rate.per) / rate.count,
                .burst = rate.burst});
    }
    return all;
}

Threads threadsOf(const config::Config &config)
{
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const auto orCores = [](int set, int suggested) { return set > 0 ? set : suggested; };
    return {.reactors = orCores(config.server.reactors, std::min(cores, 8)),
        .readers = orCores(config.server.readers, std::min(cores, 8)),
        .slow = orCores(config.server.slowThreads, std::max(1, cores / 2))};
}

} // namespace kith::settings
