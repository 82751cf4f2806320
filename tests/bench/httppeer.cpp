// SPDX-License-Identifier: GPL-3.0-or-later
#include "httppeer.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class OneAnswer final : public HttpPeer
{
public:
    OneAnswer(Loop &loop, QByteArray request) : HttpPeer(loop), m_request(std::move(request)) { }

    HttpAnswer answer{};

private:
    void connected() override
    {
        HttpPeer::connected();
        send(m_request);
    }
    void answered(int status, QByteArrayView body) override
    {
        answer = {.status = status, .body = body.toByteArray()};
    }

    QByteArray m_request;
};

/// Of a head without the empty line. -1: there is none.
qsizetype contentLength(QByteArrayView head)
{
    constexpr QByteArrayView kField = "\r\nContent-Length: ";
    const qsizetype at = head.indexOf(kField);
    if (at < 0)
        return -1;
    const QByteArrayView rest = head.sliced(at + kField.size());
    const qsizetype end = rest.indexOf("\r\n");
    return (end < 0 ? rest : rest.first(end)).toByteArray().toLongLong();
}

} // namespace

QByteArray httpRequest(const QByteArray &method, const QByteArray &path, const QByteArray &token,
    const QByteArray &body)
{
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!token.isEmpty())
        request += "Authorization: Bearer " + token + "\r\n";
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n";
    return request + "\r\n" + body;
}

qsizetype HttpPeer::consume(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return 0;
    // Kith writes the names of its fields so; the comparison server is asked in lower case.
    qsizetype size = contentLength(bytes.first(end));
    if (size < 0)
        size = contentLength(
            bytes.first(end).toByteArray().replace("\r\ncontent-length: ", "\r\nContent-Length: "));
    const qsizetype whole = end + 4 + std::max<qsizetype>(size, 0);
    if (bytes.size() < whole)
        return 0;
    answered(bytes.sliced(9, 3).toByteArray().toInt(), bytes.sliced(end + 4, whole - end - 4));
    return whole;
}

void HttpPeer::closed()
{
    m_connected = false;
    m_failed = true;
}

Result<HttpAnswer> askOnce(quint16 port, const QByteArray &request)
{
    Loop loop;
    OneAnswer peer(loop, request);
    if (!peer.open(port)
        || !loop.runUntil([&] { return peer.answer.status > 0 || peer.failed(); }, 30s)
        || peer.failed())
        return unavailable(
            u"no answer to %1"_s.arg(QString::fromLatin1(request.left(request.indexOf(" HTTP/")))));
    return peer.answer;
}

} // namespace kith::bench
