// SPDX-License-Identifier: GPL-3.0-or-later
#include "../screens.h"
#include "admingui/screens/chats/page.h"
#include "runner/runner.h"

#include <QCheckBox>
#include <QListView>
#include <QScrollBar>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;
using support::await;
using support::Person;

class tst_ChatsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void searchAndFiltersNarrow();
    void aChatIsRenamedAndThatIsUndone();
    void chatsAreArchivedAndOpenedAgain();
    void aPublicChannelIsReadAtOnce();
    void aPrivateChatAsksForAReason();
    void theServersNoIsExplained();
    void messagesArePlainText();
    void theBrowserJumpsAndPages();
    void membersAreListed();

private:
    std::unique_ptr<Screen<ChatsPage>> open()
    {
        auto workspace = signedIn(*m_server);
        return workspace ? std::make_unique<Screen<ChatsPage>>(std::move(workspace), u"chats"_s)
                         : nullptr;
    }
    Result<AdminChat> asked(ChatId id)
    {
        return await<AdminChat>(
            [&](Callback<AdminChat> done) { AdminApi(m_owner->api()).chat(id, std::move(done)); });
    }
    /// Narrows the list to one chat and chooses it.
    bool find(Screen<ChatsPage> &screen, const QString &name)
    {
        press(screen.window, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(screen.panel()->filters()->search(), name);
        if (!hasRows(screen.rows(), 1))
            return false;
        clickRow(screen.table(), 0);
        return true;
    }
    /// Opens a chat's messages.
    MessageBrowser *browse(Screen<ChatsPage> &screen, ChatId id)
    {
        screen.window.workspace().openChat(id);
        auto *pane = qobject_cast<ChatDetailPane *>(screen.page()->detail());
        if (!QTest::qWaitFor([&] { return pane->shown() && pane->shown()->id == id; }, 5'000))
            return nullptr;
        pane->tabs()->setCurrentIndex(2);
        return pane->messages();
    }
    MessageList *messagesOf(MessageBrowser *browser) { return browser->findChild<MessageList *>(); }
    std::vector<AuditEntry> audited(const QString &action)
    {
        const auto page = await<kith::Page<AuditEntry>>([&](Callback<kith::Page<AuditEntry>> done) {
            AdminApi(m_owner->api()).audit({.action = action}, std::move(done));
        });
        return page ? page->items : std::vector<AuditEntry>();
    }

    OwnSettings m_settings;
    std::unique_ptr<support::TestServer> m_server;
    std::unique_ptr<Person> m_owner;
    std::unique_ptr<Person> m_anna;
    ChatId m_channel{};
    ChatId m_group{};
    std::vector<Message> m_said; ///< in the channel
};

void tst_ChatsPage::initTestCase()
{
    auto settings = withDemoPeople();
    settings[u"admin.read_private_chats"_s] = u"\"owner\""_s;
    m_server = std::make_unique<support::TestServer>(settings);
    QVERIFY2(m_server->start(), m_server->log().constData());
    m_owner = std::make_unique<Person>(*m_server);
    MUST_OK(m_owner->login(demoOwner(), demoPassword()));
    m_anna = std::make_unique<Person>(*m_server);
    MUST_OK(m_anna->registerAs(u"anna"_s));
    MUST(const Chat channel, m_anna->makeChannel(u"harbour"_s));
    m_channel = channel.id;
    for (int i = 1; i <= 120; ++i) {
        MUST(const Message message, m_anna->say(channel.id, u"ship %1"_s.arg(i)));
        m_said.push_back(message);
    }
    MUST(const Chat group, m_anna->makeGroup(u"confidants"_s));
    m_group = group.id;
    MUST(const Message secret, m_anna->say(group.id, u"<b>nobody else</b> reads this"_s));
    Q_UNUSED(secret)
}

void tst_ChatsPage::searchAndFiltersNarrow()
{
    const auto screen = open();
    QVERIFY(screen);
    QTRY_VERIFY(screen->rows()->rowCount() > 2);
    const int all = screen->rows()->rowCount();
    QVERIFY(find(*screen, u"harbour"_s));
    press(screen->window, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(screen->panel()->filters()->search(), Qt::Key_Escape);
    QVERIFY(hasRows(screen->rows(), all));
    const auto chips = screen->panel()->filters()->findChildren<ChoiceChip *>();
    chips[0]->setValue(2); // public channels
    QTRY_VERIFY(screen->rows()->rowCount() < all);
    QTRY_VERIFY(rowWith(screen->rows(), "name", u"harbour"_s) >= 0);
    QCOMPARE(rowWith(screen->rows(), "name", u"confidants"_s), -1);
    chips[1]->setValue(true); // archived
    QVERIFY(hasRows(screen->rows(), 0));
}

void tst_ChatsPage::aChatIsRenamedAndThatIsUndone()
{
    const auto screen = open();
    QVERIFY(screen && find(*screen, u"confidants"_s));
    QTest::keyClick(screen->table(), Qt::Key_F2);
    QDialog *form = dialog(u"chatform"_s);
    QVERIFY(form);
    fill(form, "name", u"the quiet ones"_s);
    fill(form, "topic", u"whispering"_s);
    QTest::keyClick(form, Qt::Key_Return);
    QVERIFY(isGone(u"chatform"_s));
    QCOMPARE(asked(m_group)->name, u"the quiet ones"_s);
    QCOMPARE(asked(m_group)->topic, u"whispering"_s);
    press(screen->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(asked(m_group)->name, u"confidants"_s);
}

void tst_ChatsPage::chatsAreArchivedAndOpenedAgain()
{
    const auto screen = open();
    QVERIFY(screen && find(*screen, u"confidants"_s));
    QTest::keyClick(screen->table(), Qt::Key_Delete);
    QVERIFY(!asked(m_group)->isArchived); // it asks first
    QVERIFY(accept(dialog(u"question"_s)));
    QVERIFY(isGone(u"question"_s)); // the next one has the same name
    QTRY_VERIFY(asked(m_group)->isArchived);
    QVERIFY(!m_anna->say(m_group, u"still there?"_s));
    press(screen->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(!asked(m_group)->isArchived);
    QVERIFY(QTest::qWaitFor([&] { return choose(screen->table(), {u"Archive…"_s}); }));
    QVERIFY(accept(dialog(u"question"_s)));
    QVERIFY(isGone(u"question"_s)); // the next one has the same name
    QTRY_VERIFY(asked(m_group)->isArchived);
    QVERIFY(QTest::qWaitFor([&] { return choose(screen->table(), {u"Open again…"_s}); }));
    QVERIFY(accept(dialog(u"question"_s)));
    QVERIFY(isGone(u"question"_s)); // the next one has the same name
    QTRY_VERIFY(!asked(m_group)->isArchived);
}

void tst_ChatsPage::aPublicChannelIsReadAtOnce()
{
    const auto screen = open();
    QVERIFY(screen);
    MessageBrowser *browser = browse(*screen, m_channel);
    QVERIFY(browser);
    QTRY_COMPARE(messagesOf(browser)->newest().value_or(MessageId()), m_said.back().id);
}

void tst_ChatsPage::aPrivateChatAsksForAReason()
{
    const auto screen = open();
    QVERIFY(screen);
    MessageBrowser *browser = browse(*screen, m_group);
    QVERIFY(browser);
    auto *reason = browser->findChild<QLineEdit *>(u"reason"_s);
    QTRY_VERIFY(reason->isVisible());
    QCOMPARE(messagesOf(browser)->rowCount(), 0);
    const auto *button = browser->findChild<QPushButton *>(u"open"_s);
    QTest::keyClicks(reason, u"ab"_s);
    QVERIFY(!button->isEnabled()); // too short to be one
    QTest::keyClicks(reason, u"use report 17"_s);
    QTest::keyClick(reason, Qt::Key_Return);
    QTRY_COMPARE(messagesOf(browser)->rowCount(), 1);
    const auto entries = audited(u"chat.read"_s);
    QVERIFY(!entries.empty());
    QCOMPARE(entries.front().targetId, m_group.value);
    QCOMPARE(entries.front().reason, u"abuse report 17"_s);
}

void tst_ChatsPage::theServersNoIsExplained()
{
    support::TestServer strict(withDemoPeople()); // nobody reads, unless it is configured
    QVERIFY2(strict.start(), strict.log().constData());
    Person bob(strict);
    MUST_OK(bob.registerAs(u"bob"_s));
    MUST(const Chat group, bob.makeGroup(u"sealed"_s));
    Screen<ChatsPage> screen(signedIn(strict), u"chats"_s);
    MessageBrowser *browser = browse(screen, group.id);
    QVERIFY(browser);
    auto *reason = browser->findChild<QLineEdit *>(u"reason"_s);
    QTRY_VERIFY(reason->isVisible());
    QTest::keyClicks(reason, u"abuse report 18"_s);
    QTest::keyClick(reason, Qt::Key_Return);
    const auto *problem = browser->findChild<QLabel *>(u"gateProblem"_s);
    QTRY_VERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(u"read_private_chats"_s), qPrintable(problem->text()));
    QCOMPARE(messagesOf(browser)->rowCount(), 0);
}

void tst_ChatsPage::messagesArePlainText()
{
    const auto screen = open();
    QVERIFY(screen);
    MessageBrowser *browser = browse(*screen, m_group);
    QVERIFY(browser);
    QTest::keyClicks(browser->findChild<QLineEdit *>(u"reason"_s), u"abuse report 19"_s);
    QTest::keyClick(browser->findChild<QLineEdit *>(u"reason"_s), Qt::Key_Return);
    QTRY_COMPARE(messagesOf(browser)->rowCount(), 1);
    QCOMPARE(messagesOf(browser)->at(0).content, u"<b>nobody else</b> reads this"_s);
    const auto labels = browser->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void tst_ChatsPage::theBrowserJumpsAndPages()
{
    const auto screen = open();
    QVERIFY(screen);
    MessageBrowser *browser = browse(*screen, m_channel);
    QVERIFY(browser);
    MessageList *list = messagesOf(browser);
    QTRY_COMPARE(list->newest().value_or(MessageId()), m_said.back().id);
    const int before = list->rowCount();
    QVERIFY(list->hasOlder());
    auto *view = browser->findChild<QListView *>();
    view->verticalScrollBar()->setValue(0); // the top reads what came before
    QTRY_VERIFY(list->rowCount() > before);
    auto *id = browser->findChild<QLineEdit *>(u"messageId"_s);
    QTest::keyClicks(id, QString::number(m_said[3].id.value));
    QTest::keyClick(id, Qt::Key_Return);
    QTRY_VERIFY(list->rowOf(m_said[3].id) >= 0 && list->rowOf(m_said.back().id) < 0);
    QCOMPARE(list->at(view->currentIndex().row()).id, m_said[3].id);
    browser->jumpTo(QDate::currentDate());
    QTRY_COMPARE(list->at(view->currentIndex().row()).id, m_said.front().id);
}

void tst_ChatsPage::membersAreListed()
{
    const auto screen = open();
    QVERIFY(screen);
    screen->window.workspace().openChat(m_channel);
    auto *pane = screen->page()->detail();
    pane->tabs()->setCurrentIndex(1);
    auto *panel = qobject_cast<TablePanel *>(pane->tabs()->widget(1));
    QVERIFY(hasRows(panel->records(), 1));
    QCOMPARE(panel->records()->idAt(0), m_anna->id().value);
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_ChatsPage)
#include "tst_chatspage.moc"
