// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/systemrows.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<api::ServerHealth>)
{
    static const FieldList list = fieldList<api::ServerHealth>("ServerHealth",
        {field("status", &api::ServerHealth::status), field("version", &api::ServerHealth::version),
            field("demo", &api::ServerHealth::demo),
            field("service", &api::ServerHealth::service, doc("For clients of chatsocket")),
            field("mysql", &api::ServerHealth::mysql,
                doc("The database, for clients of chatservice")),
            field("mongodb", &api::ServerHealth::mongodb, doc("The same again"))});
    return list;
}

const FieldList &fieldsOf(Of<api::ApiDocument>)
{
    static const FieldList list = fieldList<api::ApiDocument>("ApiDocument",
        {field("name", &api::ApiDocument::name), field("title", &api::ApiDocument::title),
            field("url", &api::ApiDocument::url)});
    return list;
}

const FieldList &fieldsOf(Of<api::ApiDocuments>)
{
    static const FieldList list =
        fieldList<api::ApiDocuments>("ApiDocuments", {field("items", &api::ApiDocuments::items)});
    return list;
}

} // namespace kith

namespace kith::api {

namespace {

/// Where everything is, for programs that ask for JSON; browsers get a page. The five services have
/// this path too: `message` and `status` are what their clients look for.
struct Landing
{
    QString message = QStringLiteral("Kith is running");
    QString status = QStringLiteral("running");
    QString name = QStringLiteral("kith");
    QString version{};
    QString api = QStringLiteral("/api/v2");
    QString chat = QStringLiteral("/chats/ui");
    QString docs = QStringLiteral("/docs");
    QString openapi = QStringLiteral("/openapi.json");
    QString health = QStringLiteral("/health");
};

Answer probe(const std::pair<QByteArray, bool> &verdict)
{
    return Answer{.status = verdict.second ? 200 : 503, .body = verdict.first};
}

} // namespace

} // namespace kith::api

namespace kith {

const FieldList &fieldsOf(Of<api::Landing>)
{
    static const FieldList list = fieldList<api::Landing>("Landing",
        {field("message", &api::Landing::message), field("status", &api::Landing::status),
            field("name", &api::Landing::name), field("version", &api::Landing::version),
            field("api", &api::Landing::api), field("chat", &api::Landing::chat),
            field("docs", &api::Landing::docs), field("openapi", &api::Landing::openapi),
            field("health", &api::Landing::health)});
    return list;
}

} // namespace kith

namespace kith::api {

Routes systemRoutes(SystemInfo given)
{
    const auto info = std::make_shared<const SystemInfo>(std::move(given));
    return {
        get("/", Access::Public, "Where everything is (a page, or JSON when JSON is asked for)",
            [info](const Inline &) -> Result<Landing> {
                return Landing{.version = QString::fromLatin1(info->version)};
            })
            .unlimited(),
        get("/health", Access::Public, "Whether the server works, and which it is",
            [info](const Inline &) -> Result<ServerHealth> { return info->health(); })
            .unlimited(),
        get("/livez", Access::Public, "Whether its loops turn: a failure wants a restart",
            [info](const Inline &) -> Result<Answer> { return probe(info->live()); })
            .unlimited(),
        get("/readyz", Access::Public, "Whether it can serve: a failure wants traffic elsewhere",
            [info](const Inline &) -> Result<Answer> { return probe(info->ready()); })
            .unlimited(),
        get("/metrics", Access::Operator, "Prometheus metrics",
            [info](const Inline &) -> Result<Answer> {
                return Answer{.body = info->metrics(),
                    .contentType = "text/plain; version=0.0.4; charset=utf-8"};
            })
            .unlimited(),
        get("/openapi.json", Access::Public, "This document",
            [info](const Inline &) -> Result<Answer> {
                return Answer{.body = info->documents().items.front().text};
            })
            .unlimited(),
        get("/openapi", Access::Public, "The APIs that this server speaks, and their documents",
            [info](const Inline &) -> Result<ApiDocuments> { return info->documents(); })
            .unlimited(),
        get("/openapi/{file}", Access::Public, "The document of one API, such as pythia.json",
            [info](const Inline &, const QString &file) -> Result<Answer> {
                for (const ApiDocument &document : info->documents().items) {
                    if (file == document.name + QStringLiteral(".json"))
                        return Answer{.body = document.text};
                }
                return notFound(QStringLiteral("This server speaks no such API."));
            })
            .unlimited(),
    };
}

} // namespace kith::api
