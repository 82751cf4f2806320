// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/mainwindow.h"

#include "admingui/connect/signinform.h"
#include "admingui/shell/workspaceview.h"

namespace kith::console {

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent), m_stack(new QStackedWidget(this)), m_signIn(new SignInForm(this))
{
    setCentralWidget(m_stack);
    m_stack->addWidget(m_signIn);
    resize(1280, 800);
    m_signIn->onSignedIn = [this](std::unique_ptr<Workspace> workspace) {
        enter(std::move(workspace));
    };
}

MainWindow::~MainWindow() = default;

void MainWindow::enter(std::unique_ptr<Workspace> workspace)
{
    m_view = new WorkspaceView(std::move(workspace), this);
    m_stack->addWidget(m_view);
    m_stack->setCurrentWidget(m_view);
}

} // namespace kith::console
