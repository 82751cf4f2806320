// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/signin.h"

#include <QCoreApplication>

namespace kith::console {

using namespace std::chrono_literals;

namespace {

constexpr auto kSignInSilence = 10s; ///< a person waits for it

QString text(const char *english) { return QCoreApplication::translate("SignIn", english); }

} // namespace

QString sentence(const SignInFailure &failure, const QUrl &server)
{
    const QString address = server.toDisplayString();
    switch (failure.problem) {
    case SignInProblem::WrongPassword:
        return text(QT_TRANSLATE_NOOP(
            "SignIn", "The name or the password is wrong, or the account is suspended."));
    case SignInProblem::SessionOver:
        return text(
            QT_TRANSLATE_NOOP("SignIn", "The last sign-in has ended. Please sign in again."));
    case SignInProblem::NotAdmin:
        return text(QT_TRANSLATE_NOOP("SignIn",
            "This account is not an administrator's. Sign in with the role admin or owner."));
    case SignInProblem::NoServer:
        return text(QT_TRANSLATE_NOOP("SignIn",
                        "No server answers at %1. Is it running, and is the address right?"))
            .arg(address);
    case SignInProblem::NotKith:
        return text(
            QT_TRANSLATE_NOOP("SignIn", "What answers at %1 is not a Kith server of this kind."))
            .arg(address);
    case SignInProblem::Untrusted:
        return text(QT_TRANSLATE_NOOP("SignIn",
                        "The identity of %1 cannot be confirmed, so nothing was sent: %2"))
            .arg(address, failure.error.detail);
    case SignInProblem::TooManyTries:
        return text(QT_TRANSLATE_NOOP("SignIn", "Too many attempts. Try again in %1 s."))
            .arg(failure.error.retryAfter.value_or(1min).count());
    case SignInProblem::Other:
        break;
    }
    return failure.error.detail;
}

SignIn::SignIn(const QUrl &server, QObject *parent)
    : QObject(parent), m_api(std::make_unique<ApiClient>(server))
{
    m_api->setTimeout(kSignInSilence);
    m_api->setUserAgent("kith-admin/" + QCoreApplication::applicationVersion().toLatin1());
    connect(m_api.get(), &ApiClient::exchanged, this, [this](const ApiExchange &exchange) {
        m_isAnswered = exchange.status != 0;
        m_networkError = exchange.networkError;
    });
}

SignIn::~SignIn() = default;

void SignIn::withPassword(const QString &login, const QString &password)
{
    m_api->login({.login = login, .password = password}, {this, [this](Result<Token> token) {
                                                              if (!token)
                                                                  return fail(token.error(),
                                                                      SignInProblem::WrongPassword);
                                                              finish(token->user);
                                                          }});
}

void SignIn::withToken(const Secret &refreshToken)
{
    m_api->setTokens({}, refreshToken);
    m_api->me({this, [this](Result<User> self) {
                   if (!self)
                       return fail(self.error(), SignInProblem::SessionOver);
                   finish(*self);
               }});
}

void SignIn::finish(const User &self)
{
    if (self.role < UserRole::Admin) {
        // The client lives on until the server has heard that this session is not wanted.
        ApiClient *api = m_api.release();
        api->disconnect(this);
        api->logout([api](const Result<void> &) { api->deleteLater(); });
        return onFailed({.problem = SignInProblem::NotAdmin, .error = forbidden({})});
    }
    m_api->disconnect(this);
    m_api->setTimeout(30s);
    onSignedIn({.api = std::move(m_api), .self = self});
}

void SignIn::fail(const Error &error, SignInProblem whenRefused)
{
    onFailed({.problem = problemOf(error, whenRefused), .error = error});
}

SignInProblem SignIn::problemOf(const Error &error, SignInProblem whenRefused) const
{
    if (!m_isAnswered)
        return m_networkError == QNetworkReply::SslHandshakeFailedError ? SignInProblem::Untrusted
                                                                        : SignInProblem::NoServer;
    switch (error.code) {
    case ErrorCode::Unauthenticated:
        return whenRefused;
    case ErrorCode::RateLimited:
        return SignInProblem::TooManyTries;
    case ErrorCode::NotFound: // the route of every Kith is there
    case ErrorCode::Internal: // also an answer that is not the model asked for
        return SignInProblem::NotKith;
    case ErrorCode::InvalidInput:
        return whenRefused;
    default:
        return SignInProblem::Other;
    }
}

} // namespace kith::console
