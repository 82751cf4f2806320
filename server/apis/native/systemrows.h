// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

namespace kith::api {

/// GET /health: for people, monitors, the pages, and clients of the five services, each of which
/// has this path too and looks for words of its own.
struct ServerHealth
{
    QString status{}; ///< "healthy", "degraded" or "failed"
    QString version{};
    bool demo = false; ///< the five demo people are here
    QString service = QStringLiteral("chat-backend"); ///< chatsocket's word for itself
    QString mysql = QStringLiteral("connected"); ///< chatservice's two databases: ours
    QString mongodb = QStringLiteral("connected");
};

/// The OpenAPI document of one API.
struct ApiDocument
{
    QString name{}; ///< "native", "pythia"
    QString title{};
    QString url{};
    QByteArray text{};
};
struct ApiDocuments
{
    std::vector<ApiDocument> items{}; ///< the native one first
};

/// What the system routes tell, asked on a reactor's thread: quick and without I/O.
struct SystemInfo
{
    QByteArray version{};
    bool isDemo = false;
    std::function<ServerHealth()> health{};
    /// A verdict as JSON, and whether it is good.
    std::function<std::pair<QByteArray, bool>()> live{};
    std::function<std::pair<QByteArray, bool>()> ready{};
    std::function<QByteArray()> metrics{};
    /// Made after the routes, hence a function.
    std::function<const ApiDocuments &()> documents{};
};

/// Routes outside /api/v2: /, /health, /livez, /readyz, /metrics, /openapi.json, /openapi. The
/// pages are embedded files (resources/web) and no routes.
Routes systemRoutes(SystemInfo info);

} // namespace kith::api

namespace kith {

const FieldList &fieldsOf(Of<api::ServerHealth>);
const FieldList &fieldsOf(Of<api::ApiDocument>);
const FieldList &fieldsOf(Of<api::ApiDocuments>);

} // namespace kith
