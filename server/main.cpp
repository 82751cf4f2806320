// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "ops/process.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    using namespace kith;
    ops::hardenProcess();
    // Debian's Qt polls through GLib by default, which is slow with many sockets.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("kithd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KITH_VERSION));
    return commands::run(QCoreApplication::arguments());
}
