// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/formatting.h"

#include <QRegularExpression>

namespace kith::pythia {

using namespace Qt::StringLiterals;

namespace {

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::UseUnicodePropertiesOption);
}

int countOf(const QRegularExpression &expression, const QString &text)
{
    int count = 0;
    for (auto it = expression.globalMatch(text); it.hasNext(); it.next())
        ++count;
    return count;
}

const QRegularExpression &mentionPattern()
{
    static const QRegularExpression mention = pattern(u"@(\\w+)"_s);
    return mention;
}

} // namespace

QString sanitized(const QString &text)
{
    static const QRegularExpression lines(u"\\n{3,}"_s);
    static const QRegularExpression spaces(u" {3,}"_s);
    return text.trimmed().replace(lines, u"\n\n"_s).replace(spaces, u"  "_s);
}

bool isWellFormatted(const QString &text)
{
    // QString::count() counts matches that overlap; a mark is used up by its first match.
    static const QRegularExpression bold(u"\\*\\*"_s);
    static const QRegularExpression fence(u"```"_s);
    static const QRegularExpression block(u"```[^`]*```"_s);
    if (countOf(bold, text) % 2 != 0 || countOf(fence, text) % 2 != 0)
        return false;
    QString rest = text;
    rest.remove(block);
    return rest.count(u'`') % 2 == 0;
}

wire::Formatting formattingOf(const QString &text)
{
    static const QRegularExpression bold(u"\\*\\*[^*]+\\*\\*"_s);
    static const QRegularExpression italic(u"\\*[^*]+\\*"_s);
    static const QRegularExpression code(u"`[^`]+`"_s);
    static const QRegularExpression block(u"```[^`]+```"_s);
    static const QRegularExpression link = pattern(u"https?://\\S+"_s);
    static const QRegularExpression emoji = pattern(u":\\w+:"_s);
    const int links = countOf(link, text);
    const int mentions = countOf(mentionPattern(), text);
    const int emojis = countOf(emoji, text);
    return {.hasBold = bold.match(text).hasMatch(),
        .hasItalic = italic.match(text).hasMatch(),
        .hasCode = code.match(text).hasMatch(),
        .hasCodeBlock = block.match(text).hasMatch(),
        .hasLinks = links > 0,
        .hasMentions = mentions > 0,
        .hasEmojis = emojis > 0,
        .linkCount = links,
        .mentionCount = mentions,
        .emojiCount = emojis};
}

std::vector<QString> mentionTexts(const QString &text)
{
    std::vector<QString> names;
    for (auto it = mentionPattern().globalMatch(text); it.hasNext();)
        names.push_back(it.next().captured(1));
    return names;
}

} // namespace kith::pythia
