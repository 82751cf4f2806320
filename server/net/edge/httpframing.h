// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"
#include "shared/limits.h"

#include <QByteArray>

#include <functional>

namespace kith::net {

/// A part of HttpHead::bytes.
struct Span
{
    qsizetype at = 0;
    qsizetype size = 0;
};

/// What the framing rules say about a request, known when its head is complete.
struct HttpHead
{
    QByteArray bytes; ///< request line, fields and the empty line, as they came
    Span path;
    Span query; ///< without "?"
    qsizetype fieldsAt = 0; ///< where the line after the request line begins
    Method method = Method::Get;
    bool http10 = false;
    bool close = false; ///< the client closes after this answer, or speaks 1.0
    bool expectsContinue = false;
    bool chunked = false;
    bool upgrade = false; ///< a right WebSocket upgrade, version and key checked
    qint64 contentLength = 0; ///< bytes; 0 when chunked

    QByteArrayView part(Span span) const
    {
        return QByteArrayView(bytes).sliced(span.at, span.size);
    }
    bool hasBody() const { return chunked || contentLength > 0; }
    /// The first complete field line of that name, also in a head that was refused half-way.
    QByteArrayView field(QByteArrayView name) const;
};

/// Limits in bytes and counts (docs/security.md). One for all connections of a server.
struct HttpRules
{
    qsizetype requestLine = 8 * 1024;
    qsizetype head = 16 * 1024;
    int fields = 64;
    qsizetype chunkExtensions = 4 * 1024; ///< of a whole body
    qsizetype trailers = 8 * 1024;
    /// The most that a body for this path may hold. Unset: kBody.
    std::function<qint64(Method, QByteArrayView path)> bodyCap;
    static constexpr qint64 kBody = limits::kJsonBody;
};

/// Walks the bytes of one connection and says where each request begins and ends, or with which
/// status to refuse it. It knows no sockets and decodes nothing: it keeps the head, counts the
/// body, and points at the body's bytes where they lie in the input.
///
/// Why it is here: Qt 6.4's parser drops all fields of a head in which one is malformed (body =
/// next request), accepts bare LF, repeated and overflowing lengths, and knows no limits.
/// Rules: RFC 9112 in its strict reading; where RFCs let a server choose, it refuses.
class HttpFraming
{
public:
    enum class Event {
        NeedMore, ///< all bytes used
        HeadDone, ///< head() is complete; a body may follow
        Body, ///< `body` lies in the bytes given
        RequestDone, ///< the next byte begins another request
        Refused, ///< refusal() says why; the connection cannot go on
    };
    struct Step
    {
        Event event = Event::NeedMore;
        qsizetype used = 0;
        QByteArrayView body{};
    };
    struct Refusal
    {
        int status = 0; ///< 400 405 413 414 417 426 431 501 505
        const char *detail = ""; ///< a sentence in ASCII without quotes
    };

    explicit HttpFraming(const HttpRules &rules) : m_rules(&rules) { }

    /// Walks to the next event. Call again with the rest until NeedMore, also with an empty rest.
    Step feed(QByteArrayView bytes);

    /// Stays as it is after RequestDone until the next request's first byte.
    const HttpHead &head() const { return m_head; }
    Refusal refusal() const { return m_refusal; }
    /// Nothing of the next request has come yet.
    bool isIdle() const { return m_state == State::Start; }
    bool isInBody() const { return m_state > State::Fields && m_state < State::Done; }
    qint64 bodyBytes() const { return m_bodyBytes; }

private:
    enum class State {
        Start,
        EmptyLineLf,
        RequestLine,
        Fields,
        Identity,
        Size,
        BeforeExtension,
        ExtensionNameStart,
        ExtensionName,
        AfterExtensionName,
        ExtensionValueStart,
        ExtensionValue,
        ExtensionQuoted,
        ExtensionEscape,
        AfterQuoted,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerLf,
        EndLf,
        Done,
        Refused,
    };

    Step feedHead(QByteArrayView bytes);
    Step feedIdentity(QByteArrayView bytes);
    Step feedChunked(QByteArrayView bytes);
    State nextOfSizeLine(char c);
    State nextOfExtension(char c);
    State nextOfTrailers(char c);
    bool lineDone(qsizetype from, qsizetype to);
    bool requestLine(qsizetype from, qsizetype to);
    bool fieldLine(QByteArrayView line);
    bool knownField(QByteArrayView name, QByteArrayView value);
    bool setMethod(QByteArrayView name);
    bool headDone();
    bool upgradeDone();
    bool refuse(int status, const char *detail);
    State bad(int status, const char *detail);
    Step refused(qsizetype used) const { return {Event::Refused, used, {}}; }
    void startRequest();
    static State stateAfterExtensionPart(char c);

    /// What fields have said so far; only headDone() may judge, since order does not matter.
    struct Seen
    {
        int fields = 0;
        bool host = false;
        bool length = false;
        int upgrades = 0; // Upgrade fields
        bool websocket = false; // one of them says so
        bool upgradeToken = false; // Connection: upgrade
        int versions = 0;
        int keys = 0;
        bool version13 = false;
        bool goodKey = false;
    };

    const HttpRules *m_rules;
    State m_state = State::Start;
    HttpHead m_head;
    Seen m_seen;
    Refusal m_refusal;
    qsizetype m_lineAt = 0;
    qsizetype m_scanned = 0;
    qint64 m_cap = 0;
    qint64 m_bodyBytes = 0;
    qint64 m_left = 0; // of the identity body or the chunk
    int m_digits = 0;
    qsizetype m_extensionBytes = 0;
    qsizetype m_trailerBytes = 0;
};

} // namespace kith::net
