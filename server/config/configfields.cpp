// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of config.h, in the order of its sections: key, member, rules and the sentence that
// the documentation shows.
#include "config/registry.h"

namespace kith {

template <>
inline constexpr auto enumNames<config::Environment> = std::to_array<EnumName<config::Environment>>(
    {
        {config::Environment::Local, "LOCAL"},
        {config::Environment::Development, "development"},
        {config::Environment::Production, "production"},
        {config::Environment::Development, "dev"},
        {config::Environment::Production, "prod"},
    });
template <>
inline constexpr auto
    enumNames<config::Registration> = std::to_array<EnumName<config::Registration>>({
        {config::Registration::Open, "open"},
        {config::Registration::Invite, "invite"},
        {config::Registration::Closed, "closed"},
    });
template <>
inline constexpr auto enumNames<config::JwtAlgorithm> =
    std::to_array<EnumName<config::JwtAlgorithm>>({{config::JwtAlgorithm::Hs256, "HS256"}});
template <>
inline constexpr auto
    enumNames<config::LimitProfile> = std::to_array<EnumName<config::LimitProfile>>({
        {config::LimitProfile::Default, "default"},
        {config::LimitProfile::Off, "off"},
    });
template <>
inline constexpr auto enumNames<config::LogStyle> = std::to_array<EnumName<config::LogStyle>>({
    {config::LogStyle::Auto, "auto"},
    {config::LogStyle::Json, "json"},
    {config::LogStyle::Human, "human"},
});
template <>
inline constexpr auto enumNames<config::Switch> = std::to_array<EnumName<config::Switch>>({
    {config::Switch::Auto, "auto"},
    {config::Switch::On, "on"},
    {config::Switch::Off, "off"},
});
template <>
inline constexpr auto
    enumNames<config::PrivateReading> = std::to_array<EnumName<config::PrivateReading>>({
        {config::PrivateReading::Off, "off"},
        {config::PrivateReading::Owner, "owner"},
        {config::PrivateReading::Admin, "admin"},
    });
template <>
inline constexpr auto
    enumNames<config::SocketEngine> = std::to_array<EnumName<config::SocketEngine>>({
        {config::SocketEngine::Kith, "kith"},
        {config::SocketEngine::Qt, "qt"},
    });
template <>
inline constexpr auto enumNames<ops::Level> = std::to_array<EnumName<ops::Level>>({
    {ops::Level::Debug, "debug"},
    {ops::Level::Info, "info"},
    {ops::Level::Warning, "warning"},
    {ops::Level::Error, "error"},
    {ops::Level::Warning, "warn"},
    {ops::Level::Error, "critical"},
});

namespace config {

namespace {

template <class S, class T, class... Modifier>
SectionMember setting(const char *name, T S::*member, Modifier... modifier)
{
    SectionMember made{.name = name, .type = &settingTypeOf<T>, .offset = offsetOf(member)};
    (modifier(made.rules), ...);
    return made;
}

std::vector<SectionMember> serverSettings()
{
    return {setting("host", &Server::host,
                doc("Address to listen on. Beyond loopback Kith speaks plain HTTP: see "
                    "insecure_http.")),
        setting("port", &Server::port, range(0, 65'535),
            doc("Port to listen on. 0 takes any free one and prints it.")),
        setting("data", &Server::data, length(1, 4'096),
            doc("Folder of the database, the files and the generated secret. One kithd at a "
                "time.")),
        setting("environment", &Server::environment,
            doc("LOCAL loads five demo people with the password admin and listens on loopback "
                "only. "
                "development asks for no public_url. production is the strict one.")),
        setting("public_url", &Server::publicUrl,
            doc("Address under which people reach this server, such as https://chat.example.org. "
                "Links are built from it and never from the Host header. Required in production.")),
        setting("allowed_hosts", &Server::allowedHosts,
            doc("Further host names that requests may be addressed to. Loopback names on a "
                "loopback "
                "listener and the host of public_url always work.")),
        setting("trusted_proxies", &Server::trustedProxies,
            doc("Networks (CIDR) of proxies whose X-Forwarded-For and X-Forwarded-Proto are "
                "believed.")),
        setting("cors_origins", &Server::corsOrigins,
            doc("Origins of web pages that may call the API, matched exactly. A comma list or a "
                "JSON "
                "array in the environment. Outside production http://localhost:* and "
                "http://127.0.0.1:* are allowed besides.")),
        setting("insecure_http", &Server::insecureHttp,
            doc("Allows plain HTTP on an address that other machines reach.")),
        setting("docs", &Server::docs,
            doc("The API pages at /docs and /redoc. auto: on, but off in production.")),
        setting("reactors", &Server::reactors, range(0, 64),
            doc("Threads that serve sockets. 0: as many as there are cores, at most 8.")),
        setting("readers", &Server::readers, range(0, 64),
            doc("Threads that read the database. 0: as many as there are cores, at most 8.")),
        setting("slow_threads", &Server::slowThreads, range(0, 64),
            doc("Threads that hash passwords and do other long work. 0: half of the cores.")),
        setting("drain_seconds", &Server::drain, range(0, 300),
            doc("How long a stopping server lets requests finish."))};
}

std::vector<SectionMember> httpSettings()
{
    return {setting("request_line_bytes", &Http::requestLineBytes, range(1'024, 65'536),
                doc("Longest request line.")),
        setting("head_bytes", &Http::headBytes, range(4'096, 262'144),
            doc("Largest head of a request.")),
        setting("head_fields", &Http::headFields, range(16, 1'000),
            doc("Most header fields of a request.")),
        setting("head_seconds", &Http::head, range(1, 600),
            doc("Time for a request's head to arrive.")),
        setting("body_seconds", &Http::body, range(1, 3'600),
            doc("Time for a body; longer while it arrives at body_bytes_per_second or faster.")),
        setting("body_bytes_per_second", &Http::bodyBytesPerSecond, range(1, 1'000'000),
            doc("The slowest body that is waited for.")),
        setting("idle_seconds", &Http::idle, range(1, 3'600),
            doc("How long a connection may stay open between two requests.")),
        setting("write_seconds", &Http::write, range(1, 3'600),
            doc("How long a client may take nothing of an answer.")),
        setting("connections", &Http::connections, range(10, 1'000'000),
            doc("Most open connections of all clients.")),
        setting("connections_per_address", &Http::connectionsPerAddress, range(1, 1'000'000),
            doc("Most open connections from one address (IPv6: from one /64); trusted proxies are "
                "exempt."))};
}

std::vector<SectionMember> websocketSettings()
{
    return {setting("ping_seconds", &WebSocket::ping, range(1, 3'600),
                doc("Interval of the server's pings.")),
        setting("pong_seconds", &WebSocket::pong, range(1, 3'600),
            doc("How long an answer to a ping may take.")),
        setting("per_user", &WebSocket::perUser, range(1, 10'000),
            doc("Most sockets of one person; a further one closes the oldest.")),
        setting("queue_kib", &WebSocket::queueKib, range(16, 65'536),
            doc("Most that may wait for a slow reader, in KiB; then its socket is closed with 4008 "
                "and resumes later.")),
        setting("engine", &WebSocket::engine,
            doc("Who writes and reads the frames of sockets. kith: the server's own codec. qt: "
                "Qt's QWebSocketServer, which costs more: docs/decisions.md."))};
}

std::vector<SectionMember> databaseSettings()
{
    return {setting("url", &Database::url,
                doc("mysql://user:password@host:3306/name?ssl_ca=FILE for MariaDB or MySQL, "
                    "sqlite:/path "
                    "for "
                    "another SQLite file. Empty: the SQLite database kith.db in the data folder.")),
        setting(
            "mysql_host", &Database::mysqlHost, doc("MariaDB or MySQL by its parts: the host.")),
        setting("mysql_port", &Database::mysqlPort, range(1, 65'535)),
        setting("mysql_socket", &Database::mysqlSocket,
            doc("Unix socket of the database server, instead of host and port.")),
        setting("mysql_user", &Database::mysqlUser),
        setting("mysql_password", &Database::mysqlPassword),
        setting("mysql_database", &Database::mysqlDatabase),
        setting("mysql_ca", &Database::mysqlCa,
            doc("File with the certificate authority of the database server. Needed unless it is "
                "on "
                "loopback or a unix socket.")),
        setting("queue_jobs", &Database::queueJobs, range(10, 1'000'000),
            doc("Writes that may wait; further ones are answered 503.")),
        setting("batch_jobs", &Database::batchJobs, range(1, 10'000),
            doc("Most writes in one transaction.")),
        setting("reserve_mib", &Database::reserveMib, range(0, 1'048'576),
            doc("Free space that is kept beside the SQLite database, in MiB: with less, people's "
                "changes are answered 503, while reads, sign-ins and sign-outs go on. 0 keeps "
                "none."))};
}

std::vector<SectionMember> authSettings()
{
    return {setting("jwt_secret", &Auth::jwtSecret,
                doc("At least 32 random bytes, from which all keys are derived. Empty: one is "
                    "generated "
                    "into secret.key in the data folder.")),
        setting("jwt_access_secret", &Auth::jwtAccessSecret,
            doc("Signs access tokens, instead of a key derived from jwt_secret.")),
        setting("jwt_refresh_secret", &Auth::jwtRefreshSecret,
            doc("Signs refresh tokens, instead of a key derived from jwt_secret.")),
        setting("jwt_algorithm", &Auth::jwtAlgorithm, doc("The one algorithm that is accepted.")),
        setting("access_token_minutes", &Auth::accessToken, range(1, 1'440),
            doc("Life of an access token of the native API.")),
        setting("refresh_idle_days", &Auth::refreshIdle, range(1, 365),
            doc("A session that is not used for so long ends.")),
        setting("refresh_absolute_days", &Auth::refreshAbsolute, range(1, 3'650),
            doc("A session ends after so long however much it is used.")),
        setting("registration", &Auth::registration,
            doc("Who may create an account: everybody, people with an invitation, nobody.")),
        setting("password_min", &Auth::passwordMin, range(1, 128),
            doc("Shortest password, in characters. At least 8 outside LOCAL; 15 is advised.")),
        setting("argon2_memory_kib", &Auth::argon2MemoryKib, range(19'456, 4'194'304),
            doc("Memory of one password hash. The floor is OWASP's.")),
        setting("argon2_passes", &Auth::argon2Passes, range(2, 100),
            doc("Passes of one password hash. Aim at 50 to 250 ms.")),
        setting("argon2_queue", &Auth::argon2Queue, range(1, 10'000),
            doc("Hashes that may wait; further sign-ins are answered 503.")),
        setting("query_tokens", &Auth::queryTokens,
            doc("Accepts ?ticket= in the address of the realtime socket: single use, 30 seconds, "
                "never "
                "logged. Off: clients send their token in the first frame or the Authorization "
                "header."))};
}

std::vector<SectionMember> dialectsSettings()
{
    return {setting("telegramapp", &Dialects::telegramapp, doc("The API of telegramapp.")),
        setting("pythia", &Dialects::pythia, doc("The API of pythia.")),
        setting("messenger", &Dialects::messenger, doc("The API of messenger.")),
        setting("chatsocket", &Dialects::chatsocket, doc("The API of chatsocket, with Socket.IO.")),
        setting("chatservice", &Dialects::chatservice, doc("The API of chatservice.")),
        setting("chatsocket_passwordless", &Dialects::chatsocketPasswordless,
            doc("Lets whoever knows an address sign in to the API of chatsocket, as it did: for a "
                "gateway in front that has proved who asks. Refused unless server.host is loopback "
                "or "
                "server.trusted_proxies are set.")),
        setting("messenger_port", &Dialects::messengerPort, range(0, 65'535),
            doc("One more port, on which the API of messenger alone is served, such as 8788. 0: "
                "none. Its documentation is at / there.")),
        setting("telegramapp_access_minutes", &Dialects::telegramappAccess, range(1, 10'080),
            doc("Life of an access token of telegramapp, which refreshes it.")),
        setting("messenger_access_minutes", &Dialects::messengerAccess, range(1, 10'080),
            doc("Life of an access token of messenger, which refreshes it.")),
        setting("pythia_access_minutes", &Dialects::pythiaAccess, range(1, 10'080),
            doc("How long a token of pythia is good after its last use: it has no refresh token, "
                "so "
                "the session slides, and ends after auth.refresh_absolute_days.")),
        setting("chatsocket_access_minutes", &Dialects::chatsocketAccess, range(1, 10'080),
            doc("The same for chatsocket.")),
        setting("chatservice_access_minutes", &Dialects::chatserviceAccess, range(1, 10'080),
            doc("The same for chatservice."))};
}

std::vector<SectionMember> chatSettings()
{
    return {setting("group_members", &Chat::groupMembers, range(2, 100'000),
                doc("Most members of a group.")),
        setting("channel_members", &Chat::channelMembers, range(2, 1'000'000),
            doc("Most members of a channel.")),
        setting("default_channels", &Chat::defaultChannels,
            doc("Public channels made at start; everybody joins them at registration."))};
}

std::vector<SectionMember> presenceSettings()
{
    return {setting("offline_after_seconds", &Presence::offlineAfter, range(0, 600),
        doc("A person is shown offline so long after the last socket closed: a reconnect in "
            "between is not seen by anybody."))};
}

const char *docOf(Limiter limiter)
{
    switch (limiter) {
    case Limiter::ApiUser:
        return "Requests of one person.";
    case Limiter::ApiAddress:
        return "Requests without a valid token from one address.";
    case Limiter::LoginAccount:
        return "Failed sign-ins to one account.";
    case Limiter::RegisterAddress:
        return "Accounts created from one address.";
    case Limiter::ResetAddress:
        return "Passwords set anew, with a link's token, from one address.";
    case Limiter::Messages:
        return "Messages of one person.";
    case Limiter::Frames:
        return "Frames that one socket sends.";
    case Limiter::Typing:
        return "Typing signals of one person in one chat; more are dropped in silence.";
    case Limiter::Search:
        return "Searches of one person.";
    case Limiter::Admin:
        break;
    }
    return "Requests of one admin to /api/v2/admin: enough for a console that scrolls.";
}

std::vector<SectionMember> limitsSettings()
{
    std::vector<SectionMember> all{setting("profile", &RateLimits::profile,
        doc("off switches all of this section off, for benchmarks; refused beyond loopback."))};
    for (const auto &[limiter, name] : enumNames<Limiter>)
        all.push_back(setting(name, figuresOf(limiter), doc(docOf(limiter))));
    return all;
}

std::vector<SectionMember> logSettings()
{
    return {
        setting("format", &Log::format,
            doc("json: one object a line. human: logfmt. auto: human on a terminal, else json.")),
        setting("level", &Log::level, doc("The least important lines that are written.")),
        setting("debug", &Log::debug, doc("The same as level debug.")),
        setting("lines_per_second", &Log::linesPerSecond, range(0, 1'000'000),
            doc("Most lines of one event; more are counted and dropped. 0: no limit."))};
}

std::vector<SectionMember> metricsSettings()
{
    return {setting("token", &Metrics::token,
        doc("Bearer token for /metrics. Empty: only loopback may read them."))};
}

std::vector<SectionMember> adminSettings()
{
    return {setting("read_private_chats", &Admin::readPrivateChats,
        doc("Who may read chats that they do not belong to. Each reading asks for a reason and is "
            "in the audit log."))};
}

std::vector<SectionMember> demoSettings()
{
    return {setting("people", &Demo::people,
        doc("The five demo people under LOCAL; no other environment has them."))};
}

} // namespace

const char *wordOf(SocketEngine engine) { return kith::nameOf<SocketEngine>(engine); }

std::vector<SectionMembers> sectionMembers()
{
    return {
        {"server", "Where kithd listens and what it runs on.", offsetOf(&Config::server),
            serverSettings()},
        {"http", "Bounds of the HTTP side.", offsetOf(&Config::http), httpSettings()},
        {"websocket", "Bounds of sockets.", offsetOf(&Config::websocket), websocketSettings()},
        {"database", "Where data is kept.", offsetOf(&Config::database), databaseSettings()},
        {"auth", "Accounts, passwords and tokens.", offsetOf(&Config::auth), authSettings()},
        {"dialects", "The APIs of the five older services.", offsetOf(&Config::dialects),
            dialectsSettings()},
        {"chat", "Chats.", offsetOf(&Config::chat), chatSettings()},
        {"presence", "Who is online.", offsetOf(&Config::presence), presenceSettings()},
        {"limits", "Rate limits, each such as \"10/second burst 30\", \"5/30min\" or \"off\".",
            offsetOf(&Config::limits), limitsSettings()},
        {"log", "What is written to stderr.", offsetOf(&Config::log), logSettings()},
        {"metrics", "Prometheus metrics at /metrics.", offsetOf(&Config::metrics),
            metricsSettings()},
        {"admin", "What admins may do.", offsetOf(&Config::admin), adminSettings()},
        {"demo", "What LOCAL loads.", offsetOf(&Config::demo), demoSettings()},
    };
}

} // namespace config

} // namespace kith
