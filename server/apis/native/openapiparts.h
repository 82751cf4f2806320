// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The parts of the OpenAPI document that no row of routes decides. Used by openapi.cpp alone.

#include "shared/problem.h"
#include "shared/schema.h"

namespace kith::api::openapi {

QJsonObject info();
/// Everything under "components" but the schemas: security, error responses, headers.
QJsonObject fixedComponents();
QJsonObject ref(const char *kind, const QString &name);
QJsonObject content(const char *type, const QJsonObject &schema);
QJsonObject answerHeaders();
QString statusText(int status);
/// The name of an error's response component, such as "NotFound".
QString nameOf(ErrorCode code);

/// A model that is only ever read from clients needs no "Input" behind its name (schema.h).
QJsonObject withShortNames(const QJsonObject &document);

} // namespace kith::api::openapi
