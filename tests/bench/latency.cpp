// SPDX-License-Identifier: GPL-3.0-or-later
// Open loop: messages leave at fixed times whatever the server does, into a chat whose members all
// listen. A delivery's latency counts from the time at which its message was due, not from when it
// could be sent, so that a stall is charged to every message that it held up (no coordinated
// omission). The load's own delay in sending and reading is in the figure.
#include "histogram.h"
#include "load.h"
#include "scenarios.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMembers = 100;
constexpr int kSenders = 20; ///< of the members, in turn

struct DeliveriesSeen
{
    Instant measureFrom{}; ///< messages due before are warm-up
    Histogram latency{};
    qint64 acked = 0;
    qint64 delivered = 0;
    QByteArray error{};
};

class Member final : public WsPeer
{
public:
    Member(Loop &loop, quint16 port, QByteArray token, DeliveriesSeen &seen)
        : WsPeer(loop, port, std::move(token)), m_seen(seen)
    {
    }

private:
    void frame(FrameKind kind, QByteArrayView text) override
    {
        if (kind == FrameKind::Ack)
            ++m_seen.acked;
        else if (kind == FrameKind::Error && m_seen.error.isEmpty())
            m_seen.error = text.toByteArray();
        if (kind != FrameKind::Created)
            return;
        ++m_seen.delivered;
        if (const auto due = dueOf(text); due && *due >= m_seen.measureFrom)
            m_seen.latency.add(now() - *due);
    }

    DeliveriesSeen &m_seen;
};

using Members = std::vector<std::unique_ptr<Member>>;

/// Sends each message when it is due; answers how many.
qint64 sendInTime(Loop &loop, const Members &members, qint64 chat, std::chrono::nanoseconds gap,
    std::chrono::nanoseconds span)
{
    const Instant start = now();
    qint64 sent = 0;
    for (Instant due = start; due < start + span; due += gap) {
        while (now() < due)
            loop.turn(due - now());
        members[static_cast<size_t>(sent++ % kSenders)]->send(sendFrame(chat, dueText(due)));
        if (now() >= due + gap)
            loop.turn(0ns); // late: hear what has come in between two messages
    }
    return sent;
}

void addFigures(Report &report, const DeliveriesSeen &seen, qint64 rate, const Processor &processor)
{
    const auto add = [&](const char *name, double percent, std::optional<Goal> goal) {
        report.add({.scenario = u"latency"_s,
            .name = u"%1 of %2 messages/s into a chat of %3"_s.arg(QLatin1StringView(name))
                        .arg(rate)
                        .arg(kMembers),
            .value = seen.latency.percentile(percent),
            .unit = u"ms"_s,
            .goal = goal,
            .processor = percent == 99 ? std::optional(processor) : std::nullopt,
            .note = percent == 99 ? u"longest %1 ms of %2 deliveries"_s.arg(seen.latency.longest())
                                        .arg(seen.latency.count())
                                  : QString()});
    };
    add("p50", 50, std::nullopt);
    add("p95", 95, std::nullopt);
    add("p99", 99, atMost(10));
}

} // namespace

Result<void> runLatency(const Options &options, Report &report)
{
    const qint64 rate = std::max<qint64>(1, options.number("rate", 1'000, 100));
    TRY_ASSIGN(const auto target, targetFor(options, kMembers));
    const auto people = std::span(target->people()).first(kMembers);
    TRY_ASSIGN(const qint64 chat, target->makeChat(people));
    Loop loop;
    DeliveriesSeen seen;
    Members members;
    std::vector<WsPeer *> peers;
    for (const UserId user : people) {
        members.push_back(
            std::make_unique<Member>(loop, target->port(), target->token(user), seen));
        peers.push_back(members.back().get());
    }
    TRY(openAll(loop, peers));
    // Three times as long as a rate needs: a percentile wants samples.
    const std::chrono::nanoseconds warm = options.span() / 2;
    seen.measureFrom = now() + warm;
    const Span span(target->pid());
    const qint64 sent = sendInTime(
        loop, members, chat, std::chrono::nanoseconds(1s) / rate, 3 * options.span() + warm);
    const Processor processor = span.processor(seen.delivered);
    const bool all =
        loop.runUntil([&] { return seen.acked == sent && seen.delivered == sent * kMembers; }, 20s);
    if (!all || !seen.error.isEmpty())
        return internalError(u"%1 sent, %2 acked, %3 delivered; %4"_s.arg(sent)
                                 .arg(seen.acked)
                                 .arg(seen.delivered)
                                 .arg(QString::fromUtf8(seen.error)));
    addFigures(report, seen, rate, processor);
    return {};
}

} // namespace kith::bench
