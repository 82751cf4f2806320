// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/pythonjson.h"

#include "apis/rows.h"

#include <algorithm>

namespace kith::dialects {

using namespace Qt::StringLiterals;

namespace {

/// Reads a JSON text only to find the place at which Python's parser stops.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text) : m_text(text) { }

    std::optional<PythonJsonFault> scan()
    {
        skipSpace();
        if (!value(0))
            return fault();
        skipSpace();
        if (m_at < m_text.size())
            return fail("Extra data"), fault();
        return {};
    }

private:
    static constexpr int kDeepest = 1'000;

    bool ended() const { return m_at >= m_text.size(); }
    char here() const { return ended() ? '\0' : m_text[m_at]; }
    void skipSpace()
    {
        while (!ended() && (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r'))
            ++m_at;
    }
    bool fail(const char *message, std::optional<qsizetype> at = {})
    {
        m_message = message;
        m_faultAt = at.value_or(m_at);
        return false;
    }
    PythonJsonFault fault() const
    {
        const auto before = m_text.first(std::min(m_faultAt, m_text.size()));
        const auto points = std::count_if(before.begin(), before.end(),
            [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        return {.offset = static_cast<qsizetype>(points), .message = m_message};
    }

    bool value(int depth)
    {
        if (depth > kDeepest)
            return fail("Expecting value");
        switch (here()) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"':
            return string();
        default:
            return scalar();
        }
    }

    bool scalar()
    {
        for (const char *word : {"true", "false", "null", "NaN", "Infinity", "-Infinity"}) {
            if (m_text.sliced(m_at).startsWith(word)) {
                m_at += qsizetype(qstrlen(word));
                return true;
            }
        }
        const qsizetype start = m_at;
        if (here() == '-')
            ++m_at;
        if (here() == '0')
            ++m_at;
        else if (!digits())
            return fail("Expecting value", start);
        fraction();
        return true;
    }
    void fraction()
    {
        const qsizetype beforePoint = m_at;
        if (here() == '.' && (++m_at, !digits()))
            m_at = beforePoint;
        const qsizetype beforeExponent = m_at;
        if (here() == 'e' || here() == 'E') {
            ++m_at;
            if (here() == '+' || here() == '-')
                ++m_at;
            if (!digits())
                m_at = beforeExponent;
        }
    }
    bool digits()
    {
        const qsizetype start = m_at;
        while (here() >= '0' && here() <= '9')
            ++m_at;
        return m_at > start;
    }

    bool string()
    {
        const qsizetype start = m_at++;
        for (; !ended(); ++m_at) {
            const auto c = static_cast<unsigned char>(here());
            if (c == '"')
                return ++m_at, true;
            if (c < 0x20)
                return fail("Invalid control character at");
            if (c == '\\' && !escape(start))
                return false;
        }
        return fail("Unterminated string starting at", start);
    }
    bool escape(qsizetype start)
    {
        const qsizetype at = m_at++;
        if (ended())
            return fail("Unterminated string starting at", start);
        if (here() == 'u') {
            const auto hex =
                m_text.sliced(m_at + 1).first(std::min<qsizetype>(4, m_text.size() - m_at - 1));
            const bool isHex = hex.size() == 4 && std::all_of(hex.begin(), hex.end(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            });
            if (!isHex)
                return fail("Invalid \\uXXXX escape", m_at);
            m_at += 4;
            return true;
        }
        if (!QByteArrayView("\"\\/bfnrt").contains(here()))
            return fail("Invalid \\escape", at);
        return true;
    }

    bool array(int depth)
    {
        ++m_at;
        skipSpace();
        if (here() == ']')
            return ++m_at, true;
        for (;;) {
            if (!value(depth + 1))
                return false;
            skipSpace();
            if (here() == ']')
                return ++m_at, true;
            if (here() != ',')
                return fail("Expecting ',' delimiter");
            ++m_at;
            skipSpace();
        }
    }

    bool object(int depth)
    {
        ++m_at;
        skipSpace();
        if (here() == '}')
            return ++m_at, true;
        for (;;) {
            if (here() != '"')
                return fail("Expecting property name enclosed in double quotes");
            if (!string())
                return false;
            skipSpace();
            if (here() != ':')
                return fail("Expecting ':' delimiter");
            ++m_at;
            skipSpace();
            if (!value(depth + 1))
                return false;
            skipSpace();
            if (here() == '}')
                return ++m_at, true;
            if (here() != ',')
                return fail("Expecting ',' delimiter");
            ++m_at;
            skipSpace();
        }
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_faultAt = 0;
    const char *m_message = nullptr;
};

Error invalidJson(qsizetype offset, QStringView message)
{
    QByteArray ctx = R"({"error":)";
    json::appendString(ctx, message);
    return refuseItems({{.type = "json_invalid",
        .loc = R"(["body",)" + QByteArray::number(offset) + ']',
        .msg = u"JSON decode error"_s,
        .input = "{}",
        .ctx = ctx + '}'}});
}

} // namespace

std::optional<PythonJsonFault> pythonJsonFault(QByteArrayView utf8) { return Scanner(utf8).scan(); }

std::optional<Error> jsonSyntax(const api::Call &call)
{
    if (call.body.isEmpty() || !detail::isJsonType(call.contentType))
        return {};
    if (!call.body.isValidUtf8())
        return refuse(400, u"There was an error parsing the body"_s);
    const auto parsed = parseJson(call.body);
    if (parsed)
        return {};
    if (const auto fault = pythonJsonFault(call.body))
        return invalidJson(fault->offset, QString::fromLatin1(fault->message));
    // Python reads what we refuse: members that come twice, and great depth.
    return invalidJson(0, parsed.error().detail);
}

} // namespace kith::dialects
