// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "ops/exitcodes.h"
#include "ops/process.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace kith;
    ops::hardenProcess();
    // Debian's Qt polls through GLib by default, which is slow with many sockets.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("kithd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KITH_VERSION));

    const auto line = parseCommandLine(QCoreApplication::arguments());
    if (!line.ok()) {
        std::fprintf(stderr, "kithd: %s\nTry: kithd --help\n", qPrintable(line.error().detail));
        return ops::kExitUsage;
    }
    return runCommand(*line);
}
