// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/wsreader.h"

#include <QtEndian>

namespace kith::net {

QByteArray zeroMaskedHeader(Opcode opcode, qsizetype payload)
{
    QByteArray header;
    header.append(static_cast<char>(0x80 | static_cast<quint8>(opcode)));
    if (payload < 126) {
        header.append(static_cast<char>(0x80 | payload));
    } else if (payload <= 0xFFFF) {
        header.append(static_cast<char>(0x80 | 126));
        const quint16 size = qToBigEndian(static_cast<quint16>(payload));
        header.append(reinterpret_cast<const char *>(&size), sizeof size);
    } else {
        header.append(static_cast<char>(0x80 | 127));
        const quint64 size = qToBigEndian(static_cast<quint64>(payload));
        header.append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    return header.append(4, '\0');
}

WebSocketReader::Outcome WebSocketReader::read(QByteArrayView bytes, QByteArray &ready)
{
    while (!bytes.isEmpty()) {
        const auto step = m_framing.feed(bytes);
        switch (step.event) {
        case WebSocketFraming::Event::Refused:
            return Outcome::Refused;
        case WebSocketFraming::Event::NeedMore:
            m_partial.append(bytes);
            return Outcome::Open;
        case WebSocketFraming::Event::FrameDone:
            if (m_framing.isClosed())
                return Outcome::Closed;
            takeFrame(bytes.first(step.used), ready);
            bytes = bytes.sliced(step.used);
            break;
        }
    }
    return Outcome::Open;
}

void WebSocketReader::takeFrame(QByteArrayView tail, QByteArray &ready)
{
    const WebSocketFraming::Frame &frame = m_framing.frame();
    const bool isData = frame.opcode <= Opcode::Binary;
    const bool isFragment = isData && (!frame.fin || frame.opcode == Opcode::Continuation);
    if (!isFragment) {
        ready.append(m_partial).append(tail);
        m_partial.clear();
        return;
    }
    m_partial.append(tail);
    takeFragment(QByteArrayView(m_partial).sliced(frame.header), ready);
    m_partial.clear();
}

void WebSocketReader::takeFragment(QByteArrayView payload, QByteArray &ready)
{
    const WebSocketFraming::Frame &frame = m_framing.frame();
    if (frame.opcode != Opcode::Continuation)
        m_opcode = frame.opcode;
    const qsizetype before = m_message.size();
    m_message.append(payload);
    unmask(m_message.data() + before, payload.size(), frame.mask);
    if (frame.fin) {
        ready.append(zeroMaskedHeader(m_opcode, m_message.size())).append(m_message);
        m_message.clear();
    }
}

} // namespace kith::net
