// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/adminuser.h"

#include <QAction>

#include <array>

namespace kith::console {

/// The acts on people as actions: once for the list's selection, once for the open detail. Says why
/// one is not offered. On the GUI thread.
class UserActions final : public QObject
{
    Q_OBJECT

public:
    explicit UserActions(QWidget *parent);

    /// In the order of menus and buttons.
    QList<QAction *> all() const;
    QAction *edit() const { return m_edit; }
    QAction *suspend() const { return m_suspend; }

    struct Target
    {
        qint64 count = 0; ///< people who are chosen
        std::optional<User> only{}; ///< when it is one, and known
    };
    void update(const Target &target, const User &self, bool isReadOnly);
    void retranslate();

Q_SIGNALS:
    void editWanted();
    void linkWanted();
    void bulkWanted(kith::UserAction action, std::optional<kith::UserRole> role);

private:
    QAction *add(QWidget *parent, UserAction action, std::optional<UserRole> role = {});
    void refuse(const User &only, const User &self);

    QAction *m_edit;
    QAction *m_suspend;
    QAction *m_reactivate;
    QAction *m_roles; ///< with a menu of m_makeRole
    std::array<QAction *, 4> m_makeRole{};
    QAction *m_endSessions;
    QAction *m_link;
};

} // namespace kith::console
