// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What tests of the console share: a real kithd with its demo people, a signed-in workspace, and a
// whole console with settings and tokens of its own.

#include "admingui/connect/savedconnections.h"
#include "admingui/connect/tokenstore.h"
#include "admingui/look/look.h"
#include "admingui/shell/mainwindow.h"
#include "admingui/shell/workspace.h"
#include "support/person.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSettings>

#include <map>

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

/// Keeps tokens as a keychain would, where the test can look at them.
class FakeTokenStore final : public console::TokenStore
{
public:
    void read(const QString &key, Callback<std::optional<Secret>> done) override
    {
        const auto kept = tokens.find(key);
        QTimer::singleShot(0, this,
            [done = std::move(done),
                token = kept == tokens.end() ? std::nullopt : std::optional(kept->second)] {
                done(token);
            });
    }
    void write(const QString &key, const Secret &token) override
    {
        tokens.insert_or_assign(key, token);
    }
    void remove(const QString &key) override { tokens.erase(key); }
    bool isLasting() const override { return reason.isEmpty(); }
    QString whyNot() const override { return reason; }
    void setWhyNot(const QString &whyNot)
    {
        reason = whyNot;
        Q_EMIT lastingChanged();
    }

    std::map<QString, Secret> tokens;
    QString reason;
};

/// A whole console: its window, and settings and tokens that outlive it.
struct Console
{
    QTemporaryDir folder{};
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    console::Look look{settings};
    FakeTokenStore tokens{};
    console::SavedConnections connections{settings};
    std::unique_ptr<console::MainWindow> window{};

    /// As the program does at its start.
    void open()
    {
        window = std::make_unique<console::MainWindow>(
            console::Surroundings{settings, look, connections, tokens});
        window->show();
        // Shortcuts work in an active window only.
        if (!QTest::qWaitForWindowActive(window.get()))
            qWarning("the window does not become active");
    }
    /// A saved connection to the server. Its id.
    QString save(const support::TestServer &server,
        console::ServerKind kind = console::ServerKind::Development)
    {
        return connections.add({.name = QStringLiteral("Test server"),
            .url = server.base(),
            .kind = kind,
            .login = demoOwner()});
    }
};

/// The one visible widget of this class and name below `parent`; null where there is none.
template <class W> W *visible(const QWidget *parent, const QString &name = {})
{
    for (W *found : parent->findChildren<W *>(name)) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

/// The visible button with this text, without its mnemonic.
inline QAbstractButton *button(const QWidget *parent, const QString &text)
{
    for (QAbstractButton *found : parent->findChildren<QAbstractButton *>()) {
        QString shown = found->text();
        if (found->isVisible() && shown.remove(u'&') == text)
            return found;
    }
    return nullptr;
}

} // namespace kith::test
