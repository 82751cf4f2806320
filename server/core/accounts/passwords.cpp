// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/passwords.h"

#include "core/accounts/commonpasswords.h"
#include "core/crypto.h"
#include "core/lists/folding.h"
#include "shared/limits.h"
#include "shared/textformat.h"

#include <sodium.h>

namespace kith::core {

using namespace Qt::StringLiterals;

namespace {

/// What is hashed. NFKC, because one password typed on two systems may arrive composed or not.
QByteArray hashedBytes(const QString &password)
{
    return password.normalized(QString::NormalizationForm_KC).toUtf8();
}

void wipe(QByteArray &bytes) { sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size())); }

QByteArray phcBase64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
}

/// A password that is a word of the person's own with little around it.
bool leansOn(const QString &password, const QString &word)
{
    constexpr qsizetype kShortWord = 3; // "ann" is part of many good passwords
    constexpr qsizetype kLittle = 4;
    return word.size() >= kShortWord && password.contains(word)
        && password.size() - word.size() < kLittle;
}

} // namespace

PasswordCost costOf(const Policy &policy) { return {policy.argonMemoryBytes, policy.argonPasses}; }

Result<QString> hashPassword(const QString &password, PasswordCost cost)
{
    randomBytes(0); // starts libsodium
    QByteArray bytes = hashedBytes(password);
    char hash[crypto_pwhash_STRBYTES];
    const int failed = crypto_pwhash_str_alg(hash, bytes.constData(),
        static_cast<unsigned long long>(bytes.size()), static_cast<unsigned>(cost.passes),
        static_cast<size_t>(cost.memoryBytes), crypto_pwhash_ALG_ARGON2ID13);
    wipe(bytes);
    if (failed)
        return unavailable(u"There is not enough memory to check passwords. Try again soon."_s);
    return QString::fromLatin1(hash);
}

PasswordCheck checkPassword(const QString &password, const QString &hash, PasswordCost cost)
{
    randomBytes(0); // starts libsodium
    QByteArray bytes = hashedBytes(password);
    const QByteArray phc = hash.toLatin1();
    PasswordCheck check;
    // libsodium reads the cost from the PHC string and compares in constant time.
    check.matches = crypto_pwhash_str_verify(phc.constData(), bytes.constData(),
                        static_cast<unsigned long long>(bytes.size()))
        == 0;
    wipe(bytes);
    check.needsRehash = check.matches
        && crypto_pwhash_str_needs_rehash(phc.constData(), static_cast<unsigned>(cost.passes),
               static_cast<size_t>(cost.memoryBytes))
            != 0;
    return check;
}

QString dummyHash(PasswordCost cost)
{
    // A salt and a tag of nobody's: checking runs argon2 in full and then finds another tag.
    return u"$argon2id$v=19$m=%1,t=%2,p=1$%3$%4"_s.arg(QString::number(cost.memoryBytes / 1024),
        QString::number(cost.passes), QString::fromLatin1(phcBase64(QByteArray(16, 'k'))),
        QString::fromLatin1(phcBase64(QByteArray(32, 'k'))));
}

Result<void> checkNewPassword(const NewPassword &wanted, const Policy &policy)
{
    const QString normal = wanted.password.normalized(QString::NormalizationForm_KC);
    if (codePoints(normal) < policy.passwordMin)
        return invalidInput(
            wanted.field, u"must have at least %1 characters"_s.arg(policy.passwordMin));
    if (codePoints(wanted.password) > limits::kPasswordChars)
        return invalidInput(
            wanted.field, u"must have at most %1 characters"_s.arg(limits::kPasswordChars));
    if (!policy.refuseCommonPasswords)
        return {};
    const QString plain = folded(wanted.password);
    if (isCommonPassword(plain))
        return invalidInput(
            wanted.field, u"is one of the passwords that are tried first; choose another"_s);
    const QString email = folded(wanted.email);
    for (const QString &word : {folded(wanted.username), email, email.section(u'@', 0, 0)}) {
        if (leansOn(plain, word))
            return invalidInput(
                wanted.field, u"is too close to the username or the e-mail address"_s);
    }
    return {};
}

} // namespace kith::core
