// SPDX-License-Identifier: GPL-3.0-or-later
// MessageBrowser's widgets: the question before a private chat, the bar, the list.
#include "admingui/look/labels.h"
#include "admingui/screens/chats/messagebrowser.h"
#include "admingui/screens/chats/messagedelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QLabel *wrappedLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

QWidget *MessageBrowser::buildGate()
{
    auto *gate = new QWidget(this);
    m_gateTitle = wrappedLabel(gate);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_gateTitle->setFont(large);
    m_gateText = wrappedLabel(gate);
    m_reason = new QLineEdit(gate);
    m_reason->setObjectName(u"reason"_s);
    m_reason->setMaxLength(limits::kReasonChars);
    m_open = new QPushButton(gate);
    m_open->setObjectName(u"open"_s);
    m_open->setEnabled(false);
    m_gateProblem = wrappedLabel(gate);
    m_gateProblem->setObjectName(u"gateProblem"_s);
    m_gateProblem->hide();
    setLevel(m_gateProblem, "critical");
    auto *row = new QHBoxLayout;
    row->addWidget(m_reason, 1);
    row->addWidget(m_open);
    auto *column = new QVBoxLayout(gate);
    column->setContentsMargins(20, 24, 20, 20);
    column->setSpacing(10);
    column->addWidget(m_gateTitle);
    column->addWidget(m_gateText);
    column->addLayout(row);
    column->addWidget(m_gateProblem);
    column->addStretch(1);
    connect(m_reason, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_open->setEnabled(text.trimmed().size() >= limits::kReasonMin);
    });
    connect(m_reason, &QLineEdit::returnPressed, m_open, &QPushButton::click);
    connect(m_open, &QPushButton::clicked, this, &MessageBrowser::openForReading);
    return gate;
}

QWidget *MessageBrowser::buildList()
{
    auto *list = new QWidget(this);
    m_older = new QPushButton(list);
    m_newer = new QPushButton(list);
    m_latest = new QPushButton(list);
    m_id = new QLineEdit(list);
    m_id->setObjectName(u"messageId"_s);
    m_id->setMaximumWidth(110);
    m_day = new QDateEdit(QDate::currentDate(), list);
    m_day->setCalendarPopup(true);
    m_day->setObjectName(u"day"_s);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 8, 10, 8);
    bar->setSpacing(6);
    for (QWidget *part : std::initializer_list<QWidget *>{m_older, m_newer, m_latest})
        bar->addWidget(part);
    bar->addStretch(1);
    bar->addWidget(m_day);
    bar->addWidget(m_id);
    m_until = wrappedLabel(list);
    m_until->setContentsMargins(12, 0, 12, 6);
    m_failure = new FailureBand(list);
    m_view = new QListView(list);
    m_view->setModel(m_messages);
    m_view->setItemDelegate(m_delegate);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_empty = new EmptyOverlay(m_view->viewport());
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_until);
    column->addWidget(m_failure);
    column->addWidget(m_view, 1);
    connect(m_older, &QPushButton::clicked, this, &MessageBrowser::readOlder);
    connect(m_newer, &QPushButton::clicked, this, &MessageBrowser::readNewer);
    connect(m_latest, &QPushButton::clicked, this, &MessageBrowser::readLatest);
    connect(m_id, &QLineEdit::returnPressed, this, &MessageBrowser::askForId);
    connect(
        m_day, &QDateEdit::dateChanged, this, qOverload<const QDate &>(&MessageBrowser::jumpTo));
    connect(m_failure, &FailureBand::retryWanted, this, &MessageBrowser::readLatest);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        const QScrollBar *scroll = m_view->verticalScrollBar();
        if (value == scroll->minimum())
            readOlder();
        else if (value == scroll->maximum())
            readNewer();
    });
    auto *copy = new QShortcut(QKeySequence::Copy, m_view);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &MessageBrowser::copySelection);
    return list;
}

void MessageBrowser::copySelection()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &index : std::as_const(rows))
        lines.append(asText(m_messages->at(index.row())));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void MessageBrowser::retranslate()
{
    m_gateTitle->setText(tr("This chat is private"));
    m_gateText->setText(tr("To read it, say why. Your name, the time and the reason go into the "
                           "audit log, where they stay; the chat then is open to you for half an "
                           "hour."));
    m_reason->setPlaceholderText(tr("Reason, such as the number of a report"));
    m_reason->setAccessibleName(tr("Reason for reading this chat"));
    m_open->setText(tr("Open for reading"));
    m_older->setText(tr("Older"));
    m_newer->setText(tr("Newer"));
    m_latest->setText(tr("Latest"));
    m_id->setPlaceholderText(tr("Message id"));
    m_id->setAccessibleName(tr("Jump to a message by its id"));
    m_day->setAccessibleName(tr("Jump to a day"));
    m_day->setToolTip(tr("Jump to a day"));
    m_view->setAccessibleName(tr("Messages"));
    m_empty->setTexts(tr("No messages"), tr("Nobody has written here yet."), {});
}

} // namespace kith::console
