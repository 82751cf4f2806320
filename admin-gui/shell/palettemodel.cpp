// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/palettemodel.h"

#include "admingui/look/colours.h"

#include <QPainter>

namespace kith::console {

void PaletteModel::setCommands(std::vector<Command> commands)
{
    beginResetModel();
    m_commands = std::move(commands);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_commands.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const Command &command = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return command.title;
    case Qt::DecorationRole:
        return command.icon;
    case HintRole:
        return command.hint;
    default:
        return {};
    }
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, option.fontMetrics.height() + 16};
}

void PaletteDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.selection);
        painter->drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 6, 6);
    }
    const QRect row = option.rect.adjusted(12, 0, -12, 0);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, QRect(row.left(), row.center().y() - 8, 18, 18));
    const QString hint = index.data(PaletteModel::HintRole).toString();
    const int hintWidth = option.fontMetrics.horizontalAdvance(hint);
    painter->setFont(option.font);
    painter->setPen(c.muted);
    painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, hint);
    painter->setPen(c.text);
    const QRect title = row.adjusted(30, 0, -hintWidth - 16, 0);
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, title.width()));
    painter->restore();
}

} // namespace kith::console
