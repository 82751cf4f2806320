// SPDX-License-Identifier: GPL-3.0-or-later
// The chunked half of HttpFraming: RFC 9112 §7.1, byte by byte.
#include "net/edge/httpframing.h"

#include "net/edge/httpsyntax.h"

#include <algorithm>

namespace kith::net {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 0x20) - 'a' + 10;
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

constexpr int kSizeDigits = 16; // leading zeros and all

} // namespace

HttpFraming::Step HttpFraming::feedChunked(QByteArrayView bytes)
{
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        switch (m_state) {
        case State::Data: {
            const qsizetype take =
                static_cast<qsizetype>(std::min<qint64>(bytes.size() - at, m_left));
            m_left -= take;
            m_bodyBytes += take;
            if (m_left == 0)
                m_state = State::DataCr;
            return {Event::Body, at + take, bytes.sliced(at, take)};
        }
        case State::DataCr:
            m_state = c == '\r' ? State::DataLf : bad(400, "A chunk is longer than its size.");
            break;
        case State::DataLf:
            m_state = c == '\n' ? State::Size : bad(400, "A line must end with CR LF.");
            m_digits = 0;
            break;
        case State::Size:
        case State::SizeLf:
            m_state = nextOfSizeLine(c);
            break;
        case State::TrailerStart:
        case State::TrailerName:
        case State::TrailerValue:
        case State::TrailerLf:
        case State::EndLf:
            m_state = nextOfTrailers(c);
            break;
        default:
            m_state = nextOfExtension(c);
            break;
        }
        if (m_state == State::Refused)
            return refused(0);
        if (m_state == State::Done) {
            m_state = State::Start;
            return {Event::RequestDone, at + 1, {}};
        }
    }
    return {Event::NeedMore, bytes.size(), {}};
}

HttpFraming::State HttpFraming::nextOfSizeLine(char c)
{
    if (m_state == State::SizeLf) {
        if (c != '\n')
            return bad(400, "A line must end with CR LF.");
        if (m_left > m_cap - m_bodyBytes)
            return bad(413, "The body is too large.");
        return m_left > 0 ? State::Data : State::TrailerStart;
    }
    if (syntax::isHexDigit(c)) {
        if (++m_digits > kSizeDigits)
            return bad(400, "A chunk size is malformed.");
        // m_left is 0 when a size line begins. Past the cap its exact value does not matter.
        m_left = std::min<qint64>(m_left, qint64(1) << 56) * 16 + hexValue(c);
        return State::Size;
    }
    if (m_digits == 0)
        return bad(400, "A chunk size is malformed.");
    if (c == '\r')
        return State::SizeLf;
    if (c == ';')
        return State::ExtensionNameStart;
    return isBlank(c) ? State::BeforeExtension : bad(400, "A chunk size is malformed.");
}

HttpFraming::State HttpFraming::nextOfExtension(char c)
{
    if (++m_extensionBytes > m_rules->chunkExtensions)
        return bad(400, "The chunk extensions are too long.");
    const State ill = State::Refused;
    State next = ill;
    switch (m_state) {
    case State::BeforeExtension:
        next = isBlank(c) ? m_state : c == ';' ? State::ExtensionNameStart : ill;
        break;
    case State::ExtensionNameStart:
        next = isBlank(c) ? m_state : syntax::isTokenByte(c) ? State::ExtensionName : ill;
        break;
    case State::ExtensionName:
        next = syntax::isTokenByte(c) ? m_state
            : isBlank(c)              ? State::AfterExtensionName
            : c == '='                ? State::ExtensionValueStart
                                      : stateAfterExtensionPart(c);
        break;
    case State::AfterExtensionName:
        next = isBlank(c) ? m_state
            : c == '='    ? State::ExtensionValueStart
            : c == ';'    ? State::ExtensionNameStart
                          : ill;
        break;
    case State::ExtensionValueStart:
        next = isBlank(c)            ? m_state
            : c == '"'               ? State::ExtensionQuoted
            : syntax::isTokenByte(c) ? State::ExtensionValue
                                     : ill;
        break;
    case State::ExtensionValue:
        next = syntax::isTokenByte(c) ? m_state
            : isBlank(c)              ? State::BeforeExtension
                                      : stateAfterExtensionPart(c);
        break;
    case State::ExtensionQuoted:
        next = c == '"'              ? State::AfterQuoted
            : c == '\\'              ? State::ExtensionEscape
            : syntax::isFieldByte(c) ? m_state
                                     : ill;
        break;
    case State::ExtensionEscape:
        next = syntax::isFieldByte(c) ? State::ExtensionQuoted : ill;
        break;
    case State::AfterQuoted:
        next = isBlank(c) ? State::BeforeExtension : stateAfterExtensionPart(c);
        break;
    default:
        break;
    }
    return next == ill ? bad(400, "A chunk extension is malformed.") : next;
}

HttpFraming::State HttpFraming::stateAfterExtensionPart(char c)
{
    return c == ';' ? State::ExtensionNameStart : c == '\r' ? State::SizeLf : State::Refused;
}

HttpFraming::State HttpFraming::nextOfTrailers(char c)
{
    if (++m_trailerBytes > m_rules->trailers)
        return bad(431, "The trailer fields are too large.");
    switch (m_state) {
    case State::TrailerStart:
        if (c == '\r')
            return State::EndLf;
        if (syntax::isTokenByte(c))
            return State::TrailerName;
        break;
    case State::TrailerName:
        if (c == ':')
            return State::TrailerValue;
        if (syntax::isTokenByte(c))
            return State::TrailerName;
        break;
    case State::TrailerValue:
        if (c == '\r')
            return State::TrailerLf;
        if (syntax::isFieldByte(c))
            return State::TrailerValue;
        break;
    case State::TrailerLf:
        if (c == '\n')
            return ++m_seen.fields > m_rules->fields ? bad(431, "There are too many header fields.")
                                                     : State::TrailerStart;
        break;
    case State::EndLf:
        if (c == '\n')
            return State::Done;
        break;
    default:
        break;
    }
    return bad(400, "A trailer field is malformed.");
}

} // namespace kith::net
