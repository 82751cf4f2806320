// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/edge/httpsyntax.h"

#include <algorithm>
#include <array>
#include <limits>

namespace kith::net::syntax {

namespace {

enum ByteClass : quint8 {
    Token = 1, // tchar
    Field = 2, // HTAB, SP, VCHAR, obs-text
    Hex = 4,
    Target = 8, // anywhere in a request target
    RegName = 16, // a host name or an IPv4 address
    Base64 = 32,
};

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    const auto add = [&](std::string_view bytes, ByteClass c) {
        for (const char byte : bytes)
            classes[static_cast<quint8>(byte)] |= c;
    };
    constexpr std::string_view alnum =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (size_t c = 0; c < 256; ++c) {
        if (c == '\t' || (c >= 0x20 && c != 0x7f))
            classes[c] |= Field;
        if (c > 0x20 && c < 0x7f && c != '"' && c != '#' && c != '<' && c != '>')
            classes[c] |= Target;
    }
    add(alnum, Token);
    add("!#$%&'*+-.^_`|~", Token);
    add("0123456789abcdefABCDEF", Hex);
    add(alnum, RegName);
    add("-._~!$&'()*+,;=%", RegName);
    add(alnum, Base64);
    add("+/", Base64);
    return classes;
}

constexpr auto kClasses = makeClasses();

bool is(char c, ByteClass wanted) { return (kClasses[static_cast<quint8>(c)] & wanted) != 0; }

bool all(QByteArrayView text, ByteClass wanted)
{
    return std::all_of(text.begin(), text.end(), [=](char c) { return is(c, wanted); });
}

bool percentsAreRight(QByteArrayView text)
{
    for (qsizetype i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 3)) {
        if (i + 2 >= text.size() || !is(text[i + 1], Hex) || !is(text[i + 2], Hex))
            return false;
        if (text[i + 1] == '0' && text[i + 2] == '0')
            return false; // NUL ends a string somewhere behind us
    }
    return true;
}

bool isPort(QByteArrayView text)
{
    const auto number = contentLength(text);
    return number && text.size() <= 5 && *number <= 65535;
}

bool isIpLiteral(QByteArrayView text) // without brackets
{
    return text.size() >= 2 && text.contains(':')
        && std::all_of(
            text.begin(), text.end(), [](char c) { return is(c, Hex) || c == ':' || c == '.'; });
}

} // namespace

bool isTokenByte(char c) { return is(c, Token); }
bool isToken(QByteArrayView text) { return !text.isEmpty() && all(text, Token); }
bool isFieldByte(char c) { return is(c, Field); }
bool isHexDigit(char c) { return is(c, Hex); }

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isOriginForm(QByteArrayView target)
{
    if (!target.startsWith('/') || !all(target, Target))
        return false;
    const qsizetype question = target.indexOf('?');
    const QByteArrayView path = question < 0 ? target : target.first(question);
    return !path.contains('\\') && percentsAreRight(path);
}

bool isHost(QByteArrayView value)
{
    QByteArrayView name = value;
    if (value.startsWith('[')) {
        const qsizetype end = value.indexOf(']');
        if (end < 0 || !isIpLiteral(value.sliced(1, end - 1)))
            return false;
        const QByteArrayView rest = value.sliced(end + 1);
        return rest.isEmpty() || (rest.startsWith(':') && isPort(rest.sliced(1)));
    }
    if (const qsizetype colon = value.indexOf(':'); colon >= 0) {
        if (!isPort(value.sliced(colon + 1)))
            return false;
        name = value.first(colon);
    }
    return !name.isEmpty() && all(name, RegName) && percentsAreRight(name);
}

std::optional<qint64> contentLength(QByteArrayView value)
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    if (value.isEmpty())
        return {};
    qint64 number = 0;
    for (const char c : value) {
        if (c < '0' || c > '9')
            return {};
        number = number > (most - 9) / 10 ? most : number * 10 + (c - '0');
    }
    return number;
}

bool isWebSocketKey(QByteArrayView value)
{
    // 16 bytes are 21 digits, one whose low four bits are zero, and "==".
    return value.size() == 24 && value.endsWith("==") && all(value.first(22), Base64)
        && QByteArrayView("AQgw").contains(value[21]);
}

} // namespace kith::net::syntax
