// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/engineio/enginepackets.h"

namespace kith::net::engine {

std::optional<Packet> parsePacket(QByteArrayView text, bool inPayload)
{
    if (text.isEmpty())
        return {};
    const char type = text.front();
    const QByteArrayView rest = text.sliced(1);
    if (inPayload && type == 'b') {
        auto decoded = QByteArray::fromBase64Encoding(
            rest.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return {};
        return Packet{.type = PacketType::Message, .isBinary = true, .data = *decoded};
    }
    if (type < '0' || type > '6')
        return {};
    return Packet{.type = static_cast<PacketType>(type), .data = rest.toByteArray()};
}

std::optional<std::vector<Packet>> parsePayload(QByteArrayView body)
{
    std::vector<Packet> packets;
    while (true) {
        const qsizetype end = body.indexOf(kSeparator);
        auto packet = parsePacket(end < 0 ? body : body.first(end), true);
        if (!packet || packets.size() >= kMaxPackets)
            return {};
        packets.push_back(std::move(*packet));
        if (end < 0)
            return packets;
        body = body.sliced(end + 1);
    }
}

} // namespace kith::net::engine
