// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/connectionlist.h"

#include "admingui/look/colours.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPad = 12;

QString lastUsed(const SavedConnection &connection)
{
    if (!connection.lastUsed)
        return ConnectionModel::tr("never used");
    const auto when = QDateTime::fromMSecsSinceEpoch(toMillis(*connection.lastUsed));
    return QLocale().toString(when, QLocale::ShortFormat);
}

QFont nameFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.1);
    font.setWeight(QFont::DemiBold);
    return font;
}

/// A word in a rounded outline. The width that it took.
int drawChip(QPainter *painter, QPoint at, const QString &text, const QColor &colour)
{
    const QFontMetrics metrics(painter->font());
    const QRect box(at, QSize(metrics.horizontalAdvance(text) + 14, metrics.height() + 2));
    painter->setPen(colour);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->drawText(box, Qt::AlignCenter, text);
    return box.width();
}

} // namespace

ConnectionModel::ConnectionModel(SavedConnections &connections, QObject *parent)
    : QAbstractListModel(parent), m_connections(connections)
{
    connect(&connections, &SavedConnections::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_connections.all().size());
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    const SavedConnection &connection = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return connection.title();
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3")
            .arg(connection.title(), kindName(connection.kind), connection.url.toDisplayString());
    case Qt::ToolTipRole:
        return connection.url.toDisplayString();
    default:
        return {};
    }
}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(nameFont(option.font)).height() + option.fontMetrics.height();
    return {200, lines + 2 * kPad + 4};
}

void ConnectionDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &connection = static_cast<const ConnectionModel *>(index.model())->at(index.row());
    const Colours &c = colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(2, 2, -2, -2);
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    painter->setPen(
        isSelected && (option.state & QStyle::State_HasFocus) ? QPen(c.accent) : QPen(Qt::NoPen));
    painter->setBrush(isSelected ? c.selection : isHovered ? c.hover : QColor(Qt::transparent));
    painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colourOf(connection));
    painter->drawRoundedRect(QRect(row.left() + 8, row.top() + 10, 4, row.height() - 20), 2, 2);

    const QRect inner = row.adjusted(8 + 4 + kPad, kPad - 2, -kPad, -kPad + 2);
    painter->setFont(nameFont(option.font));
    painter->setPen(c.text);
    const QFontMetrics nameMetrics(painter->font());
    const QString name =
        nameMetrics.elidedText(connection.title(), Qt::ElideRight, inner.width() - 260);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop, name);
    painter->setFont(option.font);
    int x = inner.left() + nameMetrics.horizontalAdvance(name) + 10;
    const bool isProduction = connection.kind == ServerKind::Production;
    x += 6
        + drawChip(painter, {x, inner.top() + 1}, kindName(connection.kind),
            isProduction ? c.critical : c.muted);
    if (connection.isReadOnly)
        drawChip(painter, {x, inner.top() + 1}, tr("read-only"), c.muted);
    painter->setPen(c.muted);
    painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, lastUsed(connection));
    QString address = connection.url.toDisplayString();
    if (!connection.login.isEmpty())
        address += u"  ·  "_s + connection.login;
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
        option.fontMetrics.elidedText(address, Qt::ElideRight, inner.width() - 160));
    painter->restore();
}

} // namespace kith::console
