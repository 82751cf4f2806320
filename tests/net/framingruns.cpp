// SPDX-License-Identifier: GPL-3.0-or-later
#include "framingruns.h"

#include <algorithm>

namespace kith::net {

HttpRules corpusHttpRules()
{
    HttpRules rules = settings::edgeLimitsOf({}).http;
    rules.bodyCap = [](Method, QByteArrayView path) -> qint64 {
        return path.startsWith("/upload/") ? 1024 * 1024 : 64 * 1024;
    };
    return rules;
}

void WebSocketRun::feed(QByteArrayView bytes)
{
    auto event = WebSocketReader::Event::NeedMore;
    do {
        if (m_isOver)
            return;
        const auto step = m_reader.feed(bytes);
        bytes = bytes.sliced(step.used);
        event = step.event;
        note(event);
    } while (event != WebSocketReader::Event::NeedMore);
    if (!bytes.isEmpty())
        end("ILL"); // bytes that it neither used nor wants again
}

void WebSocketRun::note(WebSocketReader::Event event)
{
    using Event = WebSocketReader::Event;
    switch (event) {
    case Event::NeedMore:
        break;
    case Event::Text:
        payload("text=");
        break;
    case Event::Binary:
        payload("binary=");
        break;
    case Event::Ping:
        m_passed += m_reader.takePayload().size();
        m_words.append("ping");
        break;
    case Event::Pong:
        m_words.append("pong");
        break;
    case Event::Closed:
        end("closed=" + QByteArray::number(m_reader.framing().closeCode()));
        break;
    case Event::Refused:
        end("close=" + QByteArray::number(m_reader.framing().refusal().code));
        break;
    }
}

void WebSocketRun::payload(const char *prefix)
{
    const QByteArray bytes = m_reader.takePayload();
    m_passed += bytes.size();
    m_words.append(prefix + bytes);
}

void WebSocketRun::end(const QByteArray &word)
{
    m_words.append(word);
    m_isOver = true;
}

void HttpRun::feed(QByteArrayView bytes)
{
    HttpFraming::Step step;
    do {
        if (m_webSocket)
            return m_webSocket->feed(bytes);
        if (m_over)
            return;
        step = m_framing.feed(bytes);
        bytes = bytes.sliced(step.used);
        if (step.event == HttpFraming::Event::Refused)
            refused();
        else if (step.event == HttpFraming::Event::RequestDone)
            requestDone();
        else if (step.event == HttpFraming::Event::Body)
            takeBody(step.body);
    } while (step.event != HttpFraming::Event::NeedMore || !bytes.isEmpty());
}

QByteArrayList HttpRun::outcome() const
{
    if (m_webSocket)
        return m_statuses + m_webSocket->outcome();
    return m_statuses.isEmpty() ? QByteArrayList{"none"} : m_statuses;
}

void HttpRun::takeBody(QByteArrayView bytes)
{
    m_body.append(bytes);
    m_largestBody = std::max(m_largestBody, m_body.size());
}

void HttpRun::requestDone()
{
    const HttpHead &head = m_framing.head();
    m_miscounted = m_miscounted || m_body.size() != m_framing.bodyBytes();
    m_requests += head.bytes + m_body;
    m_body.clear();
    if (head.upgrade && head.part(head.path) == "/ws") {
        answered(101);
        m_webSocket.emplace(WebSocketRules());
        return;
    }
    answered(head.upgrade ? 404 : 200);
    m_over = head.close;
}

void HttpRun::refused()
{
    answered(m_framing.refusal().status);
    m_over = true;
}

void HttpRun::answered(int status)
{
    const bool toHead = m_framing.head().method == Method::Head;
    m_statuses.append(QByteArray::number(status) + (toHead ? "/HEAD" : ""));
}

} // namespace kith::net
