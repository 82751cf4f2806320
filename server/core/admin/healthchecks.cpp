// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/healthchecks.h"

#include "shared/limits.h"

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kDiskWarning = 1024 * limits::MiB;
constexpr qint64 kDiskCritical = 128 * limits::MiB;
constexpr auto kBackupAge = std::chrono::days(7);
constexpr double kLagWarningMs = 100;
constexpr double kLagCriticalMs = 1'000;

QString mebibytes(qint64 bytes) { return u"%1 MiB"_s.arg(bytes / limits::MiB); }

/// A queue or a table of places that is nearly full.
HealthCheck fullness(
    const char *name, const QString &what, qint64 used, qint64 limit, const QString &advice)
{
    const double share = limit > 0 ? static_cast<double>(used) / static_cast<double>(limit) : 0;
    const HealthLevel level = share >= 0.9 ? HealthLevel::Critical
        : share >= 0.5                     ? HealthLevel::Warning
                                           : HealthLevel::Ok;
    return {.name = QString::fromLatin1(name),
        .level = level,
        .detail = u"%1 of %2 %3"_s.arg(used).arg(limit).arg(what),
        .advice = level == HealthLevel::Ok ? QString() : advice};
}

HealthCheck serving(const HealthFacts &facts)
{
    if (facts.isServing)
        return {.name = u"serving"_s, .detail = u"requests are answered"_s};
    return {.name = u"serving"_s,
        .level = HealthLevel::Critical,
        .detail = facts.notServing,
        .advice = u"Look into the log of kithd; kithd doctor names more."_s};
}

HealthCheck disk(const HealthFacts &facts)
{
    HealthCheck check{.name = u"disk_space"_s,
        .detail = u"%1 free where the data is"_s.arg(mebibytes(facts.diskFreeBytes))};
    if (facts.diskBytes == 0)
        check.detail = u"how much is free is not known"_s;
    else if (facts.diskFreeBytes < kDiskCritical)
        check.level = HealthLevel::Critical;
    else if (facts.diskFreeBytes < kDiskWarning)
        check.level = HealthLevel::Warning;
    if (check.level != HealthLevel::Ok)
        check.advice = u"Make room: a full disk stops all writes until there is some again."_s;
    return check;
}

HealthCheck loopLag(const HealthFacts &facts)
{
    const double lag = facts.sample.loopLagMs;
    HealthCheck check{.name = u"event_loops"_s,
        .detail = u"the slowest turned after %1 ms"_s.arg(lag, 0, 'f', lag < 10 ? 1 : 0)};
    if (lag >= kLagCriticalMs)
        check.level = HealthLevel::Critical;
    else if (lag >= kLagWarningMs)
        check.level = HealthLevel::Warning;
    if (check.level != HealthLevel::Ok)
        check.advice = u"The processor is overloaded: add cores, or set server.reactors."_s;
    return check;
}

HealthCheck backup(const HealthFacts &facts)
{
    HealthCheck check{.name = u"backup"_s};
    if (facts.isDemo) {
        check.detail = u"a demo needs none"_s;
        return check;
    }
    if (!facts.lastBackup) {
        check.detail = u"none has been made yet"_s;
    } else {
        const auto age = std::chrono::floor<std::chrono::days>(facts.now - *facts.lastBackup);
        check.detail = u"the last one is %1 days old"_s.arg(age.count());
        if (age < kBackupAge)
            return check;
    }
    check.level = HealthLevel::Warning;
    check.advice = u"Run kithd backup, and have a timer run it every night."_s;
    return check;
}

HealthCheck demo(const HealthFacts &facts)
{
    if (!facts.isDemo)
        return {.name = u"demo"_s, .detail = u"no demo people"_s};
    return {.name = u"demo"_s,
        .level = HealthLevel::Warning,
        .detail = u"five people have the password that everybody knows"_s,
        .advice = u"Never put this server on a network: it is for trying Kith out."_s};
}

} // namespace

std::vector<HealthCheck> judgeHealth(const HealthFacts &facts)
{
    const MetricsSample &sample = facts.sample;
    return {serving(facts), disk(facts), loopLag(facts),
        fullness("writer_queue", u"places for writes are taken"_s, sample.writerQueue,
            facts.writerQueueLimit, u"The disk is slow, or more is written than it takes."_s),
        fullness("reader_queue", u"places for reads are taken"_s, sample.readerQueue,
            facts.readerQueueLimit, u"Set server.readers higher, or look for slow searches."_s),
        fullness("password_queue", u"places for sign-ins are taken"_s, sample.passwordQueue,
            facts.passwordQueueLimit,
            u"Many sign in at once, or somebody guesses passwords: see the log."_s),
        fullness("connections", u"connections are open"_s, sample.connections,
            facts.connectionLimit, u"Raise http.connections, or start a second node."_s),
        fullness("descriptors", u"file descriptors are in use"_s, facts.descriptorsOpen,
            facts.descriptorLimit, u"Raise LimitNOFILE= in the unit of kithd."_s),
        backup(facts), demo(facts)};
}

HealthLevel worstOf(const std::vector<HealthCheck> &checks)
{
    HealthLevel worst = HealthLevel::Ok;
    for (const HealthCheck &check : checks)
        worst = std::max(worst, check.level);
    return worst;
}

} // namespace kith::core
