// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/value.h"
#include "shared/type.h"

#include <vector>

namespace kith::config {

/// How a type of settings is read and written, with the type forgotten.
struct SettingType
{
    QString (*describe)() = nullptr; ///< what may stand there
    QString (*read)(const Raw &raw, const Rules &rules, void *out) = nullptr; ///< what is wrong
    QString (*write)(const void *value) = nullptr; ///< a TOML literal; a secret masked
    bool (*same)(const void *a, const void *b) = nullptr;
    bool isSecret = false;
};

namespace detail {

template <class T> bool sameValue(const T &a, const T &b)
{
    if constexpr (std::is_same_v<T, Secret>)
        return a.reveal() == b.reveal(); // of one operator's own settings: no timing to hide
    else
        return a == b;
}

} // namespace detail

template <class T>
inline constexpr SettingType settingTypeOf{
    .describe = [] { return describeType<T>(); },
    .read = [](const Raw &raw, const Rules &rules,
                void *out) { return readValue(raw, rules, *static_cast<T *>(out)); },
    .write = [](const void *value) { return writeValue(*static_cast<const T *>(value)); },
    .same =
        [](const void *a, const void *b) {
            return detail::sameValue(*static_cast<const T *>(a), *static_cast<const T *>(b));
        },
    .isSecret = std::is_same_v<T, Secret>,
};

/// One member of a section's struct, as configfields.cpp lists it.
struct SectionMember
{
    const char *name = nullptr;
    const SettingType *type = nullptr;
    size_t offset = 0; ///< in the section's struct
    Rules rules{};
};
struct SectionMembers
{
    const char *name = nullptr;
    const char *doc = nullptr;
    size_t offset = 0; ///< in Config
    std::vector<SectionMember> members{};
};
std::vector<SectionMembers> sectionMembers();

/// One setting.
struct Setting
{
    QString key{}; ///< "server.port"
    QString section{}; ///< "server"
    QString doc{};
    const SettingType *type = nullptr;
    size_t offset = 0; ///< in Config
    Rules rules{};

    bool isSecret() const { return type->isSecret; }
    QString typeText() const { return type->describe(); }
    QString range() const; ///< "1 to 65535", or empty
    QString read(Config &config, const Raw &raw) const; ///< answers what is wrong
    QString write(const Config &config) const; ///< a TOML literal; a secret masked
    bool same(const Config &a, const Config &b) const;
    /// "KITH_SERVER_PORT".
    QString environmentName() const;
};

struct Section
{
    QString name{};
    QString doc{};
};

/// All settings, in the order of the field lists.
const std::vector<Setting> &settings();
const std::vector<Section> &sections();
const Setting *findSetting(QStringView key);
/// The known key that looks most like a misspelt one, or an empty text.
QString nearestKey(const QString &key);

} // namespace kith::config
