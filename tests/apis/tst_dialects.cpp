// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialects share: ids in the spellings of others, times, requests read and refused as the
// originals' library did, and which API a request is for.
#include "api/apitable.h"

#include "apis/dialect.h"
#include "apis/pythonjson.h"
#include "runner/runner.h"
#include "shared/type.h"

using namespace kith;
using namespace kith::dialects;
using namespace Qt::StringLiterals;

namespace {

struct Order
{
    QString name{};
    std::optional<QString> note{};
    qint64 count = 1;
    bool gift = false;
    std::vector<qint64> ids{};
};

} // namespace

namespace kith {
const FieldList &fieldsOf(Of<Order>)
{
    static const FieldList list = fieldList<Order>("Order",
        {field("name", &Order::name, required, length(2, 4)), field("note", &Order::note),
            field("count", &Order::count, range(1, 10)), field("gift", &Order::gift),
            field("ids", &Order::ids, length(1, 3))});
    return list;
}
} // namespace kith

namespace {

/// As a row reads its body.
Result<Order> decodeOrder(const api::Call &call)
{
    std::tuple<Order> args;
    TRY(api::detail::readInto<dialects::detail::readKindly>("", call, args));
    return std::get<0>(args);
}

} // namespace

class tst_Dialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsComeBack_data();
    void idsComeBack();
    void otherTextsAreNobodysIds_data();
    void otherTextsAreNobodysIds();
    void timesAreWrittenAsPythonDoes_data();
    void timesAreWrittenAsPythonDoes();
    void bodiesAreReadLaxly_data();
    void bodiesAreReadLaxly();
    void faultsAreNamedAllAtOnce_data();
    void faultsAreNamedAllAtOnce();
    void secretsAreNotSentBack();
    void brokenJsonIsPlacedAsPythonDoes_data();
    void brokenJsonIsPlacedAsPythonDoes();
    void theTokenDecidesWhoseRowItIs_data();
    void theTokenDecidesWhoseRowItIs();
};

void tst_Dialects::idsComeBack_data()
{
    QTest::addColumn<qint64>("id");
    for (const qint64 id : {1LL, 7LL, 255LL, 256LL, 1'000'000LL, (1LL << 53) - 1})
        QTest::addRow("%lld", static_cast<long long>(id)) << qint64(id);
}

void tst_Dialects::idsComeBack()
{
    QFETCH(const qint64, id);
    for (const IdKind kind : {IdKind::User, IdKind::Chat, IdKind::Message, IdKind::Account}) {
        const QByteArray hex = toHex24(kind, id);
        QVERIFY(isHex24(hex));
        QCOMPARE(fromHex24(kind, hex), id);
        QCOMPARE(fromHex24(kind, hex.toUpper()), id);
        const QByteArray uuid = toUuid(kind, id);
        QVERIFY(isUuid(uuid));
        QCOMPARE(uuid[14], '4'); // version
        QVERIFY(QByteArray("89ab").contains(uuid[19])); // variant
        QCOMPARE(fromUuid(kind, uuid), id);
        QCOMPARE(fromUuid(kind, QByteArray(uuid).replace("-", "")), id);
        const QByteArray cuid = toCuid(kind, id);
        QCOMPARE(cuid.size(), 25);
        QCOMPARE(fromCuid(kind, cuid), id);
    }
}

void tst_Dialects::otherTextsAreNobodysIds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a number") << QByteArray("7");
    QTest::newRow("a chat, hex") << toHex24(IdKind::Chat, 7);
    QTest::newRow("a chat, UUID") << toUuid(IdKind::Chat, 7);
    QTest::newRow("a chat, cuid") << toCuid(IdKind::Chat, 7);
    QTest::newRow("somebody's ObjectId") << QByteArray("66a0c2f1e4b0a1b2c3d4e5f6");
    QTest::newRow("somebody's UUID") << QByteArray("6f1c2a4e-3d5b-4c7d-8e9f-0123456789ab");
    QTest::newRow("somebody's cuid") << QByteArray("cm4x0k2b90001qzr8t5u7w3ya");
    QTest::newRow("one character short") << toHex24(IdKind::User, 7).chopped(1);
    QTest::newRow("one too many") << toHex24(IdKind::User, 7) + "0";
    QTest::newRow("no hex") << QByteArray(24, 'g');
    QTest::newRow("a sign in it") << QByteArray("ckith1-000000000000000007");
    QTest::newRow("over 53 bits") << QByteArray("4b69746801ffffffffffffff");
}

void tst_Dialects::otherTextsAreNobodysIds()
{
    QFETCH(const QByteArray, text);
    QCOMPARE(fromHex24(IdKind::User, text), 0);
    QCOMPARE(fromUuid(IdKind::User, text), 0);
    QCOMPARE(fromCuid(IdKind::User, text), 0);
}

void tst_Dialects::timesAreWrittenAsPythonDoes_data()
{
    QTest::addColumn<qint64>("millis");
    QTest::addColumn<int>("micros");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("whole") << qint64(1'735'689'600'000) << 0 << QByteArray("2025-01-01T00:00:00");
    QTest::newRow("milliseconds") << qint64(1'735'689'600'120) << 0
                                  << QByteArray("2025-01-01T00:00:00.120000");
    QTest::newRow("and a place") << qint64(1'735'689'600'120) << 7
                                 << QByteArray("2025-01-01T00:00:00.120007");
    QTest::newRow("only a place") << qint64(1'735'689'600'000) << 999
                                  << QByteArray("2025-01-01T00:00:00.000999");
}

void tst_Dialects::timesAreWrittenAsPythonDoes()
{
    QFETCH(const qint64, millis);
    QFETCH(const int, micros);
    QFETCH(const QByteArray, text);
    QCOMPARE(toIso(fromMillis(millis), "", micros), text);
    QCOMPARE(toIso(fromMillis(millis), "Z", micros), text + 'Z');
}

void tst_Dialects::bodiesAreReadLaxly_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<bool>("gift");
    QTest::newRow("plain") << QByteArray(R"({"name":"abc","count":3,"gift":true})") << 3LL << true;
    QTest::newRow("a number as text")
        << QByteArray(R"({"name":"abc","count":"5"})") << 5LL << false;
    QTest::newRow("a whole fraction")
        << QByteArray(R"({"name":"abc","count":5.0})") << 5LL << false;
    QTest::newRow("true is one") << QByteArray(R"({"name":"abc","count":true})") << 1LL << false;
    QTest::newRow("words for yes") << QByteArray(R"({"name":"abc","gift":"Yes"})") << 1LL << true;
    QTest::newRow("numbers for yes") << QByteArray(R"({"name":"abc","gift":1})") << 1LL << true;
    QTest::newRow("unknown keys") << QByteArray(R"({"name":"abc","x":{"y":[]}})") << 1LL << false;
}

void tst_Dialects::bodiesAreReadLaxly()
{
    QFETCH(const QByteArray, body);
    QFETCH(const qint64, count);
    QFETCH(const bool, gift);
    const auto order = decodeOrder({.body = body});
    QVERIFY(order.ok());
    QCOMPARE(order->count, count);
    QCOMPARE(order->gift, gift);
}

void tst_Dialects::faultsAreNamedAllAtOnce_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("faults"); // type and place of each
    const auto row = [](const char *name, const char *body, const char *faults,
                         const char *type = "application/json") {
        QTest::newRow(name) << QByteArray(body) << QByteArray(type) << QByteArray(faults);
    };
    row("nothing", "", "missing[\"body\"]");
    row("null", "null", "missing[\"body\"]");
    row("a list", "[]", "model_attributes_type[\"body\"]");
    row("a form", "name=abc", "model_attributes_type[\"body\"]",
        "application/x-www-form-urlencoded");
    row("no name", "{}", "missing[\"body\",\"name\"]");
    row("several", R"({"name":"a","count":11,"gift":"perhaps","ids":[]})",
        "string_too_short[\"body\",\"name\"] less_than_equal[\"body\",\"count\"] "
        "bool_parsing[\"body\",\"gift\"] too_short[\"body\",\"ids\"]");
    row("inside a list", R"({"name":"abc","ids":[1,"x",2.5]})",
        "int_parsing[\"body\",\"ids\",1] int_from_float[\"body\",\"ids\",2]");
    row("code points, not bytes", R"({"name":"äöüß🌱"})", "string_too_long[\"body\",\"name\"]");
    row("another type", R"({"name":7,"note":7})",
        "string_type[\"body\",\"name\"] string_type[\"body\",\"note\"]");
    row("broken", R"({"name":)", "json_invalid[\"body\",8]");
}

void tst_Dialects::faultsAreNamedAllAtOnce()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, faults);
    const auto order = decodeOrder({.body = body, .contentType = contentType});
    QVERIFY(!order.ok());
    QByteArrayList found;
    for (const ValidationItem &item : itemsOf(order.error()))
        found << item.type + item.loc;
    QCOMPARE(found.join(' '), faults);
    QCOMPARE(statusOf(order.error()), 422);
}

void tst_Dialects::secretsAreNotSentBack()
{
    const auto value = parseJson(R"({"user":"a","password":"hunter2","deep":{"token":"t"}})");
    const QByteArray shown = inputText(*value);
    QCOMPARE(shown, QByteArray(R"({"user":"a","password":null,"deep":{"token":null}})"));
    Checker checker("body");
    checker.addAt("new_password", "string_type", u"x"_s, "\"hunter2\"");
    QCOMPARE(checker.takeItems().front().input, QByteArray("null"));
}

void tst_Dialects::brokenJsonIsPlacedAsPythonDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *text, qsizetype offset, const char *message) {
        QTest::newRow(text) << QByteArray(text) << offset << QByteArray(message);
    };
    // As json.loads() of CPython 3.11 says.
    row("", 0, "Expecting value");
    row("{", 1, "Expecting property name enclosed in double quotes");
    row("{\"a\"", 4, "Expecting ':' delimiter");
    row("{\"a\":", 5, "Expecting value");
    row("{\"a\":1", 6, "Expecting ',' delimiter");
    row("{\"a\":1 \"b\"", 7, "Expecting ',' delimiter");
    row("[1,]", 3, "Expecting value");
    row("[1 2]", 3, "Expecting ',' delimiter");
    row("nul", 0, "Expecting value");
    row("1 1", 2, "Extra data");
    row("\"abc", 0, "Unterminated string starting at");
    row("\"a\nb\"", 2, "Invalid control character at");
    row("\"\\x\"", 1, "Invalid \\escape");
    row("{\"ä\": x}", 6, "Expecting value");
    row("-", 0, "Expecting value");
}

void tst_Dialects::brokenJsonIsPlacedAsPythonDoes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, offset);
    QFETCH(const QByteArray, message);
    const auto fault = pythonJsonFault(text);
    QVERIFY(fault);
    QCOMPARE(QByteArray(fault->message), message);
    QCOMPARE(fault->offset, offset);
}

// ---- Which API ----------------------------------------------------------------------------------

namespace {

Route answering(const char *path, bool (*takes)(const api::Call &) = nullptr)
{
    Route made = row::get(path, Access::Public, "x",
        [](const Inline &) -> Result<api::Answer> { return api::Answer{}; });
    made.takes = takes;
    return made;
}

const api::Style kOne{.audience = "one"};
const api::Style kTwo{.audience = "two"};

std::vector<api::Api> threeApis()
{
    std::vector<api::Api> apis(3);
    apis[0] = {.style = &api::nativeStyle()};
    apis[0].routes.push_back(answering("/api/v2/users"));
    apis[1] = {.style = &kOne};
    apis[1].routes.push_back(answering("/api/users/me"));
    apis[1].routes.push_back(
        answering("/api/login", [](const api::Call &call) { return call.body.contains("name"); }));
    apis[2] = {.style = &kTwo};
    apis[2].routes.push_back(answering("/api/users/{id}"));
    apis[2].routes.push_back(answering("/api/login"));
    return apis;
}

} // namespace

void tst_Dialects::theTokenDecidesWhoseRowItIs_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("audience");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("style");
    QTest::addColumn<QByteArray>("route"); // empty: none
    const auto row = [](const char *name, const char *path, const char *audience, const char *body,
                         const char *style, const char *route) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(audience) << QByteArray(body)
                            << QByteArray(style) << QByteArray(route);
    };
    row("native", "/api/v2/users", "", "", "native", "/api/v2/users");
    row("native, whosever token", "/api/v2/users", "two", "", "native", "/api/v2/users");
    row("shared, no token: the first", "/api/users/me", "", "", "one", "/api/users/me");
    row("shared, by token", "/api/users/me", "two", "", "two", "/api/users/{id}");
    row("shared, another token", "/api/users/me", "native", "", "one", "/api/users/me");
    row("only one has it", "/api/users/7", "one", "", "two", "/api/users/{id}");
    row("by the body", "/api/login", "", "name", "one", "/api/login");
    row("by the body, the other", "/api/login", "", "password", "two", "/api/login");
    row("nowhere", "/api/nowhere", "", "", "native", "");
    row("nowhere, in the words of the token", "/api/nowhere", "two", "", "two", "");
}

void tst_Dialects::theTokenDecidesWhoseRowItIs()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, audience);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, style);
    QFETCH(const QByteArray, route);
    const auto apis = threeApis();
    const api::ApiTable table(apis);
    const auto match = table.find(Method::Get, path, audience, {.body = body});
    QCOMPARE(QByteArray(match.style->audience), style);
    QCOMPARE(QByteArray(match.route ? match.route->path : ""), route);
}

KITH_TEST(tst_Dialects)
#include "tst_dialects.moc"
