// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/registry.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

std::vector<Setting> collectSettings()
{
    std::vector<Setting> out;
    for (const SectionMembers &section : sectionMembers()) {
        const QString name = QString::fromLatin1(section.name);
        for (const SectionMember &member : section.members) {
            out.push_back({.key = name + u'.' + QString::fromLatin1(member.name),
                .section = name,
                .doc = QString::fromUtf8(member.rules.doc ? member.rules.doc : ""),
                .type = member.type,
                .offset = section.offset + member.offset,
                .rules = member.rules});
        }
    }
    return out;
}

/// Levenshtein's distance.
qsizetype distance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 1; j < row.size(); ++j) {
            const qsizetype replaced =
                diagonal + (a[i] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString Setting::range() const
{
    if (rules.minimum != std::numeric_limits<qint64>::min())
        return u"%1 to %2"_s.arg(rules.minimum).arg(rules.maximum);
    return {};
}

QString Setting::read(Config &config, const Raw &raw) const
{
    return type->read(raw, rules, reinterpret_cast<char *>(&config) + offset);
}

QString Setting::write(const Config &config) const
{
    return type->write(reinterpret_cast<const char *>(&config) + offset);
}

bool Setting::same(const Config &a, const Config &b) const
{
    return type->same(
        reinterpret_cast<const char *>(&a) + offset, reinterpret_cast<const char *>(&b) + offset);
}

QString Setting::environmentName() const
{
    return u"KITH_"_s + QString(key).replace(u'.', u'_').toUpper();
}

const std::vector<Setting> &settings()
{
    static const std::vector<Setting> kSettings = collectSettings();
    return kSettings;
}

const std::vector<Section> &sections()
{
    static const std::vector<Section> kSections = [] {
        std::vector<Section> out;
        for (const SectionMembers &section : sectionMembers())
            out.push_back({QString::fromLatin1(section.name), QString::fromUtf8(section.doc)});
        return out;
    }();
    return kSections;
}

const Setting *findSetting(QStringView key)
{
    const auto &all = settings();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Setting &s) { return s.key == key; });
    return found == all.end() ? nullptr : &*found;
}

QString nearestKey(const QString &key)
{
    constexpr qsizetype kClose = 3;
    const QString name = key.section(u'.', -1);
    QString best;
    qsizetype least = kClose + 1;
    for (const Setting &setting : settings()) {
        // The right name in the wrong section is the commonest slip.
        const qsizetype off = setting.key.section(u'.', 1) == name ? 1 : distance(key, setting.key);
        if (off < least) {
            least = off;
            best = setting.key;
        }
    }
    return best;
}

} // namespace kith::config
