// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

/// Engine.IO v4 packets and the payloads in which polling carries them
/// (github.com/socketio/engine.io-protocol). Any thread; nothing is kept.
namespace kith::net::engine {

enum class PacketType : char {
    Open = '0',
    Close = '1',
    Ping = '2',
    Pong = '3',
    Message = '4',
    Upgrade = '5',
    Noop = '6',
};

struct Packet
{
    PacketType type = PacketType::Noop;
    bool isBinary = false; ///< a message of bytes
    QByteArray data{};
    bool operator==(const Packet &) const = default;
};

/// One packet as a text frame of a WebSocket or an item of a payload has it; "b…" (base64) in
/// payloads only. Nothing: it is none.
std::optional<Packet> parsePacket(QByteArrayView text, bool inPayload);

/// The body of a POST: at most kMaxPackets packets with 0x1e between them. Nothing: it is none.
std::optional<std::vector<Packet>> parsePayload(QByteArrayView body);

inline constexpr char kSeparator = '\x1e';
/// What a session takes in one body and offers as `maxPayload`.
inline constexpr qint64 kMaxPayload = 1'000'000;
/// More than a client that was offline for long has to say, and milliseconds of work.
inline constexpr size_t kMaxPackets = 10'000;

} // namespace kith::net::engine
