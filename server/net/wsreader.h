// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/wsframing.h"

namespace kith::net {

/// Turns a client's bytes into frames that QWebSocket gets right: whole ones only (it arms a 5 s
/// kill timer on a partial one), one frame a message (its UTF-8 decoder starts anew with each
/// fragment and closes 1007 on a character split between two), no Close frames (the edge does the
/// close handshake). Bounded by the rules: at most one message and one partial frame are kept.
class WebSocketReader
{
public:
    enum class Outcome { Open, Closed, Refused };

    explicit WebSocketReader(const WebSocketRules &rules) : m_framing(rules) { }

    /// Appends the frames that became complete to `ready`. Nothing is looked at behind a Close
    /// frame or a violation.
    Outcome read(QByteArrayView bytes, QByteArray &ready);

    /// A message has begun and is not complete.
    bool isPartial() const { return !m_partial.isEmpty() || !m_message.isEmpty(); }
    const WebSocketFraming &framing() const { return m_framing; }

private:
    void takeFrame(QByteArrayView tail, QByteArray &ready);
    void takeFragment(QByteArrayView payload, QByteArray &ready);

    WebSocketFraming m_framing;
    QByteArray m_partial; // the beginning of a frame
    QByteArray m_message; // the unmasked fragments of a message
    Opcode m_opcode = Opcode::Text; // of that message
};

/// A frame header as a client sends it with a mask of zeros, which leaves the payload as it is.
QByteArray zeroMaskedHeader(Opcode opcode, qsizetype payload);

} // namespace kith::net
