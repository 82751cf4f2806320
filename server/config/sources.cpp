// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/sources.h"

#include "config/check.h"
#include "config/envsource.h"
#include "config/tomlsource.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kFileBytes = 1 << 20; // no configuration is larger; /dev/zero is

std::optional<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.read(kFileBytes);
}

void readCredentials(const QString &folder, Reading &out)
{
    for (const Setting &setting : settings()) {
        const QString path = folder + u'/' + setting.key;
        if (!setting.isSecret() || !QFileInfo::exists(path))
            continue;
        const auto bytes = readFile(path);
        if (!bytes)
            out.refuse(path, setting.key, u"cannot be read"_s);
        else
            out.add({.setting = &setting,
                .raw = rawText(QString::fromUtf8(*bytes).trimmed()),
                .layer = Layer::Environment,
                .place = path,
                .name = setting.key});
    }
}

Reading readAll(const Sources &sources)
{
    Reading out;
    if (!sources.file.isEmpty()) {
        if (const auto bytes = readFile(sources.file))
            readToml(sources.file, *bytes, out);
        else
            out.refuse(sources.file, {}, u"cannot be read"_s);
    }
    if (!sources.dotEnv.isEmpty()) {
        if (const auto bytes = readFile(sources.dotEnv))
            readDotEnv(sources.dotEnv, *bytes, out);
    }
    if (!sources.credentials.isEmpty())
        readCredentials(sources.credentials, out);
    readEnvironment(sources.environment, out);
    readFlags(sources.flags, out);
    return out;
}

QString named(const Assignment &assignment)
{
    return assignment.layer == Layer::Flag ? assignment.name
                                           : assignment.place + u':' + assignment.name;
}

/// Two names of one layer for one setting must say the same.
void refuseDisagreement(const Assignment &first, const Assignment &second, Reading &reading)
{
    Config a;
    Config b;
    if (!first.setting->read(a, first.raw).isEmpty()
        || !second.setting->read(b, second.raw).isEmpty())
        return; // one is wrong in itself, which is said elsewhere
    if (!first.setting->same(a, b))
        reading.refuse(second.place, second.name,
            u"and %1 both set %2 and disagree; keep one of them"_s.arg(
                first.layer == second.layer && first.place == second.place ? first.name
                                                                           : named(first),
                first.setting->key));
}

void apply(Reading &reading, Loaded &out)
{
    std::stable_sort(reading.assignments.begin(), reading.assignments.end(),
        [](const Assignment &a, const Assignment &b) { return a.layer < b.layer; });
    std::map<QString, const Assignment *> last;
    for (const Assignment &assignment : reading.assignments) {
        const Setting &setting = *assignment.setting;
        const QString wrong = setting.read(out.config, assignment.raw);
        if (!wrong.isEmpty())
            reading.refuse(assignment.place, assignment.name, wrong);
        const Assignment *&previous = last[setting.key];
        if (previous && previous->layer == assignment.layer)
            refuseDisagreement(*previous, assignment, reading);
        previous = &assignment;
        const QString place =
            assignment.layer == Layer::File ? assignment.place : named(assignment);
        out.origins[setting.key] = {assignment.layer, place};
    }
}

} // namespace

void Reading::refuse(const QString &place, const QString &name, const QString &sentence)
{
    problems.push_back({name.isEmpty() ? place : place + u':' + name, sentence});
}

Result<Loaded> load(const Sources &sources)
{
    Reading reading = readAll(sources);
    Loaded out;
    apply(reading, out);
    out.notes = reading.notes;
    // Settings are compared with one another only when each is right in itself.
    if (reading.problems.empty())
        reading.problems = findConflicts(out, sources.file);
    if (!reading.problems.empty())
        return invalidInput(std::move(reading.problems));
    return out;
}

QString faultsText(const Error &error)
{
    QStringList lines;
    for (const FieldError &fault : error.fields)
        lines += fault.field + u": "_s + fault.message;
    return lines.isEmpty() ? error.detail : lines.join(u'\n');
}

} // namespace kith::config
