// SPDX-License-Identifier: GPL-3.0-or-later
#include "../consoletest.h"
#include "admingui/shell/pages.h"
#include "admingui/shell/workspaceview.h"
#include "runner/runner.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace kith {

using namespace console;
using namespace Qt::StringLiterals;

class tst_Shell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void everyPageOpensByItsNumber();
    void failuresStayUntilDismissed();

private:
    support::TestServer m_server{test::withDemoPeople()};
};

void tst_Shell::everyPageOpensByItsNumber()
{
    auto workspace = test::signedIn(m_server);
    QVERIFY(workspace);
    WorkspaceView view(std::move(workspace));
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    for (size_t i = pages().size(); i-- > 0;) {
        QTest::keyClick(&view, Qt::Key(Qt::Key_1 + int(i)), Qt::ControlModifier);
        const auto *list = view.findChild<QListWidget *>(u"navigation"_s);
        QCOMPARE(list->currentRow(), int(i));
        QVERIFY(view.currentPage());
    }
}

void tst_Shell::failuresStayUntilDismissed()
{
    auto workspace = test::signedIn(m_server);
    QVERIFY(workspace);
    WorkspaceView view(std::move(workspace));
    view.resize(1000, 600);
    view.show();
    Error error = conflict(u"the <b>last</b> owner keeps the role"_s);
    error.requestId = u"req-1"_s;
    view.workspace().fail(u"Cannot change anna"_s, error);
    auto *failure = view.findChild<QFrame *>(u"failure"_s);
    QVERIFY(failure && failure->isVisible());
    const auto texts = failure->findChildren<QLabel *>();
    QVERIFY(texts.front()->text().contains(u"<b>last</b>"_s)); // plain, as it came
    QCOMPARE(texts.front()->textFormat(), Qt::PlainText);
    QTest::mouseClick(failure->findChildren<QPushButton *>().back(), Qt::LeftButton);
    QTRY_VERIFY(!view.findChild<QFrame *>(u"failure"_s));
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_Shell)
#include "tst_shell.moc"
