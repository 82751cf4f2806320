// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/json.h"

#include "shared/textformat.h"

#include <QStringList>

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

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

namespace {

void appendTime(QByteArray &out, const void *value)
{
    out.append('"');
    appendRfc3339(out, *static_cast<const Timestamp *>(value));
    out.append('"');
}

void appendList(QByteArray &out, const Type &type, const void *list)
{
    const auto *item = static_cast<const char *>(type.first(list));
    out.append('[');
    for (size_t left = type.count(list); left > 0; --left, item += type.inner->size) {
        append(out, *type.inner, item);
        if (left > 1)
            out.append(',');
    }
    out.append(']');
}

void appendMap(QByteArray &out, const Type &type, const void *map)
{
    struct Context
    {
        QByteArray &out;
        const Type &inner;
        bool first = true;
    } context{out, *type.inner};
    out.append('{');
    type.eachEntry(map, &context, [](void *opaque, const QString &key, const void *value) {
        auto &to = *static_cast<Context *>(opaque);
        if (!std::exchange(to.first, false))
            to.out.append(',');
        appendString(to.out, QStringView(key));
        to.out.append(':');
        append(to.out, to.inner, value);
    });
    out.append('}');
}

} // namespace

void appendMembers(QByteArray &out, const FieldList &fields, const void *model, bool &first)
{
    for (size_t i = 0; i < fields.all.size(); ++i) {
        if (!std::exchange(first, false))
            out.append(',');
        out.append(fields.keys[i]);
        append(out, *fields.all[i].type, fields.all[i].in(model));
    }
}

void append(QByteArray &out, const Type &type, const void *value)
{
    switch (type.kind) {
    case Type::Kind::Bool:
        out.append(*static_cast<const bool *>(value) ? "true" : "false");
        return;
    case Type::Kind::Int:
        return appendInt(out, type.integer(value));
    case Type::Kind::Double:
        return appendDouble(out, *static_cast<const double *>(value));
    case Type::Kind::Text:
        return appendString(out, QStringView(*static_cast<const QString *>(value)));
    case Type::Kind::Time:
        return appendTime(out, value);
    case Type::Kind::Enum:
        out.append('"').append(type.nameOf(type.integer(value))).append('"');
        return;
    case Type::Kind::Optional:
        if (const void *held = type.held(value))
            return append(out, *type.inner, held);
        out.append("null");
        return;
    case Type::Kind::List:
        return appendList(out, type, value);
    case Type::Kind::Map:
        return appendMap(out, type, value);
    case Type::Kind::Model: {
        bool first = true;
        out.append('{');
        appendMembers(out, type.fields(), value, first);
        out.append('}');
        return;
    }
    case Type::Kind::Own:
        Q_ASSERT_X(type.append, "json::append", "this type is only read");
        return type.append(out, value);
    case Type::Kind::Bytes:
        Q_ASSERT_X(false, "json::append", "bytes have no form in JSON");
        out.append("null");
    }
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

namespace {

constexpr size_t kMostFields = 64; ///< of one model

} // namespace

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

void Decoder::decodeObject(const JsonValue &object, const FieldList &fields, void *out)
{
    if (!expect(object, JsonValue::Kind::Object, "an object"))
        return;
    std::bitset<kMostFields> seen;
    Q_ASSERT(fields.all.size() <= seen.size());
    object.eachMember([&](std::string_view key, const JsonValue &value) {
        const Field *field = fields.find(key);
        if (!field) {
            if (m_unknown == Unknown::Refuse)
                failAt(key, u"is not a known field"_s);
            return;
        }
        seen.set(static_cast<size_t>(field - fields.all.data()));
        const qsizetype before = m_path.size();
        pushKey(field->name);
        decode(value, *field->type, field->rules, field->in(out));
        m_path.truncate(before);
    });
    for (size_t i = 0; i < fields.all.size(); ++i) {
        if (!seen[i] && fields.all[i].rules.required)
            failAt(fields.all[i].name, u"is required"_s);
    }
}

void Decoder::decodeInteger(const JsonValue &value, const Type &type, const Rules &rules, void *out)
{
    const auto number = value.toInt();
    if (!number)
        return fail(u"must be a whole number"_s);
    checkRange(*number, rules);
    if (*number < type.least() || *number > type.most())
        return fail(u"is out of range"_s);
    type.setInteger(out, *number);
}

void Decoder::decodeEnum(const JsonValue &value, const Type &type, void *out)
{
    QStringList names;
    for (const Type::Name &row : type.names) {
        if (value.kind() == JsonValue::Kind::String && value.toUtf8() == row.name)
            return type.setInteger(out, row.value);
        names += QString::fromLatin1(row.name);
    }
    fail(u"must be one of: "_s + names.join(u", "_s));
}

void Decoder::decodeList(const JsonValue &value, const Type &type, const Rules &rules, void *out)
{
    if (!expect(value, JsonValue::Kind::Array, "a list"))
        return;
    value.eachItem([&](const JsonValue &item) {
        const qsizetype before = m_path.size();
        pushIndex(static_cast<qint64>(type.count(out)));
        decode(item, *type.inner, Rules{}, type.add(out));
        m_path.truncate(before);
    });
    checkCount(static_cast<qint64>(type.count(out)), rules);
}

void Decoder::decodeMap(const JsonValue &value, const Type &type, const Rules &rules, void *out)
{
    if (!expect(value, JsonValue::Kind::Object, "an object"))
        return;
    qint64 count = 0;
    value.eachMember([&](std::string_view key, const JsonValue &item) {
        const qsizetype before = m_path.size();
        pushKey(key);
        decode(item, *type.inner, Rules{},
            type.entry(out, QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()))));
        m_path.truncate(before);
        ++count;
    });
    checkCount(count, rules);
}

void Decoder::decode(const JsonValue &value, const Type &type, const Rules &rules, void *out)
{
    using Kind = JsonValue::Kind;
    switch (type.kind) {
    case Type::Kind::Optional:
        if (value.kind() == Kind::Null)
            return type.reset(out);
        return decode(value, *type.inner, rules, type.emplace(out));
    case Type::Kind::Bool:
        if (expect(value, Kind::Bool, "true or false"))
            *static_cast<bool *>(out) = value.toBool();
        return;
    case Type::Kind::Int:
        return decodeInteger(value, type, rules, out);
    case Type::Kind::Double:
        if (value.kind() != Kind::Int && value.kind() != Kind::Double)
            return fail(u"must be a number"_s);
        *static_cast<double *>(out) = value.toDouble();
        return;
    case Type::Kind::Text:
        if (!expect(value, Kind::String, "a text"))
            return;
        *static_cast<QString *>(out) = value.toString();
        return checkText(*static_cast<QString *>(out), rules);
    case Type::Kind::Time:
        return decodeTime(value, out);
    case Type::Kind::Enum:
        return decodeEnum(value, type, out);
    case Type::Kind::List:
        return decodeList(value, type, rules, out);
    case Type::Kind::Map:
        return decodeMap(value, type, rules, out);
    case Type::Kind::Model:
        return decodeObject(value, type.fields(), out);
    case Type::Kind::Own:
    case Type::Kind::Bytes:
        Q_ASSERT_X(false, "json::Decoder", "the native API reads no such type");
    }
}

void Decoder::decodeTime(const JsonValue &value, void *out)
{
    const std::string_view text = value.toUtf8();
    const auto time = value.kind() == JsonValue::Kind::String
        ? fromRfc3339(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())))
        : std::nullopt;
    if (!time)
        return fail(u"must be an RFC 3339 time such as 2026-01-31T12:00:00Z"_s);
    *static_cast<Timestamp *>(out) = *time;
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
