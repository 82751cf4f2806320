// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/detail/detailpane.h"
#include "admingui/detail/factlist.h"
#include "admingui/shell/workspace.h"
#include "admingui/tables/recordmodel.h"
#include "admingui/tables/tablepanel.h"
#include "shared/model/adminchat.h"
#include "shared/model/adminsession.h"
#include "shared/model/adminuser.h"
#include "shared/model/audit.h"

namespace kith::console {

/// One person: profile, sessions, connections, chats, and what the audit log has of them. Each tab
/// is read when it is first looked at.
class UserDetailPane final : public DetailPane
{
    Q_OBJECT

public:
    UserDetailPane(Workspace &workspace, QWidget *parent);

    void setUser(UserId id);
    void refresh();
    /// Nothing until the server has answered.
    const std::optional<UserDetail> &shown() const { return m_shown; }

Q_SIGNALS:
    void shownChanged();

protected:
    void retranslate() override;

private:
    struct Tab
    {
        RecordModelBase *records = nullptr;
        TablePanel *panel = nullptr;
        bool isStale = true;
    };
    template <class T>
    void addTab(RecordModel<T> &records, std::vector<Column<T>> columns, const QString &name);
    void connectTabs();
    void read();
    void showAnswer();
    QList<Fact> facts() const;
    void readTab(int index);

    Workspace &m_workspace;
    UserId m_id{};
    std::optional<UserDetail> m_shown;
    FactList *m_facts;
    RecordModel<AdminSession> m_sessions;
    RecordModel<ClientConnection> m_sockets;
    RecordModel<AdminChat> m_chats;
    RecordModel<AuditEntry> m_audit;
    std::vector<Tab> m_tabs;
};

} // namespace kith::console
