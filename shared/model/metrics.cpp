// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/metrics.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<Percentiles>)
{
    static const FieldList list = fieldList<Percentiles>("Percentiles",
        {field("p50", &Percentiles::p50, doc("Milliseconds")), field("p95", &Percentiles::p95),
            field("p99", &Percentiles::p99)});
    return list;
}

const FieldList &fieldsOf(Of<MetricsSample>)
{
    static const FieldList list = fieldList<MetricsSample>("MetricsSample",
        {field("at", &MetricsSample::at),
            field("messages_per_second", &MetricsSample::messagesPerSecond),
            field("deliveries_per_second", &MetricsSample::deliveriesPerSecond),
            field("requests_per_second", &MetricsSample::requestsPerSecond),
            field("connections", &MetricsSample::connections),
            field("sockets", &MetricsSample::sockets),
            field("users_online", &MetricsSample::usersOnline),
            field(
                "ack_latency", &MetricsSample::ackLatency, doc("Null for a second without writes")),
            field("request_latency", &MetricsSample::requestLatency,
                doc("Null for a second without requests")),
            field("memory_bytes", &MetricsSample::memoryBytes),
            field("processor", &MetricsSample::processor, doc("Cores in use")),
            field("writer_queue", &MetricsSample::writerQueue),
            field("reader_queue", &MetricsSample::readerQueue),
            field("password_queue", &MetricsSample::passwordQueue),
            field("loop_lag_ms", &MetricsSample::loopLagMs)});
    return list;
}

const FieldList &fieldsOf(Of<MetricsQuery>)
{
    static const FieldList list = fieldList<MetricsQuery>("MetricsQuery",
        {field("seconds", &MetricsQuery::seconds, range(1, limits::kMetricsSeconds))});
    return list;
}

const FieldList &fieldsOf(Of<HealthCheck>)
{
    static const FieldList list = fieldList<HealthCheck>("HealthCheck",
        {field("name", &HealthCheck::name), field("level", &HealthCheck::level),
            field("detail", &HealthCheck::detail), field("advice", &HealthCheck::advice)});
    return list;
}

const FieldList &fieldsOf(Of<Overview>)
{
    static const FieldList list = fieldList<Overview>("Overview",
        {field("version", &Overview::version), field("started_at", &Overview::startedAt),
            field("now", &Overview::now), field("is_demo", &Overview::isDemo),
            field("database", &Overview::database),
            field("database_bytes", &Overview::databaseBytes),
            field("disk_free_bytes", &Overview::diskFreeBytes), field("health", &Overview::health),
            field("checks", &Overview::checks), field("users_active", &Overview::usersActive),
            field("users_suspended", &Overview::usersSuspended), field("chats", &Overview::chats),
            field("messages", &Overview::messages), field("current", &Overview::current),
            field("recent_audit", &Overview::recentAudit)});
    return list;
}

} // namespace kith
