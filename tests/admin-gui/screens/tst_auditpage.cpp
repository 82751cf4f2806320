// SPDX-License-Identifier: GPL-3.0-or-later
#include "../screens.h"
#include "admingui/screens/audit/page.h"
#include "runner/runner.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTableWidget>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;
using support::await;
using support::Person;

class tst_AuditPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void filtersNarrow();
    void anEntryShowsWhatChanged();
    void rowsBecomeFilters();
    void aWholeChainIsCalledWhole();
    void aChangedEntryIsFound();

private:
    std::unique_ptr<Screen<AuditPage>> open()
    {
        auto workspace = signedIn(*m_server);
        return workspace ? std::make_unique<Screen<AuditPage>>(std::move(workspace), u"audit"_s)
                         : nullptr;
    }
    bool isVerified(Screen<AuditPage> &screen, const QString &verdict);

    OwnSettings m_settings;
    std::unique_ptr<support::TestServer> m_server;
    std::unique_ptr<Person> m_owner;
    User m_anna{};
};

void tst_AuditPage::init()
{
    m_server = std::make_unique<support::TestServer>(withDemoPeople());
    QVERIFY2(m_server->start(), m_server->log().constData());
    m_owner = std::make_unique<Person>(*m_server);
    MUST_OK(m_owner->login(demoOwner(), demoPassword()));
    MUST(const CreatedUser made, await<CreatedUser>([&](Callback<CreatedUser> done) {
        AdminApi(m_owner->api())
            .createUser({.username = u"anna"_s, .email = u"anna@example.com"_s}, std::move(done));
    }));
    m_anna = made.user;
    const auto change = [&](const AdminUserChange &what) {
        return await<User>([&](Callback<User> done) {
            m_owner->api().changeUser(m_anna.id, what, std::move(done));
        });
    };
    MUST(const User titled, change({.title = u"Captain"_s}));
    MUST(const User suspended, change({.isActive = false}));
    Q_UNUSED(titled)
    QVERIFY(!suspended.isActive);
}

void tst_AuditPage::filtersNarrow()
{
    const auto screen = open();
    QVERIFY(screen);
    QTRY_VERIFY(rowWith(screen->rows(), "action", u"user.suspend"_s) >= 0);
    QVERIFY(rowWith(screen->rows(), "action", u"user.create"_s) >= 0);
    const auto chips = screen->panel()->filters()->findChildren<ChoiceChip *>();
    chips[0]->setValue(u"user.suspend"_s);
    QVERIFY(hasRows(screen->rows(), 1));
    press(screen->window, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(screen->panel()->filters()->search(), u"nobody"_s);
    QVERIFY(hasRows(screen->rows(), 0));
    screen->panel()->filters()->clear();
    QTRY_VERIFY(screen->rows()->rowCount() >= 3);
    auto *time = screen->panel()->filters()->findChild<TimeChip *>();
    time->setSpan(
        QDateTime::currentDateTime().addYears(-2), QDateTime::currentDateTime().addYears(-1));
    QVERIFY(hasRows(screen->rows(), 0));
}

void tst_AuditPage::anEntryShowsWhatChanged()
{
    const auto screen = open();
    QVERIFY(screen);
    QTRY_VERIFY(rowWith(screen->rows(), "action", u"user.change"_s) >= 0);
    clickRow(screen->table(), rowWith(screen->rows(), "action", u"user.change"_s));
    QTest::keyClick(screen->table(), Qt::Key_Return);
    auto *changes = screen->page()->detail()->findChild<QTableWidget *>();
    QTRY_VERIFY(changes->isVisible());
    QCOMPARE(changes->rowCount(), 1);
    QCOMPARE(changes->item(0, 0)->text(), u"title"_s);
    QCOMPARE(changes->item(0, 1)->text(), u""_s);
    QCOMPARE(changes->item(0, 2)->text(), u"Captain"_s);
}

void tst_AuditPage::rowsBecomeFilters()
{
    const auto screen = open();
    QVERIFY(screen);
    MUST(const UserBulkResult other, await<UserBulkResult>([&](Callback<UserBulkResult> done) {
        UserBulk in{.action = UserAction::EndSessions, .userIds = {m_owner->id()}, .dryRun = true};
        AdminApi(m_owner->api()).changeUsers(in, std::move(done));
    }));
    Q_UNUSED(other)
    QTRY_VERIFY(rowWith(screen->rows(), "action", u"user.create"_s) >= 0);
    clickRow(screen->table(), rowWith(screen->rows(), "action", u"user.create"_s));
    QVERIFY(choose(screen->table(), {u"Only about this"_s}));
    QVERIFY(hasRows(screen->rows(), 3)); // created, changed, suspended
    QVERIFY(choose(screen->table(), {u"Show what it was done to"_s}));
    QTRY_VERIFY(
        qobject_cast<ListPage *>(screen->window.currentPage())->openId() == m_anna.id.value);
}

bool tst_AuditPage::isVerified(Screen<AuditPage> &screen, const QString &verdict)
{
    const auto buttons = screen.panel()->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"Verify the chain"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    const auto *band = screen.panel()->findChild<VerdictBand *>();
    return QTest::qWaitFor([&] { return band->isVisible(); }, 10'000)
        && band->text().contains(verdict);
}

void tst_AuditPage::aWholeChainIsCalledWhole()
{
    const auto screen = open();
    QVERIFY(screen);
    QTRY_VERIFY(screen->rows()->rowCount() >= 3);
    QVERIFY(isVerified(*screen, u"is whole"_s));
}

void tst_AuditPage::aChangedEntryIsFound()
{
    m_server->stop();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"forger"_s);
        database.setDatabaseName(m_server->dataFolder() + u"/kith.db"_s);
        QVERIFY2(database.open(), qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        QVERIFY2(
            query.exec(u"UPDATE audit_log SET reason = 'somebody else did it' WHERE seq = 2"_s),
            qPrintable(query.lastError().text()));
        QCOMPARE(query.numRowsAffected(), 1);
        database.close();
    }
    QSqlDatabase::removeDatabase(u"forger"_s);
    QVERIFY2(m_server->start(), m_server->log().constData());
    const auto screen = open();
    QVERIFY(screen);
    QTRY_VERIFY(screen->rows()->rowCount() >= 3);
    QVERIFY(isVerified(*screen, u"broken at entry 2"_s));
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_AuditPage)
#include "tst_auditpage.moc"
