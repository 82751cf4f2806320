// SPDX-License-Identifier: GPL-3.0-or-later
#include "../screens.h"
#include "admingui/detail/detailpane.h"
#include "admingui/screens/users/bulkdialog.h"
#include "admingui/screens/users/page.h"
#include "runner/runner.h"

#include <QClipboard>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTableView>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;
using support::await;
using support::Person;

class tst_UsersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void searchAndFiltersNarrow();
    void sortingIsTheServers();
    void somebodyIsCreatedAndSetsAPassword();
    void whatTheServerRefusesIsShownAtItsField();
    void anEditIsSavedAndUndone();
    void suspendingIsTriedFirstAndUndone();
    void manyAreActedOnAndEachIsJudged();
    void aRoleIsChangedFromTheMenu();
    void endedSessionsAreEnded();
    void youAreNotOfferedToSuspendYourself();
    void aReadOnlyConsoleChangesNothing();
    void theDetailTellsAll();
    void rowsAreCopiedAndExported();
    void whatOthersChangeIsShown();

private:
    std::unique_ptr<Screen<UsersPage>> open()
    {
        auto workspace = signedIn(*m_server);
        return workspace ? std::make_unique<Screen<UsersPage>>(std::move(workspace), u"users"_s)
                         : nullptr;
    }
    /// What the server says of somebody.
    Result<User> asked(const QString &username)
    {
        const auto page = await<CountedPage<User>>([&](Callback<CountedPage<User>> done) {
            AdminApi(m_owner->api()).users({.search = username}, std::move(done));
        });
        if (!page)
            return page.error();
        for (const User &user : page->items) {
            if (user.username == username)
                return user;
        }
        return notFound(username);
    }
    bool isActive(const QString &username)
    {
        const auto user = asked(username);
        return user && user->isActive;
    }
    void select(Screen<UsersPage> &screen, const QString &username)
    {
        const int row = rowWith(screen.rows(), "username", username);
        QVERIFY(row >= 0);
        clickRow(screen.table(), row);
    }

    OwnSettings m_settings;
    std::unique_ptr<support::TestServer> m_server;
    std::unique_ptr<Person> m_owner;
};

void tst_UsersPage::init()
{
    m_server = std::make_unique<support::TestServer>(withDemoPeople());
    QVERIFY2(m_server->start(), m_server->log().constData());
    m_owner = std::make_unique<Person>(*m_server);
    MUST_OK(m_owner->login(demoOwner(), demoPassword()));
}

void tst_UsersPage::cleanup()
{
    m_owner.reset();
    m_server.reset();
}

void tst_UsersPage::searchAndFiltersNarrow()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    press(screen->window, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(screen->panel()->filters()->search()->hasFocus());
    QTest::keyClicks(screen->panel()->filters()->search(), u"user1"_s);
    QVERIFY(hasRows(screen->rows(), 1));
    QCOMPARE(rowWith(screen->rows(), "email", u"user1@example.com"_s), 0);
    QTest::keyClick(screen->panel()->filters()->search(), Qt::Key_Escape);
    QVERIFY(hasRows(screen->rows(), 5));
    auto *role = screen->panel()->filters()->findChild<ChoiceChip *>();
    role->setValue(static_cast<int>(UserRole::Owner));
    QVERIFY(hasRows(screen->rows(), 1));
    QTest::keyClicks(screen->panel()->filters()->search(), u"nobody at all"_s);
    QVERIFY(hasRows(screen->rows(), 0));
    auto *empty = screen->panel()->findChild<EmptyOverlay *>();
    QVERIFY(empty->isVisible());
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton); // "Clear filters"
    QVERIFY(hasRows(screen->rows(), 5));
}

void tst_UsersPage::sortingIsTheServers()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    const QString first = screen->rows()->text(0, 1, RecordModelBase::Form::Programs);
    auto *header = screen->table()->horizontalHeader();
    const QPoint username(header->sectionViewportPosition(1) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, username);
    QTRY_COMPARE(screen->rows()->text(4, 1, RecordModelBase::Form::Programs), first);
}

void tst_UsersPage::somebodyIsCreatedAndSetsAPassword()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    QTest::keyClick(screen->table(), Qt::Key_N, Qt::ControlModifier);
    QDialog *form = dialog(u"userform"_s);
    QVERIFY(form);
    fill(form, "username", u"grace"_s);
    fill(form, "email", u"grace@example.com"_s);
    fill(form, "full_name", u"Grace Hopper"_s);
    QTest::keyClick(form, Qt::Key_Return);
    QDialog *link = dialog(u"passwordlink"_s);
    QVERIFY(link);
    QTest::mouseClick(link->findChild<QPushButton *>(u"copy"_s), Qt::LeftButton);
    const QString url = QGuiApplication::clipboard()->text();
    QCOMPARE(link->findChild<QLineEdit *>(u"link"_s)->text(), url);
    link->close();
    MUST(const User grace, asked(u"grace"_s));
    QCOMPARE(grace.fullName, u"Grace Hopper"_s);
    QCOMPARE(screen->page()->openId(), grace.id.value); // whom one has made is shown

    // The link is good for what it says, once.
    Person nobody(*m_server);
    const qsizetype cut = std::max(url.lastIndexOf(u'='), url.lastIndexOf(u'/')) + 1;
    const PasswordReset reset{.token = url.mid(cut), .newPassword = support::testPassword()};
    QVERIFY(nobody.raw("POST", u"auth/password/reset"_s, toJson(reset)).status < 300);
    MUST_OK(nobody.login(u"grace"_s));
}

void tst_UsersPage::whatTheServerRefusesIsShownAtItsField()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    QTest::keyClick(screen->table(), Qt::Key_N, Qt::ControlModifier);
    QDialog *form = dialog(u"userform"_s);
    QVERIFY(form);
    fill(form, "username", u"a b"_s); // seen here: the field list's own rule
    fill(form, "email", u"user1@example.com"_s);
    QVERIFY(accept(form));
    auto *username = form->findChild<QLineEdit *>(u"username"_s);
    QTRY_VERIFY(!username->accessibleDescription().isEmpty());
    fill(form, "username", u"another"_s);
    QVERIFY(accept(form)); // seen by the server: the address is taken
    const auto says = [form] {
        const auto labels = form->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text() == u"has an account already"_s;
        });
    };
    QTRY_VERIFY(says());
    QVERIFY(form->isVisible());
    form->reject();
    QVERIFY(!asked(u"another"_s));
}

void tst_UsersPage::anEditIsSavedAndUndone()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, u"user1"_s);
    MUST(const User before, asked(u"user1"_s));
    QTest::keyClick(screen->table(), Qt::Key_F2);
    QDialog *form = dialog(u"userform"_s);
    QVERIFY(form);
    fill(form, "title", u"Captain"_s);
    fill(form, "email", u"first@example.com"_s);
    QVERIFY(accept(form));
    QVERIFY(isGone(u"userform"_s));
    MUST(const User after, asked(u"user1"_s));
    QCOMPARE(after.title, u"Captain"_s);
    QCOMPARE(after.email, u"first@example.com"_s);
    QCOMPARE(after.fullName, before.fullName);
    press(screen->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(asked(u"user1"_s)->title, before.title);
    QCOMPARE(asked(u"user1"_s)->email, before.email);
}

void tst_UsersPage::suspendingIsTriedFirstAndUndone()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, u"user1"_s);
    QTest::keyClick(screen->table(), Qt::Key_Delete);
    QDialog *bulk = dialog(u"bulk"_s);
    QVERIFY(bulk);
    auto *outcomes = bulk->findChild<QTableView *>();
    QTRY_COMPARE(outcomes->model()->rowCount(), 1);
    QVERIFY(isActive(u"user1"_s)); // a dry run changes nothing
    QVERIFY(accept(bulk));
    QVERIFY(isGone(u"bulk"_s));
    QVERIFY(!isActive(u"user1"_s));
    press(screen->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(isActive(u"user1"_s));
    QTest::keySequence(&screen->window, QKeySequence::Redo);
    QTRY_VERIFY(!isActive(u"user1"_s));
}

void tst_UsersPage::manyAreActedOnAndEachIsJudged()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    screen->table()->setFocus();
    QTest::keyClick(screen->table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(screen->table()->selectedCount(), 5);
    QVERIFY(choose(screen->table(), {u"Suspend…"_s}));
    auto *bulk = qobject_cast<BulkDialog *>(dialog(u"bulk"_s));
    QVERIFY(bulk);
    QTRY_VERIFY(bulk->isReady());
    auto *outcomes = bulk->findChild<QTableView *>()->model();
    QCOMPARE(outcomes->rowCount(), 5);
    // The owner comes first: refused, with the reason in words.
    const QString why = outcomes->index(0, 3).data().toString();
    QVERIFY2(why.startsWith(u"Refused"_s) && why.size() > 20, qPrintable(why));
    QVERIFY(accept(bulk));
    QVERIFY(isGone(u"bulk"_s));
    QVERIFY(isActive(m_owner->user().username));
    QVERIFY(!isActive(u"user1"_s));
    QVERIFY(!isActive(u"user2"_s));
    press(screen->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(isActive(u"user1"_s) && isActive(u"user2"_s));
}

void tst_UsersPage::aRoleIsChangedFromTheMenu()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, u"user2"_s);
    MUST(const User before, asked(u"user2"_s));
    const UserRole wanted =
        before.role == UserRole::Moderator ? UserRole::Admin : UserRole::Moderator;
    QVERIFY(choose(screen->table(), {u"Role"_s, u"Make %1…"_s.arg(readable(wanted))}));
    QVERIFY(accept(dialog(u"bulk"_s)));
    QVERIFY(isGone(u"bulk"_s));
    QCOMPARE(asked(u"user2"_s)->role, wanted);
    press(screen->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(asked(u"user2"_s)->role, before.role);
}

void tst_UsersPage::endedSessionsAreEnded()
{
    Person user(*m_server);
    MUST_OK(user.login(u"user1@example.com"_s, demoPassword()));
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, u"user1"_s);
    QVERIFY(choose(screen->table(), {u"End sessions…"_s}));
    QVERIFY(accept(dialog(u"bulk"_s)));
    QVERIFY(isGone(u"bulk"_s));
    ANSWERS(user.raw("GET", u"users/me"_s), 401);
    QCOMPARE(screen->window.workspace().undo().count(), 0); // nothing pretends to undo that
}

void tst_UsersPage::youAreNotOfferedToSuspendYourself()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, m_owner->user().username);
    QVERIFY(!choose(screen->table(), {u"Suspend…"_s}));
    const QList<QAction *> acts = screen->page()->paletteActions();
    const auto suspend = std::find_if(
        acts.begin(), acts.end(), [](const QAction *act) { return act->text() == u"Suspend…"_s; });
    QVERIFY(suspend != acts.end());
    QVERIFY((*suspend)->toolTip().contains(u"yourself"_s));
}

void tst_UsersPage::aReadOnlyConsoleChangesNothing()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    screen->window.workspace().setReadOnly(true);
    select(*screen, u"user1"_s);
    QVERIFY(!choose(screen->table(), {u"Suspend…"_s}));
    QVERIFY(!choose(screen->table(), {u"Edit…"_s}));
    QTest::keyClick(screen->table(), Qt::Key_Delete);
    QTest::keyClick(screen->table(), Qt::Key_N, Qt::ControlModifier);
    QTest::keyClick(screen->table(), Qt::Key_F2);
    QVERIFY(!QApplication::activeModalWidget());
    QTest::keyClick(screen->table(), Qt::Key_Return); // looking is allowed
    QTRY_VERIFY(screen->page()->detail()->isVisible());
}

void tst_UsersPage::theDetailTellsAll()
{
    Person user(*m_server);
    MUST_OK(user.login(u"user1@example.com"_s, demoPassword()));
    const auto socket = user.socket();
    socket->open();
    QTRY_VERIFY(socket->isLive());
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, u"user1"_s);
    QTest::keyClick(screen->table(), Qt::Key_Return);
    DetailPane *detail = screen->page()->detail();
    QTRY_VERIFY(detail->isVisible());
    const auto says = [&](const QString &text) {
        const auto labels = detail->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel *label) { return label->text() == text; });
    };
    QTRY_VERIFY(says(u"user1@example.com"_s));
    const auto rowsOfTab = [&](int tab) {
        detail->tabs()->setCurrentIndex(tab);
        return qobject_cast<TablePanel *>(detail->tabs()->widget(tab))->records();
    };
    QVERIFY(hasRows(rowsOfTab(1), 1)); // sessions
    QVERIFY(hasRows(rowsOfTab(2), 1)); // sockets
    QTRY_VERIFY(rowsOfTab(3)->rowCount() > 0); // chats
    QVERIFY(hasRows(rowsOfTab(4), 0)); // nothing was done to this person yet
    detail->setFocus();
    QTest::keyClick(detail, Qt::Key_Escape);
    QVERIFY(!detail->isVisible());
    screen->window.goBack(); // the history has the detail
    QTRY_VERIFY(detail->isVisible());
}

void tst_UsersPage::rowsAreCopiedAndExported()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    select(*screen, u"user1"_s);
    QTest::keyClick(screen->table(), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"user1@example.com"_s), qPrintable(copied));
    QCOMPARE(copied.count(u'\n'), 2); // fields, and one row
    QVERIFY(choose(screen->table(), {u"Copy as JSON"_s}));
    const QJsonArray users =
        QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).array();
    QCOMPARE(users.size(), 1);
    QCOMPARE(users[0][u"username"_s].toString(), u"user1"_s);

    QTemporaryDir folder;
    const QString file = folder.filePath(u"users.csv"_s);
    QSignalSpy ended(screen->panel(), &TablePanel::jobEnded);
    screen->panel()->exportTo(file, TextFormat::Csv, false);
    QTRY_COMPARE(ended.size(), 1);
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QByteArray text = csv.readAll();
    QCOMPARE(text.count("\r\n"), 6);
    QVERIFY(text.contains("admin@admin.ru"));
}

void tst_UsersPage::whatOthersChangeIsShown()
{
    const auto screen = open();
    QVERIFY(screen && hasRows(screen->rows(), 5));
    QTRY_VERIFY(screen->window.workspace().events().isLive());
    MUST(const User user, asked(u"user1"_s));
    const int row = rowWith(screen->rows(), "username", u"user1"_s);
    MUST(const User changed, await<User>([&](Callback<User> done) {
        m_owner->api().changeUser(user.id, {.fullName = u"Renamed Elsewhere"_s}, std::move(done));
    }));
    Q_UNUSED(changed)
    QTRY_COMPARE(screen->rows()->text(row, 0, RecordModelBase::Form::People),
        u"Renamed Elsewhere"_s); // no refresh was asked for
    Person newcomer(*m_server);
    MUST_OK(newcomer.registerAs(u"zoe"_s));
    QTRY_COMPARE(screen->rows()->newRows(), 1);
    QCOMPARE(screen->rows()->rowCount(), 5); // nothing jumps
    QTest::mouseClick(screen->panel()->findChild<NewRowsPill *>(), Qt::LeftButton);
    QVERIFY(hasRows(screen->rows(), 6));
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_UsersPage)
#include "tst_userspage.moc"
