// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/apitables.h"

#include <algorithm>
#include <iterator>

namespace kith {

using namespace Qt::StringLiterals;

std::vector<api::Api> apisOf(api::Api native, std::vector<api::Api> dialects)
{
    std::vector<api::Api> apis;
    apis.push_back(std::move(native));
    std::move(dialects.begin(), dialects.end(), std::back_inserter(apis));
    return apis;
}

api::ApiDocuments documentsOf(const std::vector<api::Api> &apis)
{
    api::ApiDocuments documents;
    for (const api::Api &api : apis) {
        const QString name = QString::fromLatin1(api.style->audience);
        documents.items.push_back({.name = name,
            .title = QString::fromUtf8(api.title),
            .url = &api == &apis.front() ? u"/openapi.json"_s : u"/openapi/"_s + name + u".json"_s,
            .text = api.document(api)});
    }
    return documents;
}

std::optional<api::Api> doorOf(const QByteArray &name, const std::vector<api::Api> &apis)
{
    const auto found = std::find_if(apis.begin(), apis.end(),
        [&name](const api::Api &one) { return name == one.style->audience; });
    if (found == apis.end())
        return {};
    api::Api api = *found;
    api.routes.push_back(api::get("/", api::Access::Public, "Its documentation",
        [](const api::Inline &) -> Result<api::Answer> {
            return api::Answer{
                .status = 307, .contentType = {}, .headers = {{"Location", "/docs"}}};
        }).unlimited());
    api.routes.push_back(api::get("/openapi.json", api::Access::Public, "Its description",
        [text = found->document(*found)](const api::Inline &) -> Result<api::Answer> {
            return api::Answer{.body = text};
        }).unlimited());
    return api;
}

} // namespace kith
