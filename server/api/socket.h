// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A dialect's side of a socket, and what the server gives it. net/realtime/dialectsession.h runs
// one over a WebSocket or an Engine.IO session. Everything here happens on the socket's reactor.

#include "api/route.h"
#include "shared/closecodes.h"

#include <chrono>
#include <map>

namespace kith::api {

/// Turns an event into a frame's text; empty: there is no frame of it (any more). It must not
/// differ by viewer: it runs once an event, and its bytes go to every socket that asks for it.
using Encoder = QByteArray (*)(const Event &);

/// Where a socket says which frames it sends of an event that it hears.
class FrameSink
{
public:
    virtual ~FrameSink() = default;
    virtual void send(Encoder encode) = 0;
};

/// What opens a socket.
struct SocketCall
{
    std::vector<QByteArray> pathParams{}; ///< percent-decoded
    QByteArray query{};
    core::Actor actor{}; ///< nobody yet, where the first frame signs in
};

/// Of the request that opened a socket.
struct HttpRequestInfo
{
    QByteArray query{};
    QByteArray userAgent{};
};

/// What a socket may ask of the server. Outlives the socket.
class SocketHost
{
public:
    virtual ~SocketHost() = default;

    /// Nobody until signIn().
    virtual const core::Actor &actor() const = 0;
    virtual const core::Environment &env() const = 0;
    virtual Timestamp now() const = 0;
    virtual const HttpRequestInfo &opening() const = 0;

    /// A frame for this socket alone. It leaves at the end of this turn.
    virtual void send(const QByteArray &text) = 0;
    virtual void sendBinary(const QByteArray &payload) = 0;
    /// Nothing is sent or heard any more; the socket is destroyed later.
    virtual void close(quint16 code, QByteArrayView reason) = 0;

    /// Signs the socket in with an access token of its dialect. Nothing: it is signed in.
    virtual std::optional<TokenProblem> signIn(QByteArrayView token) = 0;
    /// Nobody signs in here: the deadline is lifted. For tests of protocols.
    virtual void staysAnonymous() = 0;

    /// Takes one from the person's share of a limiter, such as Messages before a message; what is
    /// answered is the time to wait. Nothing: go on.
    virtual std::optional<std::chrono::seconds> limited(Limiter limiter) = 0;

    /// Runs a read or a write for the signed-in person; `then` runs later, and not at all if the
    /// socket has closed. Until then the socket's next frame waits, so frames take effect and are
    /// answered in the order in which they came. A write's `then` runs after its COMMIT and before
    /// its events are heard.
    template <class T>
    void read(std::function<Result<T>(core::ReadTx &)> query, std::function<void(Result<T>)> then);
    template <class T>
    void write(std::function<Result<T>(core::Tx &)> change, std::function<void(Result<T>)> then);

    /// Hears these streams. Inside `then` of a read that found where they end: nothing is missed
    /// between that read and now. Streams that the socket hears already are left as they are.
    virtual void listen(const std::map<StreamId, qint64> &ends) = 0;
    /// The same for one stream of which what came after `seq` was missed: it is read from the
    /// database and heard first (`?after_seq=`).
    virtual void resume(StreamId stream, qint64 seq) = 0;
    virtual void unlisten(StreamId stream) = 0;
    virtual bool hears(StreamId stream) const = 0;
    /// Whether chats that the person enters later are heard on their own (default: no).
    virtual void followMemberships(bool on) = 0;

    /// Presence of these people is heard too (EventKind::Presence). Adds to what is watched.
    virtual void watch(const std::vector<UserId> &people) = 0;

    /// The person has this chat open on this socket. The first socket of a person there publishes
    /// RoomEntered, the last that leaves or closes RoomLeft (core/live/rooms.h), with Event::on
    /// where it left by leaveRoom().
    virtual void enterRoom(ChatId chat) = 0;
    virtual void leaveRoom(ChatId chat) = 0;
    /// State for everybody who hears its stream: typing. It is bounded by Limiter::Typing
    /// where it starts.
    virtual void publish(Event state) = 0;
    /// Calls back once after a time, unless the socket closes or asks anew: one timer a socket.
    virtual void after(std::chrono::milliseconds time, std::function<void()> call) = 0;

protected:
    virtual void run(
        std::shared_ptr<Step> step, std::function<void(std::optional<Error>)> finished) = 0;
};

/// One client's socket in a dialect: its codec and what little it remembers.
class DialectSocket
{
public:
    virtual ~DialectSocket() = default;

    /// It is open: signed in already where its mount asks for a token before.
    virtual void opened() = 0;
    virtual void text(const QByteArray &utf8) = 0;
    virtual void binary(const QByteArray &payload) = 0;
    /// An event of a stream that it hears, in order and once. It may send and close, but neither
    /// listen nor unlisten.
    virtual void hear(const Event &event, FrameSink &sink) = 0;
    /// All that resume() asked for has been heard. Also when nothing did.
    virtual void caughtUp() { }
    /// The person does not belong to this chat any more; it is not heard from now on.
    virtual void removed(ChatId chat) = 0;
    /// The session ended, the account was suspended: say what the original says, and close.
    virtual void sessionEnded() = 0;
    /// It did not sign in within limits::kAuthDeadline.
    virtual void signInTimedOut() { }
};

/// What an Engine.IO endpoint promises its clients in the packet that opens a session.
struct EngineTimes
{
    std::chrono::milliseconds pingInterval = std::chrono::seconds(25);
    std::chrono::milliseconds pingTimeout = std::chrono::seconds(20);
    std::chrono::milliseconds upgradeTimeout = std::chrono::seconds(10);
};

/// A row of a dialect's sockets.
struct SocketMount
{
    enum class Auth : quint8 {
        Query, ///< `?token=` before the upgrade; without a good one it is refused with HTTP 403
        Frames, ///< the client signs in by a frame, within limits::kAuthDeadline
    };
    enum class Transport : quint8 { WebSocket, EngineIo };
    const char *path = nullptr; ///< "/api/ws/chats/{chat_id}"
    const char *summary = nullptr;
    Transport transport = Transport::WebSocket;
    EngineTimes engine{}; ///< of Transport::EngineIo; `path` is then what its requests begin with
    Auth auth = Auth::Query;
    std::chrono::milliseconds signInWithin = limits::kAuthDeadline; ///< of Auth::Frames
    /// Whether the person may open it; an error refuses with HTTP 403. Null: whoever signs in may.
    std::function<Result<void>(core::ReadTx &, const SocketCall &)> admit{};
    std::function<std::unique_ptr<DialectSocket>(SocketHost &, const SocketCall &)> open{};
    /// What it says and hears, for the OpenAPI document: JSON Schemas by frame type.
    std::function<std::pair<QJsonObject, QJsonObject>(SchemaSet &)> frames{};
};

// ---- Templates ------------------------------------------------------------------------------

template <class T>
void SocketHost::read(
    std::function<Result<T>(core::ReadTx &)> query, std::function<void(Result<T>)> then)
{
    auto result = std::make_shared<std::optional<Result<T>>>();
    auto step = std::make_shared<Step>();
    step->runs = Runs::Read;
    step->read = [query = std::move(query), result](core::ReadTx &tx) -> StepResult {
        result->emplace(query(tx));
        return Answer{};
    };
    run(std::move(step), [result, then = std::move(then)](std::optional<Error> failed) {
        then(failed ? Result<T>(std::move(*failed)) : std::move(**result));
    });
}

template <class T>
void SocketHost::write(
    std::function<Result<T>(core::Tx &)> change, std::function<void(Result<T>)> then)
{
    auto result = std::make_shared<std::optional<Result<T>>>();
    auto step = std::make_shared<Step>();
    step->runs = Runs::Write;
    step->write = [change = std::move(change), result](core::Tx &tx) -> StepResult {
        result->emplace(change(tx));
        if (!(*result)->ok())
            return (*result)->error();
        return Answer{};
    };
    run(std::move(step), [result, then = std::move(then)](std::optional<Error> failed) {
        then(failed ? Result<T>(std::move(*failed)) : std::move(**result));
    });
}

} // namespace kith::api
