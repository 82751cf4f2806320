// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/adminuser.h"

#include <QAbstractTableModel>

namespace kith::console {

/// What happens to each person of an action, those who are refused first.
class OutcomeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Person, Before, After, Verdict, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setOutcomes(UserAction action, std::vector<UserOutcome> outcomes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const UserOutcome &outcome, int column) const;
    QString state(const QString &said) const;

    UserAction m_action = UserAction::Suspend;
    std::vector<UserOutcome> m_outcomes;
};

} // namespace kith::console
