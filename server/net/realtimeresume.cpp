// SPDX-License-Identifier: GPL-3.0-or-later
// The half of RealtimeSession that brings a client up to date: what it missed from the database, a
// page at a time, and then the state that has no place in a stream.
#include "net/realtimesession.h"

#include "ops/seeded.h"

namespace kith::net {

namespace {

/// Pages of the past are read at the pace at which the client takes them.
constexpr qint64 kReadAhead = 64 * limits::KiB;

} // namespace

void RealtimeSession::handleResume(const JsonValue &value)
{
    const auto resume = fromJson<frames::Resume>(value);
    if (!resume)
        return fail(resume.error());
    m_services.shared.metrics.resumes.add();
    m_resuming = true;
    m_isConsole = m_isConsole || resume->streams.contains(streamName(StreamId::admins()));
    for (const auto &[name, seq] : resume->streams) {
        const auto stream = streamFromName(name, user);
        const auto place = stream ? m_services.hub.place(*this, *stream) : std::nullopt;
        if (!place)
            m_resumed[name] = {.recovered = false};
        else if (seq > *place) // ahead of us: the database was restored from a backup
            m_resumed[name] = {.recovered = false, .from = *place, .seq = *place};
        else {
            m_resumed[name] = {.from = seq, .seq = seq};
            const qint64 after = seq + (ops::seeded(ops::Bug::ResumeOffByOne) ? 1 : 0);
            if (seq < *place && m_services.hub.hold(*this, *stream, after))
                m_toRead.push_back({*stream, after});
        }
    }
    startStreams();
    readNext();
}

void RealtimeSession::catchUp(StreamId stream, qint64 after)
{
    m_toRead.push_back({stream, after});
    readNext();
}

/// One page at a time, and only while the client takes what it is sent.
void RealtimeSession::readNext()
{
    if (m_reading || m_phase != Phase::Ready || m_connection->bytesQueued() > kReadAhead)
        return;
    if (m_toRead.empty())
        return finishResume();
    m_reading = true;
    const CatchUp next = m_toRead.front();
    m_toRead.pop_front();
    const Hub::Moment since = m_services.hub.now();
    read<core::StreamPage>(
        [next](core::ReadTx &tx) {
            return core::replay(tx, next.stream, next.after, limits::kResumePage);
        },
        [this, next, since](
            Result<core::StreamPage> page) { readDone(next, std::move(page), since); });
}

void RealtimeSession::readDone(
    const CatchUp &asked, Result<core::StreamPage> page, Hub::Moment since)
{
    m_reading = false;
    if (m_phase != Phase::Ready)
        return;
    if (!page && page.error().code != ErrorCode::NotFound)
        return close(1013, "busy: try again");
    if (!page) { // left the chat meanwhile
        m_resumed[streamName(asked.stream)] = {.recovered = false};
        return readNext();
    }
    if (!page->recovered)
        m_resumed[streamName(asked.stream)] = {.recovered = false, .from = page->first};
    qint64 seq = asked.after;
    for (const SharedEvent &event : page->events) {
        seq = event->seq;
        if (const QByteArray text = encode(*event); !text.isEmpty())
            sendText(text);
    }
    m_connection->flush();
    if (page->isLast) {
        seq = std::max(seq, page->lastSeq);
        noteResumed(asked.stream, seq);
        m_services.hub.goLive(*this, asked.stream, seq, since);
    } else {
        m_toRead.push_front({asked.stream, seq});
    }
    readNext();
}

void RealtimeSession::noteResumed(StreamId stream, qint64 seq)
{
    if (const auto it = m_resumed.find(streamName(stream)); it != m_resumed.end())
        it->second.seq = seq;
}

void RealtimeSession::finishResume()
{
    if (!std::exchange(m_resuming, false))
        return;
    sendText(toJson(frames::Resumed{.streams = std::exchange(m_resumed, {})}));
    sendState();
    m_connection->flush();
}

/// State has no place in a stream: after a resume it is shown as it now is.
void RealtimeSession::sendState()
{
    sendPresence(m_partners);
    read<std::vector<core::Cursor>>([](core::ReadTx &tx) { return core::cursorsFor(tx); },
        [this](Result<std::vector<core::Cursor>> cursors) {
            if (!cursors || m_phase != Phase::Ready)
                return;
            for (const core::Cursor &cursor : *cursors)
                sendText(toJson(frames::ReadEvent{
                    .chatId = cursor.chat, .userId = cursor.user, .seq = cursor.seq}));
            m_connection->flush();
        });
}

void RealtimeSession::sendPresence(const std::vector<UserId> &people)
{
    const core::PresenceBoard &board = m_services.shared.presence;
    for (const UserId person : people) {
        const bool online = board.isOnline(person);
        const auto lastSeen = board.lastSeen(person);
        if (online || lastSeen)
            sendText(toJson(
                frames::PresenceEvent{.userId = person, .isOnline = online, .lastSeen = lastSeen}));
    }
}

} // namespace kith::net
