// SPDX-License-Identifier: GPL-3.0-or-later
#include "native/rows.h"

#include "core/accounts/accounts.h"
#include "core/accounts/passwordlinks.h"
#include "core/accounts/tickets.h"
#include "core/accounts/tokens.h"
#include "shared/limits.h"

namespace kith::api {

namespace {

/// What makes an account or proves who one is.
Routes signingIn(const core::Issuer &native)
{
    return {
        slowRoute(
            Method::Post, "/api/v2/auth/register", Access::Public, "Make an account and sign in",
            [](core::ReadTx &tx, const Registration &in) {
                return core::prepareRegistration(tx, in);
            },
            core::hashForRegistration,
            [native](core::Tx &tx, const Registration &in, const QString &hash) {
                return core::registerUser(tx, native, in, hash).map([](Token token) {
                    return Created<Token>{std::move(token)};
                });
            })
            .limitedBy(Limiter::RegisterAddress),
        slowRoute(
            Method::Post, "/api/v2/auth/login", Access::Public, "Sign in",
            [](core::ReadTx &tx, const Login &in) { return core::prepareLogin(tx, in); },
            core::proveLogin,
            [native](core::Tx &tx, const Login &, const core::Proof &proof) {
                return core::login(tx, native, proof);
            })
            .limitedBy(Limiter::LoginAccount)
            .evenOnFullDisk(),
        post("/api/v2/auth/refresh", Access::Public, "Change a refresh token for new tokens",
            [native](
                core::Tx &tx, const Refresh &in) { return core::refreshSession(tx, native, in); })
            .evenOnFullDisk(),
        // Checks a password, as login does: a stolen access token must not help to guess it.
        slowRoute(
            Method::Put, "/api/v2/auth/password", Access::User,
            "Change my password and end my other sessions",
            [](core::ReadTx &tx, const PasswordChange &in) {
                return core::preparePasswordChange(tx, in);
            },
            core::provePasswordChange,
            [](core::Tx &tx, const PasswordChange &, const core::Proof &proof) {
                return core::changePassword(tx, proof);
            })
            .limitedBy(Limiter::LoginAccount)
            .evenOnFullDisk(),
        // By address and not by account: the token is beyond guessing, a hash is dear.
        slowRoute(
            Method::Post, "/api/v2/auth/password/reset", Access::Public,
            "Set a new password with the token of a link, and end all sessions of its person",
            [](core::ReadTx &tx, const PasswordReset &in) {
                return core::preparePasswordReset(tx, in);
            },
            core::hashForReset,
            [](core::Tx &tx, const PasswordReset &in, const QString &hash) {
                return core::resetPassword(tx, in, hash);
            })
            .limitedBy(Limiter::ResetAddress)
            .evenOnFullDisk(),
    };
}

Routes sessions(core::Tickets &tickets)
{
    return {
        post("/api/v2/auth/logout", Access::User, "End this session",
            [](core::Tx &tx) { return core::logout(tx); })
            .evenOnFullDisk(),
        post("/api/v2/auth/logout-all", Access::User, "End all my sessions",
            [](core::Tx &tx) { return core::logoutAll(tx); })
            .evenOnFullDisk(),
        get("/api/v2/auth/me", Access::User, "Who I am",
            [](core::ReadTx &tx) { return core::me(tx); }),
        get("/api/v2/auth/sessions", Access::User, "My sessions, latest use first",
            [](core::ReadTx &tx) { return core::mySessions(tx); }),
        del("/api/v2/auth/sessions/{session_id}", Access::User, "End one of my sessions",
            [](core::Tx &tx, SessionId session) { return core::revokeSession(tx, session); })
            .evenOnFullDisk(),
        post("/api/v2/auth/ws-ticket", Access::User, "A ticket that opens one WebSocket",
            [&tickets](const Inline &here) {
                return tickets.issue(here.actor, here.now).map([](QString ticket) {
                    return Created<WsTicket>{
                        {.ticket = std::move(ticket), .expiresIn = limits::kTicketLife.count()}};
                });
            }),
    };
}

} // namespace

Routes authRoutes(const core::Tokens &tokens, core::Tickets &tickets)
{
    Routes rows = signingIn(core::Issuer{.tokens = tokens});
    for (Route &row : sessions(tickets))
        rows.push_back(std::move(row));
    return rows;
}

} // namespace kith::api
