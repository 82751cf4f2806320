// SPDX-License-Identifier: GPL-3.0-or-later
// Engine.IO payloads: what is read is no more than came, and its packets are those of its parts.
#include "fuzz.h"
#include "net/engineio/enginepackets.h"

#include <QList>

using namespace kith::net;
using namespace kith::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input = viewOf(data, size);
    const auto packets = engine::parsePayload(input);
    const auto parts = input.toByteArray().split(engine::kSeparator);
    if (packets) {
        must(packets->size() == static_cast<size_t>(parts.size()), "a packet for each part");
        qsizetype total = 0;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const engine::Packet &packet = (*packets)[static_cast<size_t>(i)];
            must(engine::parsePacket(parts[i], true) == packet, "as its part alone");
            must(!packet.isBinary || packet.type == engine::PacketType::Message,
                "only messages have bytes");
            total += packet.data.size();
        }
        must(total <= input.size(), "no more comes out than went in");
    }
    const auto frame = engine::parsePacket(input, false);
    must(!frame || (!frame->isBinary && frame->data.size() < input.size()), "a frame is text");
    return 0;
}
