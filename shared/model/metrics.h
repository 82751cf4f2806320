// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the console draws: one sample a second, and the server's own verdict on its health.
// /api/v2/admin/overview and /api/v2/admin/metrics; live as frames of the `admin` stream.

#include "shared/model/audit.h"

namespace kith {

struct Percentiles
{
    double p50 = 0; ///< milliseconds, of the second that the sample tells of
    double p95 = 0;
    double p99 = 0;

    bool operator==(const Percentiles &) const = default;
};

template <>
inline constexpr auto fields<Percentiles> = fieldList("Percentiles",
    field("p50", &Percentiles::p50, doc("Milliseconds")), field("p95", &Percentiles::p95),
    field("p99", &Percentiles::p99));

/// One second of a node.
struct MetricsSample
{
    Timestamp at{};
    double messagesPerSecond = 0; ///< stored and acknowledged
    double deliveriesPerSecond = 0; ///< frames of events handed to sockets
    double requestsPerSecond = 0;
    qint64 connections = 0; ///< HTTP and WebSocket
    qint64 sockets = 0; ///< WebSocket alone
    qint64 usersOnline = 0;
    std::optional<Percentiles> ackLatency{}; ///< from a write's arrival to its acknowledgement
    std::optional<Percentiles> requestLatency{};
    qint64 memoryBytes = 0; ///< resident
    double processor = 0; ///< cores in use: 1.0 is one core
    qint64 writerQueue = 0;
    qint64 readerQueue = 0;
    qint64 passwordQueue = 0;
    double loopLagMs = 0; ///< how late the slowest reactor's loop turned

    bool operator==(const MetricsSample &) const = default;
};

template <>
inline constexpr auto fields<MetricsSample> = fieldList("MetricsSample",
    field("at", &MetricsSample::at),
    field("messages_per_second", &MetricsSample::messagesPerSecond),
    field("deliveries_per_second", &MetricsSample::deliveriesPerSecond),
    field("requests_per_second", &MetricsSample::requestsPerSecond),
    field("connections", &MetricsSample::connections), field("sockets", &MetricsSample::sockets),
    field("users_online", &MetricsSample::usersOnline),
    field("ack_latency", &MetricsSample::ackLatency, doc("Null for a second without writes")),
    field("request_latency", &MetricsSample::requestLatency,
        doc("Null for a second without requests")),
    field("memory_bytes", &MetricsSample::memoryBytes),
    field("processor", &MetricsSample::processor, doc("Cores in use")),
    field("writer_queue", &MetricsSample::writerQueue),
    field("reader_queue", &MetricsSample::readerQueue),
    field("password_queue", &MetricsSample::passwordQueue),
    field("loop_lag_ms", &MetricsSample::loopLagMs));

/// GET admin/metrics.
struct MetricsQuery
{
    qint64 seconds = 300;
};

template <>
inline constexpr auto fields<MetricsQuery> = fieldList(
    "MetricsQuery", field("seconds", &MetricsQuery::seconds, range(1, limits::kMetricsSeconds)));

enum class HealthLevel { Ok, Warning, Critical };

template <>
inline constexpr auto enumNames<HealthLevel> = std::to_array<EnumName<HealthLevel>>({
    {HealthLevel::Ok, "ok"},
    {HealthLevel::Warning, "warning"},
    {HealthLevel::Critical, "critical"},
});

/// One thing that was looked at, what was found, and what to do about it.
struct HealthCheck
{
    QString name{}; ///< stable: "disk_space", "writer_queue"
    HealthLevel level = HealthLevel::Ok;
    QString detail{};
    QString advice{}; ///< empty when all is well

    bool operator==(const HealthCheck &) const = default;
};

template <>
inline constexpr auto fields<HealthCheck> = fieldList("HealthCheck",
    field("name", &HealthCheck::name), field("level", &HealthCheck::level),
    field("detail", &HealthCheck::detail), field("advice", &HealthCheck::advice));

/// GET admin/overview.
struct Overview
{
    QString version{};
    Timestamp startedAt{};
    Timestamp now{}; ///< by the server's clock
    bool isDemo = false;
    QString database{}; ///< "sqlite" or "mariadb"
    qint64 databaseBytes = 0; ///< 0: not known
    qint64 diskFreeBytes = 0; ///< where the data folder is
    HealthLevel health = HealthLevel::Ok; ///< the worst of the checks
    std::vector<HealthCheck> checks{};
    qint64 usersActive = 0;
    qint64 usersSuspended = 0;
    qint64 chats = 0;
    qint64 messages = 0;
    MetricsSample current{};
    std::vector<AuditEntry> recentAudit{}; ///< the last ten

    bool operator==(const Overview &) const = default;
};

template <>
inline constexpr auto fields<Overview> = fieldList("Overview", field("version", &Overview::version),
    field("started_at", &Overview::startedAt), field("now", &Overview::now),
    field("is_demo", &Overview::isDemo), field("database", &Overview::database),
    field("database_bytes", &Overview::databaseBytes),
    field("disk_free_bytes", &Overview::diskFreeBytes), field("health", &Overview::health),
    field("checks", &Overview::checks), field("users_active", &Overview::usersActive),
    field("users_suspended", &Overview::usersSuspended), field("chats", &Overview::chats),
    field("messages", &Overview::messages), field("current", &Overview::current),
    field("recent_audit", &Overview::recentAudit));

} // namespace kith
