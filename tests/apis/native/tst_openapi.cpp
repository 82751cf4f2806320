// SPDX-License-Identifier: GPL-3.0-or-later
#include "publisheddocument.h"
#include "runner/runner.h"
#include "shared/model/chat.h"
#include "shared/model/page.h"
#include "shared/model/session.h"
#include "shared/type.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace kith;
using api::Access, api::Inline, api::Method, api::Query, api::Routes; // Answer is also support's
using api::del, api::openApiDocument, api::operationId, api::post, api::put;
using namespace Qt::StringLiterals;

namespace {

struct Filter
{
    std::optional<QString> q{};
    qint64 limit = 50;
};

} // namespace

namespace kith {
const FieldList &fieldsOf(Of<Filter>)
{
    static const FieldList list = fieldList<Filter>("Filter",
        {field("q", &Filter::q, length(1, 100), doc("What to look for")),
            field("limit", &Filter::limit)});
    return list;
}
} // namespace kith

/// What the document says of rows, read from made-up rows, and that the published one is up to
/// date. That the server's answers keep to it is the test openapi_conformance's matter.
class tst_OpenApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operationIds_data();
    void operationIds();
    void aRowIsDescribedWhole();
    void errorsFollowFromAccessAndKind_data();
    void errorsFollowFromAccessAndKind();
    void aModelReadBothWaysHasTwoComponents();
    void everyReferenceLeadsSomewhere();
    void theSocketListsItsFrames();
    void theSameRowsGiveTheSameBytes();
    void thePublishedDocumentIsUpToDate();
    void everyOperationHasItsOwnName();
};

namespace {

Routes sampleRows()
{
    return {
        post("/api/v2/auth/login", Access::Public, "Sign in",
            [](core::Tx &, const Login &) -> Result<Token> { return Token{}; })
            .limitedBy(Limiter::LoginAccount),
        api::get("/api/v2/chats/{chat_id}/members", Access::User, "Members of a chat",
            [](core::ReadTx &, ChatId, const Query<Filter> &) -> Result<Page<Member>> {
                return Page<Member>{};
            }),
        put("/api/v2/users/me/status", Access::User, "Set my status",
            [](core::Tx &, const UserStatus &) -> Result<User> { return User{}; }),
        del("/api/v2/admin/users/{user_id}", Access::Admin, "Remove a person",
            [](core::Tx &, UserId) -> Result<void> { return {}; }),
        api::get("/livez", Access::Public, "Is the process alive",
            [](const Inline &) -> Result<api::Answer> { return api::Answer{}; }),
    };
}

QJsonObject document() { return QJsonDocument::fromJson(openApiDocument(sampleRows())).object(); }

QJsonObject operationAt(const char *path, const char *method)
{
    return document()["paths"_L1][QLatin1StringView(path)][QLatin1StringView(method)].toObject();
}

} // namespace

void tst_OpenApi::operationIds_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("id");
    QTest::newRow("list") << Method::Get << "/api/v2/chats"_ba << u"getChats"_s;
    QTest::newRow("one") << Method::Get << "/api/v2/chats/{chat_id}"_ba << u"getChatsByChatId"_s;
    QTest::newRow("below one") << Method::Post << "/api/v2/chats/{chat_id}/messages"_ba
                               << u"postChatsMessages"_s;
    QTest::newRow("two parameters")
        << Method::Delete << "/api/v2/messages/{message_id}/reactions/{emoji}"_ba
        << u"deleteMessagesReactionsByEmoji"_s;
    QTest::newRow("dashes") << Method::Post << "/api/v2/auth/ws-ticket"_ba << u"postAuthWsTicket"_s;
    QTest::newRow("system") << Method::Get << "/openapi.json"_ba << u"getOpenapiJson"_s;
}

void tst_OpenApi::operationIds()
{
    QFETCH(Method, method);
    QFETCH(QByteArray, path);
    QTEST(operationId(method, path.constData()), "id");
}

void tst_OpenApi::aRowIsDescribedWhole()
{
    const QJsonObject members = operationAt("/api/v2/chats/{chat_id}/members", "get");
    QCOMPARE(members["summary"_L1], u"Members of a chat"_s);
    QCOMPARE(members["tags"_L1], QJsonArray{u"chats"_s});
    QCOMPARE(members["x-access"_L1], u"user"_s);
    QCOMPARE(members["x-rate-limiter"_L1], u"api_user"_s);
    QCOMPARE(members["security"_L1], (QJsonArray{QJsonObject{{u"bearer"_s, QJsonArray()}}}));
    const QJsonArray parameters = members["parameters"_L1].toArray();
    QCOMPARE(parameters.size(), 3);
    QCOMPARE(parameters[0]["name"_L1], u"chat_id"_s);
    QCOMPARE(parameters[0]["in"_L1], u"path"_s);
    QCOMPARE(parameters[0]["schema"_L1]["type"_L1], u"integer"_s);
    QCOMPARE(parameters[1]["name"_L1], u"q"_s);
    QCOMPARE(parameters[1]["description"_L1], u"What to look for"_s);
    QCOMPARE(parameters[1]["schema"_L1]["maxLength"_L1], 100);
    QCOMPARE(members["responses"_L1]["200"_L1]["content"_L1]["application/json"_L1]["schema"_L1]
                    ["$ref"_L1],
        u"#/components/schemas/MemberList"_s);

    const QJsonObject login = operationAt("/api/v2/auth/login", "post");
    QCOMPARE(login["security"_L1], QJsonArray());
    QCOMPARE(login["x-rate-limiter"_L1], u"login_account"_s);
    QVERIFY(!login.contains("parameters"_L1)); // nobody's Idempotency-Key has no scope
    QCOMPARE(login["requestBody"_L1]["content"_L1]["application/json"_L1]["schema"_L1]["$ref"_L1],
        u"#/components/schemas/Login"_s);
    QVERIFY(!operationAt("/api/v2/admin/users/{user_id}", "delete")["responses"_L1]["204"_L1]
                 .toObject()
                 .contains("content"_L1));
}

void tst_OpenApi::errorsFollowFromAccessAndKind_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QStringList>("statuses");
    QTest::newRow("public write") << "/api/v2/auth/login"_ba
                                  << "post"_ba << u"200 401 403 409 413 422 429 503"_s.split(u' ');
    QTest::newRow("read of an object") << "/api/v2/chats/{chat_id}/members"_ba
                                       << "get"_ba << u"200 401 403 404 422 429 503"_s.split(u' ');
    QTest::newRow("write without a body")
        << "/api/v2/admin/users/{user_id}"_ba
        << "delete"_ba << u"204 401 403 404 409 422 429 503"_s.split(u' ');
    QTest::newRow("public read") << "/livez"_ba
                                 << "get"_ba << u"200 429 503"_s.split(u' ');
    QTest::newRow("socket") << "/api/v2/ws"_ba
                            << "get"_ba << QStringList{u"101"_s};
}

void tst_OpenApi::errorsFollowFromAccessAndKind()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, method);
    const QJsonObject operation = operationAt(path.constData(), method.constData());
    QTEST(operation["responses"_L1].toObject().keys(), "statuses");
}

void tst_OpenApi::aModelReadBothWaysHasTwoComponents()
{
    const QJsonObject schemas = document()["components"_L1]["schemas"_L1].toObject();
    QCOMPARE(schemas["UserStatus"_L1]["required"_L1].toArray().size(), 3);
    QVERIFY(!schemas["UserStatusInput"_L1].toObject().contains("required"_L1));
    QCOMPARE(
        operationAt("/api/v2/users/me/status",
            "put")["requestBody"_L1]["content"_L1]["application/json"_L1]["schema"_L1]["$ref"_L1],
        u"#/components/schemas/UserStatusInput"_s);
    // Read from clients only: the plain name, and only what must be there is required.
    QVERIFY(!schemas.contains("LoginInput"_L1));
    QCOMPARE(schemas["Login"_L1]["required"_L1], (QJsonArray{u"login"_s, u"password"_s}));
    QVERIFY(!schemas["SendFrame"_L1]["required"_L1].toArray().contains(u"reply_to"_s));
}

void tst_OpenApi::everyReferenceLeadsSomewhere()
{
    const QByteArray text = openApiDocument(sampleRows());
    const QJsonObject components = document()["components"_L1].toObject();
    int references = 0;
    for (qsizetype at = 0; (at = text.indexOf("#/components/", at)) >= 0; ++at) {
        const QByteArrayList path = text.mid(at + 13, text.indexOf('"', at) - at - 13).split('/');
        QCOMPARE(path.size(), 2);
        const QJsonValue kind = components[QLatin1StringView(path[0])];
        QVERIFY2(kind.toObject().contains(QLatin1StringView(path[1])), path[1].constData());
        ++references;
    }
    QVERIFY(references > 50);
}

void tst_OpenApi::theSocketListsItsFrames()
{
    const QJsonObject socket = operationAt("/api/v2/ws", "get")["x-websocket"_L1].toObject();
    QCOMPARE(socket["client"_L1].toObject().size(), 10);
    const QJsonObject server = socket["server"_L1].toObject();
    for (const auto &event : enumNames<EventKind>)
        QVERIFY2(server.contains(QLatin1StringView(event.name)), event.name);
    for (const auto &type : {"ready"_L1, "resumed"_L1, "ack"_L1, "error"_L1, "pong"_L1})
        QVERIFY(server.contains(type));
}

void tst_OpenApi::theSameRowsGiveTheSameBytes()
{
    const QByteArray first = openApiDocument(sampleRows());
    QCOMPARE(openApiDocument(sampleRows()), first);
    Routes reversed = sampleRows();
    std::reverse(reversed.begin(), reversed.end());
    QCOMPARE(openApiDocument(reversed), first);
}

void tst_OpenApi::thePublishedDocumentIsUpToDate()
{
    QFile file(qEnvironmentVariable("KITH_SOURCE") + u"/resources/openapi.json"_s);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    QVERIFY2(file.readAll() == publishedDocument(),
        "resources/openapi.json is out of date. See what changed, and then take it over:\n"
        "  build/dev/bin/kith-openapi | diff resources/openapi.json -\n"
        "  build/dev/bin/kith-openapi > resources/openapi.json");
}

void tst_OpenApi::everyOperationHasItsOwnName()
{
    const QJsonObject paths =
        QJsonDocument::fromJson(publishedDocument()).object()["paths"_L1].toObject();
    QVERIFY(paths.size() > 30);
    QStringList names;
    for (const QJsonValue &path : paths) {
        for (const QJsonValue &method : path.toObject())
            names.append(method["operationId"_L1].toString());
    }
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
}

KITH_TEST(tst_OpenApi)
#include "tst_openapi.moc"
