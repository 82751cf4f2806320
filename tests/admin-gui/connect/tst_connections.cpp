// SPDX-License-Identifier: GPL-3.0-or-later
#include "../consoletest.h"
#include "admingui/connect/connectiondialog.h"
#include "admingui/connect/startscreen.h"
#include "runner/runner.h"

#include <QListView>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;

/// The list of servers, by keyboard and mouse, and what the settings then hold. No server is asked.
class tst_Connections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_console.reset(); }

    void addressesAreUnderstood_data();
    void addressesAreUnderstood();
    void newConnectionIsKept();
    void editChangesAndUndoTakesBack();
    void duplicateIsAnotherOne();
    void removeForgetsTheTokenAndUndoBringsBack();
    void badAddressCannotBeSaved();
    void emptyListSaysWhatToDo();
    void listSurvivesARestart();

private:
    QListView *list() const
    {
        return visible<QListView>(m_console->window.get(), u"connections"_s);
    }
    void press(const QString &text);
    const std::vector<SavedConnection> &all() const { return m_console->connections.all(); }

    std::unique_ptr<Console> m_console;
};

void tst_Connections::init()
{
    m_console = std::make_unique<Console>();
    m_console->connections.add({.name = u"Home"_s,
        .url = QUrl(u"https://chat.example.com"_s),
        .kind = ServerKind::Production});
    m_console->connections.add({.name = u"Lab"_s, .url = QUrl(u"http://127.0.0.1:8000"_s)});
    m_console->open();
}

void tst_Connections::press(const QString &text)
{
    QAbstractButton *found = button(m_console->window.get(), text);
    QVERIFY2(found, qPrintable(text));
    QTest::mouseClick(found, Qt::LeftButton);
}

void tst_Connections::addressesAreUnderstood_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("a name means https") << u"chat.example.com"_s << u"https://chat.example.com"_s;
    QTest::newRow("with a port") << u"chat.example.com:8443"_s
                                 << u"https://chat.example.com:8443"_s;
    QTest::newRow("this machine means http") << u"localhost:8000"_s << u"http://localhost:8000"_s;
    QTest::newRow("loopback too") << u"127.0.0.1:8000"_s << u"http://127.0.0.1:8000"_s;
    QTest::newRow("as typed") << u"http://10.0.0.5:8000"_s << u"http://10.0.0.5:8000"_s;
    QTest::newRow("below a path") << u"https://example.com/kith/"_s
                                  << u"https://example.com/kith"_s;
    QTest::newRow("query goes") << u"https://example.com/?a=b#c"_s << u"https://example.com"_s;
    QTest::newRow("spaces around") << u"  example.com "_s << u"https://example.com"_s;
    QTest::newRow("no password in it") << u"https://a:b@example.com"_s << QString();
    QTest::newRow("other scheme") << u"ftp://example.com"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no host") << u"https://"_s << QString();
}

void tst_Connections::addressesAreUnderstood()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, url);
    QCOMPARE(serverUrl(typed).toString(), url);
}

void tst_Connections::newConnectionIsKept()
{
    press(u"New…"_s);
    auto *dialog = visible<ConnectionDialog>(m_console->window.get());
    QVERIFY(dialog);
    const auto fields = dialog->findChildren<QLineEdit *>();
    QTest::keyClicks(fields[0], u"Staging"_s);
    fields[1]->clear();
    QTest::keyClicks(fields[1], u"staging.example.com"_s);
    auto *kind = dialog->findChildren<QComboBox *>().front();
    QTest::keyClick(kind, Qt::Key_Down); // from development to test
    QTest::mouseClick(button(dialog, u"Save"_s), Qt::LeftButton);
    QCOMPARE(all().size(), 3u);
    QCOMPARE(all().back().name, u"Staging"_s);
    QCOMPARE(all().back().url.toString(), u"https://staging.example.com"_s);
    QCOMPARE(all().back().kind, ServerKind::Test);
    QCOMPARE(list()->currentIndex().row(), 2);
}

void tst_Connections::editChangesAndUndoTakesBack()
{
    QTest::keyClick(list(), Qt::Key_F2);
    auto *dialog = visible<ConnectionDialog>(m_console->window.get());
    QVERIFY(dialog);
    auto *name = dialog->findChildren<QLineEdit *>().front();
    name->selectAll();
    QTest::keyClicks(name, u"House"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(all().front().name, u"House"_s);
    QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(all().front().name, u"Home"_s);
}

void tst_Connections::duplicateIsAnotherOne()
{
    press(u"Duplicate"_s);
    QCOMPARE(all().size(), 3u);
    QCOMPARE(all().back().name, u"Home (copy)"_s);
    QCOMPARE(all().back().kind, ServerKind::Production);
    QVERIFY(all().back().id != all().front().id);
}

void tst_Connections::removeForgetsTheTokenAndUndoBringsBack()
{
    const SavedConnection home = all().front();
    m_console->tokens.write(home.id, Secret(u"token"_s));
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(all().size(), 1u);
    QVERIFY(m_console->tokens.tokens.empty());
    press(u"Undo"_s); // of the notice
    QCOMPARE(all().size(), 2u);
    QCOMPARE(all().front(), home); // where it was
    QVERIFY(m_console->tokens.tokens.empty());
}

void tst_Connections::badAddressCannotBeSaved()
{
    press(u"New…"_s);
    auto *dialog = visible<ConnectionDialog>(m_console->window.get());
    auto *url = dialog->findChildren<QLineEdit *>()[1];
    QTest::keyClicks(url, u"ftp://example.com"_s);
    QVERIFY(!button(dialog, u"Save"_s)->isEnabled());
    url->clear();
    QTest::keyClicks(url, u"example.com"_s);
    QVERIFY(button(dialog, u"Save"_s)->isEnabled());
}

void tst_Connections::emptyListSaysWhatToDo()
{
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(list(), Qt::Key_Delete);
    QVERIFY(!list());
    const auto labels = m_console->window->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text() == u"No servers yet"_s;
    }));
}

void tst_Connections::listSurvivesARestart()
{
    SavedConnections again(m_console->settings);
    QCOMPARE(again.all(), all());
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_Connections)
#include "tst_connections.moc"
