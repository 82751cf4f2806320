// SPDX-License-Identifier: GPL-3.0-or-later
// The field lists of config.h, in the order of its sections: key, member, rules and the sentence
// that the documentation shows.
#pragma once

#include "config/config.h"

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
inline constexpr auto enumNames<ops::Level> = std::to_array<EnumName<ops::Level>>({
    {ops::Level::Debug, "debug"},
    {ops::Level::Info, "info"},
    {ops::Level::Warning, "warning"},
    {ops::Level::Error, "error"},
    {ops::Level::Warning, "warn"},
    {ops::Level::Error, "critical"},
});

template <>
inline constexpr auto fields<config::Server> = fieldList("server",
    field("host", &config::Server::host,
        doc("Address to listen on. Beyond loopback Kith speaks plain HTTP: see insecure_http.")),
    field("port", &config::Server::port, range(0, 65'535),
        doc("Port to listen on. 0 takes any free one and prints it.")),
    field("data", &config::Server::data, length(1, 4'096),
        doc("Folder of the database, the files and the generated secret. One kithd at a time.")),
    field("environment", &config::Server::environment,
        doc("LOCAL loads five demo people with the password admin and listens on loopback only. "
            "development asks for no public_url. production is the strict one.")),
    field("public_url", &config::Server::publicUrl,
        doc("Address under which people reach this server, such as https://chat.example.org. "
            "Links are built from it and never from the Host header. Required in production.")),
    field("allowed_hosts", &config::Server::allowedHosts,
        doc("Further host names that requests may be addressed to. Loopback names on a loopback "
            "listener and the host of public_url always work.")),
    field("trusted_proxies", &config::Server::trustedProxies,
        doc("Networks (CIDR) of proxies whose X-Forwarded-For and X-Forwarded-Proto are "
            "believed.")),
    field("cors_origins", &config::Server::corsOrigins,
        doc("Origins of web pages that may call the API, matched exactly. A comma list or a JSON "
            "array in the environment. Outside production http://localhost:* and "
            "http://127.0.0.1:* are allowed besides.")),
    field("insecure_http", &config::Server::insecureHttp,
        doc("Allows plain HTTP on an address that other machines reach.")),
    field("docs", &config::Server::docs,
        doc("The API pages at /docs and /redoc. auto: on, but off in production.")),
    field("reactors", &config::Server::reactors, range(0, 64),
        doc("Threads that serve sockets. 0: as many as there are cores, at most 8.")),
    field("readers", &config::Server::readers, range(0, 64),
        doc("Threads that read the database. 0: as many as there are cores, at most 8.")),
    field("slow_threads", &config::Server::slowThreads, range(0, 64),
        doc("Threads that hash passwords and do other long work. 0: half of the cores.")),
    field("drain_seconds", &config::Server::drain, range(0, 300),
        doc("How long a stopping server lets requests finish.")));

template <>
inline constexpr auto fields<config::Http> = fieldList("http",
    field("request_line_bytes", &config::Http::requestLineBytes, range(1'024, 65'536),
        doc("Longest request line.")),
    field("head_bytes", &config::Http::headBytes, range(4'096, 262'144),
        doc("Largest head of a request.")),
    field("head_fields", &config::Http::headFields, range(16, 1'000),
        doc("Most header fields of a request.")),
    field("head_seconds", &config::Http::head, range(1, 600),
        doc("Time for a request's head to arrive.")),
    field("body_seconds", &config::Http::body, range(1, 3'600),
        doc("Time for a body; longer while it arrives at body_bytes_per_second or faster.")),
    field("body_bytes_per_second", &config::Http::bodyBytesPerSecond, range(1, 1'000'000),
        doc("The slowest body that is waited for.")),
    field("idle_seconds", &config::Http::idle, range(1, 3'600),
        doc("How long a connection may stay open between two requests.")),
    field("write_seconds", &config::Http::write, range(1, 3'600),
        doc("How long a client may take nothing of an answer.")),
    field("connections", &config::Http::connections, range(10, 1'000'000),
        doc("Most open connections of all clients.")),
    field("connections_per_address", &config::Http::connectionsPerAddress, range(1, 1'000'000),
        doc("Most open connections from one address (IPv6: from one /64); trusted proxies are "
            "exempt.")));

template <>
inline constexpr auto fields<config::WebSocket> = fieldList("websocket",
    field("ping_seconds", &config::WebSocket::ping, range(1, 3'600),
        doc("Interval of the server's pings.")),
    field("pong_seconds", &config::WebSocket::pong, range(1, 3'600),
        doc("How long an answer to a ping may take.")),
    field("per_user", &config::WebSocket::perUser, range(1, 10'000),
        doc("Most sockets of one person; a further one closes the oldest.")),
    field("queue_kib", &config::WebSocket::queueKib, range(16, 65'536),
        doc("Most that may wait for a slow reader, in KiB; then its socket is closed with 4008 "
            "and resumes later.")));

template <>
inline constexpr auto fields<config::Database> = fieldList("database",
    field("url", &config::Database::url,
        doc("mysql://user:password@host:3306/name?ssl_ca=FILE for MariaDB or MySQL, sqlite:/path "
            "for "
            "another SQLite file. Empty: the SQLite database kith.db in the data folder.")),
    field("mysql_host", &config::Database::mysqlHost,
        doc("MariaDB or MySQL by its parts: the host.")),
    field("mysql_port", &config::Database::mysqlPort, range(1, 65'535)),
    field("mysql_socket", &config::Database::mysqlSocket,
        doc("Unix socket of the database server, instead of host and port.")),
    field("mysql_user", &config::Database::mysqlUser),
    field("mysql_password", &config::Database::mysqlPassword),
    field("mysql_database", &config::Database::mysqlDatabase),
    field("mysql_ca", &config::Database::mysqlCa,
        doc("File with the certificate authority of the database server. Needed unless it is on "
            "loopback or a unix socket.")),
    field("queue_jobs", &config::Database::queueJobs, range(10, 1'000'000),
        doc("Writes that may wait; further ones are answered 503.")),
    field("batch_jobs", &config::Database::batchJobs, range(1, 10'000),
        doc("Most writes in one transaction.")),
    field("reserve_mib", &config::Database::reserveMib, range(0, 1'048'576),
        doc("Free space that is kept beside the SQLite database, in MiB: with less, people's "
            "changes are answered 503, while reads, sign-ins and sign-outs go on. 0 keeps none.")));

template <>
inline constexpr auto fields<config::Auth> = fieldList("auth",
    field("jwt_secret", &config::Auth::jwtSecret,
        doc("At least 32 random bytes, from which all keys are derived. Empty: one is generated "
            "into secret.key in the data folder.")),
    field("jwt_access_secret", &config::Auth::jwtAccessSecret,
        doc("Signs access tokens, instead of a key derived from jwt_secret.")),
    field("jwt_refresh_secret", &config::Auth::jwtRefreshSecret,
        doc("Signs refresh tokens, instead of a key derived from jwt_secret.")),
    field("jwt_algorithm", &config::Auth::jwtAlgorithm, doc("The one algorithm that is accepted.")),
    field("access_token_minutes", &config::Auth::accessToken, range(1, 1'440),
        doc("Life of an access token of the native API.")),
    field("refresh_idle_days", &config::Auth::refreshIdle, range(1, 365),
        doc("A session that is not used for so long ends.")),
    field("refresh_absolute_days", &config::Auth::refreshAbsolute, range(1, 3'650),
        doc("A session ends after so long however much it is used.")),
    field("registration", &config::Auth::registration,
        doc("Who may create an account: everybody, people with an invitation, nobody.")),
    field("password_min", &config::Auth::passwordMin, range(1, 128),
        doc("Shortest password, in characters. At least 8 outside LOCAL; 15 is advised.")),
    field("argon2_memory_kib", &config::Auth::argon2MemoryKib, range(19'456, 4'194'304),
        doc("Memory of one password hash. The floor is OWASP's.")),
    field("argon2_passes", &config::Auth::argon2Passes, range(2, 100),
        doc("Passes of one password hash. Aim at 50 to 250 ms.")),
    field("argon2_queue", &config::Auth::argon2Queue, range(1, 10'000),
        doc("Hashes that may wait; further sign-ins are answered 503.")),
    field("query_tokens", &config::Auth::queryTokens,
        doc("Accepts ?ticket= in the address of the realtime socket: single use, 30 seconds, never "
            "logged. Off: clients send their token in the first frame or the Authorization "
            "header.")));

template <>
inline constexpr auto fields<config::Dialects> = fieldList("dialects",
    field("telegramapp", &config::Dialects::telegramapp, doc("The API of telegramapp.")),
    field("pythia", &config::Dialects::pythia, doc("The API of pythia.")),
    field("messenger", &config::Dialects::messenger, doc("The API of messenger.")),
    field(
        "chatsocket", &config::Dialects::chatsocket, doc("The API of chatsocket, with Socket.IO.")),
    field("chatservice", &config::Dialects::chatservice, doc("The API of chatservice.")),
    field("chatsocket_passwordless", &config::Dialects::chatsocketPasswordless,
        doc("Lets whoever knows an address sign in to the API of chatsocket, as it did: for a "
            "gateway in front that has proved who asks. Refused unless server.host is loopback or "
            "server.trusted_proxies are set.")),
    field("messenger_port", &config::Dialects::messengerPort, range(0, 65'535),
        doc("One more port, on which the API of messenger alone is served, such as 8788. 0: "
            "none. Its documentation is at / there.")),
    field("telegramapp_access_minutes", &config::Dialects::telegramappAccess, range(1, 10'080),
        doc("Life of an access token of telegramapp, which refreshes it.")),
    field("messenger_access_minutes", &config::Dialects::messengerAccess, range(1, 10'080),
        doc("Life of an access token of messenger, which refreshes it.")),
    field("pythia_access_minutes", &config::Dialects::pythiaAccess, range(1, 10'080),
        doc("How long a token of pythia is good after its last use: it has no refresh token, so "
            "the session slides, and ends after auth.refresh_absolute_days.")),
    field("chatsocket_access_minutes", &config::Dialects::chatsocketAccess, range(1, 10'080),
        doc("The same for chatsocket.")),
    field("chatservice_access_minutes", &config::Dialects::chatserviceAccess, range(1, 10'080),
        doc("The same for chatservice.")));

template <>
inline constexpr auto fields<config::Chat> = fieldList("chat",
    field("group_members", &config::Chat::groupMembers, range(2, 100'000),
        doc("Most members of a group.")),
    field("channel_members", &config::Chat::channelMembers, range(2, 1'000'000),
        doc("Most members of a channel.")),
    field("default_channels", &config::Chat::defaultChannels,
        doc("Public channels made at start; everybody joins them at registration.")));

template <>
inline constexpr auto fields<config::Presence> = fieldList("presence",
    field("offline_after_seconds", &config::Presence::offlineAfter, range(0, 600),
        doc("A person is shown offline so long after the last socket closed: a reconnect in "
            "between is not seen by anybody.")));

template <>
inline constexpr auto fields<config::RateLimits> = fieldList("limits",
    field("profile", &config::RateLimits::profile,
        doc("off switches all of this section off, for benchmarks; refused beyond loopback.")),
    field("api_user", &config::RateLimits::apiUser, doc("Requests of one person.")),
    field("api_address", &config::RateLimits::apiAddress,
        doc("Requests without a valid token from one address.")),
    field(
        "login_account", &config::RateLimits::loginAccount, doc("Failed sign-ins to one account.")),
    field("register_address", &config::RateLimits::registerAddress,
        doc("Accounts created from one address.")),
    field("reset_address", &config::RateLimits::resetAddress,
        doc("Passwords set anew, with a link's token, from one address.")),
    field("messages", &config::RateLimits::messages, doc("Messages of one person.")),
    field("frames", &config::RateLimits::frames, doc("Frames that one socket sends.")),
    field("typing", &config::RateLimits::typing,
        doc("Typing signals of one person in one chat; more are dropped in silence.")),
    field("search", &config::RateLimits::search, doc("Searches of one person.")),
    field("admin", &config::RateLimits::admin,
        doc("Requests of one admin to /api/v2/admin: enough for a console that scrolls.")));

template <>
inline constexpr auto fields<config::Log> = fieldList("log",
    field("format", &config::Log::format,
        doc("json: one object a line. human: logfmt. auto: human on a terminal, else json.")),
    field("level", &config::Log::level, doc("The least important lines that are written.")),
    field("debug", &config::Log::debug, doc("The same as level debug.")),
    field("lines_per_second", &config::Log::linesPerSecond, range(0, 1'000'000),
        doc("Most lines of one event; more are counted and dropped. 0: no limit.")));

template <>
inline constexpr auto fields<config::Metrics> = fieldList("metrics",
    field("token", &config::Metrics::token,
        doc("Bearer token for /metrics. Empty: only loopback may read them.")));

template <>
inline constexpr auto fields<config::Admin> = fieldList("admin",
    field("read_private_chats", &config::Admin::readPrivateChats,
        doc("Who may read chats that they do not belong to. Each reading asks for a reason and is "
            "in the audit log.")));

template <>
inline constexpr auto fields<config::Demo> = fieldList("demo",
    field("people", &config::Demo::people,
        doc("The five demo people under LOCAL; no other environment has them.")));

template <>
inline constexpr auto fields<config::Config> = fieldList("kithd",
    field("server", &config::Config::server, doc("Where kithd listens and what it runs on.")),
    field("http", &config::Config::http, doc("Bounds of the HTTP side.")),
    field("websocket", &config::Config::websocket, doc("Bounds of sockets.")),
    field("database", &config::Config::database, doc("Where data is kept.")),
    field("auth", &config::Config::auth, doc("Accounts, passwords and tokens.")),
    field("dialects", &config::Config::dialects, doc("The APIs of the five older services.")),
    field("chat", &config::Config::chat, doc("Chats.")),
    field("presence", &config::Config::presence, doc("Who is online.")),
    field("limits", &config::Config::limits,
        doc("Rate limits, each such as \"10/second burst 30\", \"5/30min\" or \"off\".")),
    field("log", &config::Config::log, doc("What is written to stderr.")),
    field("metrics", &config::Config::metrics, doc("Prometheus metrics at /metrics.")),
    field("admin", &config::Config::admin, doc("What admins may do.")),
    field("demo", &config::Config::demo, doc("What LOCAL loads.")));

} // namespace kith
