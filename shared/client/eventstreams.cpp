// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/client/eventsocket.h"

#include <algorithm>

// What EventSocket makes of the server's frames: order, once, and nothing missing.

namespace kith {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGap = 4000; ///< of our own, in disconnected() only

} // namespace

void EventSocket::onText(const QString &text)
{
    m_lastHeard.restart();
    const QByteArray json = text.toUtf8();
    Q_EMIT frameReceived(json);
    const auto frame = parseJson(json);
    const auto type = frame ? frame->member("type") : std::nullopt;
    if (!type)
        return; // not ours to judge: a later server may send what we cannot read
    // Copied: decoding parses again, which ends the life of `type`.
    dispatch(std::string(type->toUtf8()), json);
}

void EventSocket::dispatch(std::string_view type, const QByteArray &json)
{
    const auto handOn = [&]<class Frame>(void (EventSocket::*signal)(const Frame &)) {
        const auto frame = fromJson<Frame>(json, Unknown::Ignore);
        if (!frame)
            return;
        if constexpr (requires { frame->stream; }) {
            if (!advance(frame->stream, frame->seq))
                return;
        }
        Q_EMIT(this->*signal)(*frame);
        becomeLiveWhenCaughtUp();
    };
    const auto handle = [&]<class Frame>(void (EventSocket::*function)(const Frame &)) {
        if (const auto frame = fromJson<Frame>(json, Unknown::Ignore))
            (this->*function)(*frame);
    };

    if (type == "message_created" || type == "message_updated" || type == "message_deleted")
        handOn(&EventSocket::messageEvent);
    else if (type == "reaction_added" || type == "reaction_removed")
        handOn(&EventSocket::reactionEvent);
    else if (type == "member_added" || type == "member_removed" || type == "member_updated")
        handle(&EventSocket::onMember);
    else if (type == "chat_updated")
        handOn(&EventSocket::chatEvent);
    else if (type == "user_updated")
        handOn(&EventSocket::userEvent);
    else if (type == "read")
        handOn(&EventSocket::readEvent);
    else if (type == "typing")
        handOn(&EventSocket::typingEvent);
    else if (type == "presence")
        handOn(&EventSocket::presenceEvent);
    else if (type == "metrics")
        handOn(&EventSocket::metricsEvent);
    else if (type == "audit_added")
        handOn(&EventSocket::auditEvent);
    else if (type == "ack")
        handle(&EventSocket::onAck);
    else if (type == "error")
        handle(&EventSocket::onError);
    else if (type == "ready")
        handle(&EventSocket::onReady);
    else if (type == "resumed")
        handle(&EventSocket::onResumed);
}

/// Whether the event at `seq` is the next of its stream. Moves on if so.
bool EventSocket::advance(const QString &stream, qint64 seq)
{
    const auto position = m_positions.find(stream);
    if (position == m_positions.end()) {
        m_positions.emplace(stream, seq); // a stream that began after `ready`: a new chat
        return true;
    }
    if (seq <= position->second)
        return false; // again, from a resume that overlaps
    if (seq == position->second + 1) {
        position->second = seq;
        return true;
    }
    const qint64 expected = position->second + 1;
    const bool isReplay = m_resuming.contains(stream);
    if (isReplay)
        position->second = seq;
    Q_EMIT gapFound(stream, expected, seq);
    // Not by asking on this connection: what is under way to us already would look like the reply.
    if (!isReplay && m_socket)
        onDisconnected(kGap, u"an event was missing"_s);
    return isReplay;
}

void EventSocket::onReady(const frames::Ready &frame)
{
    m_authenticated = true;
    m_tokenRefused = false;
    m_attempt = 0;
    m_self = frame.user.id;
    std::map<QString, qint64> behind;
    std::map<QString, qint64> positions;
    const QString admin = streamName(StreamId::admins());
    for (const auto &[stream, last] : frame.streams) {
        if (stream == admin && !m_settings.admin)
            continue;
        const auto known = m_positions.find(stream);
        positions[stream] = known == m_positions.end() ? last : known->second;
        // Consoles are told of their stream only when they name it.
        if (known != m_positions.end() || stream == admin)
            behind[stream] = positions[stream];
    }
    m_positions = std::move(positions); // streams that we may no longer see are forgotten
    setState(State::Resuming);
    // Also when there is nothing to catch up with: the server holds our streams back for a moment,
    // until it knows whether we resume.
    resume(behind);
    sendWaiting();
    if (!m_watched.empty())
        write(toJson(frames::Watch{u"watch"_s, m_watched}));
    Q_EMIT ready(frame);
    becomeLiveWhenCaughtUp();
}

void EventSocket::onResumed(const frames::Resumed &frame)
{
    for (const auto &[stream, part] : frame.streams) {
        m_resuming.erase(stream);
        if (!part.recovered && part.seq == 0) {
            m_positions.erase(stream); // ours no more
        } else if (!part.recovered) {
            m_positions[stream] = part.seq;
            Q_EMIT streamLost(stream, part.from);
        } else if (m_positions[stream] < part.seq) {
            m_targets[stream] = part.seq;
        }
    }
    becomeLiveWhenCaughtUp();
}

void EventSocket::becomeLiveWhenCaughtUp()
{
    if (m_state != State::Resuming || !m_resuming.empty())
        return;
    std::erase_if(m_targets, [this](const auto &target) {
        const auto position = m_positions.find(target.first);
        return position == m_positions.end() || position->second >= target.second;
    });
    if (m_targets.empty())
        setState(State::Live);
}

void EventSocket::onMember(const frames::MemberEvent &frame)
{
    if (!advance(frame.stream, frame.seq))
        return;
    // Told on our own stream that a chat is no longer ours: its stream ends here, and if we are
    // added again it goes on from a later place.
    const QString chat = u"chat:"_s + QString::number(frame.chatId.value);
    if (frame.type == EventKind::MemberRemoved && frame.userId == m_self) {
        m_positions.erase(chat);
        m_resuming.erase(chat);
    }
    Q_EMIT memberEvent(frame);
    becomeLiveWhenCaughtUp();
}

void EventSocket::onAck(const frames::Ack &frame)
{
    const auto found = findUnacked(frame.clientId);
    if (found != m_unacked.end()) // otherwise the answer to an earlier connection's repeat
        takeUnacked(found)(frame);
}

void EventSocket::onError(const frames::ErrorFrame &frame)
{
    const QPointer<EventSocket> alive(this);
    Q_EMIT errorFrame(frame);
    if (!alive || !frame.clientId)
        return;
    const auto found = findUnacked(*frame.clientId);
    if (found == m_unacked.end())
        return;
    takeUnacked(found)(Error{.code = frame.code, .detail = frame.detail, .fields = frame.errors});
}

} // namespace kith
