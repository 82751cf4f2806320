// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/realtime/realtimesession.h"

#include "net/services.h"
#include "shared/model/frames.h"

#include <QUrlQuery>

namespace kith::net {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A client that resumes says so in its first frame; until then, or for so long, its streams wait,
/// so that nothing live overtakes what it missed.
constexpr auto kResumeWait = 250ms;
/// Frames under way to the writer, of one socket.
constexpr int kOpenFrames = 256;
std::optional<QString> clientIdOf(const JsonValue &frame)
{
    const auto id = frame.member("client_id");
    if (!id || id->kind() != JsonValue::Kind::String)
        return {};
    return id->toString();
}

} // namespace

RealtimeSession::RealtimeSession(std::unique_ptr<Connection> connection, ReactorServices &services,
    const SocketTable::Match &match)
    : SocketSession(std::move(connection), services), m_style(*match.style),
      m_codec(*match.mount->streams),
      m_authDeadline(
          services.wheel, [this] { close(closecodes::kAuthTimeout, "sign in within 5 seconds"); }),
      m_startDeadline(services.wheel, [this] { startStreams(); })
{
    encode = m_codec.encode;
    m_connection->onText = [this](const QByteArray &text) { onText(text); };
    m_connection->onBinary = [this](const QByteArray &) {
        fail(invalidInput(QString(), u"Frames are JSON texts, not binary."_s));
    };
    m_authDeadline.arm(match.mount->signInWithin);
    signInByRequest();
}

void RealtimeSession::close(quint16 code, QByteArrayView reason)
{
    m_authDeadline.cancel();
    m_startDeadline.cancel();
    SocketSession::close(code, reason);
}

void RealtimeSession::end() { close(closecodes::kUnauthenticated, "the session has ended"); }

// ---- Signing in -------------------------------------------------------------------------------

void RealtimeSession::signInByRequest()
{
    const HttpRequest &request = m_connection->request();
    if (const QByteArrayView token = request.bearerToken(); !token.isEmpty())
        return signIn(token);
    const QString ticket = QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(u"ticket"_s);
    if (!ticket.isEmpty())
        admit(m_services.shared.http.queryTickets()
                ? m_services.shared.tickets.redeem(ticket.toUtf8(), m_services.shared.clock.now())
                : std::nullopt);
}

void RealtimeSession::signIn(QByteArrayView token)
{
    const auto claims = m_services.shared.tokens.verifyAccess(
        token, QString::fromLatin1(m_style.audience), m_services.shared.clock.now());
    admit(claims ? std::optional(claims->actor) : std::nullopt);
}

void RealtimeSession::admit(const std::optional<core::Actor> &claimed)
{
    const auto actor = claimed ? m_services.shared.gate.admit(*claimed) : std::nullopt;
    if (!actor)
        return close(closecodes::kUnauthenticated, "the token is not valid");
    m_authDeadline.cancel();
    m_phase = Phase::Loading;
    admitted(*actor, m_style.audience);
    loadPlaces();
}

void RealtimeSession::loadPlaces()
{
    const Hub::Moment since = m_services.hub.now();
    read<core::StreamPlaces>([](core::ReadTx &tx) { return core::placesOf(tx); },
        [this, since](Result<core::StreamPlaces> places) {
            if (!isOpen())
                return;
            if (!places)
                return places.error().code == ErrorCode::Unauthenticated
                    ? close(closecodes::kUnauthenticated, "the account is not active")
                    : close(closecodes::kTryAgainLater, "busy: try again");
            becomeReady(std::move(*places), since);
        });
}

void RealtimeSession::becomeReady(core::StreamPlaces places, Hub::Moment since)
{
    // The session may have ended while its places were read, before the hub knew of it.
    if (!m_services.shared.gate.admit(m_actor))
        return end();
    m_phase = Phase::Ready;
    m_services.hub.add(*this, places.ends, since);
    showStreams();
    m_partners = std::move(places.directPartners);
    m_person = std::make_shared<const UserBrief>(UserBrief{.id = places.user.id,
        .username = places.user.username,
        .fullName = places.user.fullName,
        .avatarUrl = places.user.avatarUrl});
    m_services.hub.watch(*this, m_partners);
    frames::Ready ready{.sessionId = session, .user = std::move(places.user)};
    for (const auto &[stream, seq] : places.ends)
        ready.streams.emplace(streamName(stream), seq);
    sendText(toJson(ready));
    sendPresence(m_partners);
    m_connection->flush();
    m_startDeadline.arm(kResumeWait);
    const auto early = std::move(m_early);
    for (const QByteArray &text : early)
        onText(text);
}

/// From now on everything that is not being read from the database is live.
void RealtimeSession::startStreams()
{
    m_startDeadline.cancel();
    if (std::exchange(m_started, true) || m_phase != Phase::Ready || !isOpen())
        return;
    // Admins chat too: only a client that names the consoles' stream is told of it.
    if (!m_isConsole)
        m_services.hub.leave(*this, StreamId::admins());
    m_services.hub.release(*this);
}

// ---- Frames from the client -------------------------------------------------------------------

void RealtimeSession::onText(const QByteArray &text)
{
    if (!isOpen())
        return;
    received();
    auto &limits = m_services.shared.limits;
    if (limits.take(Limiter::Frames, frameKey()))
        return close(closecodes::kTooMany, "too many frames");
    if (m_phase == Phase::Loading) {
        // Nothing is lost that a client sends right behind its token.
        constexpr size_t kEarly = 64;
        if (m_early.size() >= kEarly)
            return close(closecodes::kTooMany, "wait for the ready frame");
        m_early.push_back(text);
        return;
    }
    const auto frame = parseJson(text);
    if (!frame)
        return fail(frame.error());
    const auto type = frame->member("type");
    if (!type || type->kind() != JsonValue::Kind::String)
        return fail(invalidInput(u"type"_s, u"must name the kind of frame"_s), clientIdOf(*frame));
    handle(*frame, type->toUtf8());
}

void RealtimeSession::handle(const JsonValue &frame, std::string_view type)
{
    if (m_phase == Phase::SigningIn) {
        if (type != "auth")
            return close(closecodes::kUnauthenticated, "sign in first");
        const auto auth = fromJson<frames::Auth>(frame);
        return auth ? signIn(auth->token.toUtf8())
                    : close(closecodes::kUnauthenticated, "the token is not valid");
    }
    if (type == "resume")
        return handleResume(frame);
    startStreams();
    if (type == "typing")
        return handleTyping(frame);
    if (type == "watch")
        return handleWatch(frame);
    if (type == "ping") {
        sendText(toJson(frames::Pong{}));
        return m_connection->flush();
    }
    submit(frame, type);
}

void RealtimeSession::submit(const JsonValue &frame, std::string_view type)
{
    for (const api::FrameRow &row : m_codec.clientFrames()) {
        if (type != row.type || !row.decode)
            continue;
        auto work = row.decode(frame);
        if (!work)
            return fail(work.error(), clientIdOf(frame));
        if (const auto wait =
                m_services.shared.limits.take(work->limiter, static_cast<quint64>(user.value)))
            return fail(rateLimited(work->limiter, *wait), work->clientId);
        if (m_openFrames >= kOpenFrames)
            return fail(
                unavailable(u"Too many frames are under way: wait for acks."_s), work->clientId);
        ++m_openFrames;
        ReactorServices &services = m_services;
        services.shared.executor.run({.step = std::move(work->step), .actor = m_actor},
            [&services, me = id(), encodeError = m_codec.encodeError, clientId = work->clientId](
                Result<api::Answer> answer) {
                services.shared.switchboard.post(services.index,
                    FrameDone{me,
                        answer ? std::move(answer->body) : encodeError(answer.error(), clientId)});
            });
        return;
    }
    fail(invalidInput(u"type"_s, u"is not a known kind of frame"_s), clientIdOf(frame));
}

void RealtimeSession::frameDone(const QByteArray &text)
{
    --m_openFrames;
    if (text.isEmpty() || !isOpen())
        return;
    sendText(text);
    m_services.hub.flushLater(*this);
}

void RealtimeSession::handleTyping(const JsonValue &frame)
{
    const auto typing = fromJson<frames::Typing>(frame);
    if (!typing)
        return fail(typing.error());
    const StreamId stream = StreamId::of(typing->chatId);
    // Hearing the chat's stream is what belonging to it means here; others learn nothing.
    if (!m_services.hub.place(*this, stream))
        return fail(notFound(u"There is no such chat."_s));
    const auto key = qHash(stream, static_cast<size_t>(user.value));
    if (typing->on && m_services.shared.limits.take(Limiter::Typing, key))
        return;
    core::Changes changes;
    changes.events.push_back(std::make_shared<const Event>(Event{.stream = stream,
        .chat = typing->chatId,
        .actor = user,
        .user = user,
        .at = m_services.shared.clock.now(),
        .body = events::Typing{.on = typing->on, .person = m_person}}));
    m_services.shared.switchboard.publish(std::move(changes));
}

void RealtimeSession::handleWatch(const JsonValue &frame)
{
    const auto watch = fromJson<frames::Watch>(frame);
    if (!watch)
        return fail(watch.error());
    m_services.hub.unwatchAll(*this);
    m_services.hub.watch(*this, m_partners);
    m_services.hub.watch(*this, watch->userIds);
    sendPresence(watch->userIds);
    m_connection->flush();
}

// ---- To the client ----------------------------------------------------------------------------

void RealtimeSession::sendText(const QByteArray &json) { sendFrame(SharedFrame::text(json)); }

void RealtimeSession::fail(const Error &error, const std::optional<QString> &clientId)
{
    sendText(m_codec.encodeError(error, clientId));
    m_connection->flush();
}

} // namespace kith::net
