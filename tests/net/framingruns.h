// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/edge/httpframing.h"
#include "net/websocket/wsreader.h"

#include <QByteArrayList>

#include <optional>

/// The validators alone, with the server's part around them played as the corpus has it: for its
/// test and for the fuzzers. What came out is told in the words of the corpus.
namespace kith::net {

/// Bodies of 64 KiB, and of 1 MiB below /upload/.
HttpRules corpusHttpRules();

class WebSocketRun
{
public:
    explicit WebSocketRun(const WebSocketRules &rules) : m_rules(rules), m_reader(m_rules) { }

    void feed(QByteArrayView bytes);
    QByteArrayList outcome() const { return m_isOver ? m_words : m_words + QByteArrayList{"open"}; }
    /// Bytes of payloads that were let through to the server.
    qsizetype passed() const { return m_passed; }

private:
    void note(WebSocketReader::Event event);
    void payload(const char *prefix);
    void end(const QByteArray &word);

    const WebSocketRules m_rules;
    WebSocketReader m_reader;
    QByteArrayList m_words;
    qsizetype m_passed = 0;
    bool m_isOver = false;
};

/// Answers 200 to requests, and 101 to upgrades of /ws, behind which frames come; closes when it
/// must.
class HttpRun
{
public:
    explicit HttpRun(const HttpRules &rules) : m_framing(rules) { }

    void feed(QByteArrayView bytes);
    QByteArrayList outcome() const;
    /// The heads and bodies of all whole requests, one behind the other.
    const QByteArray &requests() const { return m_requests; }
    qsizetype largestBody() const { return m_largestBody; }
    /// The framing's own count of a body's bytes was not what it gave out.
    bool miscounted() const { return m_miscounted; }

private:
    void takeBody(QByteArrayView bytes);
    void requestDone();
    void refused();
    void answered(int status);

    HttpFraming m_framing;
    std::optional<WebSocketRun> m_webSocket;
    QByteArrayList m_statuses;
    QByteArray m_requests;
    QByteArray m_body;
    qsizetype m_largestBody = 0;
    bool m_miscounted = false;
    bool m_over = false;
};

} // namespace kith::net
