// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/socketio/socket.h"

#include "core/crypto.h"

namespace kith::dialects::socketio {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSidBytes = 15; // 20 characters
constexpr size_t kNamespaces = 16; // of one connection
constexpr qsizetype kAttachedBytes = 1'000'000; // of one packet

} // namespace

void Socket::text(const QByteArray &utf8)
{
    if (m_partial) // text where bytes belong
        return refuse();
    auto packet = parsePacket(utf8);
    if (!packet)
        return refuse();
    // Bytes are kept for nobody who has not connected.
    if (packet->attachments > 0 && !isConnected(packet->nsp))
        return refuse();
    if (packet->attachments == 0)
        return take(std::move(*packet), {});
    m_partial = std::move(packet);
    m_attachedBytes = 0;
}

void Socket::binary(const QByteArray &payload)
{
    if (!m_partial)
        return refuse();
    m_attachedBytes += payload.size();
    if (m_attachedBytes > kAttachedBytes)
        return refuse();
    m_attachments.push_back(payload);
    if (m_attachments.size() < static_cast<size_t>(m_partial->attachments))
        return;
    Packet packet = std::move(*m_partial);
    m_partial.reset();
    take(std::move(packet), std::exchange(m_attachments, {}));
}

void Socket::take(Packet packet, std::vector<QByteArray> attachments)
{
    if (packet.type == PacketType::Connect) {
        if (m_connected.contains(packet.nsp) || m_connected.size() >= kNamespaces)
            return reject(packet.nsp, "\"Unable to connect\"");
        return connecting(packet.nsp, packet.data);
    }
    if (!isConnected(packet.nsp)) // before it has connected there
        return refuse();
    switch (packet.type) {
    case PacketType::Disconnect:
        m_connected.erase(packet.nsp);
        return disconnected(packet.nsp);
    case PacketType::Event:
    case PacketType::BinaryEvent: {
        Event event{.nsp = packet.nsp,
            .data = packet.data,
            .ack = packet.ack,
            .attachments = std::move(attachments)};
        const auto list = parseJson(packet.data);
        list->eachItem([&event](const JsonValue &item) { event.args.push_back(item); });
        const JsonValue name = event.args.front();
        event.name = name.kind() == JsonValue::Kind::String ? name.toString() : QString();
        event.args.erase(event.args.begin());
        return happened(event);
    }
    case PacketType::Ack:
    case PacketType::BinaryAck:
    case PacketType::Connect:
    case PacketType::ConnectError:
        return; // nothing of ours asks for an acknowledgement
    }
}

void Socket::refuse()
{
    m_partial.reset();
    m_attachments.clear();
    malformed();
}

void Socket::malformed() { m_host.close(closecodes::kProtocolError, "a packet that is none"); }

void Socket::signInTimedOut() { m_host.close(closecodes::kPolicy, "nobody connected"); }

QByteArray Socket::newId()
{
    return core::randomBytes(kSidBytes).toBase64(QByteArray::Base64UrlEncoding);
}

void Socket::accept(const QByteArray &nsp, const QByteArray &pid)
{
    m_connected[nsp] = true;
    QByteArray data = R"({"sid":")" + newId() + '"';
    if (!pid.isEmpty())
        data += R"(,"pid":")" + pid + '"';
    sendPacket({.type = PacketType::Connect, .nsp = nsp, .data = data + '}'});
}

void Socket::reject(const QByteArray &nsp, const QByteArray &data)
{
    sendPacket({.type = PacketType::ConnectError, .nsp = nsp, .data = data});
}

void Socket::emitTo(const QByteArray &nsp, QByteArrayView name, QByteArrayView data)
{
    sendPacket({.type = PacketType::Event,
        .nsp = nsp,
        .data = "[\"" + name.toByteArray() + "\"," + data.toByteArray() + ']'});
}

void Socket::acknowledge(const Event &event, const QByteArray &data)
{
    if (event.ack)
        sendPacket({.type = event.attachments.empty() ? PacketType::Ack : PacketType::BinaryAck,
                       .nsp = event.nsp,
                       .ack = event.ack,
                       .attachments = static_cast<int>(event.attachments.size()),
                       .data = data},
            event.attachments);
}

void Socket::sendPacket(const Packet &packet, const std::vector<QByteArray> &attachments)
{
    m_host.send(toMessage(packet));
    for (const QByteArray &attachment : attachments)
        m_host.sendBinary(attachment);
}

void Socket::disconnect(const QByteArray &nsp)
{
    if (m_connected.erase(nsp) > 0)
        sendPacket({.type = PacketType::Disconnect, .nsp = nsp, .data = {}});
}

} // namespace kith::dialects::socketio
