// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/json.h"

#include "shared/textformat.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include <simdjson.h>

namespace kith {

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

// ---- Writing ------------------------------------------------------------------------------

namespace json {

namespace {

constexpr char kHex[] = "0123456789abcdef";

/// Appends utf8 with what RFC 8259 section 7 wants escaped. Runs of plain bytes are copied whole.
void appendEscaped(QByteArray &out, const char *utf8, size_t size)
{
    size_t plain = 0;
    for (size_t i = 0; i < size; ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(utf8 + plain, static_cast<qsizetype>(i - plain));
        plain = i + 1;
        switch (c) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            out.append("\\u00").append(kHex[c >> 4]).append(kHex[c & 15]);
        }
    }
    out.append(utf8 + plain, static_cast<qsizetype>(size - plain));
}

} // namespace

void appendString(QByteArray &out, std::string_view utf8)
{
    out.append('"');
    appendEscaped(out, utf8.data(), utf8.size());
    out.append('"');
}

void appendString(QByteArray &out, QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    appendString(out, std::string_view(utf8.constData(), static_cast<size_t>(utf8.size())));
}

void appendInt(QByteArray &out, qint64 value)
{
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    Q_UNUSED(error) // 24 bytes hold every 64-bit number
    out.append(digits, end - digits);
}

void appendDouble(QByteArray &out, double value)
{
    // JSON has no infinities or NaN; null is what JavaScript's own serialiser writes for them.
    if (!std::isfinite(value)) {
        out.append("null");
        return;
    }
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    Q_UNUSED(error)
    out.append(digits, end - digits);
}

} // namespace json

// ---- Reading ------------------------------------------------------------------------------

static_assert(sizeof(dom::element) == sizeof(JsonValue::opaque));
static_assert(std::is_trivially_copyable_v<dom::element>);

namespace {

dom::element elementOf(const JsonValue &value)
{
    dom::element element;
    std::memcpy(static_cast<void *>(&element), value.opaque, sizeof element);
    return element;
}

JsonValue valueOf(const dom::element &element)
{
    JsonValue value;
    std::memcpy(value.opaque, static_cast<const void *>(&element), sizeof element);
    return value;
}

/// Whether any object has a key twice. Objects are small; sorting views keeps hostile ones cheap.
bool hasDuplicateKey(const dom::element &element)
{
    if (element.is_array()) {
        for (const dom::element item : dom::array(element)) {
            if (hasDuplicateKey(item))
                return true;
        }
        return false;
    }
    if (!element.is_object())
        return false;
    std::vector<std::string_view> keys;
    for (const auto &[key, value] : dom::object(element)) {
        keys.push_back(key);
        if (hasDuplicateKey(value))
            return true;
    }
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

Error parseError(simdjson::error_code code)
{
    switch (code) {
    case simdjson::DEPTH_ERROR:
        return invalidInput(QString(),
            u"The JSON is nested too deeply (at most %1 levels)."_s.arg(limits::kJsonDepth));
    case simdjson::CAPACITY:
        return tooLarge(u"The JSON is too large."_s);
    case simdjson::UTF8_ERROR:
        return invalidInput(QString(), u"The JSON is not valid UTF-8."_s);
    default:
        return invalidInput(QString(),
            u"The body is not valid JSON: "_s + QString::fromUtf8(simdjson::error_message(code)));
    }
}

} // namespace

Result<JsonValue> parseJson(QByteArrayView bytes)
{
    // One parser a thread: its buffers are reused, so steady traffic allocates nothing here.
    thread_local dom::parser parser;
    thread_local bool ready = [] {
        return parser.allocate(
                   static_cast<size_t>(limits::kJsonBody), static_cast<size_t>(limits::kJsonDepth))
            == simdjson::SUCCESS;
    }();
    if (!ready)
        return internalError(u"No memory for a JSON parser."_s);
    dom::element root;
    const auto code =
        parser.parse(bytes.data(), static_cast<size_t>(bytes.size()), /*realloc_if_needed=*/true)
            .get(root);
    if (code != simdjson::SUCCESS)
        return parseError(code);
    if (hasDuplicateKey(root))
        return invalidInput(QString(), u"The JSON has an object with the same key twice."_s);
    return valueOf(root);
}

JsonValue::Kind JsonValue::kind() const
{
    switch (elementOf(*this).type()) {
    case dom::element_type::BOOL:
        return Kind::Bool;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
        return Kind::Int;
    case dom::element_type::DOUBLE:
        return Kind::Double;
    case dom::element_type::STRING:
        return Kind::String;
    case dom::element_type::ARRAY:
        return Kind::Array;
    case dom::element_type::OBJECT:
        return Kind::Object;
    case dom::element_type::NULL_VALUE:
        break;
    }
    return Kind::Null;
}

bool JsonValue::toBool() const
{
    bool value = false;
    return elementOf(*this).get(value) == simdjson::SUCCESS && value;
}

std::optional<qint64> JsonValue::toInt() const
{
    const dom::element element = elementOf(*this);
    int64_t whole = 0;
    if (element.is_int64() && element.get(whole) == simdjson::SUCCESS)
        return whole;
    double number = 0;
    if (!element.is<double>() || element.get(number) != simdjson::SUCCESS)
        return {};
    constexpr double kExact = 9007199254740992.0; // 2^53: beyond it a double skips integers
    if (std::floor(number) != number || std::abs(number) > kExact)
        return {};
    return static_cast<qint64>(number);
}

double JsonValue::toDouble() const
{
    double number = 0;
    return elementOf(*this).get(number) == simdjson::SUCCESS ? number : 0;
}

std::string_view JsonValue::toUtf8() const
{
    std::string_view text;
    return elementOf(*this).get(text) == simdjson::SUCCESS ? text : std::string_view();
}

QString JsonValue::toString() const
{
    const std::string_view text = toUtf8();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void JsonValue::visitMembers(void *context, MemberVisitor visit) const
{
    dom::object object;
    if (elementOf(*this).get(object) != simdjson::SUCCESS)
        return;
    for (const auto &[key, value] : object)
        visit(context, key, valueOf(value));
}

void JsonValue::visitItems(void *context, ItemVisitor visit) const
{
    dom::array array;
    if (elementOf(*this).get(array) != simdjson::SUCCESS)
        return;
    for (const dom::element item : array)
        visit(context, valueOf(item));
}

std::optional<JsonValue> JsonValue::member(std::string_view key) const
{
    dom::object object;
    dom::element element;
    if (elementOf(*this).get(object) != simdjson::SUCCESS
        || object.at_key(key).get(element) != simdjson::SUCCESS)
        return {};
    return valueOf(element);
}

namespace json {

void Decoder::fail(const QString &message)
{
    if (m_errors.size() < static_cast<size_t>(limits::kFieldErrors))
        m_errors.push_back({m_path, message});
}

void Decoder::failAt(std::string_view key, const QString &message)
{
    const qsizetype before = m_path.size();
    pushKey(key);
    fail(message);
    m_path.truncate(before);
}

bool Decoder::expect(const JsonValue &value, JsonValue::Kind kind, const char *name)
{
    if (value.kind() == kind)
        return true;
    fail(u"must be "_s + QLatin1StringView(name));
    return false;
}

void Decoder::checkText(const QString &text, const Rules &rules)
{
    const qint64 length = codePoints(text);
    if (length < rules.minLength)
        return fail(rules.minLength == 1
                ? u"must not be empty"_s
                : u"must have at least %1 characters"_s.arg(rules.minLength));
    if (rules.maxLength >= 0 && length > rules.maxLength)
        return fail(
            u"must have at most %1 characters, and has %2"_s.arg(rules.maxLength).arg(length));
    if (rules.format) {
        if (const QString wrong = checkFormat(rules.format, text); !wrong.isEmpty())
            fail(wrong);
    }
}

void Decoder::checkRange(qint64 value, const Rules &rules)
{
    if (value < rules.minimum)
        fail(u"must be at least %1"_s.arg(rules.minimum));
    else if (value > rules.maximum)
        fail(u"must be at most %1"_s.arg(rules.maximum));
}

void Decoder::checkCount(qint64 count, const Rules &rules)
{
    if (count < rules.minLength)
        fail(u"must have at least %1 items"_s.arg(rules.minLength));
    else if (rules.maxLength >= 0 && count > rules.maxLength)
        fail(u"must have at most %1 items, and has %2"_s.arg(rules.maxLength).arg(count));
}

void Decoder::pushKey(std::string_view key)
{
    if (!m_path.isEmpty())
        m_path += u'.';
    // A hostile key is cut: it is echoed in the answer and in no log.
    m_path +=
        QString::fromUtf8(key.data(), static_cast<qsizetype>(std::min<size_t>(key.size(), 64)));
}

void Decoder::pushIndex(qint64 index) { m_path += u"[%1]"_s.arg(index); }

} // namespace json

} // namespace kith
