// SPDX-License-Identifier: GPL-3.0-or-later
#include "sends.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Sender::Next inTurn(const std::vector<qint64> &chats)
{
    return [&chats, next = size_t(0)]() mutable {
        return sendFrame(chats[next++ % chats.size()],
            "A message of a length that people write, with a word or two in it.");
    };
}

/// The sockets of one measurement.
struct Cast
{
    Loop loop{};
    Tally tally{};
    std::vector<std::unique_ptr<Sender>> senders{};
    std::vector<std::unique_ptr<Receiver>> listeners{};

    Result<void> open(const Target &target, const SendPlan &plan)
    {
        std::vector<WsPeer *> peers;
        const auto people = std::span(target.people());
        for (size_t i = 0; i < kSenders; ++i) {
            senders.push_back(std::make_unique<Sender>(
                loop, target.port(), target.token(people[i]), tally, inTurn(plan.chats[i]), true));
            peers.push_back(senders.back().get());
        }
        for (const UserId user : people.subspan(kSenders, static_cast<size_t>(plan.listeners))) {
            listeners.push_back(
                std::make_unique<Receiver>(loop, target.port(), target.token(user), tally));
            peers.push_back(listeners.back().get());
        }
        TRY(openAll(loop, peers));
        return {};
    }
};

} // namespace

Result<SendPlan> planRoom(const Target &target, qint64 chat)
{
    if (chat == 0) {
        TRY_ASSIGN(chat, target.makeChat(std::span(target.people()).first(kSenders)));
    }
    return SendPlan{.chats = {kSenders, {chat}}, .hearers = kSenders};
}

Result<SendPlan> planPairs(const Target &target, qint64 pairs)
{
    SendPlan plan{
        .chats = std::vector<std::vector<qint64>>(kSenders), .listeners = pairs, .hearers = 2};
    const auto &people = target.people();
    for (qint64 pair = 0; pair < pairs; ++pair) {
        const auto sender = static_cast<size_t>(pair % kSenders);
        TRY_ASSIGN(const qint64 chat,
            target.makeDirect(people[sender], people[static_cast<size_t>(kSenders + pair)]));
        plan.chats[sender].push_back(chat);
    }
    return plan;
}

Result<SendOutcome> measureSends(const Target &target, const SendPlan &plan)
{
    Cast cast;
    const Tally &tally = cast.tally;
    TRY(cast.open(target, plan));
    for (const auto &sender : cast.senders)
        sender->begin(plan.inFlight);
    cast.loop.runFor(plan.span / 5); // warm
    const qint64 before = tally.acked;
    const Span span(target.pid());
    cast.loop.runFor(plan.span);
    const qint64 acked = tally.acked - before;
    const SendOutcome outcome{.perSecond = static_cast<double>(acked) / span.seconds(),
        .processor = span.processor(acked)};
    for (const auto &sender : cast.senders)
        sender->finish();
    const auto allCame = [&] {
        return tally.acked == tally.sent && tally.delivered == tally.acked * plan.hearers;
    };
    if (!cast.loop.runUntil(allCame, 20s) || tally.errors > 0)
        return internalError(u"%1 sent, %2 acked, %3 delivered; errors: %4"_s.arg(tally.sent)
                                 .arg(tally.acked)
                                 .arg(tally.delivered)
                                 .arg(QString::fromUtf8(tally.firstError)));
    return outcome;
}

} // namespace kith::bench
