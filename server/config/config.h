// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// config/ owns what an operator can set: one struct a section, with the list (configfields.cpp)
// from which the file, the environment, the flags, --help, kithd.conf.example and
// docs/configuration.md are all read. A unit is in the key's name or in the type. Plain values:
// read once at start, never changed after. load() in sources.h makes one; nothing else does, but
// tests.

#include "config/rate.h"
#include "ops/log.h"
#include "shared/limiter.h"
#include "shared/limits.h"
#include "shared/secret.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace kith::config {

using namespace std::chrono_literals;

enum class Environment { Local, Development, Production };
enum class Registration { Open, Invite, Closed };
enum class JwtAlgorithm { Hs256 };
enum class LimitProfile { Default, Off };
enum class LogStyle { Auto, Json, Human };
enum class Switch { Auto, On, Off };
enum class PrivateReading { Off, Owner, Admin };
enum class SocketEngine { Kith, Qt };
const char *wordOf(SocketEngine engine); ///< the setting's word

struct Server
{
    QString host = QStringLiteral("127.0.0.1");
    int port = 8000;
    QString data = QStringLiteral("/var/lib/kith");
    Environment environment = Environment::Production;
    QString publicUrl{};
    QStringList allowedHosts{};
    QStringList trustedProxies{};
    QStringList corsOrigins{};
    bool insecureHttp = false;
    Switch docs = Switch::Auto;
    int reactors = 0;
    int readers = 0;
    int slowThreads = 0;
    std::chrono::seconds drain{10};
};

struct Http
{
    qint64 requestLineBytes = 8 * limits::KiB;
    qint64 headBytes = 16 * limits::KiB;
    int headFields = 64;
    std::chrono::seconds head{10};
    std::chrono::seconds body{120};
    qint64 bodyBytesPerSecond = limits::KiB;
    std::chrono::seconds idle{30};
    std::chrono::seconds write{30};
    int connections = 10'000;
    int connectionsPerAddress = 512;
};

struct WebSocket
{
    std::chrono::seconds ping{25};
    std::chrono::seconds pong{20};
    int perUser = 20;
    qint64 queueKib = limits::kConnectionQueue / limits::KiB;
    SocketEngine engine = SocketEngine::Kith;
};

struct Database
{
    Secret url{}; ///< may hold a password
    QString mysqlHost{};
    int mysqlPort = 3306;
    QString mysqlSocket{};
    QString mysqlUser{};
    Secret mysqlPassword{};
    QString mysqlDatabase{};
    QString mysqlCa{};
    int queueJobs = 10'000;
    int batchJobs = 1'000;
    qint64 reserveMib = 64;
};

struct Auth
{
    Secret jwtSecret{};
    Secret jwtAccessSecret{};
    Secret jwtRefreshSecret{};
    JwtAlgorithm jwtAlgorithm = JwtAlgorithm::Hs256;
    std::chrono::minutes accessToken{15};
    std::chrono::days refreshIdle{14};
    std::chrono::days refreshAbsolute{30};
    Registration registration = Registration::Open;
    int passwordMin = 8;
    qint64 argon2MemoryKib = 64 * limits::KiB;
    int argon2Passes = 3;
    int argon2Queue = 64;
    bool queryTokens = true;
};

/// The APIs of the five older services.
struct Dialects
{
    bool telegramapp = true;
    bool pythia = true;
    bool messenger = true;
    bool chatsocket = true;
    bool chatservice = true;
    bool chatsocketPasswordless = false;
    int messengerPort = 0;
    std::chrono::minutes telegramappAccess{60};
    std::chrono::minutes messengerAccess{30};
    std::chrono::minutes pythiaAccess{30};
    std::chrono::minutes chatsocketAccess{1'440};
    std::chrono::minutes chatserviceAccess{30};
};

struct Chat
{
    int groupMembers = 100;
    int channelMembers = 10'000;
    QStringList defaultChannels{
        QStringLiteral("general"), QStringLiteral("random"), QStringLiteral("announcements")};
};

struct Presence
{
    std::chrono::seconds offlineAfter{10};
};

/// What each limiter is keyed by is a fact of the limiter, not a setting: it stands in `doc`.
struct RateLimits
{
    LimitProfile profile = LimitProfile::Default;
    Rate apiUser = rate(200, 1min);
    Rate apiAddress = rate(100, 1min);
    Rate loginAccount = rate(5, 30min);
    Rate registerAddress = rate(5, 1h);
    Rate resetAddress = rate(20, 30min);
    Rate messages = rate(10, 1s, 30);
    Rate frames = rate(50, 1s);
    Rate typing = rate(1, 2s);
    Rate search = rate(30, 1min);
    Rate admin = rate(20, 1s, 60);
};

/// Where a limiter's figures are. A limiter without any does not compile.
constexpr Rate RateLimits::*figuresOf(Limiter limiter)
{
    switch (limiter) {
    case Limiter::ApiUser:
        return &RateLimits::apiUser;
    case Limiter::ApiAddress:
        return &RateLimits::apiAddress;
    case Limiter::LoginAccount:
        return &RateLimits::loginAccount;
    case Limiter::RegisterAddress:
        return &RateLimits::registerAddress;
    case Limiter::ResetAddress:
        return &RateLimits::resetAddress;
    case Limiter::Messages:
        return &RateLimits::messages;
    case Limiter::Frames:
        return &RateLimits::frames;
    case Limiter::Typing:
        return &RateLimits::typing;
    case Limiter::Search:
        return &RateLimits::search;
    case Limiter::Admin:
        break;
    }
    return &RateLimits::admin;
}

struct Log
{
    LogStyle format = LogStyle::Auto;
    ops::Level level = ops::Level::Info;
    bool debug = false;
    int linesPerSecond = 200;
};

struct Metrics
{
    Secret token{};
};

struct Admin
{
    PrivateReading readPrivateChats = PrivateReading::Off;
};

struct Demo
{
    bool people = true;
};

struct Config
{
    Server server{};
    Http http{};
    WebSocket websocket{};
    Database database{};
    Auth auth{};
    Dialects dialects{};
    Chat chat{};
    Presence presence{};
    RateLimits limits{};
    Log log{};
    Metrics metrics{};
    Admin admin{};
    Demo demo{};

    bool isLocal() const { return server.environment == Environment::Local; }
    bool isProduction() const { return server.environment == Environment::Production; }
};

} // namespace kith::config
