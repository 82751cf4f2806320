// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/detail/detailpane.h"

#include "admingui/look/icons.h"
#include "admingui/look/labels.h"
#include "admingui/tables/actionbutton.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>

namespace kith::console {

DetailPane::DetailPane(QWidget *parent)
    : QFrame(parent), m_avatar(new AvatarLabel(44, this)), m_title(new QLabel(this)),
      m_second(new QLabel(this)), m_badgeRow(new QHBoxLayout), m_buttonRow(new QHBoxLayout),
      m_tabs(new QTabWidget(this)), m_close(new QToolButton(this))
{
    setFrameShape(QFrame::NoFrame);
    for (QLabel *label : {m_title, m_second}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    setStyleProperty(m_second, "role", QStringLiteral("faint"));
    m_close->setIcon(icon("close"));
    m_close->setAutoRaise(true);
    m_tabs->setDocumentMode(true);
    auto *names = new QVBoxLayout;
    names->setSpacing(1);
    names->addWidget(m_title);
    names->addWidget(m_second);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 14, 8, 6);
    head->setSpacing(12);
    head->addWidget(m_avatar, 0, Qt::AlignTop);
    head->addLayout(names, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    m_badgeRow->setContentsMargins(16, 2, 16, 4);
    m_badgeRow->setSpacing(6);
    m_badgeRow->addStretch(1);
    m_buttonRow->setContentsMargins(14, 4, 14, 10);
    m_buttonRow->setSpacing(6);
    m_buttonRow->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(m_badgeRow);
    column->addLayout(m_buttonRow);
    column->addWidget(m_tabs, 1);
    connect(m_close, &QToolButton::clicked, this, &DetailPane::closed);
    DetailPane::retranslate();
}

void DetailPane::setTitle(const Title &title)
{
    m_avatar->setPerson(title.text, title.seed, title.online);
    m_title->setText(title.text);
    m_second->setText(title.second);
    setAccessibleName(title.text);
}

void DetailPane::setBadges(const QList<Badge> &badges)
{
    while (m_badges.size() < badges.size()) {
        auto *label = new BadgeLabel(this);
        m_badgeRow->insertWidget(static_cast<int>(m_badges.size()), label);
        m_badges.append(label);
    }
    for (qsizetype i = 0; i < m_badges.size(); ++i) {
        const Badge badge = i < badges.size() ? badges[i] : Badge();
        m_badges[i]->setBadge(badge.text, badge.tone);
    }
}

void DetailPane::addButton(QAction *action)
{
    m_buttonRow->insertWidget(m_buttonRow->count() - 1, new ActionButton(action, this));
}

void DetailPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

void DetailPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void DetailPane::retranslate()
{
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close the detail"));
}

} // namespace kith::console
