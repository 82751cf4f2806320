// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialecttables.h"

#include "apis/openapi.h"
#include "native/openapi.h"

#include <algorithm>

namespace kith {

using namespace Qt::StringLiterals;

std::vector<api::Api> apisOf(api::Routes native, std::vector<dialects::Dialect> &dialects)
{
    std::vector<api::Api> apis;
    apis.push_back({.style = &api::nativeStyle(), .routes = std::move(native)});
    for (dialects::Dialect &dialect : dialects) {
        for (api::Route &route : dialect.routes)
            route.style = dialect.style;
        apis.push_back({.style = dialect.style, .routes = std::move(dialect.routes)});
    }
    return apis;
}

api::ApiDocuments documentsOf(
    const std::vector<dialects::Dialect> &dialects, const std::vector<api::Api> &apis)
{
    api::ApiDocuments documents;
    documents.items.push_back({.name = u"native"_s,
        .title = u"Kith"_s,
        .url = u"/openapi.json"_s,
        .text = api::openApiDocument(apis.front().routes)});
    for (size_t i = 0; i < dialects.size(); ++i) {
        const dialects::Dialect &dialect = dialects[i];
        const QString name = QString::fromLatin1(dialect.style->audience);
        documents.items.push_back({.name = name,
            .title = QString::fromUtf8(dialect.title),
            .url = u"/openapi/"_s + name + u".json"_s,
            .text = openApiDocument(dialect, apis[i + 1].routes)});
    }
    return documents;
}

std::optional<Door> doorOf(const QByteArray &name, const std::vector<dialects::Dialect> &dialects,
    const std::vector<api::Api> &apis)
{
    const auto found = std::find_if(dialects.begin(), dialects.end(),
        [&name](const dialects::Dialect &one) { return name == one.style->audience; });
    if (found == dialects.end())
        return {};
    const api::Api &mine = apis[static_cast<size_t>(found - dialects.begin()) + 1];
    api::Api api{.style = mine.style, .routes = mine.routes};
    api::Route front = api::get("/", api::Access::Public, "Its documentation",
        [](const api::Inline &) -> Result<api::Answer> {
            return api::Answer{
                .status = 307, .contentType = {}, .headers = {{"Location", "/docs"}}};
        }).unlimited();
    api::Route document = api::get("/openapi.json", api::Access::Public, "Its description",
        [text = openApiDocument(*found, mine.routes)](const api::Inline &) -> Result<api::Answer> {
            return api::Answer{.body = text};
        }).unlimited();
    for (api::Route *route : {&front, &document}) {
        route->style = mine.style;
        api.routes.push_back(std::move(*route));
    }
    return Door{.dialects = {*found}, .apis = {std::move(api)}};
}

} // namespace kith
