// SPDX-License-Identifier: GPL-3.0-or-later
#include "broadcast.h"

#include "histogram.h"

namespace kith::bench {

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

Result<Broadcast> broadcastOf(const Target &target, qint64 receivers)
{
    Broadcast load{.port = target.port(), .pid = target.pid()};
    const auto people = std::span(target.people()).first(static_cast<size_t>(receivers) + 1);
    for (const UserId user : people)
        load.tokens.push_back(target.token(user));
    TRY_ASSIGN(load.chat, target.makeChat(people));
    return load;
}

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
    Histogram waits;
    tally.waits = &waits;
    const Span span(in.pid);
    loop.runFor(in.span);
    const qint64 delivered = tally.delivered - before;
    BroadcastOutcome outcome{.perSecond = static_cast<double>(delivered) / span.seconds(),
        .wait = waits.percentile(50),
        .processor = span.processor(delivered)};
    sender.finish();
    TRY(checkAllCame(loop, tally, static_cast<qint64>(receivers.size())));
    outcome.frames = {.event = wholeFrame(tally.event), .ack = wholeFrame(tally.ack)};
    return outcome;
}

Result<std::unique_ptr<Floor>> floorFor(const FloorFrames &frames, const QString &journal)
{
    return Floor::start(frames, kReactors, journal);
}

Broadcast toFloor(Broadcast load, const Floor &floor)
{
    load.port = floor.port();
    load.pid = floor.pid();
    return load;
}

} // namespace kith::bench
