// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/websocket/wsframing.h"

namespace kith::net {

/// Turns a client's bytes into whole messages: unmasked, fragments joined. Bounded by the rules: at
/// most one message and one partial frame are kept.
class WebSocketReader
{
public:
    enum class Event { NeedMore, Text, Binary, Ping, Pong, Closed, Refused };
    struct Step
    {
        Event event = Event::NeedMore;
        qsizetype used = 0;
    };

    explicit WebSocketReader(const WebSocketRules &rules) : m_framing(rules) { }

    /// Walks to the end of the next message, or of all bytes (NeedMore). Nothing is looked at
    /// behind a Close frame or a violation.
    Step feed(QByteArrayView bytes);
    /// Of the message or ping that feed() has just told.
    QByteArray takePayload() { return std::exchange(m_payload, {}); }

    /// A message has begun and is not complete.
    bool isPartial() const { return !m_partial.isEmpty() || !m_message.isEmpty(); }
    const WebSocketFraming &framing() const { return m_framing; }

private:
    Event takeFrame(QByteArrayView frame);

    WebSocketFraming m_framing;
    QByteArray m_partial; // the beginning of a frame
    QByteArray m_message; // the unmasked fragments of a message
    QByteArray m_payload;
    Opcode m_opcode = Opcode::Text; // of that message
};

} // namespace kith::net
