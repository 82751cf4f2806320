// SPDX-License-Identifier: GPL-3.0-or-later
#include "../consoletest.h"
#include "admingui/connect/idlewatch.h"
#include "admingui/connect/lockscreen.h"
#include "admingui/connect/signindialog.h"
#include "admingui/connect/startscreen.h"
#include "admingui/shell/workspaceview.h"
#include "runner/runner.h"

#include <QMenu>
#include <QTcpServer>
#include <QTcpSocket>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;

/// In and out: what the person types, and what the server and the keychain then know.
class tst_SignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_console.reset(); }

    void passwordLetsIn();
    void refusals_data();
    void refusals();
    void otherServersAreNamed_data();
    void otherServersAreNamed();
    void keptSignInResumes();
    void endedSignInAsksAgain();
    void signOutEndsTheSession();
    void withoutStayingNothingIsKept();
    void withoutKeychainTheWindowSaysSo();
    void quickConnectSavesWhatStays();
    void lockHidesUntilThePassword();
    void readOnlyIsKeptWithTheConnection();
    void revokedSessionLeadsBack();

private:
    SignInDialog *dialog() const { return visible<SignInDialog>(m_console->window.get()); }
    void type(const QString &login, const QString &password);
    void enter();
    qint64 sessions();

    support::TestServer m_server{withDemoPeople()};
    std::unique_ptr<support::Person> m_owner;
    std::unique_ptr<Console> m_console;
};

void tst_SignIn::initTestCase()
{
    QVERIFY2(m_server.start(), m_server.log().constData());
    m_owner = std::make_unique<support::Person>(m_server);
    MUST_OK(m_owner->login(demoOwner(), demoPassword()));
}

void tst_SignIn::init()
{
    m_console = std::make_unique<Console>();
    m_console->save(m_server);
    m_console->open();
}

/// Into the dialog that is open, as a person would.
void tst_SignIn::type(const QString &login, const QString &password)
{
    QTRY_VERIFY(dialog());
    const auto fields = dialog()->findChildren<QLineEdit *>();
    QCOMPARE(fields.size(), 2);
    fields[0]->clear();
    QTest::keyClicks(fields[0], login);
    QTest::keyClicks(fields[1], password);
    QTest::keyClick(fields[1], Qt::Key_Return);
}

void tst_SignIn::enter()
{
    auto *list = visible<QListView>(m_console->window.get(), u"connections"_s);
    QVERIFY(list);
    QTest::keyClick(list, Qt::Key_Return);
    type(demoOwner(), demoPassword());
    QTRY_VERIFY(m_console->window->view());
}

qint64 tst_SignIn::sessions()
{
    const auto all = m_owner->get<Items<Session>>(u"auth/sessions"_s);
    return all ? qint64(all->items.size()) : -1;
}

void tst_SignIn::passwordLetsIn()
{
    const qint64 before = sessions();
    enter();
    QCOMPARE(m_console->window->view()->workspace().self().id, m_owner->id());
    QCOMPARE(sessions(), before + 1);
    const SavedConnection &saved = m_console->connections.all().front();
    QVERIFY(saved.lastUsed.has_value());
    QCOMPARE(saved.login, m_owner->user().username);
    QVERIFY(m_console->tokens.tokens.contains(saved.id));
    QTRY_VERIFY(m_console->window->view()->workspace().events().isLive());
    // Secrets are in the token store and nowhere else.
    m_console->settings.sync();
    QFile file(m_console->settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains(m_console->tokens.tokens.at(saved.id).reveal()));
    QVERIFY(!text.contains("password"));
}

void tst_SignIn::refusals_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("said");
    QTest::newRow("wrong password") << demoOwner() << u"guess"_s << u"password is wrong"_s;
    QTest::newRow("nobody of that name")
        << u"nobody@example.com"_s << u"guess"_s << u"password is wrong"_s;
    QTest::newRow("not an admin") << u"user1@example.com"_s << demoPassword()
                                  << u"not an administrator"_s;
    QTest::newRow("nothing typed") << demoOwner() << QString() << u"Please enter"_s;
}

void tst_SignIn::refusals()
{
    QFETCH(const QString, login);
    QFETCH(const QString, password);
    QFETCH(const QString, said);
    m_console->window->connectTo(m_console->connections.all().front());
    type(login, password);
    const auto *problem = dialog()->findChild<QLabel *>(u"problem"_s);
    QTRY_VERIFY2(problem->text().contains(said), qPrintable(problem->text()));
    QVERIFY(!m_console->window->view());
    QVERIFY(m_console->tokens.tokens.empty());
    // The dialog is still there to try again.
    QTRY_VERIFY(button(dialog(), u"Sign in"_s) && button(dialog(), u"Sign in"_s)->isEnabled());
}

void tst_SignIn::otherServersAreNamed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("said");
    QTest::newRow("nobody listens") << QByteArray() << false << u"No server answers"_s;
    QTest::newRow("something else")
        << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno") << false
        << u"not a Kith server"_s;
    QTest::newRow("no TLS there") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << true
                                  << u"cannot be confirmed"_s;
}

void tst_SignIn::otherServersAreNamed()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, tls);
    QFETCH(const QString, said);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const quint16 port = other.serverPort();
    if (answer.isEmpty())
        other.close();
    connect(&other, &QTcpServer::newConnection, &other, [&other, answer] {
        QTcpSocket *socket = other.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    const QUrl url(u"%1://127.0.0.1:%2"_s.arg(tls ? u"https"_s : u"http"_s).arg(port));
    m_console->window->connectTo({.url = url});
    type(demoOwner(), demoPassword());
    const auto *problem = dialog()->findChild<QLabel *>(u"problem"_s);
    QTRY_VERIFY2(problem->text().contains(said), qPrintable(problem->text()));
}

void tst_SignIn::keptSignInResumes()
{
    enter();
    const qint64 before = sessions();
    m_console->window.reset(); // the program is closed, and started again
    m_console->open();
    m_console->window->resume();
    QTRY_VERIFY(m_console->window->view());
    QCOMPARE(sessions(), before); // it is the same session
    QVERIFY(!dialog());
}

void tst_SignIn::endedSignInAsksAgain()
{
    const QString id = m_console->connections.all().front().id;
    m_console->tokens.write(id, Secret(u"a token that never was"_s));
    m_console->window->connectTo(m_console->connections.all().front());
    QTRY_VERIFY(dialog());
    QVERIFY(dialog()->findChild<QLabel *>(u"problem"_s)->text().contains(u"has ended"_s));
    QVERIFY(!m_console->tokens.tokens.contains(id));
    type(demoOwner(), demoPassword());
    QTRY_VERIFY(m_console->window->view());
}

void tst_SignIn::signOutEndsTheSession()
{
    const qint64 before = sessions();
    enter();
    QCOMPARE(sessions(), before + 1);
    for (QAction *action : m_console->window->view()->menu()->actions()) {
        if (action->text() == u"Sign out"_s)
            action->trigger();
    }
    QTRY_VERIFY(!m_console->window->view());
    QTRY_COMPARE(sessions(), before);
    QVERIFY(m_console->tokens.tokens.empty());
    QVERIFY(m_console->connections.toResume().isEmpty());
}

void tst_SignIn::withoutStayingNothingIsKept()
{
    m_console->window->connectTo(m_console->connections.all().front());
    QTRY_VERIFY(dialog());
    QTest::mouseClick(dialog()->findChild<QCheckBox *>(), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!dialog()->findChild<QCheckBox *>()->isChecked());
    type(demoOwner(), demoPassword());
    QTRY_VERIFY(m_console->window->view());
    QVERIFY(m_console->tokens.tokens.empty());
    QVERIFY(m_console->connections.toResume().isEmpty());
}

void tst_SignIn::withoutKeychainTheWindowSaysSo()
{
    m_console->tokens.setWhyNot(u"There is no keychain here."_s);
    const auto labels = m_console->window->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"There is no keychain here."_s)
            && label->text().contains(u"forgotten"_s);
    }));
}

void tst_SignIn::quickConnectSavesWhatStays()
{
    m_console->connections.remove(m_console->connections.all().front().id);
    auto *address = visible<QLineEdit>(m_console->window.get());
    QTest::keyClicks(address, m_server.base().toString().mid(7)); // without http://
    QTest::keyClick(address, Qt::Key_Return);
    type(demoOwner(), demoPassword());
    QTRY_VERIFY(m_console->window->view());
    QCOMPARE(m_console->connections.all().size(), 1u);
    QCOMPARE(m_console->connections.all().front().url, m_server.base());
}

void tst_SignIn::lockHidesUntilThePassword()
{
    enter();
    const qint64 before = sessions();
    m_console->window->findChild<IdleWatch *>()->setLimit(std::chrono::milliseconds(50));
    QTRY_VERIFY(m_console->window->isLocked());
    auto *lock = m_console->window->findChild<LockScreen *>();
    QVERIFY(!m_console->window->view()->isVisible());
    auto *field = lock->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"guess"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(button(lock, u"Unlock"_s)->isEnabled());
    QVERIFY(m_console->window->isLocked());
    m_console->window->findChild<IdleWatch *>()->setLimit(std::chrono::minutes(10));
    field->clear();
    QTest::keyClicks(field, demoPassword());
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!m_console->window->isLocked());
    QVERIFY(m_console->window->view()->isVisible());
    QTRY_COMPARE(sessions(), before); // the sign-in that proved the password is ended
}

void tst_SignIn::readOnlyIsKeptWithTheConnection()
{
    enter();
    WorkspaceView *view = m_console->window->view();
    for (QAction *action : view->menu()->actions()) {
        if (action->text() == u"Read-only"_s)
            action->trigger();
    }
    QVERIFY(view->workspace().isReadOnly());
    QVERIFY(m_console->connections.all().front().isReadOnly);
}

void tst_SignIn::revokedSessionLeadsBack()
{
    enter();
    const auto all = m_owner->get<Items<Session>>(u"auth/sessions"_s);
    QVERIFY(all.ok());
    for (const Session &session : all->items) {
        if (!session.isCurrent)
            ANSWERS(m_owner->raw("DELETE", support::at("auth/sessions", session.id)), 204);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window->view(), 10'000);
    QTRY_VERIFY(dialog());
    QVERIFY(dialog()->findChild<QLabel *>(u"problem"_s)->text().contains(u"has ended"_s));
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_SignIn)
#include "tst_signin.moc"
