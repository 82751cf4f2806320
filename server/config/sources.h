// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From files, environment and flags to one Config. Flags win over the environment, that over .env,
// that over the file, that over the defaults; two names of one source that disagree stop the start.

#include "config/registry.h"
#include "shared/result.h"

#include <QProcessEnvironment>

#include <map>
#include <optional>

namespace kith::config {

/// Later ones win.
enum class Layer { Default, File, DotEnv, Environment, Flag };

/// What one source says about one setting.
struct Assignment
{
    const Setting *setting = nullptr;
    Raw raw{};
    Layer layer = Layer::Default;
    QString place{}; ///< "kithd.conf:12", ".env:3", "environment" or "command line"
    QString name{}; ///< as written there: "server.port", "PORT", "--port"
};

/// Collects what the sources say and what is wrong with it; nothing stops at the first fault.
struct Reading
{
    std::vector<Assignment> assignments{};
    std::vector<FieldError> problems{}; ///< field: "place:name"
    QStringList notes{}; ///< names that have no effect, with the reason

    void add(Assignment assignment) { assignments.push_back(std::move(assignment)); }
    void refuse(const QString &place, const QString &name, const QString &sentence);
};

/// "server.port=8080" and so on; `name` is the flag as it was typed.
struct FlagValue
{
    QString name{};
    QString key{};
    QString value{};
};
/// Where to look. Paths that are empty are not looked at.
struct Sources
{
    QString file{}; ///< must exist when given
    QString dotEnv{}; ///< may be absent
    QString credentials{}; ///< $CREDENTIALS_DIRECTORY: files named after secret settings
    QProcessEnvironment environment{};
    std::vector<FlagValue> flags{};
};

struct Origin
{
    Layer layer = Layer::Default;
    QString place{}; ///< "kithd.conf:12", "environment PORT", "--port", "default"
};

struct Loaded
{
    Config config{};
    std::map<QString, Origin> origins{}; ///< by key; settings left at their default are absent
    QStringList notes{};
};

/// Errors: InvalidInput with one FieldError a fault, whose field is "file:line:key".
Result<Loaded> load(const Sources &sources);

/// One line a fault: "kithd.conf:12:server.port: must be at most 65535".
QString faultsText(const Error &error);

} // namespace kith::config
