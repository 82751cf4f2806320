// SPDX-License-Identifier: GPL-3.0-or-later
// A configuration file, and a .env behind a NUL: it is read or refused with a sentence for each
// fault, and what was read can be written as TOML that says the same.
#include "config/registry.h"
#include "config/sources.h"
#include "config/tomlsource.h"
#include "fuzz.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace kith;
using namespace kith::config;
using namespace kith::fuzz;

namespace {

void write(const QString &path, QByteArrayView bytes)
{
    QFile file(path);
    must(file.open(QIODevice::WriteOnly), "a file can be written");
    file.write(bytes.data(), bytes.size());
}

/// As the operator would have to write it, without secrets, which are shown to nobody.
QByteArray written(const Config &config)
{
    QByteArray text;
    QString section;
    for (const Setting &setting : settings()) {
        if (setting.isSecret())
            continue;
        if (setting.section != section)
            text += '[' + setting.section.toUtf8() + "]\n";
        section = setting.section;
        text += setting.key.mid(section.size() + 1).toUtf8() + " = "
            + setting.write(config).toUtf8() + '\n';
    }
    return text;
}

void checkWritten(const Config &config)
{
    Reading reading;
    readToml(QStringLiteral("written"), written(config), reading);
    must(reading.problems.empty(), "what was written can be read");
    Config again;
    for (const Assignment &each : reading.assignments) {
        must(each.setting->read(again, each.raw).isEmpty(), "each setting can be read again");
        must(each.setting->same(again, config), "each setting means the same");
    }
}

void checkRefused(const Error &error)
{
    must(!error.fields.empty(), "a fault is named");
    for (const FieldError &fault : error.fields)
        must(!fault.field.isEmpty() && !fault.message.isEmpty(), "a fault has place and sentence");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/kith-fuzz-XXXXXX"));
    const QByteArrayView input = viewOf(data, size);
    // …_FILE names a file of this machine to read, such as a terminal's.
    if (input.toByteArray().toUpper().contains("_FILE"))
        return -1;
    const qsizetype nul = input.indexOf('\0');
    const Sources sources{.file = folder.filePath(QStringLiteral("kithd.conf")),
        .dotEnv = folder.filePath(QStringLiteral("env"))};
    write(sources.file, nul < 0 ? input : input.first(nul));
    write(sources.dotEnv, nul < 0 ? QByteArrayView() : input.sliced(nul + 1));

    const auto loaded = load(sources);
    if (loaded)
        checkWritten(loaded->config);
    else
        checkRefused(loaded.error());
    return 0;
}
