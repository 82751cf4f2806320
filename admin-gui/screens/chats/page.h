// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/chats/acts.h"
#include "admingui/screens/chats/detail.h"
#include "admingui/screens/listpage.h"
#include "admingui/tables/recordmodel.h"

namespace kith::console {

/// Chats: search, filter and sort on the server; rename, archive, members, and what was written.
class ChatsPage final : public ListPage
{
    Q_OBJECT

public:
    ChatsPage(Workspace &workspace, QWidget *parent);

    void refresh() override;

protected:
    void retranslate() override;
    void refineActs() override;
    void showDetail(qint64 id) override { m_pane->setChat(ChatId(id)); }
    void sortBy(int key, Qt::SortOrder order) override;
    void removeChosen() override;

private:
    /// The kinds as people know them.
    enum Kind { Direct, Group, PublicChannel, PrivateChannel };

    void fetch(const PageRequest &request, Callback<CountedPage<AdminChat>> done);
    void addActs();
    void hear(const Chat &chat);
    std::vector<AdminChat> chosen() const { return m_chats.loadedRows(panel()->chosenRows()); }

    AdminChatSort m_sort = AdminChatSort::UpdatedAt;
    SortOrder m_order = SortOrder::Descending;
    ChoiceChip *m_kind;
    ChoiceChip *m_state;
    RecordModel<AdminChat> m_chats;
    ChatDetailPane *m_pane;
    ChatActs *m_does;
    QAction *m_edit = nullptr;
    QAction *m_archive = nullptr;
    QAction *m_unarchive = nullptr;
    QAction *m_editShown; ///< of the open detail, as the two below
    QAction *m_archiveShown;
    QAction *m_unarchiveShown;
};

} // namespace kith::console
