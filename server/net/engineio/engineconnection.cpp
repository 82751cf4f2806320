// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/engineio/engineconnection.h"

namespace kith::net {

using engine::Packet;
using engine::PacketType;
using std::chrono::milliseconds;

namespace {

/// The wheel is late by a slot or two and never early; a client counts on what was promised.
constexpr milliseconds kEarly = TimerWheel::kSlot;
constexpr milliseconds kLatePoll{100};
/// A poll that was sent after a probe's WebSocket opened may overtake the upgrade on its way here.
constexpr milliseconds kOvertaking{30};

Reply payloadReply(QByteArray body)
{
    return {.status = 200,
        .contentType = QByteArrayLiteral("text/plain; charset=UTF-8"),
        .body = std::move(body),
        .headers = {{"Cache-Control", "no-store"}}};
}
Reply refusal()
{
    return {.status = 400,
        .contentType = QByteArrayLiteral("text/plain"),
        .body = QByteArrayLiteral("\"Bad Request\""),
        .headers = {}};
}

} // namespace

QByteArray openPacket(const QByteArray &sid, const api::EngineTimes &times, bool mayUpgrade)
{
    return R"(0{"sid":")" + sid + R"(","upgrades":[)" + (mayUpgrade ? "\"websocket\"" : "")
        + R"(],"pingTimeout":)" + QByteArray::number(qint64(times.pingTimeout.count()))
        + R"(,"pingInterval":)" + QByteArray::number(qint64(times.pingInterval.count()))
        + R"(,"maxPayload":)" + QByteArray::number(engine::kMaxPayload) + '}';
}

EngineConnection::EngineConnection(Options options, Answer answer)
    : m_options(std::move(options)), m_id(nextConnectionId()), m_poll(std::move(answer)),
      m_heartbeat(m_options.wheel,
          [this] {
              if (!m_open)
                  return end(closecodes::kNormal, "closed");
              m_pinged ? end(closecodes::kLost, "no answer to a ping") : sendPing();
          }),
      m_upgradeDeadline(m_options.wheel,
          [this] {
              m_probe.reset();
              m_probed = false;
          }),
      m_overtaking(m_options.wheel, [this] { answerPoll(); })
{
    m_queue.push_back(SharedFrame::text(openPacket(m_options.sid, m_options.times, true)));
    m_heartbeat.arm(m_options.times.pingInterval - kEarly);
    answerPoll();
}

EngineConnection::EngineConnection(Options options, std::unique_ptr<Connection> socket)
    : m_options(std::move(options)), m_id(nextConnectionId()), m_socket(std::move(socket)),
      m_heartbeat(m_options.wheel,
          [this] { m_pinged ? end(closecodes::kLost, "no answer to a ping") : sendPing(); }),
      m_upgradeDeadline(m_options.wheel, [] {}), m_overtaking(m_options.wheel, [] {})
{
    listenTo(*m_socket);
    m_socket->send(SharedFrame::text(openPacket(m_options.sid, m_options.times, false)));
    m_socket->flush();
    m_heartbeat.arm(m_options.times.pingInterval - kEarly);
}

EngineConnection::~EngineConnection()
{
    if (m_destroyed)
        *m_destroyed = true;
    if (m_poll)
        m_poll(payloadReply("1"));
    m_options.gone(m_options.sid);
}

void EngineConnection::listenTo(Connection &socket)
{
    socket.onText = [this](const QByteArray &text) { takeFrame(text); };
    socket.onBinary = [this](QByteArray payload) {
        take({.type = PacketType::Message, .isBinary = true, .data = std::move(payload)});
    };
    socket.onClosed = [this](quint16 code, const QByteArray &reason) { end(code, reason); };
    socket.onDrained = [this] {
        if (onDrained)
            onDrained();
    };
    socket.onRoundTrip = [this](std::chrono::nanoseconds time) {
        if (onRoundTrip)
            onRoundTrip(time);
    };
}

// ---- Requests -----------------------------------------------------------------------------------

void EngineConnection::poll(Answer answer)
{
    if (m_socket || m_told) {
        answer(refusal());
        return;
    }
    if (m_poll) { // two at once: neither could know which packets the other was given
        answer(refusal());
        m_queue.clear();
        m_saysClose = true;
        answerPoll();
        return end(closecodes::kProtocolError, "two polls at once");
    }
    m_poll = std::move(answer);
    m_pollIsLate = m_probe != nullptr;
    if (!m_open) {
        answerPoll();
        return end(closecodes::kNormal, "closed");
    }
    if (!m_queue.empty())
        return answerPoll();
    if (m_probed)
        m_overtaking.arm(kOvertaking);
}

void EngineConnection::post(QByteArrayView body, const Answer &answer)
{
    auto packets = engine::parsePayload(body);
    if (m_socket || !m_open || !packets) {
        answer(refusal());
        if (!packets && !m_socket)
            end(closecodes::kProtocolError, "a payload that is none");
        return;
    }
    m_corked = true;
    for (Packet &packet : *packets) {
        const bool isClose = packet.type == PacketType::Close;
        const bool isFit =
            isClose || packet.type == PacketType::Message || packet.type == PacketType::Pong;
        if (!isFit) {
            m_corked = false;
            answer(refusal());
            return end(closecodes::kProtocolError, "a packet that no client sends");
        }
        if (isClose) {
            m_corked = false;
            answer(payloadReply("ok"));
            return closedByClient();
        }
        if (!take(std::move(packet))) {
            answer(payloadReply("ok"));
            return;
        }
    }
    m_corked = false;
    answer(payloadReply("ok"));
    flush();
}

void EngineConnection::pollLeft()
{
    // Answered although nobody reads it: whoever only half closed does, and a request that nobody
    // answers keeps its descriptor and its seat for ever.
    if (const Answer waiting = std::exchange(m_poll, nullptr))
        waiting(payloadReply("6"));
}

void EngineConnection::probe(std::unique_ptr<Connection> socket)
{
    if (m_socket || m_probe || !m_open)
        return; // it is dropped
    m_probe = std::move(socket);
    m_probe->onText = [this](const QByteArray &text) { probeSays(text); };
    m_probe->onBinary = [this](const QByteArray &) { probeSays({}); };
    m_probe->onClosed = [this](quint16, const QByteArray &) {
        m_probed = false;
        m_upgradeDeadline.cancel();
        m_probe.reset();
    };
    m_upgradeDeadline.arm(m_options.times.upgradeTimeout);
}

void EngineConnection::probeSays(const QByteArray &text)
{
    if (!m_probed && text == "2probe") {
        m_probed = true;
        m_probe->send(SharedFrame::text("3probe"));
        m_probe->flush();
        // The client waits for its last poll to end.
        return m_pollIsLate && m_poll ? m_overtaking.arm(kOvertaking) : answerPoll();
    }
    if (m_probed && text == "5")
        return upgraded();
    m_probed = false;
    m_upgradeDeadline.cancel();
    m_probe.reset();
}

void EngineConnection::upgraded()
{
    m_upgradeDeadline.cancel();
    m_overtaking.cancel();
    m_probed = false;
    m_socket = std::move(m_probe);
    m_options.seat.reset();
    listenTo(*m_socket);
    if (const Answer waiting = std::exchange(m_poll, nullptr))
        waiting(m_pollIsLate ? refusal() : payloadReply("6"));
    for (const SharedFrame &frame : std::exchange(m_queue, {}))
        m_socket->send(frame);
    m_queued = 0;
    m_socket->flush();
    if (onDrained)
        onDrained();
}

// ---- Packets of the client ----------------------------------------------------------------------

void EngineConnection::takeFrame(const QByteArray &text)
{
    auto packet = engine::parsePacket(text, false);
    if (!packet)
        return end(closecodes::kProtocolError, "a packet that is none");
    switch (packet->type) {
    case PacketType::Message:
    case PacketType::Pong:
        take(std::move(*packet));
        return;
    case PacketType::Close:
        return close(closecodes::kNormal, "closed by the client");
    case PacketType::Open:
    case PacketType::Ping:
    case PacketType::Upgrade:
    case PacketType::Noop:
        return end(closecodes::kProtocolError, "a packet that no client sends");
    }
}

bool EngineConnection::take(Packet packet)
{
    if (packet.type == PacketType::Pong) {
        m_pinged = false;
        if (m_open)
            m_heartbeat.arm(m_options.times.pingInterval - kEarly);
        return true;
    }
    return deliver(packet.isBinary ? onBinary : onText, std::move(packet.data));
}

bool EngineConnection::deliver(const std::function<void(QByteArray)> &call, QByteArray payload)
{
    if (!m_open || !call)
        return m_open;
    const auto kept = call;
    bool destroyed = false;
    bool *const outer = std::exchange(m_destroyed, &destroyed);
    kept(std::move(payload));
    if (destroyed) {
        if (outer)
            *outer = true;
        return false;
    }
    m_destroyed = outer;
    return m_open;
}

// ---- Packets of ours ----------------------------------------------------------------------------

void EngineConnection::sendPing()
{
    m_pinged = true;
    m_heartbeat.arm(m_options.times.pingTimeout - 2 * kEarly);
    static const SharedFrame ping = SharedFrame::text("2");
    send(ping);
    flush();
}

void EngineConnection::send(const SharedFrame &frame)
{
    if (!m_open)
        return;
    if (m_socket)
        return m_socket->send(frame);
    m_queue.push_back(frame);
    m_queued += frame.size();
}

void EngineConnection::flush()
{
    if (m_socket)
        return m_socket->flush();
    if (!m_corked && m_poll && !m_queue.empty())
        answerPoll();
}

qsizetype EngineConnection::bytesQueued() const
{
    return m_socket ? m_socket->bytesQueued() : m_queued;
}

void EngineConnection::answerPoll()
{
    const Answer waiting = std::exchange(m_poll, nullptr);
    if (!waiting)
        return;
    const bool hadMuch = m_queued > 0;
    // What nobody waits for any more is for the next poll.
    const auto queue = m_queue;
    const qsizetype queued = m_queued;
    if (!waiting(payloadReply(takePayload()))) {
        m_queue = queue;
        m_queued = queued;
        return;
    }
    if (hadMuch && m_queued == 0 && onDrained)
        onDrained();
}

/// As much as a client takes at once; a noop when there is nothing to say.
QByteArray EngineConnection::takePayload()
{
    QByteArray body;
    size_t taken = 0;
    for (const SharedFrame &frame : m_queue) {
        const QByteArrayView payload = frame.payload();
        const QByteArray packet =
            frame.isBinary() ? 'b' + payload.toByteArray().toBase64() : payload.toByteArray();
        if (taken > 0 && body.size() + packet.size() + 1 > engine::kMaxPayload)
            break;
        if (taken > 0)
            body += engine::kSeparator;
        body += packet;
        m_queued -= frame.size();
        ++taken;
    }
    m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<qsizetype>(taken));
    if (m_queue.empty()) {
        m_queued = 0;
        if (m_saysClose)
            return body.isEmpty() ? QByteArray("1") : body + engine::kSeparator + '1';
    }
    return body.isEmpty() ? QByteArray("6") : body;
}

// ---- The end ------------------------------------------------------------------------------------

void EngineConnection::close(quint16 code, QByteArrayView reason)
{
    if (!m_open)
        return;
    m_open = false;
    m_heartbeat.cancel();
    m_upgradeDeadline.cancel();
    if (m_socket) {
        m_socket->send(SharedFrame::text("1"));
        return m_socket->close(code, reason);
    }
    m_probe.reset();
    m_saysClose = true;
    const bool isHeard = m_poll != nullptr;
    answerPoll();
    // The next poll reads what is left, if it comes soon.
    m_heartbeat.arm(isHeard && m_queue.empty() ? kEarly : milliseconds(std::chrono::seconds(2)));
}

/// A poll that was sent before may be on its way to us over another connection: it gets its answer.
void EngineConnection::closedByClient()
{
    if (m_poll)
        return end(closecodes::kNormal, "closed by the client");
    m_open = false;
    m_queue.clear();
    m_queued = 0;
    m_probe.reset();
    m_upgradeDeadline.cancel();
    m_heartbeat.arm(kLatePoll);
}

void EngineConnection::end(quint16 code, QByteArrayView reason)
{
    if (std::exchange(m_told, true))
        return;
    m_open = false;
    m_heartbeat.cancel();
    m_upgradeDeadline.cancel();
    if (const Answer waiting = std::exchange(m_poll, nullptr))
        waiting(payloadReply(code == closecodes::kNormal && !m_saysClose ? "6" : "1"));
    m_probe.reset();
    m_options.gone(m_options.sid);
    const QByteArray text = reason.toByteArray();
    if (const auto call = onClosed)
        call(code, text);
}

} // namespace kith::net
