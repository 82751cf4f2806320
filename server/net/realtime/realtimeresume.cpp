// SPDX-License-Identifier: GPL-3.0-or-later
// The half of RealtimeSession that brings a client up to date: what it missed from the database, a
// page at a time, and then the state that has no place in a stream.
#include "net/realtime/realtimesession.h"

#include "ops/seeded.h"

namespace kith::net {

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
                readPast(*stream, after);
        }
    }
    startStreams();
    readNext();
}

void RealtimeSession::pastEvent(const Event &event)
{
    if (const QByteArray text = encode(event); !text.isEmpty())
        sendText(text);
}

void RealtimeSession::pastIsGone(StreamId stream, qint64 first)
{
    m_resumed[streamName(stream)] = {.recovered = false, .from = first};
}

void RealtimeSession::pastIsHidden(StreamId stream)
{
    m_resumed[streamName(stream)] = {.recovered = false};
}

void RealtimeSession::caughtUp(StreamId stream, qint64 seq)
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
            if (!cursors || !isOpen())
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
