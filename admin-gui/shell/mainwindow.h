// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QStackedWidget>

#include <memory>

namespace kith::console {

class SignInForm;
class Workspace;
class WorkspaceView;

/// The console's window: the start screen, or the screens of one signed-in server.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Null while nobody is signed in.
    WorkspaceView *view() const { return m_view; }

private:
    void enter(std::unique_ptr<Workspace> workspace);

    QStackedWidget *m_stack;
    SignInForm *m_signIn;
    WorkspaceView *m_view = nullptr;
};

} // namespace kith::console
