// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/message.h"

#include <QStyledItemDelegate>

namespace kith::console {

/// Draws a message: initials, name, time, and its text as plain text on as many lines as it needs.
/// A day that begins is named above its first message.
class MessageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The message that was jumped to: marked at its side.
    void setMarked(MessageId id) { m_marked = id; }

private:
    QString bodyOf(const Message &message) const;
    QString footOf(const Message &message) const;
    bool startsDay(const QModelIndex &index) const;
    void paintHead(QPainter &painter, const QRect &area, const Message &message,
        const QStyleOptionViewItem &option) const;

    MessageId m_marked{};
};

} // namespace kith::console
