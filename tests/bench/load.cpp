// SPDX-License-Identifier: GPL-3.0-or-later
#include "load.h"

#include <cstring>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void note(Tally &tally, FrameKind kind, QByteArrayView text)
{
    if (kind != FrameKind::Error)
        return;
    if (tally.errors++ == 0)
        tally.firstError = text.toByteArray();
}

} // namespace

Result<void> checkAllCame(Loop &loop, const Tally &tally, qint64 receivers)
{
    const bool all = loop.runUntil(
        [&] { return tally.acked == tally.sent && tally.delivered == tally.acked * receivers; },
        20s);
    if (!all || tally.errors > 0)
        return internalError(
            u"%1 sent, %2 acked, %3 delivered to %4 receivers, errors: %5"_s.arg(tally.sent)
                .arg(tally.acked)
                .arg(tally.delivered)
                .arg(receivers)
                .arg(QString::fromUtf8(tally.firstError)));
    return {};
}

QByteArray dueText(Instant due)
{
    return QByteArray::number(qint64(due.time_since_epoch().count())) + " ns";
}

std::optional<Instant> dueOf(QByteArrayView frame)
{
    constexpr QByteArrayView kField = R"("content":")";
    const void *found =
        ::memmem(frame.data(), size_t(frame.size()), kField.data(), size_t(kField.size()));
    if (!found)
        return {};
    return Instant(std::chrono::nanoseconds(
        std::strtoll(static_cast<const char *>(found) + kField.size(), nullptr, 10)));
}

void Receiver::frame(FrameKind kind, QByteArrayView text)
{
    if (kind != FrameKind::Created)
        return note(m_tally, kind, text);
    if (m_tally.delivered++ == 0)
        m_tally.event = text.toByteArray();
}

void Sender::begin(int inFlight)
{
    m_going = true;
    for (int i = 0; i < inFlight; ++i)
        sendNext();
}

void Sender::sendNext()
{
    ++m_tally.sent;
    m_sentAt.push_back(now());
    send(m_next());
}

void Sender::frame(FrameKind kind, QByteArrayView text)
{
    if (kind == FrameKind::Created) {
        m_tally.delivered += m_countsEvents ? 1 : 0;
        return;
    }
    if (kind != FrameKind::Ack)
        return note(m_tally, kind, text);
    if (m_tally.acked++ == 0)
        m_tally.ack = text.toByteArray();
    if (m_tally.waits)
        m_tally.waits->add(now() - m_sentAt.front());
    m_sentAt.pop_front();
    if (m_going)
        sendNext();
}

Processor Span::processor(qint64 items) const
{
    const double time = seconds();
    const double count = static_cast<double>(std::max<qint64>(1, items));
    return {.microseconds = m_meter.server() * 1e6 / count,
        .cores = m_meter.server() / time,
        .loadCores = m_meter.load() / time};
}

} // namespace kith::bench
