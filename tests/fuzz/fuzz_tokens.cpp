// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens from a client: no text is a valid token but what this server made, and claims that carry
// the right signature are read without harm whatever they hold.
//
// "{…" is signed as claims; ".…" follows the right header; anything else is the token.
#include "core/accounts/tokens.h"
#include "core/crypto.h"
#include "fuzz.h"

#include <sodium.h>

using namespace kith;
using namespace kith::core;
using namespace kith::fuzz;

namespace {

const QByteArray kSecret(64, 's');
const Timestamp kNow = fromMillis(1'700'000'000'000);

class Server
{
public:
    Server() : m_tokens(policy()), m_key(hkdfSha256(kSecret, "kith access token"))
    {
        const Actor actor{UserId(1), SessionId(2), UserRole::User};
        m_issued = m_tokens.issueAccess(actor, QStringLiteral("native"), kNow).toLatin1();
        m_header = m_issued.left(m_issued.indexOf('.') + 1);
        must(verify(m_issued).ok(), "the server's own token is valid");
    }

    void checkSigned(QByteArrayView claims) const
    {
        const QByteArray text = m_header + toBase64Url(claims.toByteArray());
        const auto verified = verify(text + '.' + toBase64Url(hmacSha256(m_key, text)));
        if (!verified)
            return;
        must(verified->actor.user.value > 0 && verified->actor.session.value > 0,
            "a token names a person and a session");
        must(verified->expiresAt + Tokens::kLeeway > kNow, "a token has not expired");
        must(verified->issuedAt <= kNow + Tokens::kLeeway, "a token is not from the future");
    }
    void checkForeign(QByteArrayView token) const
    {
        must(!verify(token).ok() || token == m_issued, "nobody else can make a token");
    }
    void checkRefresh(QByteArrayView token) const
    {
        const auto claim = Tokens::parseRefresh(QString::fromUtf8(token));
        if (!claim)
            return;
        store::SessionRow row;
        row.id = claim->session;
        row.seed = QByteArray(16, 'x');
        must(!m_tokens.proves(*claim, row), "nobody else can make a refresh token");
    }
    const QByteArray &header() const { return m_header; }

private:
    static Policy policy()
    {
        Policy policy;
        policy.accessSecret = Secret(kSecret);
        policy.refreshSecret = Secret(QByteArray(64, 'r'));
        return policy;
    }
    Result<Claims> verify(QByteArrayView token) const
    {
        return m_tokens.verifyAccess(token, QStringLiteral("native"), kNow);
    }

    Tokens m_tokens;
    QByteArray m_key;
    QByteArray m_issued;
    QByteArray m_header;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int ready = sodium_init();
    must(ready >= 0, "libsodium starts");
    static const Server server;
    const QByteArrayView input = viewOf(data, size);
    if (input.startsWith('{'))
        server.checkSigned(input);
    else if (input.startsWith('.'))
        server.checkForeign(server.header() + input.sliced(1).toByteArray());
    else
        server.checkForeign(input);
    server.checkRefresh(input);
    return 0;
}
