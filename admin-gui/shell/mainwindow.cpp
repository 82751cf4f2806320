// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/mainwindow.h"

#include "admingui/connect/idlewatch.h"
#include "admingui/connect/lockscreen.h"
#include "admingui/connect/sessionkeeper.h"
#include "admingui/connect/signindialog.h"
#include "admingui/connect/startscreen.h"
#include "admingui/shell/workspaceview.h"

#include <QApplication>
#include <QCloseEvent>
#include <QSettings>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

const QString kGeometry = u"window/geometry"_s;
const QString kLockMinutes = u"lock/minutes"_s;
constexpr int kLockMinutesUsual = 10;

} // namespace

MainWindow::MainWindow(const Surroundings &surroundings, QWidget *parent)
    : QMainWindow(parent), m_around(surroundings), m_stack(new QStackedWidget(this)),
      m_start(new StartScreen(surroundings.connections, surroundings.tokens, this)),
      m_idle(new IdleWatch(this))
{
    setCentralWidget(m_stack);
    m_stack->addWidget(m_start);
    m_start->setFocus();
    connect(m_start, &StartScreen::wanted, this, &MainWindow::connectTo);
    connect(m_start, &StartScreen::cancelled, this, &MainWindow::leave);
    connect(m_idle, &IdleWatch::idle, this, &MainWindow::lock);
    applyLockLimit();
    restoreLayout();
    retitle();
}

MainWindow::~MainWindow()
{
    delete m_view; // uses what the window owns
}

void MainWindow::restoreLayout()
{
    setMinimumSize(900, 560);
    if (!restoreGeometry(m_around.settings.value(kGeometry).toByteArray()))
        resize(1320, 860);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_around.settings.setValue(kGeometry, saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::retitle()
{
    setWindowTitle(
        m_view ? u"%1 – Kith"_s.arg(m_view->workspace().connection().title()) : u"Kith"_s);
}

void MainWindow::resume()
{
    if (const SavedConnection *last = m_around.connections.find(m_around.connections.toResume()))
        connectTo(*last);
}

void MainWindow::connectTo(const SavedConnection &connection)
{
    leave();
    if (connection.id.isEmpty())
        return askPassword(connection, {});
    m_start->setProgress(tr("Signing in to %1…").arg(connection.title()));
    m_around.tokens.read(connection.id,
        {this, [this, connection, number = m_wanted](Result<std::optional<Secret>> token) {
             if (number != m_wanted)
                 return;
             if (token && *token)
                 return tryToken(connection, **token);
             m_start->setProgress({});
             askPassword(connection, {});
         }});
}

void MainWindow::tryToken(const SavedConnection &connection, const Secret &token)
{
    m_attempt = new SignIn(connection.url, this);
    m_attempt->onSignedIn = [this, connection](SignedIn signedIn) {
        enter(connection, std::move(signedIn), true);
    };
    m_attempt->onFailed = [this, connection](const SignInFailure &failure) {
        const QString text = sentence(failure, connection.url);
        leave();
        if (failure.problem == SignInProblem::SessionOver
            || failure.problem == SignInProblem::NotAdmin) {
            m_around.tokens.remove(connection.id);
            askPassword(connection, text);
        } else {
            m_start->setProgress(text); // with the token kept: it may work in a minute
        }
    };
    m_attempt->withToken(token);
}

void MainWindow::askPassword(const SavedConnection &connection, const QString &remark)
{
    auto *dialog = new SignInDialog(connection, remark, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setKeeping(m_around.tokens.isLasting(), m_around.tokens.whyNot());
    connect(&m_around.tokens, &TokenStore::lastingChanged, dialog, [this, dialog] {
        dialog->setKeeping(m_around.tokens.isLasting(), m_around.tokens.whyNot());
    });
    if (!m_offeredPassword.isEmpty() && connection.url.host() == u"127.0.0.1"_s)
        dialog->setPassword(m_offeredPassword);
    dialog->onSignedIn = [this, connection](SignedIn signedIn, bool stay) {
        enter(connection, std::move(signedIn), stay);
    };
    dialog->open();
}

void MainWindow::enter(SavedConnection connection, SignedIn signedIn, bool stay)
{
    leave();
    connection.login = signedIn.self.username;
    connection.lastUsed = SystemClock().now();
    if (connection.id.isEmpty() && stay)
        connection.id = m_around.connections.add(connection);
    else
        m_around.connections.change(connection);

    ApiClient &api = *signedIn.api;
    auto workspace =
        std::make_unique<Workspace>(std::move(signedIn.api), std::move(signedIn.self), connection);
    if (stay) {
        new SessionKeeper(api, m_around.tokens, connection.id, workspace.get());
        m_around.connections.setToResume(connection.id);
    } else if (!connection.id.isEmpty()) {
        m_around.tokens.remove(connection.id);
        m_around.connections.setToResume({});
    }
    connect(&api, &ApiClient::signedOut, this, &MainWindow::sessionEnded, Qt::QueuedConnection);
    m_view = new WorkspaceView(std::move(workspace), &m_around.look, this);
    listenTo(m_view);
    m_stack->addWidget(m_view);
    m_stack->setCurrentWidget(m_view);
    m_view->setFocus();
    m_idle->start();
    retitle();
}

void MainWindow::listenTo(WorkspaceView *view)
{
    // Queued: what is asked for may end the view that asks.
    connect(view, &WorkspaceView::lockWanted, this, &MainWindow::lock, Qt::QueuedConnection);
    connect(
        view, &WorkspaceView::leaveWanted, this,
        [this] {
            m_around.connections.setToResume({});
            leave();
        },
        Qt::QueuedConnection);
    connect(view, &WorkspaceView::signOutWanted, this, &MainWindow::signOut, Qt::QueuedConnection);
    connect(view, &WorkspaceView::readOnlyChosen, this, &MainWindow::setReadOnly);
    connect(view, &WorkspaceView::lockLimitChosen, this, [this](int minutes) {
        m_around.settings.setValue(kLockMinutes, minutes);
        applyLockLimit();
    });
}

void MainWindow::leave()
{
    ++m_wanted;
    m_start->setProgress({});
    if (m_attempt)
        std::exchange(m_attempt, nullptr)->deleteLater();
    m_idle->stop();
    m_stack->setCurrentWidget(m_start);
    m_start->setFocus();
    delete std::exchange(m_lock, nullptr);
    delete std::exchange(m_view, nullptr);
    retitle();
}

void MainWindow::signOut()
{
    if (!m_view)
        return;
    // The client of the workspace ends with it, so another one tells the server.
    Workspace &workspace = m_view->workspace();
    auto *api = new ApiClient(workspace.api().base(), this);
    api->setTokens({}, workspace.api().refreshToken());
    m_around.tokens.remove(workspace.connection().id);
    m_around.connections.setToResume({});
    leave();
    api->accessToken({}, [api](const Result<Secret> &) {
        api->logout([api](const Result<void> &) { api->deleteLater(); });
    });
}

void MainWindow::sessionEnded()
{
    if (!m_view)
        return;
    const SavedConnection connection = m_view->workspace().connection();
    leave();
    askPassword(connection, sentence({.problem = SignInProblem::SessionOver}, connection.url));
}

void MainWindow::setReadOnly(bool on)
{
    m_view->workspace().setReadOnly(on);
    const SavedConnection &connection = m_view->workspace().connection();
    m_around.connections.change(connection);
}

void MainWindow::applyLockLimit()
{
    m_idle->setLimit(
        std::chrono::minutes(m_around.settings.value(kLockMinutes, kLockMinutesUsual).toInt()));
}

void MainWindow::lock()
{
    if (!m_view || m_lock)
        return;
    m_idle->stop();
    // A dialog would stay in front of the lock, with what it shows.
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window != this && window->isModal() && window->isVisible())
            window->close();
    }
    const Workspace &workspace = m_view->workspace();
    m_lock = new LockScreen(
        workspace.connection().url, workspace.connection().title(), workspace.self(), this);
    m_stack->addWidget(m_lock);
    m_stack->setCurrentWidget(m_lock);
    connect(m_lock, &LockScreen::unlocked, this, &MainWindow::unlock);
    connect(m_lock, &LockScreen::signOutWanted, this, &MainWindow::signOut, Qt::QueuedConnection);
}

void MainWindow::unlock()
{
    std::exchange(m_lock, nullptr)->deleteLater();
    m_stack->setCurrentWidget(m_view);
    m_view->setFocus();
    m_idle->start();
}

} // namespace kith::console
