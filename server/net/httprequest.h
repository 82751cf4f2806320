// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>

#include <vector>

namespace kith::net {

/// The methods that pass the edge; it answers 405 or 501 to the others.
enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

/// "GET", "HEAD" …
QByteArrayView methodName(Method method);

struct HeaderField
{
    QByteArray name;
    QByteArray value;
    bool operator==(const HeaderField &) const = default;
};

/// One whole request that has passed the edge: its framing is right and its size within limits.
/// A plain value: copy or move it to any thread.
struct HttpRequest
{
    Method method = Method::Get;
    QByteArray path; ///< as sent, still percent-encoded: "/a%2Fb", or "*" for OPTIONS *
    QByteArray query; ///< as sent, without "?"; empty if there is none
    /// In the order sent, without Content-Length, Transfer-Encoding and Expect, which the edge has
    /// dealt with, and without Upgrade unless this is a WebSocket upgrade.
    std::vector<HeaderField> headers;
    QByteArray body; ///< decoded when it was sent in chunks
    QHostAddress peer; ///< the other end of the connection: a proxy's, when there is one
    quint16 peerPort = 0;
    bool http10 = false;

    /// The first field of that name (any case), without surrounding spaces; null if there is none.
    QByteArrayView header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const { return !header(name).isNull(); }

    /// The token of "Authorization: Bearer TOKEN" (RFC 6750); empty if there is none. A scheme that
    /// came twice is forgiven: chatservice's guide tells people to type "Bearer TOKEN" where the
    /// documentation page adds another.
    QByteArrayView bearerToken() const;
    /// The field names another scheme than Bearer.
    bool hasOtherScheme() const;
};

} // namespace kith::net
