// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnections.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace kith::console {

/// The saved connections as rows of a list view. Lives beside the connections it shows.
class ConnectionModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit ConnectionModel(SavedConnections &connections, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    const SavedConnection &at(int row) const { return m_connections.all()[size_t(row)]; }

private:
    SavedConnections &m_connections;
};

/// Draws a connection: its colour, name, kind and address, and when it was used last.
class ConnectionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace kith::console
