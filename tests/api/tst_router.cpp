// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/router.h"
#include "core/lists/listquery.h"
#include "core/live/presence.h"
#include "core/live/rooms.h"
#include "core/live/roster.h"
#include "runner/runner.h"
#include "shared/problem.h"

using namespace kith;
using namespace kith::api;

namespace {

Routes routes()
{
    const auto nothing = [](const Inline &) -> Result<NoContent> { return NoContent{}; };
    const auto one = [](const Inline &, UserId) -> Result<NoContent> { return NoContent{}; };
    const auto two = [](const Inline &, UserId, const QString &) -> Result<NoContent> {
        return NoContent{};
    };
    return {
        get("/", Access::Public, "root", nothing),
        get("/api/users", Access::User, "list", nothing),
        post("/api/users", Access::User, "make", nothing),
        get("/api/users/me", Access::User, "me", nothing),
        get("/api/users/{id}", Access::User, "one", one),
        put("/api/users/{id}/tags/{tag}", Access::User, "tag", two),
        get("/api/users/me/tags", Access::User, "my tags", nothing),
    };
}

} // namespace

class tst_Router : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsFindTheirRow_data();
    void pathsFindTheirRow();
    void argumentsComeFromPathAndQuery_data();
    void argumentsComeFromPathAndQuery();
};

void tst_Router::pathsFindTheirRow_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("row"); // its summary; empty: none
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("allow");
    constexpr int kGet = int(api::Method::Get);
    constexpr int kPut = int(api::Method::Put);
    constexpr int kDelete = int(api::Method::Delete);
    using B = QByteArray;
    QTest::newRow("root") << kGet << B("/") << B("root") << B() << B("GET, HEAD");
    QTest::newRow("literal") << kGet << B("/api/users") << B("list") << B() << B("GET, HEAD, POST");
    QTest::newRow("one trailing slash")
        << kGet << B("/api/users/") << B("list") << B() << B("GET, HEAD, POST");
    QTest::newRow("two slashes are another path") << kGet << B("/api/users//") << B() << B() << B();
    QTest::newRow("parameter") << kGet << B("/api/users/42") << B("one") << B("42")
                               << B("GET, HEAD");
    QTest::newRow("literal before parameter")
        << kGet << B("/api/users/me") << B("me") << B() << B("GET, HEAD");
    QTest::newRow("back from a literal that leads nowhere")
        << kPut << B("/api/users/me/tags/x") << B("tag") << B("me,x") << B("PUT");
    QTest::newRow("decoded after splitting")
        << kPut << B("/api/users/1/tags/a%2Fb%20c") << B("tag") << B("1,a/b c") << B("PUT");
    QTest::newRow("dot segments are no way up")
        << kGet << B("/api/users/../users") << B() << B() << B();
    QTest::newRow("another method")
        << kDelete << B("/api/users") << B() << B() << B("GET, HEAD, POST");
    QTest::newRow("case matters") << kGet << B("/API/users") << B() << B() << B();
    QTest::newRow("prefix only") << kGet << B("/api") << B() << B() << B();
    QTest::newRow("longer than any route") << kGet << B("/a").repeated(500) << B() << B() << B();
}

void tst_Router::pathsFindTheirRow()
{
    QFETCH(int, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, params);
    QFETCH(QByteArray, allow);
    const Routes table = routes();
    const Router router(table);
    const auto match = router.find(static_cast<api::Method>(method), path);
    QCOMPARE(match.route ? QByteArray(match.route->summary) : QByteArray(), row);
    QByteArrayList found(match.pathParams.begin(), match.pathParams.end());
    if (match.route)
        QCOMPARE(found.join(','), params);
    QCOMPARE(match.allow, allow);
}

void tst_Router::argumentsComeFromPathAndQuery_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("all") << QByteArray("5") << QByteArray("cursor=a%2Bb+c&limit=7")
                         << QStringLiteral("5 a+b c 7");
    QTest::newRow("defaults") << QByteArray("5") << QByteArray() << QStringLiteral("5 - 50");
    QTest::newRow("junk id") << QByteArray("x") << QByteArray() << QStringLiteral("not_found");
    QTest::newRow("id 0") << QByteArray("0") << QByteArray() << QStringLiteral("not_found");
    QTest::newRow("too large an id")
        << QByteArray("99999999999999999999") << QByteArray() << QStringLiteral("not_found");
    QTest::newRow("not a number") << QByteArray("5") << QByteArray("limit=ten")
                                  << QStringLiteral("limit");
    QTest::newRow("unknown parameter")
        << QByteArray("5") << QByteArray("limt=10") << QStringLiteral("limt");
    QTest::newRow("twice") << QByteArray("5") << QByteArray("limit=1&limit=2")
                           << QStringLiteral("");
    QTest::newRow("a text that looks like a number")
        << QByteArray("5") << QByteArray("cursor=12") << QStringLiteral("5 12 50");
    QTest::newRow("a quote") << QByteArray("5") << QByteArray("cursor=%22%5C")
                             << QStringLiteral("5 \"\\ 50");
}

void tst_Router::argumentsComeFromPathAndQuery()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, query);
    QFETCH(QString, outcome);
    QString seen;
    const Route row = get("/x/{id}", Access::Public, "x",
        [&seen](
            const Inline &, UserId user, const Query<core::ListQuery> &list) -> Result<NoContent> {
            seen = QStringLiteral("%1 %2 %3")
                       .arg(user.value)
                       .arg(list.cursor.value_or(QStringLiteral("-")))
                       .arg(list.limit);
            return NoContent{};
        });
    const auto step = row.decode(Call{.pathParams = {id}, .query = query});
    if (!step) {
        const Error &error = step.error();
        QCOMPARE(error.fields.empty() || error.fields.front().field.isEmpty()
                ? (error.fields.empty() ? QString::fromLatin1(kith::nameOf(error.code)) : QString())
                : error.fields.front().field,
            outcome);
        return;
    }
    const core::Policy policy;
    const core::PresenceBoard presence;
    const core::Roster roster;
    core::RoomBoard rooms;
    const core::Environment env{policy, presence, roster, rooms};
    QVERIFY(std::holds_alternative<api::Answer>((*step)->here(Inline{.env = env})));
    QCOMPARE(seen, outcome);
}

KITH_TEST(tst_Router)
#include "tst_router.moc"
