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

const FieldList &fieldsOf(Of<Percentiles>);

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

const FieldList &fieldsOf(Of<MetricsSample>);

/// GET admin/metrics.
struct MetricsQuery
{
    qint64 seconds = 300;
};

const FieldList &fieldsOf(Of<MetricsQuery>);

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

const FieldList &fieldsOf(Of<HealthCheck>);

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

const FieldList &fieldsOf(Of<Overview>);

} // namespace kith
