// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/gateway/requestguard.h"
#include "net/gateway/sockettable.h"
#include "net/loop/timerwheel.h"
#include "net/realtime/socketsession.h"

#include <set>

namespace kith::net {

/// A socket of a dialect: runs its codec (api::DialectSocket) over a connection, a WebSocket's
/// or an Engine.IO session's, and is what the codec may ask of the server.
///
/// Frames of the client are handled one after the other: while a read or write that one of them
/// started is under way, the next wait. So a client's frames take effect and are answered in the
/// order in which it sent them.
class DialectSession final : public SocketSession, private api::SocketHost
{
public:
    /// `identity`: who opens it, where the mount asked for a token before.
    DialectSession(std::unique_ptr<Connection> connection, ReactorServices &services,
        SocketTable::Match match, const std::optional<Identity> &identity);
    ~DialectSession() override;

    void close(quint16 code, QByteArrayView reason) override;
    void drain(QByteArrayView advice) override { close(closecodes::kServiceRestart, advice); }
    int hear(const Event &event, FrameCache &frames) override;
    void parted(StreamId stream) override;
    void end() override;

private:
    class Sink;

    void receive(const QByteArray &payload, bool isBinary);
    void handleWaiting();
    void resumeWaiting();

    void pastEvent(const Event &event) override;
    void allCaughtUp() override { m_socket->caughtUp(); }

    // What the codec asks
    const core::Actor &actor() const override { return m_actor; }
    const core::Environment &env() const override { return m_services.shared.env; }
    Timestamp now() const override { return m_services.shared.clock.now(); }
    const api::HttpRequestInfo &opening() const override { return m_opening; }
    void send(const QByteArray &text) override;
    void sendBinary(const QByteArray &payload) override;
    std::optional<api::TokenProblem> signIn(QByteArrayView token) override;
    void staysAnonymous() override { m_signInDeadline.cancel(); }
    std::optional<std::chrono::seconds> limited(Limiter limiter) override;
    void listen(const std::map<StreamId, qint64> &ends) override;
    void resume(StreamId stream, qint64 seq) override;
    void unlisten(StreamId stream) override { m_services.hub.leave(*this, stream); }
    bool hears(StreamId stream) const override;
    void followMemberships(bool on) override { followsMemberships = on; }
    void watch(const std::vector<UserId> &people) override;
    void enterRoom(ChatId chat) override;
    void leaveRoom(ChatId chat) override;
    void publish(Event state) override;
    void after(std::chrono::milliseconds time, std::function<void()> call) override;
    void run(std::shared_ptr<api::Step> step,
        std::function<void(std::optional<Error>)> finished) override;

    void admit(const Identity &identity);
    void publishWaiting();
    void leaveRooms();
    /// `isDeliberate`: the client said so, and the connection stays.
    void tellRoom(EventKind kind, ChatId chat, bool isDeliberate);
    void exitRoom(ChatId chat, bool isDeliberate);

    const api::Style &m_style;
    const RequestGuard m_guard;
    const api::HttpRequestInfo m_opening;
    Deadline m_signInDeadline;
    Deadline m_timer;
    std::function<void()> m_onTimer;
    std::unique_ptr<api::DialectSocket> m_socket;
    std::set<ChatId> m_rooms;
    std::shared_ptr<const UserBrief> m_person; // events of this socket name them
    bool m_personRead = false;
    std::vector<Event> m_unpublished; // until it is
    std::deque<std::pair<QByteArray, bool>> m_waiting; // frames that came while one is under way
    Hub::Moment m_since = 0; // of the read whose `then` is running
    int m_running = 0;
    bool m_added = false; // to the hub
    bool m_hearing = false;
    int m_saidInReturn = 0; // frames of its own that the event being heard made it send
};

} // namespace kith::net
