// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/engineio/engineconnection.h"
#include "net/gateway/gateway.h"

#include <unordered_map>

namespace kith::net {

/// The Engine.IO sessions of one reactor, by sid. Lives on its thread. A session lives on the
/// reactor on which it began, and its sid names that one: a request that another has accepted is
/// sent there, and so is its answer; a WebSocket goes there whole.
class EngineServer
{
public:
    EngineServer(ReactorServices &services, PendingReplies &pending, Gateway::Opened opened);

    /// A request under the path of an Engine.IO mount, of any reactor's sessions.
    void handle(HttpRequest request, ReplyHandle reply, const SocketTable::Match &match);
    void upgrade(HttpRequest request, ReplyHandle reply, const SocketTable::Match &match);

private:
    struct Asked; // what the query says

    // On the session's own reactor
    void polled(const QByteArray &sid, EngineConnection::Answer answer);
    void posted(
        const QByteArray &sid, const QByteArray &body, const EngineConnection::Answer &answer);
    void left(const QByteArray &sid);
    void probed(const QByteArray &sid, std::unique_ptr<Connection> socket);

    void begin(HttpRequest request, ReplyHandle reply, const SocketTable::Match &match);
    void keep(std::unique_ptr<EngineConnection> session, const QByteArray &sid,
        const SocketTable::Match &match);
    EngineConnection *find(const QByteArray &sid) const;
    QByteArray newSid() const;
    /// Which reactor a sid names; nothing: none of ours.
    std::optional<size_t> reactorOf(const QByteArray &sid) const;
    /// Runs it there: at once if that is here.
    void on(size_t reactor, std::function<void(EngineServer &)> call);
    /// Parks the right to answer; what is returned answers from any reactor.
    EngineConnection::Answer park(ReplyHandle reply);

    ReactorServices &m_services;
    PendingReplies &m_pending;
    const Gateway::Opened m_opened;
    std::unordered_map<QByteArray, EngineConnection *> m_sessions;
};

} // namespace kith::net
