// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"
#include "apis/socketio/packet.h"

#include <map>

namespace kith::dialects::socketio {

/// A dialect's socket that speaks Socket.IO over Engine.IO: namespaces, acknowledgements and binary
/// attachments are here, what events mean is the dialect's. Lives on the socket's reactor.
class Socket : public api::DialectSocket
{
public:
    explicit Socket(api::SocketHost &host) : m_host(host) { }

    void opened() override { }
    void text(const QByteArray &utf8) final;
    void binary(const QByteArray &payload) final;
    void signInTimedOut() override;

protected:
    struct Event
    {
        QByteArray nsp{};
        QString name{};
        std::vector<JsonValue> args{}; ///< behind the name
        QByteArray data{}; ///< the whole list, as it came
        std::optional<qint64> ack{};
        std::vector<QByteArray> attachments{};
    };

    /// A client wants to connect: accept() or reject(), now or later.
    virtual void connecting(const QByteArray &nsp, const QByteArray &auth) = 0;
    virtual void happened(const Event &event) = 0;
    /// It said good-bye to the namespace; the connection stays.
    virtual void disconnected(const QByteArray &nsp) = 0;
    /// It sent what is no packet. The reference ends the connection.
    virtual void malformed();

    /// `pid`: of a connection that can be recovered; the client shows it when it comes back, and is
    /// recovered where it gets the same again.
    void accept(const QByteArray &nsp, const QByteArray &pid = {});
    static QByteArray newId();
    /// `message` is JSON: what is wrong.
    void reject(const QByteArray &nsp, const QByteArray &data);
    void emitTo(const QByteArray &nsp, QByteArrayView name, QByteArrayView data);
    void acknowledge(const Event &event, const QByteArray &data = "[]");
    void sendPacket(const Packet &packet, const std::vector<QByteArray> &attachments = {});
    void disconnect(const QByteArray &nsp);
    bool isConnected(const QByteArray &nsp) const { return m_connected.contains(nsp); }

    api::SocketHost &m_host;

private:
    /// What is no packet; nothing is left waiting for more of it.
    void refuse();
    void take(Packet packet, std::vector<QByteArray> attachments);

    std::map<QByteArray, bool> m_connected; // namespaces
    std::optional<Packet> m_partial; // waits for attachments
    std::vector<QByteArray> m_attachments;
    qsizetype m_attachedBytes = 0;
};

} // namespace kith::dialects::socketio
