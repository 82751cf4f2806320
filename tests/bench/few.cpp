// SPDX-License-Identifier: GPL-3.0-or-later
// One sender who has few messages in flight: how long it waits for an ack. By turns with a floor
// that syncs (floor.h) and, where --beside names one, with another kithd: the machine's mood
// changes, and a ratio of medians of several rounds is what stays.
#include "broadcast.h"
#include "scenarios.h"

#include <QTemporaryDir>

#include <algorithm>

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kRounds = 5;
constexpr double kBesideGoal = 1.5; ///< issue 10: of the kithd before it

/// One of those that are measured by turns, and what it did in each round.
struct Contestant
{
    Broadcast load{};
    std::vector<BroadcastOutcome> rounds{};

    Result<void> run()
    {
        TRY_ASSIGN(BroadcastOutcome outcome, broadcast(load));
        rounds.push_back(std::move(outcome));
        return {};
    }
    double median(double BroadcastOutcome::*what) const
    {
        std::vector<double> values;
        for (const BroadcastOutcome &round : rounds)
            values.push_back(round.*what);
        std::nth_element(
            values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
        return values[values.size() / 2];
    }
};

struct Servers
{
    std::unique_ptr<Target> kith{};
    std::unique_ptr<Target> beside{}; ///< null: there is none
};

struct Case
{
    qint64 receivers = 0;
    int inFlight = 0;
    std::optional<Goal> goal{}; ///< of the rate, against a floor that syncs
};

void addFigures(Report &report, const Case &in, const Contestant &kith, const Contestant &floor,
    const Contestant &beside)
{
    const auto add = [&](const QString &what, double BroadcastOutcome::*value, const QString &unit,
                         std::optional<Goal> floorGoal, std::optional<Goal> besideGoal) {
        Figure figure{.scenario = u"few"_s,
            .name =
                u"%1, %2 in flight to %3 receivers"_s.arg(what).arg(in.inFlight).arg(in.receivers),
            .value = kith.median(value),
            .unit = unit,
            .references = {{.name = u"a floor that syncs"_s,
                .value = floor.median(value),
                .goal = floorGoal}}};
        if (!beside.rounds.empty())
            figure.references.push_back({.name = u"the kithd beside it"_s,
                .value = beside.median(value),
                .goal = besideGoal});
        report.add(std::move(figure));
    };
    add(u"rate"_s, &BroadcastOutcome::perSecond, u"deliveries/s"_s, in.goal, atLeast(kBesideGoal));
    add(u"median wait for the ack"_s, &BroadcastOutcome::wait, u"ms"_s, {}, {});
}

Result<void> measure(const Options &options, Report &report, const Servers &servers, const Case &in)
{
    const auto loadOf = [&](const Target &target) -> Result<Broadcast> {
        TRY_ASSIGN(Broadcast load, broadcastOf(target, in.receivers));
        load.inFlight = in.inFlight;
        load.span = options.span();
        return load;
    };
    Contestant kith;
    Contestant beside;
    Contestant floor;
    TRY_ASSIGN(kith.load, loadOf(*servers.kith));
    if (servers.beside) {
        TRY_ASSIGN(beside.load, loadOf(*servers.beside));
    }
    const QTemporaryDir folder;
    std::unique_ptr<Floor> broadcaster;
    for (qint64 round = 0; round < options.number("rounds", kRounds, 1); ++round) {
        TRY(kith.run());
        if (!broadcaster) { // it sends what kithd had sent
            TRY_ASSIGN(
                broadcaster, floorFor(kith.rounds.front().frames, folder.filePath(u"journal"_s)));
            floor.load = toFloor(kith.load, *broadcaster);
        }
        TRY(floor.run());
        if (servers.beside)
            TRY(beside.run());
    }
    addFigures(report, in, kith, floor, beside);
    return {};
}

} // namespace

Result<void> runFew(const Options &options, Report &report)
{
    std::vector<Case> cases{{10, 4, atLeast(0.8)}, {100, 4, atLeast(1.2)}, {10, 1}, {10, 2}};
    if (options.has("receivers") || options.isQuick())
        cases = {{.receivers = options.number("receivers", 10, 5), .inFlight = 4}};
    if (options.has("in-flight")) {
        for (Case &one : cases)
            one.inFlight = static_cast<int>(options.number("in-flight", 4));
    }
    const qint64 people =
        1 + std::max_element(cases.begin(), cases.end(), [](const Case &a, const Case &b) {
            return a.receivers < b.receivers;
        })->receivers;
    Servers servers;
    TRY_ASSIGN(servers.kith, targetFor(options, people));
    if (const QString other = options.text("beside"); !other.isEmpty()) {
        TRY_ASSIGN(servers.beside, Target::start({.people = people, .program = other}));
    }
    for (const Case &one : cases)
        TRY(measure(options, report, servers, one));
    return {};
}

} // namespace kith::bench
