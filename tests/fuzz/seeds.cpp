// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what the fuzzers begin with: the corpus of the edge, and the lines of tests/fuzz/seeds,
// a file each. Usage: fuzz_seeds FOLDER, with $KITH_SOURCE set.
#include "corpus.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace {

void write(const QString &folder, qsizetype number, const QByteArray &bytes)
{
    QDir().mkpath(folder);
    QFile file(folder + QLatin1Char('/') + QString::number(number));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(file.fileName()));
}

void writeCorpus(const char *name, const QString &folder)
{
    constexpr qsizetype kLongest = 20'000; // what is longer only repeats, and slows a fuzzer down
    qsizetype number = 0;
    for (const auto &each : kith::net::corpus::load(name)) {
        if (each.bytes.size() <= kLongest)
            write(folder, number++, each.bytes);
    }
}

void writeLines(const QString &path, const QString &folder)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qUtf8Printable(path));
    qsizetype number = 0;
    for (QByteArray line : file.readAll().split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            write(folder, number++, line.replace("\\n", "\n").replace("\\0", QByteArray(1, '\0')));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    if (argc != 2)
        qFatal("usage: fuzz_seeds FOLDER");
    const QDir out(QString::fromLocal8Bit(argv[1]));
    const QDir source(qEnvironmentVariable("KITH_SOURCE"));
    writeCorpus("http", out.filePath(QStringLiteral("http")));
    writeCorpus("ws", out.filePath(QStringLiteral("websocket")));
    for (const char *name : {"config", "engineio", "json", "route", "socketio", "tokens"}) {
        const QString target = QString::fromLatin1(name);
        writeLines(
            source.filePath(QStringLiteral("tests/fuzz/seeds/") + target + QStringLiteral(".txt")),
            out.filePath(target));
    }
    QFile example(source.filePath(QStringLiteral("resources/kithd.conf.example")));
    if (!example.open(QIODevice::ReadOnly))
        qFatal("cannot read the example of a configuration");
    write(out.filePath(QStringLiteral("config")), 1000, example.readAll());
    return 0;
}
