// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/users/bulkrun.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

class QTableView;

namespace kith::console {

class OutcomeModel;

/// An action on people, before it is done: the server's dry run says who changes from what to what,
/// and who is refused and why. Then it is done, in pieces, with progress; it can be stopped between
/// two. On the GUI thread; shown with open().
class BulkDialog final : public QDialog
{
    Q_OBJECT

public:
    BulkDialog(Workspace &workspace, UserBulkRun::Order order, QWidget *parent);

    /// The dry run is answered, and the person may decide.
    bool isReady() const { return m_isReady; }

Q_SIGNALS:
    /// Something was done: all of it, or what came before a stop or a failure.
    void applied(const kith::UserBulkResult &result);

protected:
    void reject() override;

private:
    void build();
    void startDryRun();
    void startApply();
    void run(UserBulkRun::Mode mode, std::function<void()> finished);
    void showDryRun();
    void showFailure(const Error &error);

    Workspace &m_workspace;
    UserBulkRun::Order m_order;
    UserBulkRun *m_run = nullptr;
    OutcomeModel *m_outcomes;
    bool m_isReady = false;
    bool m_isApplying = false;

    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_summary;
    QTableView *m_table;
    QLineEdit *m_reason;
    QLabel *m_problem;
    QProgressBar *m_progress;
    QPushButton *m_accept;
    QPushButton *m_cancel;
};

} // namespace kith::console
