// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/mainwindow.h"

#include <QApplication>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("kith-admin"));
    QApplication::setDesktopFileName(QStringLiteral("org.kith.Admin"));
    QApplication::setOrganizationName(QStringLiteral("kith"));
    kith::console::MainWindow window;
    window.show();
    return QApplication::exec();
}
