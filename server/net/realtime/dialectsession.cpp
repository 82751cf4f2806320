// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/realtime/dialectsession.h"

#include "core/live/rooms.h"
#include "core/people/users.h"

namespace kith::net {

namespace {

/// Frames of one socket that wait for the one under way.
constexpr size_t kWaiting = 256;

} // namespace

/// Takes the encoders that the codec names for one event to the frames that all sockets share.
class DialectSession::Sink final : public api::FrameSink
{
public:
    Sink(DialectSession &session, FrameCache &frames, bool isState)
        : m_session(session), m_frames(frames), m_isState(isState)
    {
    }
    void send(api::Encoder encode) override
    {
        const SharedFrame &frame = m_frames.frameFor(encode);
        if (frame.isEmpty())
            return;
        m_session.deliver(frame, m_isState);
        ++count;
    }
    int count = 0;

private:
    DialectSession &m_session;
    FrameCache &m_frames;
    const bool m_isState;
};

DialectSession::DialectSession(std::unique_ptr<Connection> connection, ReactorServices &services,
    SocketTable::Match match, const std::optional<Identity> &identity)
    : SocketSession(std::move(connection), services), m_style(*match.style),
      m_guard(services.shared), m_opening{.query = m_connection->request().query,
                                    .userAgent =
                                        m_connection->request().header("User-Agent").toByteArray()},
      m_signInDeadline(services.wheel, [this] { m_socket->signInTimedOut(); }),
      m_timer(services.wheel, [this] {
          std::exchange(m_onTimer, nullptr)();
          m_connection->flush();
      })
{
    followsMemberships = false;
    m_connection->onText = [this](const QByteArray &text) { receive(text, false); };
    m_connection->onBinary = [this](const QByteArray &payload) { receive(payload, true); };
    if (identity)
        admit(*identity);
    m_socket = match.mount->open(*this,
        {.pathParams = std::move(match.pathParams), .query = m_opening.query, .actor = m_actor});
    if (!identity)
        m_signInDeadline.arm(match.mount->signInWithin);
    m_socket->opened();
    m_connection->flush();
}

DialectSession::~DialectSession()
{
    leaveRooms();
    m_socket.reset(); // while everything that it may ask is still here
}

void DialectSession::close(quint16 code, QByteArrayView reason)
{
    if (!isOpen())
        return;
    m_signInDeadline.cancel();
    m_timer.cancel();
    leaveRooms();
    if (!m_hearing)
        return SocketSession::close(code, reason);
    // The hub is walking its sockets: it is left when that is over.
    ceased();
    ReactorServices &services = m_services;
    services.shared.switchboard.post(
        services.index, Call([&services, me = id(), code, text = reason.toByteArray()] {
            if (SocketSession *mine = services.find(me))
                mine->SocketSession::close(code, text);
        }));
}

void DialectSession::end()
{
    m_socket->sessionEnded();
    m_connection->flush();
}

// ---- Frames -------------------------------------------------------------------------------------

void DialectSession::receive(const QByteArray &payload, bool isBinary)
{
    if (!isOpen())
        return;
    received();
    if (m_services.shared.limits.take(Limiter::Frames, frameKey()) || m_waiting.size() >= kWaiting)
        return close(closecodes::kPolicy, "too many frames");
    m_waiting.emplace_back(payload, isBinary);
    handleWaiting();
}

void DialectSession::handleWaiting()
{
    while (m_running == 0 && isOpen() && !m_waiting.empty()) {
        const auto [payload, isBinary] = std::move(m_waiting.front());
        m_waiting.pop_front();
        isBinary ? m_socket->binary(payload) : m_socket->text(payload);
    }
    m_services.hub.flushLater(*this);
    m_services.hub.flushDirty();
}

/// On the next turn: what a write changed is heard in this one, behind its `then`.
void DialectSession::resumeWaiting()
{
    m_services.hub.flushLater(*this);
    if (m_waiting.empty())
        return;
    ReactorServices &services = m_services;
    services.shared.switchboard.post(services.index, Call([&services, me = id()] {
        if (auto *mine = static_cast<DialectSession *>(services.find(me)))
            mine->handleWaiting();
    }));
}

void DialectSession::send(const QByteArray &text)
{
    if (!isOpen())
        return;
    m_saidInReturn += m_hearing;
    sendFrame(SharedFrame::text(text));
}

void DialectSession::sendBinary(const QByteArray &payload)
{
    if (isOpen())
        sendFrame(SharedFrame::binary(payload));
}

// ---- Events -------------------------------------------------------------------------------------

int DialectSession::hear(const Event &event, FrameCache &frames)
{
    if (!isOpen())
        return 0;
    Sink sink(*this, frames, isState(event.kind()));
    m_hearing = true;
    m_saidInReturn = 0;
    m_socket->hear(event, sink);
    m_hearing = false;
    return sink.count + m_saidInReturn;
}

void DialectSession::pastEvent(const Event &event)
{
    FrameCache frames(event);
    hear(event, frames);
}

void DialectSession::parted(StreamId stream)
{
    if (stream.kind == StreamId::Kind::Chat)
        m_socket->removed(ChatId(stream.id));
}

// ---- What the codec asks --------------------------------------------------------------------

void DialectSession::admit(const Identity &identity)
{
    m_signInDeadline.cancel();
    admitted(identity.actor, m_style.audience);
    m_since = m_services.hub.now();
    m_services.hub.add(*this, {}, m_since);
    m_added = true;
    SocketSession::read<UserBrief>(
        [](core::ReadTx &tx) -> Result<UserBrief> {
            TRY_ASSIGN(const auto row, store::loadRow<store::UserRow>(tx.sql, tx.actor.user));
            if (!row)
                return notFound(QStringLiteral("There is no such person."));
            return core::toBrief(*row);
        },
        [this](Result<UserBrief> person) {
            if (person)
                m_person = std::make_shared<const UserBrief>(std::move(*person));
            publishWaiting();
        });
}

std::optional<api::TokenProblem> DialectSession::signIn(QByteArrayView token)
{
    const Identity identity = m_guard.identify(token);
    if (identity.problem)
        return identity.problem;
    if (identity.audience != m_style.audience)
        return api::TokenProblem::Invalid;
    if (!m_added)
        admit(identity);
    return {};
}

std::optional<std::chrono::seconds> DialectSession::limited(Limiter limiter)
{
    return m_services.shared.limits.take(limiter, static_cast<quint64>(user.value));
}

void DialectSession::listen(const std::map<StreamId, qint64> &ends)
{
    for (const auto &[stream, seq] : ends)
        m_services.hub.listen(*this, stream, seq, m_since);
    showStreams();
}

void DialectSession::resume(StreamId stream, qint64 seq)
{
    m_services.hub.listen(*this, stream, seq, m_services.hub.now());
    if (m_services.hub.hold(*this, stream, seq))
        catchUp(stream, seq);
    showStreams();
}

bool DialectSession::hears(StreamId stream) const
{
    return m_services.hub.place(*this, stream).has_value();
}

void DialectSession::watch(const std::vector<UserId> &people)
{
    m_services.hub.watch(*this, people);
}

void DialectSession::enterRoom(ChatId chat)
{
    if (m_rooms.insert(chat).second && m_services.shared.env.rooms.enter(chat, user))
        tellChat(chat, events::RoomEntered{});
}

void DialectSession::leaveRoom(ChatId chat) { exitRoom(chat, true); }

void DialectSession::exitRoom(ChatId chat, bool isDeliberate)
{
    if (m_rooms.erase(chat) > 0 && m_services.shared.env.rooms.leave(chat, user))
        tellChat(chat, events::RoomLeft{.isDeliberate = isDeliberate});
}

void DialectSession::leaveRooms()
{
    publishWaiting();
    while (!m_rooms.empty())
        exitRoom(*m_rooms.begin(), false);
}

void DialectSession::tellTyping(ChatId chat, bool on)
{
    const StreamId stream = StreamId::of(chat);
    if (on
        && m_services.shared.limits.take(
            Limiter::Typing, qHash(stream, static_cast<size_t>(user.value))))
        return;
    tellChat(chat, events::Typing{.on = on});
}

void DialectSession::tellChat(ChatId chat, events::Body body)
{
    m_unpublished.push_back({.stream = StreamId::of(chat),
        .chat = chat,
        .actor = user,
        .user = user,
        .at = now(),
        .body = std::move(body)});
    if (m_personRead)
        publishWaiting();
}

void DialectSession::publishWaiting()
{
    m_personRead = true;
    core::Changes changes;
    for (Event &state : std::exchange(m_unpublished, {})) {
        std::visit(
            [this](auto &body) {
                if constexpr (requires { body.person; })
                    body.person = m_person;
            },
            state.body);
        changes.events.push_back(std::make_shared<const Event>(std::move(state)));
    }
    if (!changes.isEmpty())
        m_services.shared.switchboard.publish(std::move(changes));
}

void DialectSession::after(std::chrono::milliseconds time, std::function<void()> call)
{
    m_onTimer = std::move(call);
    m_timer.arm(time);
}

void DialectSession::run(
    std::shared_ptr<api::Step> step, std::function<void(std::optional<Error>)> finished)
{
    ++m_running;
    const Hub::Moment since = m_services.hub.now();
    ReactorServices &services = m_services;
    const ConnectionId me = id();
    services.shared.executor.run({.step = std::move(step), .actor = m_actor},
        [&services, me, since, finished = std::move(finished)](Result<api::Answer> ran) {
            services.shared.switchboard.post(services.index,
                Call([&services, me, since, finished,
                         failed = ran ? std::nullopt : std::optional(ran.error())] {
                    auto *mine = static_cast<DialectSession *>(services.find(me));
                    if (!mine)
                        return;
                    --mine->m_running;
                    mine->m_since = since;
                    if (mine->isOpen())
                        finished(failed);
                    mine->resumeWaiting();
                }));
        });
}

} // namespace kith::net
