// SPDX-License-Identifier: GPL-3.0-or-later
// Durable acked sends a second: 20 senders with 4 messages in flight each, over the native
// WebSocket. "room": all are in one chat of 20, and each hears everything. "pairs": each talks to
// 25 people in direct chats of their own, 500 pairs in all, in turn; the partners listen.
#include "ceiling.h"
#include "load.h"
#include "scenarios.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kSenders = 20;

struct Cast
{
    qint64 pairs = 0; ///< 0: one room
    int inFlight = 4;
    qint64 people() const { return kSenders + pairs; }
};

/// Chats of each sender.
using ChatLists = std::vector<std::vector<qint64>>;

Result<ChatLists> makeChats(const Target &target, const Cast &cast)
{
    const auto people = std::span(target.people());
    ChatLists lists(kSenders);
    if (cast.pairs == 0) {
        TRY_ASSIGN(const qint64 room, target.makeChat(people.first(kSenders)));
        for (auto &list : lists)
            list.push_back(room);
        return lists;
    }
    for (qint64 pair = 0; pair < cast.pairs; ++pair) {
        const auto sender = static_cast<size_t>(pair % kSenders);
        TRY_ASSIGN(const qint64 chat,
            target.makeDirect(people[sender], people[static_cast<size_t>(kSenders + pair)]));
        lists[sender].push_back(chat);
    }
    return lists;
}

Sender::Next inTurn(const std::vector<qint64> &chats)
{
    return [&chats, next = size_t(0)]() mutable {
        return sendFrame(chats[next++ % chats.size()],
            "A message of a length that people write, with a word or two in it.");
    };
}

struct Outcome
{
    double perSecond = 0;
    Processor processor{};
};

Result<Outcome> measureSends(
    const Target &target, const Cast &cast, const ChatLists &chats, std::chrono::milliseconds time)
{
    Loop loop;
    Tally tally;
    std::vector<std::unique_ptr<Sender>> senders;
    std::vector<std::unique_ptr<Receiver>> partners;
    std::vector<WsPeer *> peers;
    for (size_t i = 0; i < static_cast<size_t>(cast.people()); ++i) {
        const QByteArray token = target.token(target.people()[i]);
        if (i < kSenders)
            peers.push_back(senders
                                .emplace_back(std::make_unique<Sender>(
                                    loop, target.port(), token, tally, inTurn(chats[i]), true))
                                .get());
        else
            peers.push_back(
                partners.emplace_back(std::make_unique<Receiver>(loop, target.port(), token, tally))
                    .get());
    }
    TRY(openAll(loop, peers));
    for (const auto &sender : senders)
        sender->begin(cast.inFlight);
    loop.runFor(time / 5); // warm
    const qint64 before = tally.acked;
    const Span span(target.pid());
    loop.runFor(time);
    const qint64 acked = tally.acked - before;
    const Outcome outcome{.perSecond = static_cast<double>(acked) / span.seconds(),
        .processor = span.processor(acked)};
    for (const auto &sender : senders)
        sender->finish();
    const qint64 hearers = cast.pairs == 0 ? kSenders : 2;
    const bool all = loop.runUntil(
        [&] { return tally.acked == tally.sent && tally.delivered == tally.acked * hearers; }, 20s);
    if (!all || tally.errors > 0)
        return internalError(u"%1 sent, %2 acked, %3 delivered; errors: %4"_s.arg(tally.sent)
                                 .arg(tally.acked)
                                 .arg(tally.delivered)
                                 .arg(QString::fromUtf8(tally.firstError)));
    return outcome;
}

Result<void> measure(const Options &options, Report &report, qint64 pairs)
{
    const Cast cast{.pairs = pairs, .inFlight = static_cast<int>(options.number("in-flight", 4))};
    Outcome kith;
    {
        TRY_ASSIGN(const auto target, targetFor(options, cast.people()));
        TRY_ASSIGN(const ChatLists chats, makeChats(*target, cast));
        TRY_ASSIGN(kith, measureSends(*target, cast, chats, options.span()));
    }
    TRY_ASSIGN(const CeilingFigure ceiling,
        measureCeiling({.batch = kSenders * cast.inFlight,
                           .chats = static_cast<int>(std::max<qint64>(1, pairs)),
                           .senders = kSenders},
            options.span()));
    report.add({.scenario = u"durable"_s,
        .name = pairs == 0 ? u"in one chat of 20"_s : u"in %1 pairs"_s.arg(pairs),
        .value = kith.perSecond,
        .unit = u"acked sends/s"_s,
        .references = {{.name = u"ceiling"_s,
            .value = ceiling.perSecond,
            .microseconds = ceiling.microseconds,
            .goal = atLeast(0.25)}},
        .processor = kith.processor});
    return {};
}

} // namespace

Result<void> runDurable(const Options &options, Report &report)
{
    const QString shape = options.text("shape");
    if (shape != "pairs"_L1)
        TRY(measure(options, report, 0));
    if (shape != "room"_L1)
        TRY(measure(options, report, options.number("pairs", 500, 40)));
    return {};
}

} // namespace kith::bench
