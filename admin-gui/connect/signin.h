// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnection.h"
#include "shared/client/apiclient.h"

namespace kith::console {

/// Why a sign-in came to nothing, as far as the person can do something about it.
enum class SignInProblem {
    WrongPassword,
    SessionOver, ///< the kept sign-in is not taken any more
    NotAdmin,
    NoServer, ///< nobody answers at that address
    NotKith, ///< somebody answers, and it is no Kith server
    Untrusted, ///< TLS: the certificate does not hold
    TooManyTries,
    Other,
};

struct SignInFailure
{
    SignInProblem problem = SignInProblem::Other;
    Error error{}; ///< as it came, for copying
};

/// What to tell the person: a sentence, and what to try.
QString sentence(const SignInFailure &failure, const QUrl &server);

struct SignedIn
{
    std::unique_ptr<ApiClient> api{};
    User self{};
};

/// One attempt to sign in at one server. On the GUI thread; nothing waits. Destroying it gives up.
class SignIn : public QObject
{
    Q_OBJECT

public:
    explicit SignIn(const QUrl &server, QObject *parent = nullptr);
    ~SignIn() override;

    // Exactly one of these is called, once, and then one of the two functions below.
    void withPassword(const QString &login, const QString &password);
    void withToken(const Secret &refreshToken);

    /// Either may destroy this object only by deleteLater().
    std::function<void(SignedIn)> onSignedIn;
    std::function<void(const SignInFailure &)> onFailed;

private:
    void finish(const User &self);
    void fail(const Error &error, SignInProblem whenRefused);
    SignInProblem problemOf(const Error &error, SignInProblem whenRefused) const;

    std::unique_ptr<ApiClient> m_api;
    bool m_isAnswered = false; ///< HTTP came back
    QNetworkReply::NetworkError m_networkError = QNetworkReply::NoError;
};

} // namespace kith::console
