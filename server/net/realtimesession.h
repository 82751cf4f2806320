// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/replay.h"
#include "net/services.h"
#include "net/timerwheel.h"
#include "shared/json.h"
#include "shared/model/frames.h"

#include <deque>
#include <map>

namespace kith::net {

/// One native socket, WS /api/v2/ws, from its first byte to its close (api.md, "Realtime"):
/// signs in, reads where its streams end, is told of what follows, catches up from the database
/// when it asks to resume, and sends what the person does to the writer.
/// Lives on its reactor's thread; the reactor owns it.
class RealtimeSession final : public Subscriber
{
public:
    RealtimeSession(std::unique_ptr<Connection> connection, ReactorServices &services);
    ~RealtimeSession() override;

    ConnectionId id() const { return m_connection->id(); }
    /// A worker has finished a frame of this socket.
    void frameDone(const QByteArray &text);
    /// Close codes of api.md.
    void close(quint16 code, QByteArrayView reason);

    void deliver(const SharedFrame &frame, bool isState) override;
    void flush() override;
    void catchUp(StreamId stream, qint64 after) override;
    void end() override;

private:
    enum class Phase { SigningIn, Loading, Ready, Closing };
    struct CatchUp
    {
        StreamId stream{};
        qint64 after = 0;
    };

    void signInByRequest();
    void signIn(QByteArrayView token);
    void admit(const std::optional<core::Actor> &actor);
    void makeRoom();
    void enterRoster();
    void loadPlaces();
    void becomeReady(core::StreamPlaces places, Hub::Moment since);
    void onText(const QByteArray &text);
    void handle(const JsonValue &frame, std::string_view type);
    void handleResume(const JsonValue &frame);
    void handleTyping(const JsonValue &frame);
    void handleWatch(const JsonValue &frame);
    void submit(const JsonValue &frame, std::string_view type);
    void startStreams();
    void readNext();
    void readDone(const CatchUp &asked, Result<core::StreamPage> page, Hub::Moment since);
    void noteResumed(StreamId stream, qint64 seq);
    void finishResume();
    void sendState();
    void sendPresence(const std::vector<UserId> &people);
    void sendText(const QByteArray &json);
    void fail(const Error &error, const std::optional<QString> &clientId = {});
    /// Runs a read for this socket and brings its result back here, if the socket still exists.
    template <class T>
    void read(std::function<Result<T>(core::ReadTx &)> query, std::function<void(Result<T>)> then);

    std::unique_ptr<Connection> m_connection;
    ReactorServices &m_services;
    Deadline m_authDeadline;
    Deadline m_startDeadline; // how long streams wait for a resume frame
    core::Actor m_actor{};
    Phase m_phase = Phase::SigningIn;
    bool m_started = false;
    bool m_isConsole = false; // asked for the consoles' stream by resuming it
    bool m_reading = false;
    std::shared_ptr<core::SocketInfo> m_info; // what consoles see of it, once signed in
    int m_openFrames = 0;
    std::vector<QByteArray> m_early{}; // came before we were ready
    std::deque<CatchUp> m_toRead{};
    std::vector<UserId> m_partners{};
    std::map<QString, frames::ResumedStream> m_resumed{}; // of the resume under way
    bool m_resuming = false;
};

template <class T>
void RealtimeSession::read(
    std::function<Result<T>(core::ReadTx &)> query, std::function<void(Result<T>)> then)
{
    auto result = std::make_shared<std::optional<Result<T>>>();
    auto step = std::make_shared<api::Step>();
    step->runs = api::Runs::Read;
    step->read = [query = std::move(query), result](core::ReadTx &tx) -> api::StepResult {
        result->emplace(query(tx));
        return api::Answer{};
    };
    ReactorServices &services = m_services;
    const ConnectionId me = id();
    services.shared.executor.run({.step = std::move(step), .actor = m_actor},
        [&services, me, result, then = std::move(then)](Result<api::Answer> ran) {
            services.shared.switchboard.post(
                services.index, Call([&services, me, result, then, ran] {
                    if (services.find(me))
                        then(*result ? std::move(**result) : Result<T>(Error(ran.error())));
                }));
        });
}

} // namespace kith::net
