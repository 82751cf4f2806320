// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretcheck.h"

#include <QStringList>

#include <algorithm>
#include <set>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kLeastDistinct = 10; // 32 random hex digits have fewer once in 10^5

/// Parts of the secrets that the five services publish in their documents and sample files.
const char *const kPlaceholders[] = {"your-secret", "your-super-secret", "fallback-secret",
    "dev-access-secret", "dev-refresh-secret", "local-dev-secret", "very-secure-secret",
    "change-in-production", "change-me", "changeme", "change_me", "replace-me", "placeholder",
    "example", "secret-key-here"};

} // namespace

QString weakSecret(const Secret &secret)
{
    if (secret.isEmpty())
        return {};
    const QString fix =
        u"; openssl rand -base64 48 makes one, and without any Kith makes its own"_s;
    const QByteArray lower = secret.reveal().toLower();
    const bool published = std::any_of(std::begin(kPlaceholders), std::end(kPlaceholders),
        [&](const char *part) { return lower.contains(part); });
    if (published)
        return u"is a published example; set a secret of your own"_s + fix;
    if (secret.size() < kSecretBytes)
        return u"has %1 bytes and needs at least %2"_s.arg(secret.size()).arg(kSecretBytes) + fix;
    if (std::set<char>(secret.reveal().begin(), secret.reveal().end()).size() < kLeastDistinct)
        return u"is too uniform to be random"_s + fix;
    return {};
}

} // namespace kith::config
