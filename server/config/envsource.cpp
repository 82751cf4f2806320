// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/envsource.h"

#include "config/oldnames.h"

#include <QFile>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kOwnPrefix("KITH_");

const Setting *settingNamed(const QString &environmentName)
{
    const auto &all = settings();
    const auto found = std::find_if(all.begin(), all.end(),
        [&](const Setting &s) { return s.environmentName() == environmentName; });
    return found == all.end() ? nullptr : &*found;
}

/// Names that mean something to kithd or its scripts and are not settings.
bool isForeign(const QString &name)
{
    return name == u"KITH_CONFIG" || name == u"KITH_BIN" || name == u"KITH_SOURCE";
}

/// KITH_AUTH_JWT_SECRET_FILE=/run/secrets/jwt: the secret itself stays out of the environment.
bool readSecretFile(const QString &name, const QString &path, Assignment base, Reading &out)
{
    if (!name.endsWith(u"_FILE"))
        return false;
    base.setting = settingNamed(name.chopped(5));
    if (!base.setting || !base.setting->isSecret())
        return false;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        out.refuse(base.place, name, u"names a file that cannot be read: "_s + path);
        return true;
    }
    base.raw = rawText(QString::fromUtf8(file.read(4'096)).trimmed());
    out.add(std::move(base));
    return true;
}

/// One variable. `strict`: where every KITH_ name was meant for kithd.
void readVariable(const QString &name, const QString &value, Assignment base, Reading &out)
{
    base.name = name;
    base.raw = rawText(value);
    if (name.startsWith(kOwnPrefix)) {
        if (isForeign(name) || readSecretFile(name, value, base, out))
            return;
        base.setting = settingNamed(name);
        if (base.setting)
            return out.add(std::move(base));
        const QString nearest = nearestKey(name.mid(5).toLower().replace(u'_', u'.'));
        return out.refuse(base.place, name,
            nearest.isEmpty() ? u"is not a setting"_s
                              : u"is not a setting; did you mean %1?"_s.arg(
                                  findSetting(nearest)->environmentName()));
    }
    const OldName *old = findOldName(name);
    if (!old || value.isEmpty())
        return;
    const QString text = QString::fromUtf8(old->text);
    switch (old->effect) {
    case OldName::Effect::Alias:
        for (const QString &key : text.split(u' ')) {
            base.setting = findSetting(key);
            out.add(base);
        }
        return;
    case OldName::Effect::Refused:
        return out.refuse(base.place, name, text);
    case OldName::Effect::Ignored:
        out.notes += base.place + u':' + name + u" has no effect: "_s + text;
    }
}

/// What stands behind the "=" of a line: quotes taken off, or a comment behind a space.
QString unquoted(const QString &value)
{
    const QString text = value.trimmed();
    for (const QChar quote : {u'"', u'\''}) {
        const qsizetype end = text.indexOf(quote, 1);
        if (text.startsWith(quote) && end > 0)
            return text.mid(1, end - 1);
    }
    const qsizetype comment = text.indexOf(u" #"_s);
    return (comment >= 0 ? text.left(comment) : text).trimmed();
}

} // namespace

void readEnvironment(const QProcessEnvironment &environment, Reading &out)
{
    QStringList names = environment.keys();
    names.sort();
    for (const QString &name : std::as_const(names))
        readVariable(name, environment.value(name),
            {.layer = Layer::Environment, .place = u"environment"_s}, out);
}

void readDotEnv(const QString &path, const QByteArray &bytes, Reading &out)
{
    const QStringList lines = QString::fromUtf8(bytes).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines[i].trimmed();
        if (line.startsWith(u"export "))
            line = line.mid(7).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QString place = path + u':' + QString::number(i + 1);
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 1) {
            out.refuse(place, {}, u"must be NAME=value"_s);
            continue;
        }
        // Two of the five services read these names in any case.
        const QString name = line.left(equals).trimmed().toUpper();
        readVariable(
            name, unquoted(line.mid(equals + 1)), {.layer = Layer::DotEnv, .place = place}, out);
    }
}

void readFlags(const std::vector<FlagValue> &flags, Reading &out)
{
    const QString place = u"command line"_s;
    for (const FlagValue &flag : flags) {
        const Setting *setting = findSetting(flag.key);
        if (!setting) {
            const QString nearest = nearestKey(flag.key);
            out.refuse(place, flag.key,
                nearest.isEmpty() ? u"is not a setting"_s
                                  : u"is not a setting; did you mean %1?"_s.arg(nearest));
        } else if (setting->isSecret()) {
            out.refuse(place, flag.key,
                u"is a secret, and every user of this machine can read command lines; put it into "
                "the file or into %1_FILE"_s.arg(setting->environmentName()));
        } else {
            out.add({.setting = setting,
                .raw = rawText(flag.value),
                .layer = Layer::Flag,
                .place = place,
                .name = flag.name});
        }
    }
}

} // namespace kith::config
