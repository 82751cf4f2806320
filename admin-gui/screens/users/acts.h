// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/users/bulkrun.h"

#include <QWidget>

namespace kith::console {

/// What the console does to people, the same from the list and from a detail: each act asks first
/// where people would notice, and can be undone where the server can. On the GUI thread.
class UserActs final : public QObject
{
    Q_OBJECT

public:
    /// `window` shows the dialogs and owns this.
    UserActs(Workspace &workspace, QWidget *window);

    void create();
    void edit(const User &user);
    /// Dry run, consequences, and then the act.
    void bulk(const UserBulkRun::Order &order);
    void passwordLink(const UserBrief &user);

Q_SIGNALS:
    void created(kith::UserId id);
    void changed(); ///< something is different now: read again

private:
    void tellBulk(const UserBulkRun::Order &order, const UserBulkResult &result);
    void runQuietly(std::vector<UserBulkRun::Order> orders, const QString &said);
    void apply(UserId id, const AdminUserChange &change, const QString &said);

    Workspace &m_workspace;
    QWidget *m_window;
};

} // namespace kith::console
