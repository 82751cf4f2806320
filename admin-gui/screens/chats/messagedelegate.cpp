// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/messagedelegate.h"

#include "admingui/screens/chats/messagelist.h"
#include "admingui/tables/celltext.h"
#include "admingui/tables/tones.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QPainter>
#include <QTextLayout>
#include <QtMath>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBubbleSide = 14;
constexpr int kAvatar = 30;
constexpr int kTextLeft = kBubbleSide + kAvatar + 10;
constexpr int kAbove = 6;
constexpr int kDayHeight = 34;

const Message &messageOf(const QModelIndex &index)
{
    return *index.data(MessageList::MessageRole).value<const Message *>();
}

QDate dayOf(const Message &message)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(message.createdAt)).toLocalTime().date();
}

/// Plain text in lines of a width: broken between words, and within one that is longer.
void breakLines(QTextLayout &text, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text.setTextOption(option);
    text.beginLayout();
    double y = 0;
    for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
    }
    text.endLayout();
}

/// Of what somebody wrote, with its own line breaks.
QString inLines(QString text) { return text.replace(u'\n', QChar::LineSeparator); }

int heightOf(const QString &text, const QFont &font, int width)
{
    if (text.isEmpty())
        return 0;
    QTextLayout layout(inLines(text), font);
    breakLines(layout, width);
    return qCeil(layout.boundingRect().height());
}

} // namespace

QString MessageDelegate::bodyOf(const Message &message) const
{
    return message.isDeleted ? tr("This message was deleted.") : message.content;
}

QString MessageDelegate::footOf(const Message &message) const
{
    QStringList parts;
    for (const Reaction &reaction : message.reactions)
        parts.append(reaction.emoji + u' ' + QString::number(reaction.count));
    if (!message.attachments.empty())
        parts.append(tr("%n attachments", nullptr, static_cast<int>(message.attachments.size())));
    return parts.join(u"   "_s);
}

bool MessageDelegate::startsDay(const QModelIndex &index) const
{
    if (index.row() == 0)
        return true;
    return dayOf(messageOf(index)) != dayOf(messageOf(index.sibling(index.row() - 1, 0)));
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Message &message = messageOf(index);
    // A list view asks without a rectangle.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int whole = view ? view->viewport()->width() : option.rect.width();
    const int width = qMax(80, whole - kTextLeft - kBubbleSide);
    const QFontMetrics &metrics = option.fontMetrics;
    const int text = heightOf(bodyOf(message), option.font, width);
    const int foot = footOf(message).isEmpty() ? 0 : metrics.height() + 4;
    const int day = startsDay(index) ? kDayHeight : 0;
    return {whole, day + kAbove + qMax(metrics.height() + 2 + text + foot, kAvatar) + kAbove};
}

void MessageDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Message &message = messageOf(index);
    const QPalette &colours = option.palette;
    QRect area = option.rect;
    painter->save();
    painter->setFont(option.font);
    if (startsDay(index)) {
        const QRect day(area.left(), area.top(), area.width(), kDayHeight);
        painter->setPen(toneText(Tone::Quiet));
        painter->drawText(
            day, Qt::AlignCenter, QLocale().toString(dayOf(message), u"dddd, d MMMM yyyy"_s));
        area.setTop(day.bottom());
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(
            area, mixed(colours.color(QPalette::Base), colours.color(QPalette::Highlight), 0.16));
    if (message.id == m_marked)
        painter->fillRect(
            QRect(area.topLeft(), QSize(3, area.height())), colours.color(QPalette::Highlight));
    Avatar{readable(message.sender), message.sender.id.value, {}}.paint(
        *painter, QRectF(area.left() + kBubbleSide, area.top() + kAbove + 1, kAvatar, kAvatar));
    area.adjust(kTextLeft, kAbove, -kBubbleSide, -kAbove);
    paintHead(*painter, area, message, option);
    area.setTop(area.top() + option.fontMetrics.height() + 2);
    const bool isQuiet = message.isDeleted || message.type == MessageType::System;
    painter->setPen(toneText(isQuiet ? Tone::Quiet : Tone::Plain));
    QTextLayout body(inLines(bodyOf(message)), option.font);
    breakLines(body, area.width());
    body.draw(painter, area.topLeft());
    painter->setPen(toneText(Tone::Quiet));
    painter->drawText(area, Qt::AlignLeft | Qt::AlignBottom, footOf(message));
    painter->restore();
}

void MessageDelegate::paintHead(QPainter &painter, const QRect &area, const Message &message,
    const QStyleOptionViewItem &option) const
{
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    const QString name = readable(message.sender);
    painter.setFont(strong);
    painter.setPen(toneText(Tone::Plain));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, name);
    QStringList rest{QDateTime::fromMSecsSinceEpoch(toMillis(message.createdAt))
                         .toLocalTime()
                         .toString(u"HH:mm"_s),
        u'#' + QString::number(message.id.value)};
    if (message.editedAt && !message.isDeleted)
        rest.append(tr("edited"));
    if (message.replyTo)
        rest.append(tr("answers #%1").arg(message.replyTo->value));
    painter.setFont(option.font);
    painter.setPen(toneText(Tone::Quiet));
    painter.drawText(area.adjusted(QFontMetrics(strong).horizontalAdvance(name) + 8, 0, 0, 0),
        Qt::AlignLeft | Qt::AlignTop, rest.join(u"  "_s));
}

} // namespace kith::console
