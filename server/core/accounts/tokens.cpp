// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tokens.h"

#include "core/crypto.h"
#include "ops/seeded.h"

#include <jwt.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

namespace kith::core {

using namespace Qt::StringLiterals;

namespace {

constexpr char kType[] = "at+jwt"; // RFC 9068
constexpr qsizetype kTokenBytes = 2048; // ours have about 400

struct FreeJwt
{
    void operator()(jwt_t *jwt) const { jwt_free(jwt); }
};
using Jwt = std::unique_ptr<jwt_t, FreeJwt>;

const unsigned char *signedBytes(const Secret &key)
{
    return reinterpret_cast<const unsigned char *>(key.reveal().constData());
}

Jwt newJwt(const Secret &key, const QByteArray &keyId)
{
    jwt_t *raw = nullptr;
    if (jwt_new(&raw) != 0)
        qFatal("No memory for a token");
    Jwt jwt(raw);
    jwt_set_alg(raw, JWT_ALG_HS256, signedBytes(key), static_cast<int>(key.size()));
    jwt_add_header(raw, "kid", keyId.constData());
    return jwt;
}

QByteArray encoded(jwt_t *jwt)
{
    char *text = jwt_encode_str(jwt);
    if (!text)
        qFatal("No memory for a token");
    const QByteArray token(text);
    std::free(text); // jwt_free_str() is younger than Debian 12
    return token;
}

long seconds(Timestamp time)
{
    return static_cast<long>(
        std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

std::optional<Timestamp> timeClaim(jwt_t *jwt, const char *name)
{
    errno = 0;
    const long value = jwt_get_grant_int(jwt, name);
    // Ten thousand years: no overflow when it becomes milliseconds.
    if (errno != 0 || value <= 0 || value > 253'402'300'799L)
        return std::nullopt;
    return Timestamp(std::chrono::seconds(value));
}

bool claimIs(jwt_t *jwt, const char *name, const QByteArray &expected)
{
    const char *value = jwt_get_grant(jwt, name);
    return value && expected == value;
}

template <class AnyId> std::optional<AnyId> idClaim(jwt_t *jwt, const char *name)
{
    bool ok = false;
    const qint64 value = QByteArray(jwt_get_grant(jwt, name)).toLongLong(&ok);
    return ok && value > 0 ? std::optional(AnyId(value)) : std::nullopt;
}

std::optional<UserRole> roleClaim(jwt_t *jwt)
{
    const QByteArray name(jwt_get_grant(jwt, "role"));
    for (const auto &row : enumNames<UserRole>) {
        if (name == row.name)
            return row.value;
    }
    return std::nullopt;
}

/// Two dots between base64url characters: libjwt reads zero-terminated text, and decodes loosely.
bool looksLikeJwt(QByteArrayView token)
{
    const auto isBase64Url = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_';
    };
    return token.size() <= kTokenBytes && std::count(token.begin(), token.end(), '.') == 2
        && std::all_of(
            token.begin(), token.end(), [&](char c) { return c == '.' || isBase64Url(c); });
}

} // namespace

Tokens::Tokens(const Policy &policy)
    : m_issuer(policy.issuer), m_accessLife(policy.accessLife),
      m_accessKey(hkdfSha256(policy.accessSecret.reveal(), "kith access token")),
      m_refreshKey(hkdfSha256(policy.refreshSecret.reveal(), "kith refresh token")),
      // Follows from the key, so that a token of another key is told by its header.
      m_keyId(toBase64Url(hkdfSha256(policy.accessSecret.reveal(), "kith key id", 6)))
{
    const QByteArray sample = encoded(newJwt(m_accessKey, m_keyId).get());
    m_header = sample.left(sample.indexOf('.') + 1);
}

QString Tokens::issueAccess(const Actor &actor, const QString &audience, Timestamp now,
    std::optional<std::chrono::seconds> life) const
{
    const Jwt jwt = newJwt(m_accessKey, m_keyId);
    const auto add = [&](const char *name, const QByteArray &value) {
        jwt_add_grant(jwt.get(), name, value.constData());
    };
    add("typ", kType);
    add("iss", m_issuer.toUtf8());
    add("aud", audience.toUtf8());
    add("sub", QByteArray::number(actor.user.value));
    add("sid", QByteArray::number(actor.session.value));
    add("role", nameOf(actor.role));
    add("jti", toBase64Url(randomBytes(12)));
    jwt_add_grant_int(jwt.get(), "iat", seconds(now));
    jwt_add_grant_int(jwt.get(), "nbf", seconds(now));
    jwt_add_grant_int(jwt.get(), "exp", seconds(now + life.value_or(m_accessLife)));
    return QString::fromLatin1(encoded(jwt.get()));
}

Verified Tokens::verify(QByteArrayView token, Timestamp now) const
{
    if (!token.startsWith(m_header) || !looksLikeJwt(token))
        return {};
    jwt_t *raw = nullptr;
    const QByteArray text = token.toByteArray();
    if (jwt_decode(
            &raw, text.constData(), signedBytes(m_accessKey), static_cast<int>(m_accessKey.size()))
        != 0)
        return {};
    const Jwt jwt(raw);
    if (jwt_get_alg(raw) != JWT_ALG_HS256 || !claimIs(raw, "typ", kType)
        || !claimIs(raw, "iss", m_issuer.toUtf8()))
        return {};
    const auto user = idClaim<UserId>(raw, "sub");
    const auto session = idClaim<SessionId>(raw, "sid");
    const auto role = roleClaim(raw);
    const auto issued = timeClaim(raw, "iat");
    const auto notBefore = timeClaim(raw, "nbf");
    const auto expires = timeClaim(raw, "exp");
    const char *tokenId = jwt_get_grant(raw, "jti");
    const char *audience = jwt_get_grant(raw, "aud");
    if (!user || !session || !role || !issued || !notBefore || !expires || !tokenId || !audience)
        return {};
    if (*issued > now + kLeeway || *notBefore > now + kLeeway)
        return {};
    if (*expires + kLeeway <= now)
        return {.fault = TokenFault::Expired};
    return {.claims = Claims{.actor = {*user, *session, *role},
                .audience = QString::fromLatin1(audience),
                .tokenId = QString::fromLatin1(tokenId),
                .issuedAt = *issued,
                .expiresAt = *expires}};
}

Result<Claims> Tokens::verifyAccess(QByteArrayView token, QStringView audience, Timestamp now) const
{
    Verified verified = verify(token, now);
    if (!verified.claims && verified.fault == TokenFault::Expired)
        return unauthenticated(u"The access token has expired."_s);
    const bool isForUs = verified.claims
        && (verified.claims->audience == audience || ops::seeded(ops::Bug::AudienceUnchecked));
    if (!isForUs)
        return unauthenticated(u"The access token is not valid."_s);
    return std::move(*verified.claims);
}

QByteArray Tokens::refreshMac(const store::SessionRow &row, qint64 generation) const
{
    // The seed's length is fixed, so that no two rows give one message.
    Q_ASSERT(row.seed.size() == 16);
    return hmacSha256(m_refreshKey.reveal(),
        row.seed + '|' + QByteArray::number(row.id.value) + '|' + QByteArray::number(generation));
}

QString Tokens::refreshToken(const store::SessionRow &row) const
{
    return QString::fromLatin1(QByteArray::number(row.id.value) + '.'
        + QByteArray::number(row.generation) + '.' + toBase64Url(refreshMac(row, row.generation)));
}

std::optional<RefreshClaim> Tokens::parseRefresh(const QString &token)
{
    const QStringList parts = token.split(u'.');
    if (parts.size() != 3)
        return std::nullopt;
    bool idOk = false;
    bool generationOk = false;
    const RefreshClaim claim{SessionId(parts[0].toLongLong(&idOk)),
        parts[1].toLongLong(&generationOk),
        QByteArray::fromBase64(parts[2].toUtf8(), QByteArray::Base64UrlEncoding)};
    if (!idOk || !generationOk || claim.mac.size() != 32)
        return std::nullopt;
    return claim;
}

bool Tokens::proves(const RefreshClaim &claim, const store::SessionRow &row) const
{
    return sameBytes(claim.mac, refreshMac(row, claim.generation));
}

} // namespace kith::core
