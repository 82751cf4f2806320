// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/housekeeping.h"

#include "api/requestkeys.h"
#include "core/people/users.h"
#include "ops/diskspace.h"
#include "ops/log.h"
#include "ops/systemd.h"

namespace kith {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// How long a loop may stand still where systemd does not say.
constexpr std::chrono::milliseconds kStandstill = 15s;

} // namespace

Housekeeping::Housekeeping(Parts parts) : m_parts(parts)
{
    m_second.setInterval(1s);
    m_second.callOnTimeout([this] { everySecond(); });
    m_minute.setInterval(1min);
    m_minute.callOnTimeout([this] { sweepSessions(); });
    m_hour.setInterval(1h);
    m_hour.callOnTimeout([this] { forgetOldKeys(); });
    m_beat.callOnTimeout([this] { askLoops(); });
    m_watchdog.callOnTimeout([this] { feedWatchdog(); });
}

void Housekeeping::watchLoop(const QString &name, Post post)
{
    m_loops.push_back({.name = name, .post = std::move(post)});
}

void Housekeeping::start()
{
    m_second.start();
    m_minute.start();
    m_hour.start();
    const auto interval = ops::watchdogInterval();
    if (interval)
        m_watchdog.start(*interval);
    const auto within = interval.value_or(kStandstill);
    m_parts.health.expectBeat(u"main_loop"_s, within);
    for (const Loop &loop : m_loops)
        m_parts.health.expectBeat(loop.name, within);
    m_beat.start(std::min<std::chrono::milliseconds>(within / 4, 1s));
}

void Housekeeping::stop()
{
    m_beat.stop();
    m_second.stop();
    m_minute.stop();
    m_hour.stop();
    m_watchdog.stop();
}

void Housekeeping::everySecond()
{
    tellPresence();
    checkDisk();
    probeDatabase();
}

void Housekeeping::askLoops()
{
    m_parts.health.beat(u"main_loop"_s);
    for (const Loop &loop : m_loops) {
        if (!loop.asked->exchange(true))
            loop.post([&health = m_parts.health, name = loop.name, asked = loop.asked] {
                health.beat(name);
                asked->store(false);
            });
    }
}

/// At most once a second for each person, whatever their sockets do.
void Housekeeping::tellPresence()
{
    const Timestamp now = m_parts.clock.now();
    const auto changed = m_parts.presence.takeChanges(now, m_parts.offlineAfter);
    if (changed.empty())
        return;
    core::Changes changes;
    std::vector<core::LastSeen> seen;
    for (const auto &change : changed) {
        changes.events.push_back(std::make_shared<const Event>(Event{.kind = EventKind::Presence,
            .stream = StreamId::of(change.user),
            .user = change.user,
            .at = now,
            .on = change.isOnline,
            .lastSeen = change.lastSeen}));
        seen.push_back({.user = change.user, .at = change.lastSeen});
    }
    m_parts.switchboard.publish(std::move(changes));
    write([seen = std::move(seen)](core::Tx &tx) -> Result<bool> {
        TRY(core::keepLastSeen(tx, seen));
        return false;
    });
}

/// Below the reserve people's changes are held, so that there is room for sign-ins, and for the
/// database to stay whole.
void Housekeeping::checkDisk()
{
    if (m_parts.databaseFolder.isEmpty())
        return;
    const auto free = ops::freeBytes(m_parts.databaseFolder);
    const bool isLow = free && *free < m_parts.diskReserve;
    if (isLow == m_isDiskLow)
        return;
    m_isDiskLow = isLow;
    m_parts.executor.holdWrites(isLow);
    m_parts.health.report(QStringLiteral("disk"),
        isLow ? ops::HealthState::Degraded : ops::HealthState::Ok,
        isLow ? QStringLiteral("nearly full: no changes are taken") : QString());
    ops::log(ops::kLogApp, isLow ? ops::Level::Error : ops::Level::Info,
        isLow ? "disk_nearly_full" : "disk_has_room")
        .with("free_bytes", free.value_or(0));
}

/// An empty transaction: a database that is lost while nobody writes is noticed all the same.
void Housekeeping::probeDatabase()
{
    if (m_isProbing.exchange(true))
        return;
    run([](core::Tx &) { return api::Answer{}; },
        [this](const Result<api::Answer> &) { m_isProbing = false; });
}

/// Sessions of the dialects without refresh tokens (core/accounts/sessiongate.h): one transaction a
/// minute, whatever their clients do.
void Housekeeping::sweepSessions()
{
    auto swept = m_parts.gate.sweep(m_parts.clock.now(),
        [this](SessionId session) { return m_parts.roster.countOf(session) > 0; });
    if (swept.isEmpty())
        return;
    write([swept = std::move(swept)](core::Tx &tx) -> Result<bool> {
        TRY(core::keepSweep(tx, swept));
        return false;
    });
}

void Housekeeping::forgetOldKeys()
{
    write(api::forgetOldKeys, [this](bool more) {
        if (more)
            QMetaObject::invokeMethod(
                &m_hour, [this] { forgetOldKeys(); }, Qt::QueuedConnection);
    });
}

/// The process lives when its loops turn: systemd restarts one that hangs.
void Housekeeping::feedWatchdog()
{
    if (m_parts.health.live().ok())
        ops::notifyWatchdog();
}

void Housekeeping::run(std::function<api::StepResult(core::Tx &)> write, api::Executor::Done done)
{
    auto step = std::make_shared<api::Step>();
    step->runs = api::Runs::Write;
    step->write = std::move(write);
    m_parts.executor.run({.step = std::move(step), .essential = true}, std::move(done));
}

void Housekeeping::write(
    std::function<Result<bool>(core::Tx &)> change, std::function<void(bool)> then)
{
    auto more = std::make_shared<bool>(false);
    run(
        [change = std::move(change), more](core::Tx &tx) -> api::StepResult {
            auto done = change(tx);
            if (!done)
                return std::move(done.error());
            *more = *done;
            return api::Answer{};
        },
        [more, then = std::move(then)](const Result<api::Answer> &answer) {
            if (!answer)
                ops::log(ops::kLogApp, ops::Level::Warning, "housekeeping_failed")
                    .with("detail", answer.error().detail);
            else if (then)
                then(*more);
        });
}

} // namespace kith
