// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The two tokens of a session. An access token is a JWT that says who asks and is checked without
// a query; a refresh token is a MAC over the session's row and is not stored anywhere, so that a
// copy of the database opens no session.

#include "core/tx.h"
#include "shared/secret.h"

namespace kith::core {

/// What a valid access token says.
struct Claims
{
    Actor actor{};
    QString audience{}; ///< the API that issued it: "native", or a dialect
    QString tokenId{};
    Timestamp issuedAt{};
    Timestamp expiresAt{};
};

/// Why there are no claims.
enum class TokenFault : quint8 { Malformed, Expired };
struct Verified
{
    std::optional<Claims> claims{};
    TokenFault fault = TokenFault::Malformed; ///< when there are none
};

/// A refresh token taken apart, not yet proved.
struct RefreshClaim
{
    SessionId session{};
    qint64 generation = 0;
    QByteArray mac{};
};

/// Makes and checks tokens. Immutable: any thread.
///
/// Access tokens are HS256 JWTs (RFC 7519, RFC 8725): one algorithm, one key, one header, and a
/// token whose header is not that one byte for byte is refused before it is parsed: there is no
/// "none", no other algorithm, no jku, no x5u and no crit to consider. `typ` stands among the
/// claims, because libjwt writes its own into the header.
class Tokens
{
public:
    explicit Tokens(const Policy &policy);

    static constexpr std::chrono::seconds kLeeway{30}; ///< between the clocks of two nodes

    std::chrono::seconds accessLife() const { return m_accessLife; }
    /// `life`: of a dialect's tokens; the native one's without.
    QString issueAccess(const Actor &actor, const QString &audience, Timestamp now,
        std::optional<std::chrono::seconds> life = {}) const;
    /// A token of ours for whatever API: who may use it there is the caller's to decide. Costs some
    /// microseconds: the reactor calls it for each request.
    Verified verify(QByteArrayView token, Timestamp now) const;
    /// The same for one API. Errors: Unauthenticated.
    Result<Claims> verifyAccess(QByteArrayView token, QStringView audience, Timestamp now) const;

    /// "<session>.<generation>.<mac>" for the row's generation: the same whenever it is asked for,
    /// so that a lost answer can be given again.
    QString refreshToken(const store::SessionRow &row) const;
    static std::optional<RefreshClaim> parseRefresh(const QString &token);
    /// Whether this process made the token for this row, at whatever generation it names.
    bool proves(const RefreshClaim &claim, const store::SessionRow &row) const;

private:
    QByteArray refreshMac(const store::SessionRow &row, qint64 generation) const;

    QString m_issuer;
    std::chrono::seconds m_accessLife;
    Secret m_accessKey;
    Secret m_refreshKey;
    QByteArray m_keyId;
    QByteArray m_header; ///< of every access token, encoded, with its dot
};

} // namespace kith::core
