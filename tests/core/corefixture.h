// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Core on a real database of the test's own: writes run by the writer's own batch runner, reads in
// a snapshot of another session, time from a clock that stands still.

#include "core/accounts/accounts.h"
#include "core/accounts/passwordlinks.h"
#include "core/admin/users.h"
#include "core/live/presence.h"
#include "core/live/rooms.h"
#include "core/live/roster.h"
#include "core/people/users.h"
#include "store/batchrunner.h"
#include "support/eachdriver.h"
#include "support/fakeclock.h"

namespace kith::test {

class Core
{
public:
    explicit Core(const TempStore &store)
        : m_runner(store.opener(), {}, [](auto) { return true; }),
          m_reader(store.open(store::Access::ReadOnly))
    {
        policy.accessSecret = Secret(QByteArray("a secret of the tests, long enough"));
        policy.refreshSecret = Secret(QByteArray("another secret of the tests, as long"));
        policy.argonMemoryBytes = 8192;
        policy.argonPasses = 1;
        if (const auto opened = m_runner.open(); !opened.ok())
            qFatal("%s", qPrintable(opened.error().detail));
    }
    ~Core() { m_runner.close(); }

    core::Policy policy{};
    core::PresenceBoard presence{};
    FakeClock clock{};
    core::Roster roster{};
    core::RoomBoard rooms{};
    core::Environment env{policy, presence, roster, rooms};
    core::Origin origin{.address = QStringLiteral("192.0.2.1"), .client = QStringLiteral("test")};
    core::Changes changes{}; ///< of the last write that was committed

    const core::Tokens &tokens()
    {
        if (!m_tokens)
            m_tokens = std::make_unique<core::Tokens>(policy);
        return *m_tokens;
    }
    core::Issuer issuer() { return {.tokens = tokens()}; }

    /// As the executor does it: an error leaves nothing behind, unless the function wants it to.
    template <class F> auto write(const core::Actor &actor, F &&f)
    {
        using Answered = decltype(f(std::declval<core::Tx &>()));
        std::optional<Answered> answer;
        std::vector<std::unique_ptr<store::WriteJob>> jobs;
        jobs.push_back(std::make_unique<Job>([&](store::UnitOfWork &unit) -> Result<void> {
            core::Tx tx{
                .unit = unit, .env = env, .actor = actor, .origin = origin, .now = clock.now()};
            answer.emplace(f(tx));
            changes = std::move(tx.changes);
            if (!answer->ok() && !tx.keepOnError)
                return answer->error();
            return {};
        }));
        std::vector<Result<void>> outcomes;
        m_runner.run(jobs, outcomes);
        if (!outcomes.at(0).ok()) {
            changes = {};
            return Answered(outcomes[0].error());
        }
        return std::move(*answer);
    }

    template <class F> auto read(const core::Actor &actor, F &&f)
    {
        core::ReadTx tx{
            .sql = *m_reader, .env = env, .actor = actor, .origin = origin, .now = clock.now()};
        if (const auto begun = m_reader->begin(store::Access::ReadOnly); !begun.ok())
            qFatal("%s", qPrintable(begun.error().detail));
        auto answer = f(tx);
        m_reader->rollback();
        return answer;
    }
    store::SqlSession &reader() { return *m_reader; }

    // ---- What most tests begin with ---------------------------------------------------------

    static QString password() { return QStringLiteral("correct horse battery"); }

    Result<Token> registerAs(const QString &name, const QString &email = {})
    {
        const Registration in{.username = name,
            .email = email.isEmpty() ? name + QStringLiteral("@example.org") : email,
            .password = password(),
            .fullName = name};
        TRY_ASSIGN(const core::HashWork work,
            read({}, [&](core::ReadTx &tx) { return core::prepareRegistration(tx, in); }));
        TRY_ASSIGN(const QString hash, core::hashForRegistration(in, work));
        return write({}, [&](core::Tx &tx) { return core::registerUser(tx, issuer(), in, hash); });
    }
    Result<Token> login(const QString &name, const QString &with = password())
    {
        const Login in{.login = name, .password = with};
        TRY_ASSIGN(const core::HashWork work,
            read({}, [&](core::ReadTx &tx) { return core::prepareLogin(tx, in); }));
        TRY_ASSIGN(const core::Proof proof, core::proveLogin(in, work));
        return write({}, [&](core::Tx &tx) { return core::login(tx, issuer(), proof); });
    }
    Result<Token> refresh(const QString &token)
    {
        return write({}, [&](core::Tx &tx) {
            return core::refreshSession(tx, issuer(), Refresh{.refreshToken = token});
        });
    }
    Result<void> reset(const QString &linkToken, const QString &password)
    {
        const PasswordReset in{.token = linkToken, .newPassword = password};
        TRY_ASSIGN(const core::HashWork work,
            read({}, [&](core::ReadTx &tx) { return core::preparePasswordReset(tx, in); }));
        TRY_ASSIGN(const QString hash, core::hashForReset(in, work));
        return write({}, [&](core::Tx &tx) { return core::resetPassword(tx, in, hash); });
    }
    /// Who a token's owner is.
    core::Actor actorOf(const Token &token)
    {
        const auto claims =
            tokens().verifyAccess(token.accessToken.toLatin1(), u"native", clock.now());
        return claims.ok() ? claims->actor : core::Actor{};
    }
    core::Actor somebody(const QString &name)
    {
        const auto token = registerAs(name);
        if (!token.ok())
            qFatal("%s", qPrintable(token.error().detail));
        return actorOf(*token);
    }
    /// The same with a role, as an owner would have granted it.
    core::Actor somebody(const QString &name, UserRole role)
    {
        core::Actor actor = somebody(name);
        const auto granted = write({}, [&](core::Tx &tx) -> Result<void> {
            TRY_ASSIGN(const store::UserRow *found, tx.unit.users.find(actor.user));
            store::UserRow row = *found;
            row.role = role;
            tx.unit.users.update(row);
            return {};
        });
        if (!granted.ok())
            qFatal("%s", qPrintable(granted.error().detail));
        actor.role = role;
        return actor;
    }

private:
    class Job final : public store::WriteJob
    {
    public:
        using Run = std::function<Result<void>(store::UnitOfWork &)>;
        explicit Job(Run run) : m_run(std::move(run)) { }
        Result<void> run(store::UnitOfWork &unit) override { return m_run(unit); }
        void finish(Result<void>) override { }

    private:
        Run m_run;
    };

    store::BatchRunner m_runner;
    std::unique_ptr<store::SqlSession> m_reader;
    std::unique_ptr<core::Tokens> m_tokens;
};

inline bool names(const Error &error, const QString &field)
{
    return error.fields.size() == 1 && error.fields.front().field == field;
}

} // namespace kith::test

/// OPEN_CORE(core): on the row's database.
#define OPEN_CORE(name)                                                                            \
    OPEN_STORE(name##Store);                                                                       \
    kith::test::Core name(name##Store)
