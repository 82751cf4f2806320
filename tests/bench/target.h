// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/tokens.h"
#include "httppeer.h"
#include "seed.h"
#include "support/testserver.h"

namespace kith::bench {

/// The kithd that is measured, and the people who use it. Either one that is started here, on a
/// free port of loopback with a fresh data folder, or one that runs already.
///
/// People are seeded, and their access tokens are made here with the data folder's own key: a
/// sign-in a person costs the server 50 ms of argon2 and is not what is measured. Nothing that the
/// server then does for a request knows the difference.
class Target
{
public:
    using Settings = support::TestServer::Settings;

    struct Wanted
    {
        qint64 people = 0;
        Settings settings{};
        store::DatabaseConfig database{}; ///< by default SQLite in the data folder
        QString program{}; ///< by default the kithd that is measured
        QString passwordHash = QStringLiteral("!"); ///< of everybody: by default nobody's
        /// Between seeding people and start.
        std::function<Result<void>(Seeder &, const std::vector<UserId> &)> seed{};
    };
    static Result<std::unique_ptr<Target>> start(Wanted wanted);
    /// One that somebody started on loopback; its people are those that are there, at least so
    /// many.
    static Result<std::unique_ptr<Target>> running(
        quint16 port, const QString &data, qint64 people);

    quint16 port() const { return m_port; }
    pid_t pid() const { return m_pid; }
    const std::vector<UserId> &people() const { return m_people; }
    QByteArray token(UserId user) const;

    /// Over REST, by its first member. More than 100 members become a channel.
    Result<qint64> makeChat(std::span<const UserId> members) const;
    Result<qint64> makeDirect(UserId one, UserId other) const;
    Result<HttpAnswer> ask(const QByteArray &method, const QByteArray &path, UserId by,
        const QByteArray &body = {}) const;

    /// Of a server that was started here.
    Result<void> stop();
    Result<void> startAgain();

private:
    Target() = default;
    void setKeys(const config::Keys &keys);
    Result<qint64> createChat(UserId by, const QByteArray &body) const;

    std::unique_ptr<support::TestServer> m_server;
    std::unique_ptr<core::Tokens> m_tokens;
    std::vector<UserId> m_people;
    quint16 m_port = 0;
    pid_t m_pid = 0;
};

} // namespace kith::bench
