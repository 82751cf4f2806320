// SPDX-License-Identifier: GPL-3.0-or-later
#include "wspeer.h"

#include <algorithm>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// RFC 6455 section 5.3 wants an unpredictable key for each frame against confused proxies. There
/// is none on loopback, and a fixed key lets frames be made in advance.
constexpr std::array<char, 4> kMask{0x37, 0x5a, 0x1c, 0x6e};

void appendMasked(QByteArray &out, int opcode, QByteArrayView payload)
{
    const qsizetype size = payload.size();
    out += static_cast<char>(0x80 | opcode);
    if (size < 126) {
        out += static_cast<char>(0x80 | size);
    } else {
        out += static_cast<char>(0x80 | 126);
        out += static_cast<char>(size >> 8);
        out += static_cast<char>(size & 0xff);
    }
    out.append(kMask.data(), 4);
    for (qsizetype i = 0; i < size; ++i)
        out += static_cast<char>(payload[i] ^ kMask[static_cast<size_t>(i) % 4]);
}

quint64 bigEndian(QByteArrayView bytes)
{
    quint64 value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<quint8>(byte);
    return value;
}

const QByteArray &pingFrame()
{
    static const QByteArray frame = clientFrame(R"({"type":"ping"})");
    return frame;
}

} // namespace

FrameKind kindOf(QByteArrayView text)
{
    constexpr QByteArrayView kStart = R"({"type":")";
    if (!text.startsWith(kStart))
        return FrameKind::Other;
    const QByteArrayView type = text.sliced(kStart.size());
    if (type.startsWith("message_created\""))
        return FrameKind::Created;
    if (type.startsWith("ack\""))
        return FrameKind::Ack;
    if (type.startsWith("ready\""))
        return FrameKind::Ready;
    if (type.startsWith("resumed\""))
        return FrameKind::Resumed;
    if (type.startsWith("pong\""))
        return FrameKind::Pong;
    return type.startsWith("error\"") ? FrameKind::Error : FrameKind::Other;
}

QByteArray clientFrame(QByteArrayView text)
{
    QByteArray frame;
    frame.reserve(text.size() + 8);
    appendMasked(frame, 1, text);
    return frame;
}

QByteArray sendFrame(qint64 chat, QByteArrayView content)
{
    // Unlike those of any run before: a data folder may be used again.
    static const QByteArray run =
        QByteArray::number(std::chrono::system_clock::now().time_since_epoch().count(), 36);
    static qint64 sent = 0;
    QByteArray text = R"({"type":"send","chat_id":)";
    text += QByteArray::number(chat);
    text += R"(,"content":")";
    text += content;
    text += R"(","client_id":")";
    text += run;
    text += '-';
    text += QByteArray::number(++sent);
    text += "\"}";
    return clientFrame(text);
}

WsPeer::WsPeer(Loop &loop, quint16 port, QByteArray token)
    : TcpPeer(loop), m_port(port), m_token(std::move(token))
{
}

WsPeer::WsPeer(Loop &loop, quint16 port, Speech speech)
    : TcpPeer(loop), m_port(port), m_speech(std::move(speech))
{
}

bool WsPeer::connect(int host, Crowd *crowd)
{
    m_crowd = crowd;
    m_upgraded = m_ready = m_live = m_failed = false;
    m_closeCode = 0;
    m_failed = !open(m_port, host);
    return !m_failed;
}

void WsPeer::connected()
{
    send("GET " + (m_speech ? m_speech->path : "/api/v2/ws")
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + (m_token.isEmpty() ? QByteArray() : "Authorization: Bearer " + m_token + "\r\n")
        + "\r\n");
}

void WsPeer::closed() { fail(m_closeCode); }

void WsPeer::fail(quint16 code)
{
    m_closeCode = code;
    if (!std::exchange(m_failed, true) && m_crowd)
        m_crowd->failed.push_back(this);
}

qsizetype WsPeer::takeUpgrade(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return 0;
    m_upgraded = bytes.startsWith("HTTP/1.1 101");
    if (!m_upgraded) {
        drop();
        fail(bytes.sliced(9, 3).toByteArray().toUShort());
        return bytes.size();
    }
    if (m_speech && !m_speech->hello.isEmpty())
        send(clientFrame(m_speech->hello));
    return end + 4;
}

qsizetype WsPeer::consume(QByteArrayView bytes)
{
    qsizetype used = 0;
    if (!m_upgraded) {
        used = takeUpgrade(bytes);
        if (!m_upgraded)
            return used;
    }
    while (bytes.size() - used >= 2) {
        const QByteArrayView rest = bytes.sliced(used);
        qsizetype head = 2;
        quint64 size = static_cast<quint8>(rest[1]) & 0x7f;
        if (size >= 126) {
            head = size == 126 ? 4 : 10;
            if (rest.size() < head)
                break;
            size = bigEndian(rest.sliced(2, head - 2));
        }
        const qsizetype whole = head + static_cast<qsizetype>(size);
        if (rest.size() < whole)
            break;
        used += whole;
        take(rest[0] & 0x0f, rest.sliced(head, whole - head));
    }
    return used;
}

void WsPeer::take(int opcode, QByteArrayView payload)
{
    if (opcode == 1)
        return takeText(payload);
    if (opcode == 9) { // the server's heartbeat
        QByteArray pong;
        appendMasked(pong, 10, payload);
        send(pong);
    } else if (opcode == 8 && payload.size() >= 2) {
        fail(static_cast<quint16>(bigEndian(payload.first(2))));
    }
}

void WsPeer::goLive()
{
    m_live = true;
    if (m_crowd)
        ++m_crowd->live;
}

void WsPeer::takeForeign(QByteArrayView text)
{
    if (text == "2") // Engine.IO's heartbeat
        return send(clientFrame("3"));
    if (!m_live && text.startsWith(m_speech->live))
        return goLive();
    frame(text.startsWith(m_speech->created) ? FrameKind::Created : FrameKind::Other, text);
}

void WsPeer::takeText(QByteArrayView text)
{
    if (m_speech)
        return takeForeign(text);
    const FrameKind kind = kindOf(text);
    if (kind == FrameKind::Ready) {
        m_ready = true;
        if (!m_greeting.isEmpty())
            send(m_greeting);
        send(pingFrame());
    } else if (kind == FrameKind::Pong && !m_live) {
        goLive();
    } else {
        frame(kind, text);
    }
}

Result<qint64> openAll(Loop &loop, const std::vector<WsPeer *> &peers, const OpenOptions &options)
{
    constexpr qint64 kHosts = 8; // 127.0.0.1 to 127.0.0.8
    Crowd crowd;
    std::vector<WsPeer *> waiting(peers.rbegin(), peers.rend());
    qint64 retried = 0;
    qint64 opened = 0;
    const Instant start = now();
    while (crowd.live < static_cast<qint64>(peers.size())) {
        while (!waiting.empty()
            && peers.size() - waiting.size() - static_cast<size_t>(crowd.live) < options.window) {
            if (!waiting.back()->connect(static_cast<int>(1 + opened++ % kHosts), &crowd))
                return unavailable(u"no socket for peer %1"_s.arg(opened));
            waiting.pop_back();
        }
        loop.turn(50ms);
        for (WsPeer *peer : std::exchange(crowd.failed, {})) {
            if (!options.retries || peer->isLive())
                return unavailable(u"a socket was refused or closed (%1)"_s.arg(peer->closeCode()));
            ++retried;
            waiting.push_back(peer);
        }
        if (secondsSince(start) > 120)
            return unavailable(
                u"%1 of %2 sockets are live after two minutes"_s.arg(crowd.live).arg(peers.size()));
    }
    for (WsPeer *peer : peers)
        peer->forgetCrowd();
    return retried;
}

} // namespace kith::bench
