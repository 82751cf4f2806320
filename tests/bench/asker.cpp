// SPDX-License-Identifier: GPL-3.0-or-later
#include "asker.h"

#include "load.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Counts
{
    bool going = true;
    qint64 asked = 0;
    qint64 answers = 0;
    QByteArray wrong{}; ///< the first answer with another status
};

/// Asks again as soon as it is answered.
class Asker final : public HttpPeer
{
public:
    Asker(Loop &loop, int expected, Counts &counts, NextRequest next)
        : HttpPeer(loop), m_expected(expected), m_counts(counts), m_next(std::move(next))
    {
    }

private:
    void connected() override
    {
        HttpPeer::connected();
        askNext();
    }
    void answered(int status, QByteArrayView body) override
    {
        ++m_counts.answers;
        if (status != m_expected && m_counts.wrong.isEmpty())
            m_counts.wrong = QByteArray::number(status) + ' ' + body.toByteArray().left(500);
        if (m_counts.going)
            askNext();
    }
    void askNext()
    {
        ++m_counts.asked;
        send(m_next());
    }

    const int m_expected;
    Counts &m_counts;
    const NextRequest m_next;
};

} // namespace

NextRequest always(QByteArray request)
{
    return [request = std::move(request)] { return request; };
}

Result<AskedOutcome> measureAsks(const AskedWork &work)
{
    Loop own;
    Loop &loop = work.loop ? *work.loop : own;
    Counts counts;
    std::vector<std::unique_ptr<Asker>> askers;
    for (const NextRequest &next : work.connections) {
        askers.push_back(std::make_unique<Asker>(loop, work.status, counts, next));
        if (!askers.back()->open(work.port))
            return unavailable(u"no socket"_s);
    }
    loop.runFor(work.span / 5); // warm
    const qint64 before = counts.answers;
    const Span span(work.pid);
    loop.runFor(work.span);
    const qint64 measured = counts.answers - before;
    AskedOutcome outcome{.perSecond = static_cast<double>(measured) / span.seconds(),
        .processor = span.processor(measured)};
    counts.going = false;
    const bool all = loop.runUntil([&] { return counts.answers == counts.asked; }, 20s);
    if (!all || !counts.wrong.isEmpty())
        return internalError(u"%1 requests, %2 answers; %3"_s.arg(counts.asked)
                                 .arg(counts.answers)
                                 .arg(QString::fromUtf8(counts.wrong)));
    outcome.answers = counts.answers;
    return outcome;
}

} // namespace kith::bench
