// SPDX-License-Identifier: GPL-3.0-or-later
// What an EdgeSocket does as an HTTP connection.
#include "net/edge/edgesocket.h"
#include "net/edge/httpsyntax.h"

#include <QCryptographicHash>

#include <algorithm>

namespace kith::net {

using std::chrono::milliseconds;

namespace {

// A length is a claim, memory follows what arrives: with 64 KiB here, a flood of claims left
// another 6 MiB of touched pages behind each time (2,000 connections; tst_floods).
constexpr qint64 kBodyReserve = 4 * 1024;

bool isBetweenEdgeAndClient(QByteArrayView name)
{
    constexpr std::array<QByteArrayView, 4> names{
        "content-length", "transfer-encoding", "expect", "trailer"};
    return std::any_of(names.begin(), names.end(),
        [name](QByteArrayView each) { return syntax::equalsIgnoringCase(name, each); });
}

/// Calls f(name, value) for each field of a complete head.
template <class F> void eachField(const HttpHead &head, F &&f)
{
    const QByteArrayView all(head.bytes);
    for (qsizetype from = head.fieldsAt; from < all.size() - 2;) {
        const qsizetype end = all.indexOf('\n', from);
        const QByteArrayView line = all.sliced(from, end - 1 - from);
        const qsizetype colon = line.indexOf(':');
        f(line.first(colon), syntax::trimmed(line.sliced(colon + 1)));
        from = end + 1;
    }
}

HttpRequest toRequest(const HttpHead &head)
{
    HttpRequest request{.method = head.method,
        .path = head.part(head.path).toByteArray(),
        .query = head.part(head.query).toByteArray(),
        .headers = {},
        .body = {},
        .peer = {},
        .http10 = head.http10};
    request.headers.reserve(16);
    eachField(head, [&](QByteArrayView name, QByteArrayView value) {
        if (isBetweenEdgeAndClient(name)
            || (!head.upgrade && syntax::equalsIgnoringCase(name, "upgrade")))
            return;
        request.headers.push_back({name.toByteArray(), value.toByteArray()});
    });
    return request;
}

/// What Qt's own parser gets to see of a request. It takes 15 ns and more a byte and its results
/// are not used: a bare line is enough to make it call our handler.
QByteArray requestForQt(const HttpHead &head)
{
    return methodName(head.method).toByteArray() + " / HTTP/1.1\r\n\r\n";
}

/// RFC 6455 §4.2.2. SHA-1 is what it wants: a sign that we speak WebSocket, no security.
QByteArray switchingProtocols(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(key);
    hash.addData("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + hash.result().toBase64() + "\r\n\r\n";
}

} // namespace

void EdgeSocket::takeHttp(QByteArrayView bytes)
{
    m_inHttp = true;
    HttpFraming::Step step;
    do {
        step = m_http.feed(bytes);
        bytes = bytes.sliced(step.used);
        switch (step.event) {
        case HttpFraming::Event::NeedMore:
            break;
        case HttpFraming::Event::HeadDone:
            headDone(bytes);
            break;
        case HttpFraming::Event::Body:
            m_body.append(step.body);
            break;
        case HttpFraming::Event::RequestDone:
            m_rest = bytes;
            deliver();
            break;
        case HttpFraming::Event::Refused:
            refuse(m_http.refusal());
            break;
        }
    } while (m_phase == Phase::Reading && hasRoom()
        && (step.event != HttpFraming::Event::NeedMore || !bytes.isEmpty()));
    m_inHttp = false;
    m_rest = {};
    if (!m_plain)
        return; // a WebSocket has it now
    // Out of room means that the kernel is full: moved() will go on from here.
    m_stalled = m_phase == Phase::Reading
        && (step.event != HttpFraming::Event::NeedMore || !bytes.isEmpty());
    if (m_phase < Phase::Closing && (m_stalled || !bytes.isEmpty()))
        hold(bytes);
    flushOutput();
    watchReading();
}

void EdgeSocket::headDone(QByteArrayView rest)
{
    const HttpHead &head = m_http.head();
    m_body.reserve(std::min(head.contentLength, kBodyReserve));
    if (head.hasBody()) {
        m_bodySince = m_server.wheel().now();
        if (head.expectsContinue && rest.isEmpty())
            m_plain->queue(QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
    }
}

void EdgeSocket::deliver()
{
    m_phase = Phase::Answering;
    ++m_request;
    m_taken = false;
    showToQt(requestForQt(m_http.head()));
    if (!m_taken && m_phase == Phase::Answering) {
        // Qt sees something else in a head than we do. That must not happen; it must not hang.
        m_phase = Phase::Reading;
        refuse({400, "The request is not understood."});
    }
}

void EdgeSocket::showToQt(QByteArray head)
{
    m_ready = std::move(head);
    m_readyAt = 0;
    m_server.m_delivering = this;
    Q_EMIT readyRead();
    m_server.m_delivering = nullptr;
}

HttpRequest EdgeSocket::takeRequest()
{
    m_taken = true;
    HttpRequest request = toRequest(m_http.head());
    request.body = std::exchange(m_body, {});
    request.peer = m_peer;
    request.peerPort = m_peerPort;
    return request;
}

bool EdgeSocket::isAnswering(quint64 request) const
{
    return m_phase == Phase::Answering && request == m_request;
}

void EdgeSocket::onPeerLeft(quint64 request, std::function<void()> left)
{
    if (isAnswering(request))
        m_onPeerLeft = std::move(left);
}

void EdgeSocket::answer(quint64 request, const Reply &reply)
{
    if (!isAnswering(request))
        return;
    const HttpHead &head = m_http.head();
    const bool close = head.close || m_server.isDraining();
    m_plain->queue(serialise(reply, {.head = head.method == Method::Head, .close = close}));
    finishAnswer(close);
}

void EdgeSocket::finishAnswer(bool close)
{
    m_onPeerLeft = {};
    m_phase = Phase::Reading;
    if (close)
        startClosing();
    if (m_inHttp)
        return; // a loop further out goes on and flushes once
    flushOutput();
    if (m_phase == Phase::Reading)
        resumeInput();
}

void EdgeSocket::refuse(HttpFraming::Refusal refusal)
{
    const HttpHead &head = m_http.head();
    Reply reply{.status = refusal.status,
        .contentType = QByteArrayLiteral("application/problem+json"),
        .body = {},
        .headers = {}};
    reply.body = "{\"type\":\"urn:kith:problem:edge\",\"title\":\""
        + reasonPhrase(refusal.status).toByteArray() + "\",\"status\":"
        + QByteArray::number(refusal.status) + ",\"detail\":\"" + refusal.detail + "\"}";
    if (refusal.status == 405)
        reply.headers.push_back({"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"});
    if (refusal.status == 426) {
        reply.headers.push_back({"Upgrade", "websocket"});
        reply.headers.push_back({"Sec-WebSocket-Version", "13"});
    }
    if (const auto &fields = m_server.hooks().errorFields) {
        for (HeaderField &field : fields(head.field("origin")))
            reply.headers.push_back(std::move(field));
    }
    m_plain->queue(serialise(reply, {.head = head.method == Method::Head, .close = true}));
    startClosing();
    m_readDeadline.arm(m_server.limits().linger); // whether or not it takes the answer
    if (!m_inHttp)
        flushOutput();
}

void EdgeSocket::watchReading()
{
    if (m_phase != Phase::Reading) {
        if (m_wait != Wait::Nothing && m_phase == Phase::Answering) {
            m_readDeadline.cancel();
            m_wait = Wait::Nothing;
        }
        return;
    }
    const Wait wait = m_http.isInBody() ? Wait::Body : m_http.isIdle() ? Wait::Idle : Wait::Head;
    if (wait == m_wait && m_waitRequest == m_request)
        return;
    if (wait == Wait::Idle && m_request == 0)
        return; // the first head's time runs from the beginning
    m_wait = wait;
    m_waitRequest = m_request;
    const EdgeLimits &limits = m_server.limits();
    m_readDeadline.arm(wait == Wait::Body ? limits.body
            : wait == Wait::Head          ? limits.head
                                          : limits.idle);
}

void EdgeSocket::readingTookTooLong()
{
    if (m_phase != Phase::Reading)
        return finish(); // the end of closing that nobody waits for
    if (m_wait == Wait::Body) {
        const auto earned = milliseconds(
            m_http.bodyBytes() * 1000 / std::max<qint64>(1, m_server.limits().bodyRate));
        const auto taken =
            std::chrono::duration_cast<milliseconds>(m_server.wheel().now() - m_bodySince);
        const milliseconds left = m_server.limits().body + earned - taken;
        if (left > milliseconds::zero())
            return m_readDeadline.arm(left);
    }
    if (m_http.isIdle()) {
        startClosing();
        return flushOutput();
    }
    refuse({408, "The request did not arrive in time."});
}

std::unique_ptr<Connection> EdgeSocket::upgrade(HttpRequest request)
{
    m_plain->queue(switchingProtocols(m_http.head().field("sec-websocket-key")));
    // While the request is delivered, what came behind it is still the caller's; later it is held.
    const QByteArray held = std::exchange(m_held, {});
    auto connection = m_server.open(
        std::move(m_plain), std::move(request), m_inHttp ? m_rest : QByteArrayView(held));
    if (connection)
        connection->flush();
    finishSoon();
    return connection;
}

std::optional<HandedOver> EdgeSocket::handOver()
{
    m_plain->queue(switchingProtocols(m_http.head().field("sec-websocket-key")));
    // Into an empty socket it goes at once; a peer that has left it full is not worth waiting for.
    const bool isSent = m_plain->flush();
    const QByteArray held = std::exchange(m_held, {});
    HandedOver handed{
        .plain = m_plain->handOver(), .early = m_inHttp ? m_rest.toByteArray() : held};
    finishSoon();
    if (!isSent || !handed.plain.seat || handed.plain.descriptor.fd() < 0)
        return {};
    return handed;
}

} // namespace kith::net
