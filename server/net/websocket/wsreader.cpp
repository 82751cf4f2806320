// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/websocket/wsreader.h"

namespace kith::net {

namespace {

WebSocketReader::Event eventOf(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Text:
        return WebSocketReader::Event::Text;
    case Opcode::Binary:
        return WebSocketReader::Event::Binary;
    case Opcode::Ping:
        return WebSocketReader::Event::Ping;
    default:
        return WebSocketReader::Event::Pong;
    }
}

} // namespace

WebSocketReader::Step WebSocketReader::feed(QByteArrayView bytes)
{
    Step step;
    while (step.event == Event::NeedMore && step.used < bytes.size()) {
        const QByteArrayView left = bytes.sliced(step.used);
        const auto frame = m_framing.feed(left);
        step.used += frame.used;
        if (frame.event == WebSocketFraming::Event::Refused) {
            step.event = Event::Refused;
        } else if (frame.event == WebSocketFraming::Event::NeedMore) {
            m_partial.append(left);
            step.used = bytes.size();
        } else if (m_framing.isClosed()) {
            step.event = Event::Closed;
        } else if (m_partial.isEmpty()) {
            step.event = takeFrame(left.first(frame.used));
        } else {
            const QByteArray whole = std::exchange(m_partial, {}).append(left.first(frame.used));
            step.event = takeFrame(whole);
        }
    }
    return step;
}

/// NeedMore after a fragment that is not the last.
WebSocketReader::Event WebSocketReader::takeFrame(QByteArrayView bytes)
{
    const WebSocketFraming::Frame &frame = m_framing.frame();
    const QByteArrayView payload = bytes.sliced(frame.header);
    const bool isData = frame.opcode <= Opcode::Binary;
    QByteArray &into = isData ? m_message : m_payload;
    if (frame.opcode != Opcode::Continuation)
        into.clear();
    const qsizetype before = into.size();
    into.append(payload);
    unmask(into.data() + before, payload.size(), frame.mask);
    if (!isData)
        return eventOf(frame.opcode);
    if (frame.opcode != Opcode::Continuation)
        m_opcode = frame.opcode;
    if (!frame.fin)
        return Event::NeedMore;
    m_payload = std::exchange(m_message, {});
    return eventOf(m_opcode);
}

} // namespace kith::net
