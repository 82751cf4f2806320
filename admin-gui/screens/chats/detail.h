// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/detail/detailpane.h"
#include "admingui/detail/factlist.h"
#include "admingui/screens/chats/messagebrowser.h"
#include "admingui/tables/recordmodel.h"
#include "admingui/tables/tablepanel.h"
#include "shared/model/audit.h"

namespace kith::console {

/// One chat: what it is, who belongs to it, what was written, and what the audit log has of it.
class ChatDetailPane final : public DetailPane
{
    Q_OBJECT

public:
    ChatDetailPane(Workspace &workspace, QWidget *parent);

    void setChat(ChatId id);
    void refresh();
    /// Nothing until the server has answered.
    const std::optional<AdminChat> &shown() const { return m_shown; }
    MessageBrowser *messages() const { return m_browser; }

Q_SIGNALS:
    void shownChanged();

protected:
    void retranslate() override;

private:
    enum Tab { About, Members, Messages, Audit };

    static std::vector<Column<Member>> memberColumns();
    void connectTabs();
    void read();
    void readTab();
    void showAnswer();
    QList<Fact> facts() const;

    Workspace &m_workspace;
    ChatId m_id{};
    std::optional<AdminChat> m_shown;
    FactList *m_facts;
    RecordModel<Member> m_members;
    RecordModel<AuditEntry> m_audit;
    TablePanel *m_memberPanel;
    TablePanel *m_auditPanel;
    MessageBrowser *m_browser;
    bool m_areMembersStale = true;
    bool m_isAuditStale = true;
};

} // namespace kith::console
