// SPDX-License-Identifier: GPL-3.0-or-later
// The screens of sessions and of connections: live lists of what people are signed in with.
#include "../screens.h"
#include "admingui/screens/connections/page.h"
#include "admingui/screens/sessions/page.h"
#include "runner/runner.h"

#include <QSignalSpy>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;
using support::Person;

class tst_SignInsPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void aSessionIsEnded();
    void aConnectionIsClosedAndComesBack();
    void theListIsLiveAndKeepsTheSelection();
    void endingTheSessionKeepsAwayWhoWasConnected();

private:
    OwnSettings m_settings;
    support::TestServer m_server{withDemoPeople()};
};

void tst_SignInsPages::aSessionIsEnded()
{
    Person anna(m_server);
    MUST_OK(anna.registerAs(u"anna"_s));
    Screen<SessionsPage> screen(signedIn(m_server), u"sessions"_s);
    QTRY_VERIFY(rowWith(screen.rows(), "user", anna.user().username) >= 0);
    clickRow(screen.table(), rowWith(screen.rows(), "user", anna.user().username));
    QTest::keyClick(screen.table(), Qt::Key_Delete);
    QVERIFY(accept(dialog(u"question"_s)));
    QTRY_COMPARE(rowWith(screen.rows(), "user", anna.user().username), -1);
    ANSWERS(anna.raw("GET", u"users/me"_s), 401);
}

void tst_SignInsPages::aConnectionIsClosedAndComesBack()
{
    Person ben(m_server);
    MUST_OK(ben.registerAs(u"ben"_s));
    const auto socket = ben.socket();
    socket->open();
    QTRY_VERIFY(socket->isLive());
    QSignalSpy closed(socket.get(), &EventSocket::disconnected);
    Screen<ConnectionsPage> screen(signedIn(m_server), u"connections"_s);
    QTRY_VERIFY(rowWith(screen.rows(), "user", ben.user().username) >= 0);
    clickRow(screen.table(), rowWith(screen.rows(), "user", ben.user().username));
    QTest::keyClick(screen.table(), Qt::Key_Delete);
    QVERIFY(accept(dialog(u"question"_s)));
    QTRY_COMPARE(closed.size(), 1);
    QTRY_VERIFY(socket->isLive()); // its client connects again
    ANSWERS(ben.raw("GET", u"users/me"_s), 200);
}

void tst_SignInsPages::theListIsLiveAndKeepsTheSelection()
{
    Person cleo(m_server);
    MUST_OK(cleo.registerAs(u"cleo"_s));
    const auto socket = cleo.socket();
    socket->open();
    QTRY_VERIFY(socket->isLive());
    Screen<ConnectionsPage> screen(signedIn(m_server), u"connections"_s);
    QTRY_VERIFY(rowWith(screen.rows(), "user", cleo.user().username) >= 0);
    const int row = rowWith(screen.rows(), "user", cleo.user().username);
    clickRow(screen.table(), row);
    const qint64 chosen = screen.rows()->idAt(row);
    QSignalSpy reset(screen.rows(), &QAbstractItemModel::modelReset);
    Person dora(m_server); // newer connections stand first, so every row moves
    MUST_OK(dora.registerAs(u"dora"_s));
    const auto another = dora.socket();
    another->open();
    QTRY_VERIFY(rowWith(screen.rows(), "user", dora.user().username) >= 0);
    QCOMPARE(screen.rows()->idAt(screen.table()->currentRow()), chosen);
    QCOMPARE(screen.table()->selectedCount(), 1);
    QCOMPARE(reset.size(), 0);
}

void tst_SignInsPages::endingTheSessionKeepsAwayWhoWasConnected()
{
    Person emil(m_server);
    MUST_OK(emil.registerAs(u"emil"_s));
    const auto socket = emil.socket();
    socket->open();
    QTRY_VERIFY(socket->isLive());
    Screen<ConnectionsPage> screen(signedIn(m_server), u"connections"_s);
    QTRY_VERIFY(rowWith(screen.rows(), "user", emil.user().username) >= 0);
    clickRow(screen.table(), rowWith(screen.rows(), "user", emil.user().username));
    QSignalSpy signedOut(socket.get(), &EventSocket::signedOut);
    QVERIFY(choose(screen.table(), {u"End session…"_s}));
    QVERIFY(accept(dialog(u"question"_s)));
    QTRY_COMPARE(signedOut.size(), 1);
    QTRY_COMPARE(rowWith(screen.rows(), "user", emil.user().username), -1);
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_SignInsPages)
#include "tst_signinspages.moc"
