// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What tests of the console share: a real kithd with its demo people, and a signed-in workspace.

#include "admingui/shell/workspace.h"
#include "support/person.h"

#include <QApplication>

namespace kith::test {

/// A kithd whose owner's password is known: environment LOCAL has the five demo people.
inline support::TestServer::Settings withDemoPeople()
{
    return {{QStringLiteral("server.environment"), QStringLiteral("\"LOCAL\"")}};
}
inline QString demoOwner() { return QStringLiteral("admin@admin.ru"); }
inline QString demoPassword() { return QStringLiteral("admin"); }

/// Signs in as `login` and makes what pages stand on. Null, with a warning, when that fails.
inline std::unique_ptr<console::Workspace> signedIn(const support::TestServer &server,
    const QString &login = demoOwner(), const QString &password = demoPassword())
{
    auto api = std::make_unique<ApiClient>(server.base());
    const auto token = support::await<Token>([&](Callback<Token> done) {
        api->login({.login = login, .password = password}, std::move(done));
    });
    if (!token.ok()) {
        qWarning("sign-in: %s", qPrintable(token.error().detail));
        return nullptr;
    }
    return std::make_unique<console::Workspace>(std::move(api), token->user);
}

} // namespace kith::test
