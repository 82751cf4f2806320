// SPDX-License-Identifier: GPL-3.0-or-later
// Requests a second over 32 connections that stay open, one request under way on each: a durable
// send, a page of 50 messages, and the health check.
#include "httppeer.h"
#include "load.h"
#include "scenarios.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kConnections = 32;
constexpr int kHistory = 50;

struct Counts
{
    qint64 answers = 0;
    QByteArray wrong{}; ///< the first answer with another status
};

/// Asks again as soon as it is answered.
class Asker final : public HttpPeer
{
public:
    using Next = std::function<QByteArray()>;
    Asker(Loop &loop, int expected, Counts &counts, Next next)
        : HttpPeer(loop), m_expected(expected), m_counts(counts), m_next(std::move(next))
    {
    }

private:
    void connected() override
    {
        HttpPeer::connected();
        send(m_next());
    }
    void answered(int status, QByteArrayView body) override
    {
        ++m_counts.answers;
        if (status != m_expected && m_counts.wrong.isEmpty())
            m_counts.wrong = QByteArray::number(status) + ' '
                + body.first(std::min<qsizetype>(body.size(), 500)).toByteArray();
        send(m_next());
    }

    const int m_expected;
    Counts &m_counts;
    const Next m_next;
};

struct Work
{
    QString name{};
    int status = 200;
    double goal = 0; ///< requests a second
    std::function<Asker::Next(size_t connection)> requests{};
};

Asker::Next always(QByteArray request)
{
    return [request = std::move(request)] { return request; };
}

Result<void> measure(
    const Target &target, const Work &work, std::chrono::milliseconds time, Report &report)
{
    Loop loop;
    Counts counts;
    std::vector<std::unique_ptr<Asker>> askers;
    for (size_t i = 0; i < kConnections; ++i) {
        askers.push_back(std::make_unique<Asker>(loop, work.status, counts, work.requests(i)));
        if (!askers.back()->open(target.port()))
            return unavailable(u"no socket"_s);
    }
    loop.runFor(time / 5); // warm
    const qint64 before = counts.answers;
    const Span span(target.pid());
    loop.runFor(time);
    const qint64 answers = counts.answers - before;
    const Processor processor = span.processor(answers);
    const double perSecond = static_cast<double>(answers) / span.seconds();
    if (!counts.wrong.isEmpty())
        return internalError(u"%1: %2"_s.arg(work.name, QString::fromUtf8(counts.wrong)));
    for (const auto &asker : askers) {
        if (asker->failed())
            return internalError(u"%1: a connection was closed"_s.arg(work.name));
    }
    report.add({.scenario = u"rest"_s,
        .name = work.name,
        .value = perSecond,
        .unit = u"requests/s"_s,
        .goal = atLeast(work.goal),
        .processor = processor});
    return {};
}

/// Each its own client_id, and all of one length.
Asker::Next sends(const Target &target, qint64 chat, UserId by)
{
    const QByteArray path = "/api/v2/chats/" + QByteArray::number(chat) + "/messages";
    return [path, token = target.token(by)] {
        static qint64 sent = 0;
        const QByteArray body = R"({"content":"A message of a length that people write, with a )"
                                R"(word or two in it.","client_id":"rest-)"
            + QByteArray::number(++sent) + "\"}";
        return httpRequest("POST", path, token, body);
    };
}

Result<void> fillHistory(const Target &target, qint64 chat, UserId by)
{
    const QByteArray path = "chats/" + QByteArray::number(chat) + "/messages";
    for (int i = 0; i < kHistory; ++i)
        TRY(target.ask("POST", path, by,
            R"({"content":"A message of a length that people write, with a word or two in it."})"));
    return {};
}

} // namespace

Result<void> runRest(const Options &options, Report &report)
{
    TRY_ASSIGN(const auto target, targetFor(options, kConnections));
    const auto people = std::span(target->people()).first(kConnections);
    TRY_ASSIGN(const qint64 chat, target->makeChat(people));
    TRY(fillHistory(*target, chat, people.front()));
    const QByteArray history = "/api/v2/chats/" + QByteArray::number(chat)
        + "/messages?limit=" + QByteArray::number(kHistory);
    const Work all[] = {
        {.name = u"history"_s,
            .goal = 4'000,
            .requests =
                [&](size_t i) {
                    return always(httpRequest("GET", history, target->token(people[i])));
                }},
        {.name = u"health"_s,
            .goal = 30'000,
            .requests = [](size_t) { return always(httpRequest("GET", "/health", {})); }},
        {.name = u"send"_s,
            .status = 201,
            .goal = 8'000,
            .requests = [&](size_t i) { return sends(*target, chat, people[i]); }},
    };
    for (const Work &work : all) {
        if (options.text("what", work.name) == work.name)
            TRY(measure(*target, work, options.span(), report));
    }
    return {};
}

} // namespace kith::bench
