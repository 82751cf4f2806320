// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"

#include <QStyledItemDelegate>

namespace kith::console {

/// Draws a RecordModel's cells: avatar, text, quieter second text, badges; grey bars for rows that
/// are still to come. Server text is drawn as plain text and nothing else.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    /// Of a row, for a font.
    static int rowHeight(const QFontMetrics &metrics) { return metrics.height() + 16; }

private:
    void paintGround(
        QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSkeleton(
        QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintBadge(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
        const CellLook &look) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, QRect area,
        const CellLook &look) const;
};

} // namespace kith::console
