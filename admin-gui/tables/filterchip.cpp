// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/filterchip.h"

#include "admingui/tables/tones.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>
#include <QStyleOption>

namespace kith::console {

namespace {

constexpr int kSide = 12; ///< from the edge to the text
constexpr int kCaret = 14; ///< room of the arrow

} // namespace

FilterChip::FilterChip(QWidget *parent) : QToolButton(parent)
{
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void FilterChip::setName(const QString &name)
{
    m_name = name;
    refreshText();
}

void FilterChip::refreshText()
{
    setText(isSet() ? tr("%1: %2").arg(m_name, valueText()) : m_name);
    setAccessibleName(
        isSet() ? tr("Filter %1: %2").arg(m_name, valueText()) : tr("Filter %1: any").arg(m_name));
    updateGeometry();
    update();
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(text()) + 2 * kSide + (menu() ? kCaret : 0),
        metrics.height() + 12};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette &colours = palette();
    const QColor base = colours.color(QPalette::Base);
    QColor edge = mixed(base, colours.color(QPalette::Text), 0.22);
    QColor field = underMouse() ? mixed(base, colours.color(QPalette::Text), 0.05) : base;
    QColor ink = toneText(Tone::Plain);
    if (isSet()) {
        edge = mixed(base, toneText(Tone::Accent), 0.45);
        field = toneField(Tone::Accent);
        ink = toneText(Tone::Accent);
    }
    if (hasFocus())
        edge = colours.color(QPalette::Highlight);
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(edge, hasFocus() ? 1.6 : 1));
    painter.setBrush(field);
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2);
    painter.setPen(ink);
    painter.drawText(
        rect().adjusted(kSide, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, text());
    if (!menu())
        return;
    const QPointF tip(width() - kSide - 3, height() / 2.0 + 2.5);
    painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{tip + QPointF(-4, -4), tip, tip + QPointF(4, -4)});
}

// ---- ChoiceChip -----------------------------------------------------------------------------

void ChoiceChip::setChoices(const QString &name, const QList<Choice> &choices)
{
    m_choices = choices;
    fillMenu();
    setName(name);
}

void ChoiceChip::setValue(const QVariant &value)
{
    if (m_value == value)
        return;
    m_value = value;
    fillMenu();
    refreshText();
    Q_EMIT changed();
}

QString ChoiceChip::valueText() const
{
    for (const Choice &choice : m_choices) {
        if (choice.value == m_value)
            return choice.text;
    }
    return {};
}

void ChoiceChip::fillMenu()
{
    auto *filled = new QMenu(this);
    auto *group = new QActionGroup(filled);
    const auto add = [&](const QString &text, const QVariant &value) {
        QAction *action = filled->addAction(text);
        action->setCheckable(true);
        action->setChecked(value == m_value);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, value] { setValue(value); });
    };
    add(tr("Any"), {});
    filled->addSeparator();
    for (const Choice &choice : std::as_const(m_choices))
        add(choice.text, choice.value);
    QMenu *old = menu();
    setMenu(filled);
    if (old)
        old->deleteLater();
}

// ---- ValueChip ------------------------------------------------------------------------------

ValueChip::ValueChip(QWidget *parent) : FilterChip(parent)
{
    hide();
    connect(this, &QToolButton::clicked, this, &ValueChip::clear);
}

void ValueChip::setValue(const QVariant &value, const QString &text)
{
    if (m_value == value)
        return;
    m_value = value;
    m_text = text;
    setVisible(value.isValid());
    refreshText();
    Q_EMIT changed();
}

} // namespace kith::console
