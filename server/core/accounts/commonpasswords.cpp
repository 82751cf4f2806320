// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/commonpasswords.h"

#include <QSet>
#include <QStringView>

#include <algorithm>

namespace kith::core {

using namespace Qt::StringLiterals;

namespace {

// Stems: what is left of the passwords that head every list of leaked ones once digits and signs
// are cut from both ends. English first, then what Russian, German, French, Spanish and Polish
// speakers choose.
constexpr const char *kStems[] = {"abc", "abcd", "abcabc", "access", "account", "admin",
    "administrator", "adobe", "alexander", "alexis", "alpha", "amanda", "america", "andrea",
    "andrew", "angel", "angela", "anthony", "apple", "arsenal", "ashley", "asdf", "asdasd",
    "austin", "autumn", "azerty", "babygirl", "backup", "bailey", "banana", "barcelona", "baseball",
    "basketball", "batman", "bitch", "blink", "buster", "butterfly", "changeme", "charlie",
    "cheese", "chelsea", "chocolate", "computer", "cookie", "corvette", "cowboy", "daniel",
    "database", "default", "demo", "diamond", "dragon", "eagle", "elizabeth", "eminem", "enter",
    "family", "ferrari", "flower", "football", "forever", "freedom", "friends", "fuckyou",
    "gandalf", "george", "gfhjkm", "ginger", "google", "guest", "guitar", "hallo", "hammer",
    "hannah", "harley", "hello", "helloworld", "hockey", "hunter", "iloveyou", "internet",
    "jackson", "jasmine", "jennifer", "jessica", "jesus", "johnny", "jordan", "joshua", "justin",
    "killer", "kith", "klaster", "letmein", "liverpool", "login", "london", "love", "loveme",
    "lovely", "maggie", "manager", "marina", "martin", "master", "matrix", "matthew", "maxim",
    "melissa", "mercedes", "merlin", "michael", "michelle", "monday", "monkey", "monster",
    "mustang", "natasha", "nathan", "nicole", "ninja", "nothing", "office", "operator", "orange",
    "pass", "password", "passwort", "patrick", "peanut", "pepper", "phoenix", "pokemon", "porsche",
    "princess", "purple", "qazwsx", "qazwsxedc", "qwe", "qweasd", "qweasdzxc", "qwer", "qwerty",
    "qwertyuiop", "qwertz", "rainbow", "ranger", "robert", "root", "samantha", "samsung", "scooter",
    "secret", "service", "shadow", "silver", "slipknot", "snoopy", "soccer", "sophie", "spiderman",
    "spring", "starwars", "steelers", "summer", "sunday", "sunshine", "super", "superman",
    "support", "sysadmin", "system", "taylor", "temp", "temppassword", "test", "testing", "thomas",
    "thunder", "tigger", "tinkerbell", "trustno", "user", "username", "vanessa", "victoria",
    "welcome", "whatever", "william", "windows", "winter", "yankees", "zaq", "zaqwsx", "zxcvbn",
    "zxcvbnm", "baseball", "contrasena", "chocolat", "soleil", "doudou", "motdepasse", "bonjour",
    "schatz", "sommer", "hallowelt", "geheim", "passord", "polska", "haslo", "misiek", "kochanie",
    "mother", "privet", "parol", "lubov", "natalia", "marseille", "nicolas", "juventus", "estrella",
    "tequiero", "teamo", "mynoob", "lovelove", "passpass", "adminadmin", "rootroot"};
constexpr const char16_t *kCyrillicStems[] = {u"пароль", u"привет", u"йцукен", u"йцукенг",
    u"любовь", u"наташа", u"марина", u"максим", u"солнышко", u"админ", u"фыва", u"ячсмить"};

/// Rows of keyboards, and alphabets: any part of one, forwards or backwards, is a run.
constexpr const char16_t *kRuns[] = {u"01234567890123456789", u"abcdefghijklmnopqrstuvwxyz",
    u"qwertyuiop", u"asdfghjkl", u"zxcvbnm", u"qwertzuiop", u"1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    u"1q2w3e4r5t6y7u8i9o0p", u"qazwsxedcrfvtgbyhnujm", u"йцукенгшщзхъ", u"фывапролджэ",
    u"ячсмитьбю", u"абвгдежзийклмнопрстуфхцчшщъыьэюя"};

QSet<QString> makeStems()
{
    QSet<QString> stems;
    for (const char *stem : kStems)
        stems.insert(QString::fromLatin1(stem));
    for (const char16_t *stem : kCyrillicStems)
        stems.insert(QString::fromUtf16(stem));
    return stems;
}

QStringView withoutNumbersAround(QStringView text)
{
    while (!text.isEmpty() && !text.back().isLetter())
        text.chop(1);
    while (!text.isEmpty() && !text.front().isLetter())
        text = text.mid(1);
    return text;
}

/// p4$$w0rd -> password
QString withoutSwaps(const QString &text)
{
    static constexpr std::pair<char16_t, char16_t> swaps[] = {{u'0', u'o'}, {u'1', u'i'},
        {u'3', u'e'}, {u'4', u'a'}, {u'5', u's'}, {u'7', u't'}, {u'8', u'b'}, {u'@', u'a'},
        {u'$', u's'}, {u'!', u'i'}, {u'€', u'e'}};
    QString plain = text;
    for (const auto &[from, to] : swaps)
        plain.replace(QChar(from), QChar(to));
    return plain;
}

QString reversed(const QString &text)
{
    QString turned(text);
    std::reverse(turned.begin(), turned.end());
    return turned;
}

bool isRun(const QString &text)
{
    const QString backwards = reversed(text);
    for (const char16_t *characters : kRuns) {
        const QString run = QString::fromUtf16(characters);
        if (run.contains(text) || run.contains(backwards))
            return true;
    }
    return false;
}

/// One short piece over and over: "aaaaaaaa", "abcabcabc", "12341234".
QString repeatedPiece(const QString &text)
{
    for (qsizetype size = 1; size <= text.size() / 2; ++size) {
        if (text.size() % size == 0 && text.left(size).repeated(text.size() / size) == text)
            return text.left(size);
    }
    return {};
}

bool isStem(QStringView text)
{
    static const QSet<QString> stems = makeStems();
    return stems.contains(text.toString());
}

} // namespace

bool isCommonPassword(const QString &folded)
{
    if (isRun(folded))
        return true;
    const QString piece = repeatedPiece(folded);
    if (!piece.isEmpty() && (piece.size() <= 2 || isRun(piece) || isStem(piece)))
        return true;
    const QStringView word = withoutNumbersAround(folded);
    const bool shortNumber = word.isEmpty() && folded.size() < 10; // dates, mostly
    if (shortNumber || isStem(word) || (word.size() > 3 && isRun(word.toString())))
        return true;
    const QString plain = withoutSwaps(folded);
    if (isStem(plain) || isStem(withoutNumbersAround(plain)))
        return true;
    // "p4ssw0rd2024": the year is cut before the letters are swapped back, not after.
    qsizetype end = folded.size();
    while (end > 0 && folded.at(end - 1).isDigit())
        --end;
    return isStem(withoutNumbersAround(withoutSwaps(folded.left(end))));
}

} // namespace kith::core
