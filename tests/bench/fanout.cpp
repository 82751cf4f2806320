// SPDX-License-Identifier: GPL-3.0-or-later
// One sender with some messages in flight, N receivers: stored deliveries a second. The floor is a
// bare broadcaster (floor.h) that the same load speaks to, with frames of the same bytes.
#include "fanout.h"
#include "scenarios.h"

#include <QTemporaryDir>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kReactors = 2; ///< of the server that is measured, and threads of the floor

QByteArray content()
{
    return "A message of a length that people write, with a word or two in it.";
}

/// The frame that kithd sent with this text.
QByteArray wholeFrame(const QByteArray &text)
{
    const auto size = text.size();
    QByteArray frame("\x81\x7e", 2);
    frame += static_cast<char>(size >> 8);
    frame += static_cast<char>(size & 0xff);
    return frame + text;
}

} // namespace

Result<BroadcastOutcome> broadcast(const Broadcast &in)
{
    Loop loop;
    Tally tally;
    std::vector<std::unique_ptr<Receiver>> receivers;
    std::vector<WsPeer *> peers;
    for (size_t i = 1; i < in.tokens.size(); ++i) {
        receivers.push_back(std::make_unique<Receiver>(loop, in.port, in.tokens[i], tally));
        peers.push_back(receivers.back().get());
    }
    Sender sender(
        loop, in.port, in.tokens.front(), tally, [&] { return sendFrame(in.chat, content()); },
        false);
    peers.push_back(&sender);
    TRY(openAll(loop, peers));
    sender.begin(in.inFlight);
    loop.runFor(in.span / 5); // warm
    const qint64 before = tally.delivered;
    const Span span(in.pid);
    loop.runFor(in.span);
    const qint64 delivered = tally.delivered - before;
    BroadcastOutcome outcome{.perSecond = static_cast<double>(delivered) / span.seconds(),
        .processor = span.processor(delivered)};
    sender.finish();
    TRY(checkAllCame(loop, tally, static_cast<qint64>(receivers.size())));
    outcome.frames = {.event = wholeFrame(tally.event), .ack = wholeFrame(tally.ack)};
    return outcome;
}

namespace {

/// The same load against the floor.
Result<BroadcastOutcome> floorOf(Broadcast load, const FloorFrames &frames, const QString &journal)
{
    TRY_ASSIGN(const auto floor, Floor::start(frames, kReactors, journal));
    load.port = floor->port();
    load.pid = floor->pid();
    return broadcast(load);
}

Result<void> measure(
    const Options &options, Report &report, qint64 receivers, std::optional<Goal> goal)
{
    Broadcast load{
        .inFlight = static_cast<int>(options.number("in-flight", 4)), .span = options.span()};
    BroadcastOutcome kith;
    {
        TRY_ASSIGN(const auto target, targetFor(options, receivers + 1));
        load.port = target->port();
        load.pid = target->pid();
        const auto people = std::span(target->people()).first(static_cast<size_t>(receivers) + 1);
        for (const UserId user : people)
            load.tokens.push_back(target->token(user));
        TRY_ASSIGN(load.chat, target->makeChat(people));
        TRY_ASSIGN(kith, broadcast(load));
    }
    TRY_ASSIGN(const BroadcastOutcome bare, floorOf(load, kith.frames, {}));
    const QTemporaryDir folder;
    TRY_ASSIGN(
        const BroadcastOutcome syncing, floorOf(load, kith.frames, folder.filePath(u"journal"_s)));
    report.add({.scenario = u"fanout"_s,
        .name = u"to %1 receivers"_s.arg(receivers),
        .value = kith.perSecond,
        .unit = u"deliveries/s"_s,
        .references = {{.name = u"floor"_s,
                           .value = bare.perSecond,
                           .microseconds = bare.processor.microseconds,
                           .goal = goal},
            {.name = u"a floor that syncs"_s,
                .value = syncing.perSecond,
                .microseconds = syncing.processor.microseconds}},
        .processor = kith.processor});
    return {};
}

} // namespace

Result<void> runFanout(const Options &options, Report &report)
{
    if (options.has("receivers"))
        return measure(options, report, options.number("receivers", 0), std::nullopt);
    TRY(measure(options, report, 10, atLeast(0.35)));
    if (options.isQuick())
        return {};
    TRY(measure(options, report, 100, atLeast(0.6)));
    return measure(options, report, 1'000, atLeast(0.5));
}

} // namespace kith::bench
