// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/listpage.h"
#include "admingui/screens/users/actions.h"
#include "admingui/screens/users/acts.h"
#include "admingui/screens/users/detail.h"
#include "admingui/tables/recordmodel.h"

namespace kith::console {

/// People: search, filter and sort on the server; create, edit, suspend, roles, sessions, password
/// links, for one or for all that match.
class UsersPage final : public ListPage
{
    Q_OBJECT

public:
    UsersPage(Workspace &workspace, QWidget *parent);

    void refresh() override;
    QList<QAction *> paletteActions() const override;

protected:
    void retranslate() override;
    void refineActs() override;
    void showDetail(qint64 id) override { m_pane->setUser(UserId(id)); }
    void sortBy(int key, Qt::SortOrder order) override;
    void removeChosen() override;

private:
    void fetch(const PageRequest &request, Callback<CountedPage<User>> done);
    void connectActs();
    void hear(const User &user);
    /// The list's one chosen person, if one is chosen and in memory.
    std::optional<User> chosenUser() const;
    void actOnChosen(UserAction action, std::optional<UserRole> role);
    /// Reads the ids of chosen rows that are not in memory, with progress, and then goes on.
    void collect(std::function<void(std::vector<UserId>)> done);
    void walkTo(const QList<RowRange> &rows, std::function<void(std::vector<UserId>)> done);

    AdminUserSort m_sort = AdminUserSort::Username;
    SortOrder m_order = SortOrder::Ascending;
    ChoiceChip *m_role;
    ChoiceChip *m_state;
    RecordModel<User> m_users;
    UserDetailPane *m_pane;
    UserActs *m_does;
    UserActions *m_listActions;
    UserActions *m_paneActions;
    QAction *m_create;
    std::unique_ptr<RecordWalk> m_walk;
    Timestamp m_readAt{};
};

} // namespace kith::console
