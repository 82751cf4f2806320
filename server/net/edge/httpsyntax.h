// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

/// The grammar of RFC 9110 and RFC 9112 as predicates over bytes. Pure; any thread.
namespace kith::net::syntax {

bool isTokenByte(char c);
bool isToken(QByteArrayView text);
/// What a field value may hold: visible ASCII, space, tab and, as RFC 9110 §5.5 allows, 0x80–0xFF.
bool isFieldByte(char c);
bool isHexDigit(char c);

/// Without spaces and tabs at both ends.
QByteArrayView trimmed(QByteArrayView text);
bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b);

/// An origin-form target: "/" and no byte that a URI cannot have. A bad percent sign is refused in
/// the path and let through in the query, where browsers send "?q=100%" as typed.
bool isOriginForm(QByteArrayView target);
/// uri-host [":" port] of RFC 9110 §7.2, not empty, without userinfo.
bool isHost(QByteArrayView value);
/// 1*DIGIT. A number too large for qint64 reads as its maximum.
std::optional<qint64> contentLength(QByteArrayView value);
/// Base64 of exactly 16 bytes, canonical (RFC 6455 §4.1).
bool isWebSocketKey(QByteArrayView value);

/// Calls f(element) for each non-empty element of a comma-separated list; false if one of them is
/// not a token.
template <class F> bool eachToken(QByteArrayView list, F &&f)
{
    for (qsizetype from = 0; from <= list.size();) {
        qsizetype to = list.indexOf(',', from);
        if (to < 0)
            to = list.size();
        const QByteArrayView element = trimmed(list.sliced(from, to - from));
        if (!element.isEmpty()) {
            if (!isToken(element))
                return false;
            f(element);
        }
        from = to + 1;
    }
    return true;
}

} // namespace kith::net::syntax
