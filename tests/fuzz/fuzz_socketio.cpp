// SPDX-License-Identifier: GPL-3.0-or-later
// Socket.IO packets: one that is read is written as one that is read the same.
#include "apis/socketio/packet.h"
#include "fuzz.h"

using namespace kith::dialects::socketio;
using namespace kith::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto packet = parsePacket(viewOf(data, size));
    if (!packet)
        return 0;
    must(packet->attachments >= 0 && packet->attachments <= kAttachments, "few attachments");
    must(packet->nsp.startsWith('/') && packet->nsp.size() <= kNamespaceChars, "a namespace");
    must(!packet->ack || (*packet->ack >= 0 && *packet->ack <= kAckMax), "a number");
    const QByteArray written = toMessage(*packet);
    must(parsePacket(QByteArrayView(written).sliced(1)) == packet, "written as it was read");
    return 0;
}
