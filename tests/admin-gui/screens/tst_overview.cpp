// SPDX-License-Identifier: GPL-3.0-or-later
#include "../consoletest.h"
#include "admingui/screens/overview/livechart.h"
#include "admingui/screens/overview/page.h"
#include "admingui/shell/workspaceview.h"
#include "runner/runner.h"

#include <QChart>
#include <QChartView>
#include <QDialog>
#include <QLineEdit>
#include <QLineSeries>
#include <QListView>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;

/// The first screen against a real server: what it shows is what the server says.
class tst_Overview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_view.reset(); }

    void verdictHasReasonsAndAdvice();
    void figuresAreTheServers();
    void chartsGoOnLive();
    void auditComesLive();
    void silenceIsTold();
    void paletteFindsPeopleAndGoesThere();
    void paletteRunsActions();
    void historyGoesBackAndForth();
    void questionMarkListsShortcuts();
    void accessibleNamesAreThere();

private:
    OverviewPage *page() const { return m_view->findChild<OverviewPage *>(); }
    bool shows(const QString &text) const;
    const Place &placeNow() const { return m_view->place(); }

    support::TestServer m_server{withDemoPeople()};
    std::unique_ptr<support::Person> m_owner;
    std::unique_ptr<WorkspaceView> m_view;
};

void tst_Overview::initTestCase()
{
    QVERIFY2(m_server.start(), m_server.log().constData());
    m_owner = std::make_unique<support::Person>(m_server);
    MUST_OK(m_owner->login(demoOwner(), demoPassword()));
}

void tst_Overview::init()
{
    auto workspace = signedIn(m_server);
    QVERIFY(workspace);
    m_view = std::make_unique<WorkspaceView>(std::move(workspace));
    m_view->resize(1280, 900);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

bool tst_Overview::shows(const QString &text) const
{
    const auto labels = page()->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
        [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void tst_Overview::verdictHasReasonsAndAdvice()
{
    MUST(const Overview said, m_owner->get<Overview>(u"admin/overview"_s));
    // LOCAL has people whose password everybody knows, and the server says so.
    QCOMPARE(said.health, HealthLevel::Warning);
    QTRY_VERIFY(shows(u"Worth a look"_s));
    for (const HealthCheck &check : said.checks) {
        if (check.level == HealthLevel::Ok)
            continue;
        QVERIFY2(shows(check.detail), qPrintable(check.detail));
        QVERIFY2(shows(check.advice), qPrintable(check.advice));
    }
    QVERIFY(shows(u"In order: "_s));
}

void tst_Overview::figuresAreTheServers()
{
    MUST(const Overview said, m_owner->get<Overview>(u"admin/overview"_s));
    QTRY_VERIFY(shows(said.version));
    QVERIFY(shows(u"SQLite"_s));
    QVERIFY(shows(QLocale().toString(said.usersActive)));
}

void tst_Overview::chartsGoOnLive()
{
    const auto drawn = [&] {
        for (QAbstractSeries *series : page()->findChild<QChartView *>()->chart()->series()) {
            if (const auto *line = qobject_cast<QLineSeries *>(series))
                return line->count();
        }
        return 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(drawn() > 0, 10'000);
    const int before = drawn();
    QTRY_VERIFY_WITH_TIMEOUT(drawn() >= before + 2, 10'000); // two seconds later
    QVERIFY(!shows(u"Out of date"_s));
}

void tst_Overview::auditComesLive()
{
    QTRY_VERIFY(m_view->workspace().events().isLive());
    QTRY_VERIFY(shows(u"In order: "_s));
    support::Person guest(m_server);
    MUST_OK(guest.registerAs(u"live"_s));
    QVERIFY(!shows(guest.user().username));
    MUST(const auto done,
        m_owner->post<UserBulkResult>(u"admin/users/bulk"_s,
            UserBulk{.action = UserAction::Suspend,
                .userIds = {guest.id()},
                .dryRun = false,
                .reason = u"<b>spam</b>"_s}));
    QCOMPARE(done.changed, 1);
    QTRY_VERIFY(shows(guest.user().username));
    QVERIFY(shows(u"<b>spam</b>"_s)); // as it was typed
}

void tst_Overview::silenceIsTold()
{
    QTRY_VERIFY(m_view->workspace().events().isLive());
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"In order: "_s), 10'000);
    m_server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(shows(u"Out of date"_s), 15'000);
    QVERIFY(m_server.start());
    QTRY_VERIFY_WITH_TIMEOUT(!shows(u"Out of date"_s), 40'000);
}

void tst_Overview::paletteFindsPeopleAndGoesThere()
{
    support::Person guest(m_server);
    MUST_OK(guest.registerAs(u"zebediah"_s));
    QTest::keyClick(m_view.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_view->findChild<QFrame *>(u"palette"_s);
    QVERIFY(palette && palette->isVisible());
    auto *line = palette->findChild<QLineEdit *>();
    QVERIFY(line->hasFocus());
    auto *list = palette->findChild<QListView *>();
    QTest::keyClicks(line, u"zebed"_s);
    QTRY_COMPARE(list->model()->rowCount(), 1); // the server found the person
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(placeNow().page, u"users"_s);
    QCOMPARE(placeNow().id, guest.id().value);
}

void tst_Overview::paletteRunsActions()
{
    QTest::keyClick(m_view.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_view->findChild<QFrame *>(u"palette"_s);
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"audit"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(placeNow().page, u"audit"_s);
    QTest::keyClick(m_view.get(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(line, u"no such thing at all"_s);
    auto *list = palette->findChild<QListView *>();
    QCOMPARE(list->model()->rowCount(), 0);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
    QCOMPARE(placeNow().page, u"audit"_s);
}

void tst_Overview::historyGoesBackAndForth()
{
    QTest::keyClick(m_view.get(), Qt::Key_2, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_3, Qt::ControlModifier);
    const QString third = placeNow().page;
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(placeNow().page, u"overview"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier); // there is nothing further back
    QCOMPARE(placeNow().page, u"overview"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::AltModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(placeNow().page, third);
}

void tst_Overview::questionMarkListsShortcuts()
{
    QTest::keyClick(m_view.get(), Qt::Key_Question);
    auto *dialog = visible<QDialog>(m_view.get());
    QVERIFY(dialog);
    QStringList texts;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        texts.append(label->text());
    for (const QString &wanted : {u"Ctrl+K"_s, u"F5"_s, u"Ctrl+1"_s, u"Alt+Left"_s, u"?"_s})
        QVERIFY2(texts.contains(wanted), qPrintable(wanted));
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void tst_Overview::accessibleNamesAreThere()
{
    for (const LiveChart *chart : page()->findChildren<LiveChart *>())
        QVERIFY(!chart->accessibleName().isEmpty());
    for (const QLineEdit *line : m_view->findChildren<QLineEdit *>()) {
        if (line->isVisible())
            QVERIFY(!line->accessibleName().isEmpty() || !line->placeholderText().isEmpty());
    }
    QVERIFY(!m_view->findChild<QWidget *>(u"navigation"_s)->accessibleName().isEmpty());
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_Overview)
#include "tst_overview.moc"
