// SPDX-License-Identifier: GPL-3.0-or-later
// All sockets are cut at one moment and come back in the same one, none of them waiting; each
// resumes from the beginning of its group and must be told all that was said there.
#include "sockets.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct StormSeen
{
    qint64 resumed = 0;
    qint64 delivered = 0;
    QByteArray wrong{};
};

class Resumer final : public WsPeer
{
public:
    Resumer(Loop &loop, quint16 port, QByteArray token, StormSeen &seen)
        : WsPeer(loop, port, std::move(token)), m_seen(seen)
    {
    }

private:
    void frame(FrameKind kind, QByteArrayView text) override
    {
        m_seen.delivered += kind == FrameKind::Created ? 1 : 0;
        const bool isResumed = kind == FrameKind::Resumed;
        m_seen.resumed += isResumed ? 1 : 0;
        if (kind == FrameKind::Error
            || (isResumed && !text.toByteArray().contains(R"("recovered":true)")))
            m_seen.wrong = text.toByteArray();
    }

    StormSeen &m_seen;
};

/// The chat of somebody who has one: the first of their list.
Result<qint64> groupOf(const Target &target, UserId user)
{
    TRY_ASSIGN(const HttpAnswer answer, target.ask("GET", "chats?limit=1", user));
    constexpr QByteArrayView kStart = R"({"items":[{"id":)";
    if (!answer.body.startsWith(kStart))
        return notFound(u"Person %1 is in no chat."_s.arg(user.value));
    return answer.body.mid(kStart.size(), answer.body.indexOf(',') - kStart.size()).toLongLong();
}

QByteArray resumeFrame(qint64 chat)
{
    return clientFrame(
        R"({"type":"resume","streams":{"chat:)" + QByteArray::number(chat) + R"(":0}})");
}

} // namespace

Result<void> runStorm(const Options &options, Report &report)
{
    const qint64 count = options.number("sockets", 10'000, 200) / kGroupOf * kGroupOf;
    TRY_ASSIGN(const auto target, groupedPeople(options, count));
    Loop loop;
    StormSeen seen;
    std::vector<std::unique_ptr<Resumer>> all;
    std::vector<WsPeer *> peers;
    for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
        all.push_back(std::make_unique<Resumer>(
            loop, target->port(), target->token(target->people()[i]), seen));
        peers.push_back(all.back().get());
    }
    TRY(openAll(loop, peers));
    qint64 chat = 0;
    for (size_t i = 0; i < all.size(); ++i) {
        if (i % kGroupOf == 0) {
            TRY_ASSIGN(chat, groupOf(*target, target->people()[i]));
        }
        all[i]->setGreeting(resumeFrame(chat));
    }
    const Span span(target->pid());
    for (WsPeer *peer : peers)
        peer->drop();
    TRY_ASSIGN(
        const qint64 retried, openAll(loop, peers, {.window = peers.size(), .retries = true}));
    const bool came = loop.runUntil(
        [&] { return seen.resumed == count && seen.delivered == count * kSaid; }, 60s);
    if (!came || !seen.wrong.isEmpty())
        return internalError(u"%1 of %2 resumed, %3 events of %4; %5"_s.arg(seen.resumed)
                                 .arg(count)
                                 .arg(seen.delivered)
                                 .arg(count * kSaid)
                                 .arg(QString::fromUtf8(seen.wrong)));
    report.add({.scenario = u"storm"_s,
        .name = u"%1 sockets cut and resumed"_s.arg(count),
        .value = span.seconds(),
        .unit = u"s"_s,
        .goal = atMost(15),
        .processor = span.processor(count),
        .note = u"%1 messages told again, %2 sockets had to connect twice"_s.arg(seen.delivered)
                    .arg(retried)});
    return {};
}

} // namespace kith::bench
