// SPDX-License-Identifier: GPL-3.0-or-later
// The two engines of WebSockets (`websocket.engine`) under the same load: rounds in turn, so that
// what else happens on the machine meets both, and of each figure the median.
#include "broadcast.h"
#include "scenarios.h"
#include "sends.h"

#include <algorithm>
#include <optional>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kReceivers = 100;

/// What one server did of one kind of work.
struct Seen
{
    double value = 0;
    std::optional<Processor> processor{};
};
struct Round
{
    Seen fanOut{};
    Seen sends{};
    Seen socketKib{};
};

/// After a heartbeat, whose ping and pong take their buffers.
Result<double> socketKib(const Target &target, qint64 count)
{
    Loop loop;
    Tally tally;
    std::vector<std::unique_ptr<Receiver>> receivers;
    std::vector<WsPeer *> peers;
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
        receivers.push_back(std::make_unique<Receiver>(
            loop, target.port(), target.token(target.people()[i]), tally));
        peers.push_back(receivers.back().get());
    }
    const qint64 before = residentBytes(target.pid());
    TRY(openAll(loop, peers));
    loop.runFor(2'500ms);
    return static_cast<double>(residentBytes(target.pid()) - before) / 1024
        / static_cast<double>(count);
}

Result<Round> measure(const QString &engine, qint64 sockets, std::chrono::milliseconds span)
{
    const auto needed = std::max(static_cast<qint64>(kReceivers) + 1, sockets);
    TRY_ASSIGN(const auto target,
        Target::start({.people = needed,
            .settings = {{u"websocket.engine"_s, u'"' + engine + u'"'},
                {u"websocket.ping_seconds"_s, u"2"_s}, {u"websocket.pong_seconds"_s, u"2"_s}}}));
    Round round;
    // First: of a fresh process, nothing that was freed is there to be used.
    TRY_ASSIGN(round.socketKib.value, socketKib(*target, sockets));
    Broadcast load{.port = target->port(), .pid = target->pid(), .span = span};
    const auto people = std::span(target->people()).first(kReceivers + 1);
    for (const UserId user : people)
        load.tokens.push_back(target->token(user));
    TRY_ASSIGN(load.chat, target->makeChat(people));
    TRY_ASSIGN(const BroadcastOutcome fanOut, broadcast(load));
    round.fanOut = {.value = fanOut.perSecond, .processor = fanOut.processor};
    TRY_ASSIGN(SendPlan plan, planRoom(*target));
    plan.span = span;
    TRY_ASSIGN(const SendOutcome sends, measureSends(*target, plan));
    round.sends = {.value = sends.perSecond, .processor = sends.processor};
    return round;
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<qsizetype>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Of each number by itself.
Seen medianOf(const std::vector<Round> &rounds, Seen Round::*what)
{
    const auto of = [&](auto number) {
        std::vector<double> values;
        for (const Round &round : rounds)
            values.push_back(number(round.*what));
        return medianOf(std::move(values));
    };
    Seen seen{.value = of([](const Seen &each) { return each.value; })};
    if ((rounds.front().*what).processor)
        seen.processor = {
            .microseconds = of([](const Seen &each) { return each.processor->microseconds; }),
            .cores = of([](const Seen &each) { return each.processor->cores; }),
            .loadCores = of([](const Seen &each) { return each.processor->loadCores; })};
    return seen;
}

} // namespace

Result<void> runEngines(const Options &options, Report &report)
{
    const qint64 sockets = options.number("sockets", 2'000, 100);
    const int rounds = options.isQuick() ? 1 : 3;
    std::vector<Round> kith;
    std::vector<Round> qt;
    for (int i = 0; i < rounds; ++i) {
        TRY_ASSIGN(kith.emplace_back(), measure(u"kith"_s, sockets, options.span()));
        TRY_ASSIGN(qt.emplace_back(), measure(u"qt"_s, sockets, options.span()));
    }
    const auto add = [&](const QString &name, const QString &unit, Seen Round::*what) {
        const Seen own = medianOf(kith, what);
        const Seen theirs = medianOf(qt, what);
        Reference reference{.name = u"kith"_s, .value = own.value};
        QString note;
        if (own.processor && theirs.processor) {
            reference.microseconds = own.processor->microseconds;
            note = u"%1 of kith's processor time each"_s.arg(
                theirs.processor->microseconds / own.processor->microseconds, 0, 'f', 2);
        }
        report.add({.scenario = u"engines"_s,
            .name = u"qt, "_s + name,
            .value = theirs.value,
            .unit = unit,
            .references = {reference},
            .processor = theirs.processor,
            .note = note});
    };
    add(u"to %1 receivers"_s.arg(kReceivers), u"deliveries/s"_s, &Round::fanOut);
    add(u"sends in one chat of %1"_s.arg(kSenders), u"acked sends/s"_s, &Round::sends);
    add(u"memory of a socket"_s, u"KiB"_s, &Round::socketKib);
    return {};
}

} // namespace kith::bench
