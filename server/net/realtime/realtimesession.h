// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/loop/timerwheel.h"
#include "net/realtime/socketsession.h"
#include "shared/json.h"
#include "shared/model/frames.h"

#include <map>

namespace kith::net {

/// One native socket, WS /api/v2/ws, from its first byte to its close (docs/protocol.md):
/// signs in, reads where its streams end, is told of what follows, catches up from the database
/// when it asks to resume, and sends what the person does to the writer.
/// Lives on its reactor's thread; the reactor owns it.
class RealtimeSession final : public SocketSession
{
public:
    RealtimeSession(std::unique_ptr<Connection> connection, ReactorServices &services);

    void frameDone(const QByteArray &text) override;
    void close(quint16 code, QByteArrayView reason) override;
    void end() override;

private:
    enum class Phase { SigningIn, Loading, Ready };

    void signInByRequest();
    void signIn(QByteArrayView token);
    void admit(const std::optional<core::Actor> &actor);
    void loadPlaces();
    void becomeReady(core::StreamPlaces places, Hub::Moment since);
    void onText(const QByteArray &text);
    void handle(const JsonValue &frame, std::string_view type);
    void handleResume(const JsonValue &frame);
    void handleTyping(const JsonValue &frame);
    void handleWatch(const JsonValue &frame);
    void submit(const JsonValue &frame, std::string_view type);
    void startStreams();
    void pastEvent(const Event &event) override;
    void pastIsGone(StreamId stream, qint64 first) override;
    void pastIsHidden(StreamId stream) override;
    void caughtUp(StreamId stream, qint64 seq) override;
    void allCaughtUp() override { finishResume(); }
    void finishResume();
    void sendState();
    void sendPresence(const std::vector<UserId> &people);
    void sendText(const QByteArray &json);
    void fail(const Error &error, const std::optional<QString> &clientId = {});

    Deadline m_authDeadline;
    Deadline m_startDeadline; // how long streams wait for a resume frame
    Phase m_phase = Phase::SigningIn;
    bool m_started = false;
    bool m_isConsole = false; // asked for the consoles' stream by resuming it
    int m_openFrames = 0;
    std::vector<QByteArray> m_early{}; // came before we were ready
    std::vector<UserId> m_partners{};
    std::shared_ptr<const UserBrief> m_person; // events of this socket name them
    std::map<QString, frames::ResumedStream> m_resumed{}; // of the resume under way
    bool m_resuming = false;
};

} // namespace kith::net
