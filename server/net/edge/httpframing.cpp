// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/edge/httpframing.h"

#include "net/edge/httpsyntax.h"
#include "ops/seeded.h"

#include <algorithm>

namespace kith::net {

using syntax::equalsIgnoringCase;

QByteArrayView HttpHead::field(QByteArrayView name) const
{
    const QByteArrayView all(bytes);
    for (qsizetype from = fieldsAt; from > 0 && from < all.size();) {
        const qsizetype end = all.indexOf('\n', from);
        if (end < 0)
            break;
        const QByteArrayView line = all.sliced(from, end - from).chopped(1);
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && equalsIgnoringCase(line.first(colon), name))
            return syntax::trimmed(line.sliced(colon + 1));
        from = end + 1;
    }
    return {};
}

HttpFraming::Step HttpFraming::feed(QByteArrayView bytes)
{
    switch (m_state) {
    case State::Start:
    case State::EmptyLineLf:
    case State::RequestLine:
    case State::Fields:
        return bytes.isEmpty() ? Step{} : feedHead(bytes);
    case State::Identity:
        return feedIdentity(bytes);
    case State::Done:
        m_state = State::Start;
        return {Event::RequestDone, 0, {}};
    case State::Refused:
        return refused(0);
    default:
        return feedChunked(bytes);
    }
}

void HttpFraming::startRequest()
{
    QByteArray buffer = std::move(m_head.bytes);
    buffer.resize(0); // keeps its capacity, unless somebody shares it
    m_head = {};
    m_head.bytes = std::move(buffer);
    m_seen = {};
    m_lineAt = m_scanned = 0;
    m_bodyBytes = m_left = 0;
    m_digits = 0;
    m_extensionBytes = m_trailerBytes = 0;
    m_state = State::RequestLine;
}

bool HttpFraming::refuse(int status, const char *detail)
{
    m_state = State::Refused;
    m_refusal = {status, detail};
    return false;
}

HttpFraming::State HttpFraming::bad(int status, const char *detail)
{
    refuse(status, detail);
    return State::Refused;
}

HttpFraming::Step HttpFraming::feedHead(QByteArrayView bytes)
{
    // RFC 9112 §2.2: one empty line before a request is let through; old clients put one after a
    // body.
    if (m_state == State::Start) {
        startRequest();
        if (bytes.front() == '\r') {
            m_state = State::EmptyLineLf;
            return {Event::NeedMore, 1, {}};
        }
    } else if (m_state == State::EmptyLineLf) {
        if (bytes.front() != '\n')
            return refuse(400, "A line must end with CR LF."), refused(0);
        m_state = State::RequestLine;
        return {Event::NeedMore, 1, {}};
    }

    // Keep what may be head; the scan finds where it ends.
    QByteArray &head = m_head.bytes;
    const qsizetype before = head.size();
    head.append(bytes.first(std::min(bytes.size(), m_rules->head - before)));
    for (qsizetype at = m_scanned; at < head.size(); ++at) {
        const char c = head.at(at);
        const bool afterCr = at > m_lineAt && head.at(at - 1) == '\r';
        if (c == '\n') {
            if (!afterCr)
                return refuse(400, "A line must end with CR LF."), refused(0);
            if (!lineDone(m_lineAt, at - 1))
                return refused(0);
            m_lineAt = at + 1;
            if (m_state != State::Fields) {
                head.truncate(at + 1);
                return {Event::HeadDone, at + 1 - before, {}};
            }
        } else if (afterCr || (c != '\r' && !syntax::isFieldByte(c))) {
            return refuse(400, "A control character stands in the head."), refused(0);
        } else if (m_state == State::RequestLine && at - m_lineAt >= m_rules->requestLine) {
            return refuse(414, "The request line is too long."), refused(0);
        }
    }
    m_scanned = head.size();
    if (head.size() == m_rules->head)
        return refuse(431, "The header fields are too large."), refused(0);
    return {Event::NeedMore, bytes.size(), {}};
}

bool HttpFraming::lineDone(qsizetype from, qsizetype to)
{
    if (m_state == State::RequestLine)
        return requestLine(from, to);
    if (from == to)
        return headDone();
    return fieldLine(QByteArrayView(m_head.bytes).sliced(from, to - from));
}

bool HttpFraming::requestLine(qsizetype from, qsizetype to)
{
    const QByteArrayView line = QByteArrayView(m_head.bytes).sliced(from, to - from);
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || first == last || !syntax::isToken(line.first(first)))
        return refuse(400, "The request line is malformed.");

    const QByteArrayView version = line.sliced(last + 1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5])
        || version[6] != '.' || !isDigit(version[7]))
        return refuse(400, "The request line is malformed.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    m_head.http10 = version == "HTTP/1.0";
    m_head.close = m_head.http10;

    if (!setMethod(line.first(first)))
        return false;
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (!syntax::isOriginForm(target) && !(target == "*" && m_head.method == Method::Options))
        return refuse(400, "The request target must be a path, percent-encoded.");
    const qsizetype question = target.indexOf('?');
    const qsizetype at = from + first + 1;
    m_head.path = {at, question < 0 ? target.size() : question};
    if (question >= 0)
        m_head.query = {at + question + 1, target.size() - question - 1};
    m_head.fieldsAt = to + 2;
    m_state = State::Fields;
    return true;
}

bool HttpFraming::setMethod(QByteArrayView name)
{
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch,
             Method::Delete, Method::Options}) {
        if (name == methodName(method)) {
            m_head.method = method;
            return true;
        }
    }
    if (name == "CONNECT" || name == "TRACE")
        return refuse(405, "This method is not allowed here.");
    return refuse(501, "This method is not known here.");
}

bool HttpFraming::fieldLine(QByteArrayView line)
{
    if (++m_seen.fields > m_rules->fields)
        return refuse(431, "There are too many header fields.");
    // A line that begins with a space (obs-fold) has no token before its colon either.
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !syntax::isToken(line.first(colon)))
        return refuse(400, "A header field is malformed.");
    return knownField(line.first(colon), syntax::trimmed(line.sliced(colon + 1)));
}

bool HttpFraming::knownField(QByteArrayView name, QByteArrayView value)
{
    const auto named = [name](QByteArrayView other) { return equalsIgnoringCase(name, other); };
    if (named("host")) {
        if (std::exchange(m_seen.host, true) || !syntax::isHost(value))
            return refuse(400, "There must be exactly one valid Host field.");
    } else if (named("content-length")) {
        const auto length = syntax::contentLength(value);
        if (std::exchange(m_seen.length, true) || !length)
            return refuse(400, "There must be one valid Content-Length at most.");
        m_head.contentLength = *length;
    } else if (named("transfer-encoding")) {
        int chunked = 0;
        int others = 0;
        bool last = false; // the coding at hand is chunked
        const bool tokens = syntax::eachToken(value, [&](QByteArrayView coding) {
            last = equalsIgnoringCase(coding, "chunked");
            last ? ++chunked : ++others;
        });
        if (!tokens || m_head.chunked || chunked != 1 || !last || m_head.http10)
            return refuse(400, "Transfer-Encoding must end with chunked, once.");
        if (others > 0)
            return refuse(501, "No transfer coding but chunked is known here.");
        m_head.chunked = true;
    } else if (named("connection")) {
        const bool tokens = syntax::eachToken(value, [&](QByteArrayView option) {
            m_head.close |= equalsIgnoringCase(option, "close");
            m_seen.upgradeToken |= equalsIgnoringCase(option, "upgrade");
        });
        if (!tokens)
            return refuse(400, "The Connection field is malformed.");
    } else if (named("expect")) {
        if (m_head.http10)
            return true; // RFC 9110 §10.1.1: ignored in 1.0
        if (!equalsIgnoringCase(value, "100-continue"))
            return refuse(417, "Only 100-continue can be expected here.");
        m_head.expectsContinue = true;
    } else if (named("upgrade")) {
        ++m_seen.upgrades;
        m_seen.websocket = equalsIgnoringCase(value, "websocket");
    } else if (named("sec-websocket-version")) {
        ++m_seen.versions;
        m_seen.version13 = value == "13";
    } else if (named("sec-websocket-key")) {
        ++m_seen.keys;
        m_seen.goodKey = syntax::isWebSocketKey(value);
    }
    return true;
}

bool HttpFraming::headDone()
{
    if (!m_seen.host && !m_head.http10)
        return refuse(400, "There must be exactly one valid Host field.");
    if (m_seen.length && m_head.chunked)
        return refuse(400, "Content-Length and Transfer-Encoding exclude each other.");
    // Upgrade means something on a GET of HTTP/1.1 only; anywhere else it is ignored (RFC 9110
    // §7.8).
    // A list of protocols, or a field for each, is not our wish to fulfil.
    if (m_seen.websocket && m_seen.upgrades == 1 && m_seen.upgradeToken
        && m_head.method == Method::Get && !m_head.http10 && !upgradeDone())
        return false;
    m_cap = m_rules->bodyCap ? m_rules->bodyCap(m_head.method, m_head.part(m_head.path))
                             : HttpRules::kBody;
    if (m_head.contentLength > m_cap && !ops::seeded(ops::Bug::BodyUnlimited))
        return refuse(413, "The body is too large.");
    m_left = m_head.contentLength;
    m_state = m_head.chunked ? State::Size : m_left > 0 ? State::Identity : State::Done;
    return true;
}

bool HttpFraming::upgradeDone()
{
    if (m_seen.versions != 1 || !m_seen.version13)
        return refuse(426, "Only version 13 of the WebSocket protocol is spoken here.");
    if (m_seen.keys != 1 || !m_seen.goodKey)
        return refuse(400, "There must be exactly one valid Sec-WebSocket-Key field.");
    if (m_head.hasBody())
        return refuse(400, "An upgrade request has no body.");
    m_head.upgrade = true;
    return true;
}

HttpFraming::Step HttpFraming::feedIdentity(QByteArrayView bytes)
{
    const qsizetype take = static_cast<qsizetype>(std::min<qint64>(bytes.size(), m_left));
    if (take == 0)
        return {};
    m_left -= take;
    m_bodyBytes += take;
    if (m_left == 0)
        m_state = State::Done;
    return {Event::Body, take, bytes.first(take)};
}

} // namespace kith::net
