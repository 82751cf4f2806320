// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/websocket/wsframing.h"

#include "shared/closecodes.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace kith::net {

namespace {

bool isControl(Opcode opcode) { return static_cast<quint8>(opcode) >= 8; }

bool isKnown(quint8 opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }

/// Codes a client may send (RFC 6455 §7.4 and the IANA registry).
bool isCloseCode(quint16 code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
}

/// The mask as eight bytes in the order that `at` asks for.
quint64 wideMask(const std::array<quint8, 4> &mask, qint64 at)
{
    std::array<quint8, 8> wide{};
    for (size_t i = 0; i < wide.size(); ++i)
        wide[i] = mask[(static_cast<size_t>(at) + i) % 4];
    quint64 word = 0;
    std::memcpy(&word, wide.data(), sizeof word);
    return word;
}

} // namespace

void unmask(char *bytes, qsizetype size, const std::array<quint8, 4> &mask, qint64 at)
{
    const quint64 wide = wideMask(mask, at);
    qsizetype i = 0;
    for (; i + 8 <= size; i += 8) {
        quint64 word = 0;
        std::memcpy(&word, bytes + i, sizeof word);
        word ^= wide;
        std::memcpy(bytes + i, &word, sizeof word);
    }
    for (; i < size; ++i)
        bytes[i] = static_cast<char>(
            static_cast<quint8>(bytes[i]) ^ mask[static_cast<size_t>(at + i) % 4]);
}

bool WebSocketFraming::refuse(quint16 code, const char *reason)
{
    m_refusal = {code, reason};
    return false;
}

WebSocketFraming::Step WebSocketFraming::feed(QByteArrayView bytes)
{
    if (m_refusal.code != 0)
        return {Event::Refused, 0};
    if (m_closed)
        return {Event::NeedMore, bytes.size()};
    qsizetype used = 0;
    while (!m_inPayload) {
        if (used == bytes.size())
            return {Event::NeedMore, used};
        m_header[static_cast<size_t>(m_got++)] = static_cast<quint8>(bytes[used++]);
        if (m_got < m_needed)
            continue;
        const bool good = m_got == 2 ? headerBytes(m_header[0], m_header[1]) : lengthDone();
        if (!good)
            return {Event::Refused, used};
    }
    const auto take =
        static_cast<qsizetype>(std::min<qint64>(bytes.size() - used, m_frame.payload - m_at));
    if (!payload(bytes.sliced(used, take)))
        return {Event::Refused, used};
    used += take;
    if (m_at < m_frame.payload)
        return {Event::NeedMore, used};
    if (!frameDone())
        return {Event::Refused, used};
    return {Event::FrameDone, used};
}

bool WebSocketFraming::headerBytes(quint8 first, quint8 second)
{
    if ((first & 0x70) != 0)
        return refuse(closecodes::kProtocolError, "reserved bits");
    if (!isKnown(first & 0x0F))
        return refuse(closecodes::kProtocolError, "unknown opcode");
    if ((second & 0x80) == 0)
        return refuse(closecodes::kProtocolError, "unmasked frame");
    m_frame.fin = (first & 0x80) != 0;
    m_frame.opcode = static_cast<Opcode>(first & 0x0F);
    m_frame.payload = second & 0x7F;
    if (isControl(m_frame.opcode)) {
        if (!m_frame.fin)
            return refuse(closecodes::kProtocolError, "fragmented control frame");
        if (m_frame.payload > 125)
            return refuse(closecodes::kProtocolError, "control frame too long");
    } else if (m_inMessage != (m_frame.opcode == Opcode::Continuation)) {
        return refuse(
            closecodes::kProtocolError, m_inMessage ? "unfinished message" : "nothing to continue");
    }
    m_needed = 2 + (m_frame.payload == 126 ? 2 : m_frame.payload == 127 ? 8 : 0) + 4;
    return true;
}

bool WebSocketFraming::lengthDone()
{
    if (m_frame.payload == 126) {
        m_frame.payload = qFromBigEndian<quint16>(&m_header[2]);
        if (m_frame.payload < 126)
            return refuse(closecodes::kProtocolError, "length not in its shortest form");
    } else if (m_frame.payload == 127) {
        const auto length = qFromBigEndian<quint64>(&m_header[2]);
        if (length <= 0xFFFF || length >> 63 != 0)
            return refuse(closecodes::kProtocolError, "length not in its shortest form");
        m_frame.payload = static_cast<qint64>(length);
    }
    std::copy_n(m_header.begin() + m_needed - 4, 4, m_frame.mask.begin());
    m_frame.header = m_needed;
    m_at = 0;
    m_inPayload = true;
    return isControl(m_frame.opcode) || dataFrame();
}

bool WebSocketFraming::dataFrame()
{
    if (m_frame.opcode != Opcode::Continuation) {
        m_isText = m_frame.opcode == Opcode::Text;
        m_message = 0;
        m_fragments = 0;
        m_utf8.reset();
    }
    m_message += std::min(m_frame.payload, m_rules->message + 1);
    if (m_frame.payload > m_rules->frame || m_message > m_rules->message)
        return refuse(closecodes::kTooBig, "message too big");
    if (++m_fragments > m_rules->fragments)
        return refuse(closecodes::kTooBig, "too many fragments");
    m_inMessage = !m_frame.fin;
    return true;
}

bool WebSocketFraming::payload(QByteArrayView bytes)
{
    if (m_frame.opcode == Opcode::Close) {
        const qsizetype before = m_closePayload.size();
        m_closePayload.append(bytes);
        unmask(m_closePayload.data() + before, bytes.size(), m_frame.mask, m_at);
    } else if (!isControl(m_frame.opcode) && m_isText && !text(bytes)) {
        return refuse(closecodes::kBadText, "text is not UTF-8");
    }
    m_at += bytes.size();
    return true;
}

bool WebSocketFraming::text(QByteArrayView bytes)
{
    constexpr quint64 kNotAscii = 0x8080808080808080;
    const quint64 wide = wideMask(m_frame.mask, m_at);
    for (qsizetype i = 0; i < bytes.size();) {
        // Most of a text is ASCII: eight bytes a step between characters.
        if (m_utf8.isComplete() && i % 8 == 0 && i + 8 <= bytes.size()) {
            quint64 word = 0;
            std::memcpy(&word, bytes.data() + i, sizeof word);
            if (((word ^ wide) & kNotAscii) == 0) {
                i += 8;
                continue;
            }
        }
        const auto key = m_frame.mask[static_cast<size_t>(m_at + i) % 4];
        if (!m_utf8.add(static_cast<quint8>(static_cast<quint8>(bytes[i]) ^ key)))
            return false;
        ++i;
    }
    return true;
}

bool WebSocketFraming::frameDone()
{
    m_inPayload = false;
    m_got = 0;
    m_needed = 2;
    if (m_frame.opcode == Opcode::Close)
        return closeDone();
    if (!isControl(m_frame.opcode) && m_frame.fin && m_isText && !m_utf8.isComplete())
        return refuse(closecodes::kBadText, "text is not UTF-8");
    return true;
}

bool WebSocketFraming::closeDone()
{
    m_closed = true;
    if (m_closePayload.isEmpty())
        return true;
    if (m_closePayload.size() == 1 || !isCloseCode(closeCode()))
        return refuse(closecodes::kProtocolError, "invalid close code");
    Utf8Check utf8;
    for (const char c : std::as_const(m_closePayload).sliced(2)) {
        if (!utf8.add(static_cast<quint8>(c)))
            return refuse(closecodes::kBadText, "close reason is not UTF-8");
    }
    return utf8.isComplete() || refuse(closecodes::kBadText, "close reason is not UTF-8");
}

quint16 WebSocketFraming::closeCode() const
{
    return m_closePayload.size() < 2 ? closecodes::kNoCode
                                     : qFromBigEndian<quint16>(m_closePayload.constData());
}

} // namespace kith::net
