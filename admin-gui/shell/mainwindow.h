// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnections.h"
#include "admingui/connect/signin.h"
#include "admingui/connect/tokenstore.h"

#include <QMainWindow>
#include <QStackedWidget>

class QSettings;

namespace kith::console {

class IdleWatch;
class LockScreen;
class Look;
class StartScreen;
class Workspace;
class WorkspaceView;

/// What the window needs of the program around it; tests hand in their own.
struct Surroundings
{
    QSettings &settings;
    Look &look;
    SavedConnections &connections;
    TokenStore &tokens;
};

/// The console's one window: the start screen, the screens of one signed-in server, or the lock in
/// front of them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Surroundings &surroundings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Goes on with the server that was open when the console was closed, if its sign-in is kept.
    void resume();
    /// By the kept sign-in, or by asking for the password.
    void connectTo(const SavedConnection &connection);
    /// Offered in the next sign-in to `login` at this machine's own demo server.
    void offerPassword(const QString &password) { m_offeredPassword = password; }

    StartScreen &startScreen() { return *m_start; }
    /// Null while nobody is signed in.
    WorkspaceView *view() const { return m_view; }
    bool isLocked() const { return m_lock != nullptr; }
    void lock();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void askPassword(const SavedConnection &connection, const QString &remark);
    void tryToken(const SavedConnection &connection, const Secret &token);
    void enter(SavedConnection connection, SignedIn signedIn, bool stay);
    void listenTo(WorkspaceView *view);
    void leave();
    void signOut();
    void sessionEnded();
    void unlock();
    void setReadOnly(bool on);
    void applyLockLimit();
    void restoreLayout();
    void retitle();

    Surroundings m_around;
    QStackedWidget *m_stack;
    StartScreen *m_start;
    IdleWatch *m_idle;
    SignIn *m_attempt = nullptr;
    int m_wanted = 0; ///< counts wishes to connect: answers to earlier ones are not wanted any more
    WorkspaceView *m_view = nullptr;
    LockScreen *m_lock = nullptr;
    QString m_offeredPassword;
};

} // namespace kith::console
