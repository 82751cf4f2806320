// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/prose.h"

#include <QRegularExpression>
#include <QStringList>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kWidth = 96;

/// `code` becomes bold, which is what manual pages have for what is typed as it stands.
QString troffSpans(const QString &line)
{
    QString out;
    bool code = false;
    for (const QString &part : line.split(u'`')) {
        if (!part.isEmpty())
            out += code ? u"\\fB"_s + troff(part) + u"\\fR"_s : troff(part);
        code = !code;
    }
    return out;
}

} // namespace

QString wrapped(const QString &text, const QString &prefix)
{
    QString out;
    QString line = prefix;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (line.size() > prefix.size() && line.size() + 1 + word.size() > kWidth) {
            out += line + u'\n';
            line = prefix;
        }
        line += (line.size() > prefix.size() ? u" "_s : QString()) + word;
    }
    return out + line + u'\n';
}

QString troff(const QString &text)
{
    QString out = text;
    out.replace(u'\\', u"\\e"_s);
    out.replace(u'-', u"\\-"_s); // a hyphen that can be copied to a command line
    out.replace(u'"', u"\\(dq"_s);
    out.replace(u'\'', u"\\(aq"_s);
    return out.startsWith(u'.') ? u"\\&"_s + out : out;
}

QString troffFromMarkdown(const QString &markdown)
{
    static const QRegularExpression kItem(u"^(\\d+\\.) (.*)$"_s);
    QString out;
    for (const QString &line : markdown.trimmed().split(u'\n')) {
        if (line.startsWith(u'#'))
            continue;
        if (const auto item = kItem.match(line); item.hasMatch())
            out += u".IP %1 4\n"_s.arg(item.captured(1)) + troffSpans(item.captured(2)) + u'\n';
        else
            out += (line.isEmpty() ? u".PP"_s : troffSpans(line)) + u'\n';
    }
    return out;
}

QString manualTitle(const QString &page, QChar section, const QString &version)
{
    // No date: a page made twice from the same source is the same page.
    return u".TH %1 %2 \"\" \"Kith %3\"\n"_s.arg(page.toUpper(), section, version);
}

} // namespace kith::config
