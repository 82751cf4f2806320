// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/replay.h"
#include "net/services.h"

#include <deque>

namespace kith::net {

/// What every socket of a person is, whatever it speaks: a connection and its end, the person's
/// lease of presence, a line for consoles, a subscriber of the hub, and the way back to what it
/// missed: pages of the past, read at the pace at which the client takes them.
/// Lives on its reactor's thread; the reactor owns it.
class SocketSession : public Subscriber
{
public:
    ~SocketSession() override;

    ConnectionId id() const { return m_connection->id(); }
    /// By which frames of this socket are counted; no person's number is one.
    quint64 frameKey() const { return ~static_cast<quint64>(id().value); }
    /// Close codes are those of shared/closecodes.h, or the dialect's.
    virtual void close(quint16 code, QByteArrayView reason);
    /// The server goes down: `advice` tells when to come back.
    virtual void drain(QByteArrayView advice) { close(closecodes::kGoingAway, advice); }
    /// A worker has finished a frame of this socket (Switchboard's FrameDone).
    virtual void frameDone(const QByteArray &) { }

    void deliver(const SharedFrame &frame, bool isState) override;
    void flush() override;
    void catchUp(StreamId stream, qint64 after) override;

protected:
    SocketSession(std::unique_ptr<Connection> connection, ReactorServices &services);

    /// The person is known: their oldest socket goes if they have too many.
    void admitted(const core::Actor &actor, const char *dialect);
    bool isOpen() const { return m_open; }
    void ceased() { m_open = false; } ///< close() follows
    void received();
    void sendFrame(const SharedFrame &frame);
    void showStreams();

    // ---- Catching up: what is read for a stream, in order ---------------------------------
    virtual void pastEvent(const Event &event) = 0;
    virtual void pastIsGone(StreamId, qint64 /*first*/) { } ///< purged: what is left starts there
    virtual void pastIsHidden(StreamId) { } ///< left the chat meanwhile
    virtual void caughtUp(StreamId, qint64 /*seq*/) { }
    virtual void allCaughtUp() { }
    void readPast(StreamId stream, qint64 after) { m_toRead.push_back({stream, after}); }
    /// Goes on reading what readPast() asked for, when the client has taken what it was sent.
    void readNext();

    /// Runs a read for this socket and brings its result back here, if the socket still exists.
    template <class T>
    void read(std::function<Result<T>(core::ReadTx &)> query, std::function<void(Result<T>)> then);

    std::unique_ptr<Connection> m_connection;
    ReactorServices &m_services;
    core::Actor m_actor{};
    std::shared_ptr<core::SocketInfo> m_info; // what consoles see of it, once signed in

private:
    struct Past
    {
        StreamId stream{};
        qint64 after = 0;
    };
    void makeRoom();
    void pageRead(const Past &asked, Result<core::StreamPage> page, Hub::Moment since);

    std::deque<Past> m_toRead{};
    bool m_reading = false;
    bool m_open = true;
};

template <class T>
void SocketSession::read(
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
