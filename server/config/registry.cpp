// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/registry.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

template <class T> bool sameValue(const T &a, const T &b)
{
    if constexpr (std::is_same_v<T, Secret>)
        return a.reveal() == b.reveal(); // of one operator's own settings: no timing to hide
    else
        return a == b;
}

QString rangeText(const Rules &rules)
{
    if (rules.minimum != std::numeric_limits<qint64>::min())
        return u"%1 to %2"_s.arg(rules.minimum).arg(rules.maximum);
    return {};
}

template <class SectionField, class ValueField>
Setting makeSetting(const SectionField &section, const ValueField &value)
{
    using T = typename ValueField::Type;
    const auto in = section.member;
    const auto member = value.member;
    const Rules rules = value.rules;
    Setting setting;
    setting.section = QString::fromLatin1(section.name);
    setting.key = setting.section + u'.' + QString::fromLatin1(value.name);
    setting.doc = QString::fromUtf8(rules.doc ? rules.doc : "");
    setting.type = describeType<T>();
    setting.range = rangeText(rules);
    setting.isSecret = std::is_same_v<T, Secret>;
    setting.read = [=](Config &config, const Raw &raw) {
        return readValue(raw, rules, (config.*in).*member);
    };
    setting.write = [=](const Config &config) { return writeValue((config.*in).*member); };
    setting.same = [=](const Config &a, const Config &b) {
        return sameValue((a.*in).*member, (b.*in).*member);
    };
    return setting;
}

std::vector<Setting> collectSettings()
{
    std::vector<Setting> out;
    eachField<Config>([&](const auto &section) {
        using SectionType = typename std::remove_cvref_t<decltype(section)>::Type;
        eachField<SectionType>(
            [&](const auto &value) { out.push_back(makeSetting(section, value)); });
    });
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
        eachField<Config>([&](const auto &f) {
            out.push_back({QString::fromLatin1(f.name), QString::fromUtf8(f.rules.doc)});
        });
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
