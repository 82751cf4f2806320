// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Passwords: argon2id by libsodium, stored as PHC strings. Pure functions for the slow thread,
// except checkNewPassword(), which is cheap. Rules: NIST SP 800-63B and ASVS 6.2: a minimum length,
// all of Unicode, no composition rules, no expiry, common passwords refused.

#include "core/policy.h"
#include "shared/result.h"

#include <vector>

namespace kith::core {

struct PasswordCost
{
    qint64 memoryBytes = 0;
    int passes = 0;
};
PasswordCost costOf(const Policy &policy);

/// A PHC string. Takes 50-250 ms and memoryBytes. Error: Unavailable when there is no memory.
Result<QString> hashPassword(const QString &password, PasswordCost cost);

struct PasswordCheck
{
    bool matches = false;
    bool needsRehash = false; ///< it matches, and the hash was made at another cost
};
PasswordCheck checkPassword(const QString &password, const QString &hash, PasswordCost cost);

/// A hash that no password matches and that costs as much to check as a real one: an unknown user
/// must not answer sooner than a known one.
QString dummyHash(PasswordCost cost);

struct NewPassword
{
    QString password{};
    QString username{};
    QString email{};
    QString field = QStringLiteral("password"); ///< named in errors
};
/// Whether people may choose it. Errors: InvalidInput that names the field.
Result<void> checkNewPassword(const NewPassword &wanted, const Policy &policy);

} // namespace kith::core
