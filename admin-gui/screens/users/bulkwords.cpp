// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/bulkwords.h"

#include "admingui/tables/celltext.h"

namespace kith::console {

QString BulkWords::question(const UserBulkRun::Order &order)
{
    const int count = static_cast<int>(order.people.size());
    switch (order.action) {
    case UserAction::Suspend:
        return tr("Suspend %n people?", nullptr, count);
    case UserAction::Reactivate:
        return tr("Reactivate %n people?", nullptr, count);
    case UserAction::SetRole:
        return tr("Make %n people %1?", nullptr, count)
            .arg(readable(order.role.value_or(UserRole::User)));
    case UserAction::EndSessions:
        return tr("End all sessions of %n people?", nullptr, count);
    }
    return {};
}

QString BulkWords::consequence(UserAction action)
{
    switch (action) {
    case UserAction::Suspend:
        return tr(
            "They are signed out at once and cannot sign in until they are reactivated. Their "
            "messages and memberships stay. This can be undone.");
    case UserAction::Reactivate:
        return tr("They can sign in again with the password that they had. This can be undone.");
    case UserAction::SetRole:
        return tr("The new role holds at once, on every device. This can be undone.");
    case UserAction::EndSessions:
        return tr("All their devices are signed out at once and their sockets close; they can sign "
                  "in again. This cannot be undone.");
    }
    return {};
}

QString BulkWords::verb(const UserBulkRun::Order &order, qint64 count)
{
    const int n = static_cast<int>(count);
    switch (order.action) {
    case UserAction::Suspend:
        return tr("Suspend %n", nullptr, n);
    case UserAction::Reactivate:
        return tr("Reactivate %n", nullptr, n);
    case UserAction::SetRole:
        return tr("Change the role of %n", nullptr, n);
    case UserAction::EndSessions:
        return tr("Sign %n out", nullptr, n);
    }
    return {};
}

QString BulkWords::done(const UserBulkRun::Order &order, qint64 count)
{
    const int n = static_cast<int>(count);
    switch (order.action) {
    case UserAction::Suspend:
        return tr("%n people suspended", nullptr, n);
    case UserAction::Reactivate:
        return tr("%n people reactivated", nullptr, n);
    case UserAction::SetRole:
        return tr("The role of %n people was changed", nullptr, n);
    case UserAction::EndSessions:
        return tr("%n people were signed out", nullptr, n);
    }
    return {};
}

} // namespace kith::console
