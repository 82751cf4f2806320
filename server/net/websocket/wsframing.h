// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/websocket/utf8check.h"
#include "shared/limits.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace kith::net {

enum class Opcode : quint8 {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10
};

/// Limits of one connection's incoming messages, in bytes.
struct WebSocketRules
{
    qint64 frame = limits::kFrameBytes;
    qint64 message = limits::kFrameBytes;
    int fragments = 128;
};

/// Walks the bytes a client sends after its upgrade and says where frames end, or with which close
/// code to refuse them. It knows no sockets and stores no payload (but a Close frame's).
///
/// Rules: RFC 6455 §5: masked, no reserved bits or opcodes, control frames short and whole, sound
/// continuation, shortest length form, UTF-8 text across fragments, right Close payloads.
class WebSocketFraming
{
public:
    enum class Event { NeedMore, FrameDone, Refused };
    struct Step
    {
        Event event = Event::NeedMore;
        qsizetype used = 0;
    };
    struct Frame
    {
        Opcode opcode = Opcode::Continuation;
        bool fin = false;
        qint64 payload = 0;
        qsizetype header = 0; ///< bytes before the payload
        std::array<quint8, 4> mask{};
    };
    struct Refusal
    {
        quint16 code = 0; ///< 1002, 1007 or 1009
        const char *reason = "";
    };

    explicit WebSocketFraming(const WebSocketRules &rules) : m_rules(&rules) { }

    /// Walks to the end of the frame. After a Close frame nothing more is looked at.
    Step feed(QByteArrayView bytes);

    /// The frame that FrameDone ended.
    const Frame &frame() const { return m_frame; }
    Refusal refusal() const { return m_refusal; }
    /// True after FrameDone of a Close frame: its code (1005 if it had none) and reason.
    bool isClosed() const { return m_closed; }
    quint16 closeCode() const;
    QByteArray closeReason() const { return m_closePayload.mid(2); }

private:
    bool headerBytes(quint8 first, quint8 second);
    bool lengthDone();
    bool dataFrame();
    bool payload(QByteArrayView bytes);
    bool text(QByteArrayView bytes);
    bool frameDone();
    bool closeDone();
    bool refuse(quint16 code, const char *reason);

    const WebSocketRules *m_rules;
    Frame m_frame;
    Refusal m_refusal;
    std::array<quint8, 14> m_header{};
    qsizetype m_got = 0; // of the header
    qsizetype m_needed = 2; // of the header, as far as known
    qint64 m_at = 0; // in the payload
    bool m_inPayload = false;
    bool m_closed = false;

    bool m_inMessage = false; // between a first fragment and the last
    bool m_isText = false;
    qint64 m_message = 0;
    int m_fragments = 0;
    Utf8Check m_utf8;
    QByteArray m_closePayload;
};

/// XORs in place, as RFC 6455 §5.3 has it; `at` is the payload's offset of the first byte.
void unmask(char *bytes, qsizetype size, const std::array<quint8, 4> &mask, qint64 at = 0);

} // namespace kith::net
