// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"
#include "shared/model/adminuser.h"

namespace kith::console {

/// One action on any number of people, in pieces of limits::kBulkUsers, one request at a time. On
/// the GUI thread. What the server answered before a failure or cancel() stays in result().
class UserBulkRun : public QObject
{
    Q_OBJECT

public:
    struct Order
    {
        UserAction action = UserAction::Suspend;
        std::optional<UserRole> role{};
        std::vector<UserId> people{};
        QString reason{};
    };
    enum class Mode { DryRun, Apply };

    UserBulkRun(Workspace &workspace, Order order, Mode mode, QObject *parent);

    void start() { sendNext(); }
    /// The piece that is under way is still done, and counted.
    void cancel() { m_cancelled = true; }
    bool isCancelled() const { return m_cancelled; }
    const UserBulkResult &result() const { return m_result; }
    qint64 done() const { return static_cast<qint64>(m_at); }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    void finished(); ///< all done, or cancelled
    void failed(const kith::Error &error);

private:
    void sendNext();
    void take(UserBulkResult piece);

    Workspace &m_workspace;
    Order m_order;
    Mode m_mode;
    UserBulkResult m_result;
    size_t m_at = 0; ///< people whose piece was answered
    bool m_cancelled = false;
};

/// What takes back the changes that a run made; empty where nothing can.
std::vector<UserBulkRun::Order> inverseOf(UserAction action, const UserBulkResult &result);

} // namespace kith::console
