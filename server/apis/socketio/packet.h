// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/json.h"

#include <QByteArray>

#include <optional>
#include <vector>

/// Socket.IO v5 packets (github.com/socketio/socket.io-protocol) as messages of Engine.IO carry
/// them. Any thread; nothing is kept.
namespace kith::dialects::socketio {

enum class PacketType : char {
    Connect = '0',
    Disconnect = '1',
    Event = '2',
    Ack = '3',
    ConnectError = '4',
    BinaryEvent = '5',
    BinaryAck = '6',
};

struct Packet
{
    PacketType type = PacketType::Event;
    QByteArray nsp{"/"};
    std::optional<qint64> ack{};
    int attachments = 0; ///< binary messages that follow
    QByteArray data{}; ///< JSON; empty: none
    bool operator==(const Packet &) const = default;
};

inline constexpr int kAttachments = 10; ///< of a packet
inline constexpr qint64 kAckMax = (qint64(1) << 53) - 1;
inline constexpr qsizetype kNamespaceChars = 128;

/// What a client may send, with its data as the type of packet wants them: an object or nothing to
/// connect, a list that begins with the name of an event (none of the library's own), a list to
/// acknowledge. Nothing: it is no such packet.
std::optional<Packet> parsePacket(QByteArrayView text);

/// With Engine.IO's "4" before it: a whole text frame.
QByteArray toMessage(const Packet &packet);
/// 42["name",data]: data is JSON, also more than one argument.
QByteArray eventMessage(QByteArrayView name, QByteArrayView data);

} // namespace kith::dialects::socketio
