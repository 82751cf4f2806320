// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/sidepanel.h"

#include "admingui/look/colours.h"
#include "admingui/look/icons.h"
#include "admingui/look/labels.h"
#include "admingui/shell/pages.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPanelWidth = 212;
constexpr int kStripe = 4;

QString roleName(UserRole role)
{
    switch (role) {
    case UserRole::Owner:
        return SidePanel::tr("Owner");
    case UserRole::Admin:
        return SidePanel::tr("Admin");
    case UserRole::Moderator:
        return SidePanel::tr("Moderator");
    case UserRole::User:
        break;
    }
    return SidePanel::tr("User");
}

} // namespace

SidePanel::SidePanel(Workspace &workspace, QWidget *parent)
    : QFrame(parent), m_workspace(workspace), m_server(label(TextRole::Heading, this)),
      m_address(label(TextRole::Faint, this)), m_list(new QListWidget(this)),
      m_readOnly(label(TextRole::Faint, this)), m_state(label(TextRole::Faint, this)),
      m_account(new QPushButton(this)), m_menu(new QMenu(m_account))
{
    setObjectName(u"side"_s);
    setFixedWidth(kPanelWidth);
    build();
    retranslate();
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT pageWanted(row);
    });
    connect(&workspace.events(), &EventSocket::stateChanged, this, &SidePanel::showState);
    connect(&workspace, &Workspace::readOnlyChanged, this, &SidePanel::retranslate);
}

void SidePanel::build()
{
    m_list->setObjectName(u"navigation"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize({18, 18});
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const PageEntry &entry : pages())
        m_list->addItem(new QListWidgetItem(icon(entry.icon), {}));
    setStyleProperty(m_account, "role", u"account"_s);
    m_account->setIcon(icon("user"));
    m_account->setMenu(m_menu);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 14, 0, 10);
    column->setSpacing(2);
    const auto addIndented = [column](QWidget *widget, int left) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(left, 0, 8, 0);
        row->addWidget(widget);
        column->addLayout(row);
    };
    addIndented(m_server, 20);
    addIndented(m_address, 20);
    column->addSpacing(12);
    column->addWidget(m_list, 1);
    addIndented(m_readOnly, 20);
    addIndented(m_state, 20);
    column->addSpacing(4);
    addIndented(m_account, 10);
}

void SidePanel::retranslate()
{
    const SavedConnection &connection = m_workspace.connection();
    const QFontMetrics metrics = m_server->fontMetrics();
    m_server->setText(metrics.elidedText(connection.title(), Qt::ElideRight, kPanelWidth - 36));
    m_server->setToolTip(connection.title());
    m_address->setText(m_address->fontMetrics().elidedText(
        connection.url.toDisplayString(QUrl::RemoveScheme).mid(2), Qt::ElideRight,
        kPanelWidth - 36));
    m_address->setToolTip(connection.url.toDisplayString());
    m_list->setAccessibleName(tr("Screens"));
    for (size_t i = 0; i < pages().size(); ++i) {
        QListWidgetItem *item = m_list->item(int(i));
        item->setText(QCoreApplication::translate("pages", pages()[i].title));
        item->setSizeHint({0, m_list->fontMetrics().height() + 18});
        if (i < 9)
            item->setToolTip(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i)))
                                 .toString(QKeySequence::NativeText));
    }
    const User &self = m_workspace.self();
    m_account->setText(u"%1  ·  %2"_s.arg(self.username, roleName(self.role)));
    m_account->setAccessibleName(tr("Menu of %1").arg(self.username));
    m_readOnly->setText(tr("Read-only"));
    m_readOnly->setToolTip(tr("Nothing here changes the server; see the menu below."));
    m_readOnly->setVisible(m_workspace.isReadOnly());
    showState();
}

void SidePanel::showState()
{
    switch (m_workspace.events().state()) {
    case EventSocket::State::Live:
        m_state->setText(tr("● Live"));
        return setLevel(m_state, "ok");
    case EventSocket::State::Connecting:
    case EventSocket::State::Resuming:
        m_state->setText(tr("○ Connecting…"));
        return setLevel(m_state, "warning");
    case EventSocket::State::Waiting:
        m_state->setText(tr("○ No connection"));
        return setLevel(m_state, "critical");
    case EventSocket::State::Closed:
        m_state->setText(tr("○ Signed out"));
        return setLevel(m_state, "critical");
    }
}

void SidePanel::setCurrent(int page)
{
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(page);
}

void SidePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void SidePanel::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    // The server's colour, beside its name.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(m_workspace.connection()));
    const int top = m_server->y() + 1;
    const int bottom = m_address->geometry().bottom();
    painter.drawRoundedRect(QRect(8, top, kStripe, bottom - top), 2, 2);
}

} // namespace kith::console
