// SPDX-License-Identifier: GPL-3.0-or-later
// A request target ("path?query"), and a body behind a line end: what the edge lets through finds a
// row or none, the same with a slash behind it, and its arguments are decoded or refused.
#include "api/router.h"

#include "fuzz.h"
#include "net/edge/httpsyntax.h"
#include "shared/model/message.h"
#include "shared/type.h"

using namespace kith;
using namespace kith::api;
using namespace kith::fuzz;

namespace {

/// A member of every kind that queries have.
struct Filter
{
    qint64 after = 0;
    std::optional<qint64> before{};
    QString search{};
    std::optional<UserId> from{};
    std::optional<bool> mine{};
    std::optional<UserRole> role{};
    std::optional<Timestamp> since{};
};

} // namespace

namespace kith {
const FieldList &fieldsOf(Of<::Filter>)
{
    static const FieldList list = fieldList<::Filter>("Filter",
        {field("after", &::Filter::after, range(0, 1LL << 53)), field("before", &::Filter::before),
            field("search", &::Filter::search, length(0, 100)), field("from", &::Filter::from),
            field("mine", &::Filter::mine), field("role", &::Filter::role),
            field("since", &::Filter::since)});
    return list;
}
} // namespace kith

namespace {

Routes makeRoutes()
{
    Routes rows;
    rows.push_back(get("/api/v2/users/me", Access::Public, "literal",
        [](const Inline &) -> Result<void> { return {}; }));
    rows.push_back(get("/api/v2/users/{user}", Access::Public, "text",
        [](const Inline &, const QString &) -> Result<void> { return {}; }));
    rows.push_back(get("/api/v2/users", Access::Public, "query",
        [](const Inline &, const Query<Filter> &) -> Result<void> { return {}; }));
    rows.push_back(post("/api/v2/chats/{chat}/messages", Access::Public, "id and body",
        [](const Inline &, ChatId, const NewMessage &) -> Result<void> { return {}; }));
    rows.push_back(del("/api/v2/chats/{chat}/messages/{message}", Access::Public, "two ids",
        [](const Inline &, ChatId, MessageId) -> Result<void> { return {}; }));
    return rows;
}

void checkDecoding(const Router::Match &match, QByteArrayView query, QByteArrayView body)
{
    for (const QByteArray &parameter : match.pathParams)
        must(!parameter.contains('\0'), "no NUL comes through");
    if (!match.route)
        return;
    const auto step = match.route->decode(
        {.pathParams = match.pathParams, .query = query.toByteArray(), .body = body.toByteArray()});
    if (!step) {
        const ErrorCode code = step.error().code;
        must(code == ErrorCode::InvalidInput || code == ErrorCode::NotFound
                || code == ErrorCode::TooLarge,
            "what cannot be read is the client's fault");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Routes rows = makeRoutes();
    static const Router router(rows);
    const QByteArrayView input = viewOf(data, size);
    const qsizetype end = input.indexOf('\n');
    const QByteArrayView target = end < 0 ? input : input.first(end);
    const QByteArrayView body = end < 0 ? QByteArrayView() : input.sliced(end + 1);
    if (!net::syntax::isOriginForm(target))
        return -1; // the edge refuses it
    const qsizetype question = target.indexOf('?');
    const QByteArrayView path = question < 0 ? target : target.first(question);
    const QByteArrayView query = question < 0 ? QByteArrayView() : target.sliced(question + 1);
    for (const Method method : {Method::Get, Method::Post, Method::Delete}) {
        const auto match = router.find(method, path);
        must(!match.route || match.route->method == method, "the row is of that method");
        checkDecoding(match, query, body);
        if (!path.endsWith('/')) {
            const auto slashed = router.find(method, path.toByteArray() + '/');
            must(slashed.route == match.route, "one slash behind a path is forgiven");
        }
    }
    return 0;
}
