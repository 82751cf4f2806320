// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/value.h"

#include <functional>
#include <vector>

namespace kith::config {

/// One setting with its type forgotten, made from a field list.
struct Setting
{
    QString key{}; ///< "server.port"
    QString section{}; ///< "server"
    QString doc{};
    QString type{};
    QString range{}; ///< "1 to 65535", or empty
    bool isSecret = false;

    std::function<QString(Config &, const Raw &)> read{}; ///< answers what is wrong
    std::function<QString(const Config &)> write{}; ///< a TOML literal; a secret masked
    std::function<bool(const Config &, const Config &)> same{};

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
