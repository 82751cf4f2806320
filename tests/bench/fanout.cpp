// SPDX-License-Identifier: GPL-3.0-or-later
// One sender with some messages in flight, N receivers: stored deliveries a second. The floor is a
// bare broadcaster (floor.h) that the same load speaks to, with frames of the same bytes.
#include "broadcast.h"
#include "scenarios.h"

#include <QTemporaryDir>

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

/// What is asked of so many receivers.
struct Goals
{
    std::optional<Goal> floor{};
    std::optional<Goal> syncingFloor{};
};

Result<BroadcastOutcome> floorOutcome(
    const Broadcast &load, const FloorFrames &frames, const QString &journal)
{
    TRY_ASSIGN(const auto floor, floorFor(frames, journal));
    return broadcast(toFloor(load, *floor));
}

Result<void> measure(
    const Options &options, Report &report, qint64 receivers, const Goals &goals = {})
{
    Broadcast load;
    BroadcastOutcome kith;
    {
        TRY_ASSIGN(const auto target, targetFor(options, receivers + 1));
        TRY_ASSIGN(load, broadcastOf(*target, receivers));
        load.inFlight = static_cast<int>(options.number("in-flight", 4));
        load.span = options.span();
        TRY_ASSIGN(kith, broadcast(load));
    }
    TRY_ASSIGN(const BroadcastOutcome bare, floorOutcome(load, kith.frames, {}));
    const QTemporaryDir folder;
    TRY_ASSIGN(const BroadcastOutcome syncing,
        floorOutcome(load, kith.frames, folder.filePath(u"journal"_s)));
    report.add({.scenario = u"fanout"_s,
        .name = u"to %1 receivers"_s.arg(receivers),
        .value = kith.perSecond,
        .unit = u"deliveries/s"_s,
        .references = {{.name = u"floor"_s,
                           .value = bare.perSecond,
                           .microseconds = bare.processor.microseconds,
                           .goal = goals.floor},
            {.name = u"a floor that syncs"_s,
                .value = syncing.perSecond,
                .microseconds = syncing.processor.microseconds,
                .goal = goals.syncingFloor}},
        .processor = kith.processor});
    return {};
}

} // namespace

Result<void> runFanout(const Options &options, Report &report)
{
    if (options.has("receivers"))
        return measure(options, report, options.number("receivers", 0));
    TRY(measure(options, report, 10, {atLeast(0.35), atLeast(0.8)}));
    if (options.isQuick())
        return {};
    TRY(measure(options, report, 100, {atLeast(0.6), atLeast(1.2)}));
    return measure(options, report, 1'000, {atLeast(0.5)});
}

} // namespace kith::bench
