// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/realtime/socketsession.h"

#include "ops/seeded.h"

namespace kith::net {

namespace {

/// Of a User-Agent, for consoles.
constexpr qsizetype kClientChars = 200;
/// Pages of the past are read at the pace at which the client takes them.
constexpr qint64 kReadAhead = 64 * limits::KiB;

} // namespace

SocketSession::SocketSession(std::unique_ptr<Connection> connection, ReactorServices &services)
    : m_connection(std::move(connection)), m_services(services)
{
    m_services.shared.metrics.sockets.add(1);
    m_connection->onDrained = [this] {
        if (m_info)
            m_info->bytesQueued.store(0, std::memory_order_relaxed);
        if (!ops::seeded(ops::Bug::WakeUpLost))
            readNext();
    };
    m_connection->onRoundTrip = [this](std::chrono::nanoseconds time) {
        if (m_info)
            m_info->roundTripMicros.store(time.count() / 1'000, std::memory_order_relaxed);
    };
    m_connection->onClosed = [this](quint16, const QByteArray &) {
        m_open = false;
        m_services.ended(id());
    };
}

SocketSession::~SocketSession()
{
    m_services.shared.metrics.sockets.add(-1);
    if (m_info) {
        m_services.shared.presence.removeLease(m_actor.user, m_services.shared.clock.now());
        m_services.shared.roster.remove(id());
    }
    m_services.hub.remove(*this);
}

void SocketSession::close(quint16 code, QByteArrayView reason)
{
    m_open = false;
    m_services.hub.remove(*this);
    m_connection->close(code, reason);
}

void SocketSession::admitted(const core::Actor &actor, const char *dialect)
{
    m_actor = actor;
    user = actor.user;
    session = actor.session;
    makeRoom();
    m_services.shared.presence.addLease(user, m_services.shared.clock.now());
    const HttpRequest &request = m_connection->request();
    m_info = std::make_shared<core::SocketInfo>();
    m_info->id = id();
    m_info->user = user;
    m_info->session = session;
    m_info->dialect = QString::fromLatin1(dialect);
    m_info->client = QString::fromUtf8(request.header("User-Agent")).left(kClientChars);
    m_info->address = m_services.shared.http.clientOf(request).toString();
    m_info->connectedAt = m_services.shared.clock.now();
    m_services.shared.roster.add(m_info);
}

/// Beyond the limit of one person's sockets the oldest of this reactor goes: a client that forgets
/// its sockets must not lock its person out.
void SocketSession::makeRoom()
{
    if (m_services.shared.presence.leases(user) < m_services.shared.socketsPerUser)
        return;
    if (auto *oldest = static_cast<SocketSession *>(m_services.hub.oldestOf(user)))
        oldest->close(closecodes::kTooMany, "too many sockets");
}

void SocketSession::received()
{
    if (m_info)
        core::SocketInfo::bump(m_info->framesReceived);
}

void SocketSession::sendFrame(const SharedFrame &frame)
{
    m_connection->send(frame);
    if (m_info)
        core::SocketInfo::bump(m_info->framesSent);
}

void SocketSession::showStreams()
{
    if (m_info)
        m_info->streams.store(streams, std::memory_order_relaxed);
}

void SocketSession::deliver(const SharedFrame &frame, bool isState)
{
    // A slow reader loses typing and presence first.
    if (isState && m_connection->bytesQueued() > m_services.shared.socketQueue / 4)
        return;
    sendFrame(frame);
}

void SocketSession::flush()
{
    m_connection->flush();
    const qsizetype queued = m_connection->bytesQueued();
    if (m_info)
        m_info->bytesQueued.store(queued, std::memory_order_relaxed);
    showStreams();
    const bool isTooSlow =
        queued > m_services.shared.socketQueue && !ops::seeded(ops::Bug::QueueUnbounded);
    if (m_open && isTooSlow) {
        m_services.shared.metrics.slowClosed.add();
        close(closecodes::kTooSlow, "too slow: resume where you were");
    }
}

// ---- Catching up ------------------------------------------------------------------------------

void SocketSession::catchUp(StreamId stream, qint64 after)
{
    readPast(stream, after);
    readNext();
}

/// One page at a time, and only while the client takes what it is sent.
void SocketSession::readNext()
{
    if (m_reading || !m_open || m_connection->bytesQueued() > kReadAhead)
        return;
    if (m_toRead.empty())
        return allCaughtUp();
    m_reading = true;
    const Past next = m_toRead.front();
    m_toRead.pop_front();
    const Hub::Moment since = m_services.hub.now();
    read<core::StreamPage>(
        [next](core::ReadTx &tx) {
            return core::replay(tx, next.stream, next.after, limits::kResumePage);
        },
        [this, next, since](
            Result<core::StreamPage> page) { pageRead(next, std::move(page), since); });
}

void SocketSession::pageRead(const Past &asked, Result<core::StreamPage> page, Hub::Moment since)
{
    m_reading = false;
    if (!m_open)
        return;
    if (!page && page.error().code != ErrorCode::NotFound)
        return close(closecodes::kTryAgainLater, "busy: try again");
    if (!page) { // left the chat meanwhile
        pastIsHidden(asked.stream);
        return readNext();
    }
    if (!page->recovered)
        pastIsGone(asked.stream, page->first);
    qint64 seq = asked.after;
    for (const SharedEvent &event : page->events) {
        seq = event->seq;
        pastEvent(*event);
    }
    m_connection->flush();
    if (page->isLast) {
        seq = std::max(seq, page->lastSeq);
        caughtUp(asked.stream, seq);
        m_services.hub.goLive(*this, asked.stream, seq, since);
    } else {
        m_toRead.push_front({asked.stream, seq});
    }
    readNext();
}

} // namespace kith::net
