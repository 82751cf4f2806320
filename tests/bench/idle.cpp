// SPDX-License-Identifier: GPL-3.0-or-later
// Sockets that are open and silent: how long it takes to connect them all, what memory each costs,
// and how busy the server is with nothing but its heartbeats.
#include "sockets.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Longer than the 25 s after which each socket is pinged, so that every one is at least once.
constexpr std::chrono::milliseconds kWatched = 30s;

void addFigure(Report &report, const QString &name, double value, const QString &unit, double most)
{
    report.add(
        {.scenario = u"idle"_s, .name = name, .value = value, .unit = unit, .goal = atMost(most)});
}

} // namespace

Result<void> runIdle(const Options &options, Report &report)
{
    const qint64 count = options.number("sockets", 10'000, 200);
    TRY_ASSIGN(const auto target, groupedPeople(options, count));
    Loop loop;
    Tally tally;
    std::vector<std::unique_ptr<Receiver>> receivers;
    std::vector<WsPeer *> peers;
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
        receivers.push_back(std::make_unique<Receiver>(
            loop, target->port(), target->token(target->people()[i]), tally));
        peers.push_back(receivers.back().get());
    }
    const qint64 before = residentBytes(target->pid());
    const Span connecting(target->pid());
    TRY(openAll(loop, peers));
    report.add({.scenario = u"idle"_s,
        .name = u"connect %1 sockets"_s.arg(count),
        .value = connecting.seconds(),
        .unit = u"s"_s,
        .goal = atMost(8),
        .processor = connecting.processor(count)});
    loop.runFor(options.isQuick() ? 500ms : 2'000ms); // held streams are let go
    addFigure(report, u"memory of a socket"_s,
        static_cast<double>(residentBytes(target->pid()) - before) / 1024
            / static_cast<double>(count),
        u"KiB"_s, 32);
    const auto watched = options.isQuick() ? options.span() : kWatched;
    const Span resting(target->pid());
    loop.runFor(watched);
    addFigure(
        report, u"processor at rest"_s, resting.processor(count).cores * 100, u"% of a core"_s, 5);
    for (const WsPeer *peer : peers) {
        if (peer->failed())
            return internalError(u"an idle socket was closed (%1)"_s.arg(peer->closeCode()));
    }
    return {};
}

} // namespace kith::bench
