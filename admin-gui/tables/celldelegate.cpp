// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/celldelegate.h"

#include "admingui/look/colours.h"
#include "admingui/tables/recordmodelbase.h"
#include "admingui/tables/tones.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QPainter>

namespace kith::console {

namespace {

constexpr int kPadding = 10;
constexpr int kAvatarGap = 8;

} // namespace

void CellDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    paintGround(*painter, option, index);
    if (!index.data(RecordModelBase::LoadedRole).toBool()) {
        paintSkeleton(*painter, option, index);
        painter->restore();
        return;
    }
    const auto look = index.data(RecordModelBase::LookRole).value<CellLook>();
    QRect area = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    if (look.avatar) {
        const int size = option.rect.height() - 10;
        const QRectF circle(area.left(), option.rect.center().y() - size / 2.0 + 0.5, size, size);
        if (look.dimmed)
            painter->setOpacity(0.55);
        Avatar{*look.avatar, look.avatarSeed, look.online}.paint(*painter, circle);
        painter->setOpacity(1);
        area.setLeft(area.left() + size + kAvatarGap);
    }
    if (look.badge && !option.text.isEmpty())
        paintBadge(*painter, option, area, look);
    else
        paintText(*painter, option, area, look);
    painter->restore();
}

void CellDelegate::paintGround(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &theme = colours();
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, theme.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, mixed(theme.surface, theme.hover, 0.6));
    painter.setPen(hairline());
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    // The focus is a row's: lines along all of its cells.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter.setPen(toneText(Tone::Accent));
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
}

void CellDelegate::paintSkeleton(
    QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int share = 35 + (index.row() * 37 + index.column() * 53) % 45; // looks like texts
    QRect bar = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    bar.setWidth(qMin(bar.width() * share / 100, 180));
    bar.setHeight(8);
    bar.moveTop(option.rect.center().y() - 4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hairline());
    painter.drawRoundedRect(bar, 4, 4);
}

void CellDelegate::paintBadge(QPainter &painter, const QStyleOptionViewItem &option,
    const QRect &area, const CellLook &look) const
{
    QFont font = option.font;
    font.setPointSizeF(font.pointSizeF() * 0.9);
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font);
    const int width = qMin(metrics.horizontalAdvance(option.text) + 16, area.width());
    QRect field(0, 0, width, metrics.height() + 4);
    field.moveCenter(area.center());
    if (!(option.displayAlignment & Qt::AlignHCenter))
        field.moveLeft(
            option.displayAlignment & Qt::AlignRight ? area.right() - width : area.left());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneField(look.tone));
    painter.drawRoundedRect(field, field.height() / 2.0, field.height() / 2.0);
    painter.setFont(font);
    painter.setPen(toneText(look.tone == Tone::Plain ? Tone::Quiet : look.tone));
    painter.drawText(field, Qt::AlignCenter,
        metrics.elidedText(option.text, Qt::ElideRight, field.width() - 12));
}

void CellDelegate::paintText(
    QPainter &painter, const QStyleOptionViewItem &option, QRect area, const CellLook &look) const
{
    QFont font = option.font;
    if (look.fixedWidth)
        font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    if (look.strong)
        font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    // One line a row, whatever the server sent.
    QString text = option.text;
    text.replace(u'\n', u' ');
    const QString shown = metrics.elidedText(text, Qt::ElideRight, area.width());
    painter.setFont(font);
    painter.setPen(toneText(look.dimmed ? Tone::Quiet : look.tone));
    const int vertical = Qt::AlignVCenter | Qt::TextSingleLine;
    painter.drawText(
        area, int(option.displayAlignment & Qt::AlignHorizontal_Mask) | vertical, shown);
    if (look.second.isEmpty())
        return;
    area.setLeft(area.left() + metrics.horizontalAdvance(shown) + 8);
    if (area.width() < 24)
        return;
    painter.setFont(option.font);
    painter.setPen(toneText(Tone::Quiet));
    const QFontMetrics quiet(option.font);
    painter.drawText(area, Qt::AlignLeft | vertical,
        quiet.elidedText(look.second, Qt::ElideRight, area.width()));
}

} // namespace kith::console
