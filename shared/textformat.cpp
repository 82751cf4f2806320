// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/textformat.h"

#include <algorithm>
#include <cstring>

namespace kith {

using namespace Qt::StringLiterals;

qint64 codePoints(QStringView text)
{
    return text.size()
        - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

bool isUsernameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || c == u'.' || c == u'_' || c == u'-';
}

namespace {

bool hasControlCharacter(QStringView text)
{
    return std::any_of(
        text.begin(), text.end(), [](QChar c) { return c < u' ' || c == QChar(0x7f); });
}

/// A practical subset of RFC 5321 section 4.1.2: one '@', a dot-free-edged domain, no spaces.
/// The proof that an address works is the mail that reaches it.
QString checkEmail(QStringView text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    const QStringView local = text.left(std::max<qsizetype>(at, 0));
    const QStringView domain = text.mid(at + 1);
    const bool bad = at < 1 || at > 64 || domain.isEmpty() || local.contains(u'@')
        || domain.startsWith(u'.') || domain.endsWith(u'.') || domain.startsWith(u'-')
        || text.contains(u"..") || hasControlCharacter(text)
        || std::any_of(text.begin(), text.end(),
            [](QChar c) { return c.isSpace() || QStringView(u"<>()[],;:\\\"").contains(c); });
    return bad ? u"must be an e-mail address such as anna@example.org"_s : QString();
}

QString checkUsername(QStringView text)
{
    const bool good = !text.isEmpty() && text.front() != u'.' && text.front() != u'-'
        && text.front() != u'_' && std::all_of(text.begin(), text.end(), isUsernameCharacter);
    return good
        ? QString()
        : u"may have only letters a-z, digits, '.', '_' and '-', and starts with a letter or digit"_s;
}

} // namespace

QString checkFormat(const char *format, QStringView text)
{
    if (std::strcmp(format, "email") == 0)
        return checkEmail(text);
    if (std::strcmp(format, "username") == 0)
        return checkUsername(text);
    if (std::strcmp(format, "emoji") == 0)
        return hasControlCharacter(text) || text.contains(u' ') || text.contains(u'/')
            ? u"must be one emoji or a short name without spaces and '/'"_s
            : QString();
    if (std::strcmp(format, "oneline") == 0)
        return hasControlCharacter(text) ? u"must be one line without control characters"_s
                                         : QString();
    return {};
}

} // namespace kith
