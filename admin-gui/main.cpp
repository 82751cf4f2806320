// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/keychainstore.h"
#include "admingui/look/icons.h"
#include "admingui/look/look.h"
#include "admingui/shell/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

using namespace kith::console;
using namespace Qt::StringLiterals;

namespace {

/// The demo server on this machine that is to be offered; invalid: none.
QUrl demoServer(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The desktop console of Kith, a team chat server."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(u"demo"_s,
        u"Offer the demo server at this address of this machine, with its owner's sign-in."_s,
        u"address"_s);
    parser.addOption(demo);
    parser.process(application);
    const QUrl url = serverUrl(parser.value(demo));
    // Only here is the owner's password known to everyone.
    return url.host() == u"127.0.0.1"_s ? url : QUrl();
}

SavedConnection demoConnection(SavedConnections &connections, const QUrl &url)
{
    if (const SavedConnection *known = connections.findUrl(url))
        return *known;
    SavedConnection demo{.name = MainWindow::tr("Demo server"),
        .url = url,
        .kind = ServerKind::Development,
        .login = u"admin@admin.ru"_s};
    demo.id = connections.add(demo);
    return demo;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"kith"_s);
    QApplication::setApplicationName(u"kith-admin"_s);
    QApplication::setApplicationVersion(QStringLiteral(KITH_VERSION));
    QApplication::setDesktopFileName(u"org.kith.Admin"_s);
    const QUrl demo = demoServer(application);

    QSettings settings;
    Look look(settings);
    QApplication::setWindowIcon(applicationIcon());
    SavedConnections connections(settings);
    KeychainStore tokens(u"kith-admin"_s);
    MainWindow window({settings, look, connections, tokens});
    window.show();
    if (demo.isValid()) {
        window.offerPassword(u"admin"_s);
        window.connectTo(demoConnection(connections, demo));
    } else {
        window.resume();
    }
    return QApplication::exec();
}
