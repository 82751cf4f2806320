// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/detail/personchip.h"

#include "admingui/tables/celltext.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QWidgetAction>

namespace kith::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kShown = 8;

} // namespace

PersonChip::PersonChip(Workspace &workspace, QWidget *parent)
    : FilterChip(parent), m_workspace(workspace), m_search(new QLineEdit), m_found(new QListWidget)
{
    auto *panel = new QWidget;
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_search);
    column->addWidget(m_found);
    panel->setFixedSize(260, 280);
    m_found->setFrameShape(QFrame::NoFrame);
    m_search->installEventFilter(this);
    auto *popup = new QMenu(this);
    auto *held = new QWidgetAction(popup);
    held->setDefaultWidget(panel);
    popup->addAction(held);
    setMenu(popup);
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &PersonChip::search);
    connect(m_search, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(m_found, &QListWidget::itemActivated, this, &PersonChip::choose);
    connect(m_found, &QListWidget::itemClicked, this, &PersonChip::choose);
    connect(popup, &QMenu::aboutToShow, this, [this] {
        m_search->clear();
        search();
        m_search->setFocus();
    });
}

void PersonChip::retranslate(const QString &name)
{
    m_search->setPlaceholderText(tr("Search a person"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_found->setAccessibleName(tr("People found"));
    setName(name);
}

void PersonChip::search()
{
    const QString text = m_search->text().trimmed();
    AdminUserQuery query;
    if (!text.isEmpty())
        query.search = text;
    query.limit = kShown;
    m_workspace.admin().users(query,
        Callback<CountedPage<User>>(
            this, [this, asked = ++m_asked](Result<CountedPage<User>> page) {
                if (asked == m_asked && page)
                    take(page->items);
            }));
}

void PersonChip::take(const std::vector<User> &found)
{
    m_found->clear();
    const auto add = [this](const QString &text, qint64 id) {
        auto *item = new QListWidgetItem(text, m_found);
        item->setData(Qt::UserRole, id);
    };
    if (isSet())
        add(tr("Anybody"), 0);
    for (const User &user : found) {
        const QString name =
            user.fullName.isEmpty() ? user.username : user.fullName + u"  @"_s + user.username;
        add(name, user.id.value);
    }
    m_found->setCurrentRow(0);
}

void PersonChip::choose(QListWidgetItem *item)
{
    menu()->close();
    const qint64 id = item->data(Qt::UserRole).toLongLong();
    if (id == 0)
        clear();
    else
        setPerson(UserId(id), item->text().section(u"  @"_s, 0, 0));
}

void PersonChip::setPerson(UserId id, const QString &name)
{
    if (m_id == id)
        return;
    m_id = id;
    m_person = name;
    refreshText();
    Q_EMIT changed();
}

void PersonChip::clear()
{
    if (!m_id)
        return;
    m_id.reset();
    refreshText();
    Q_EMIT changed();
}

bool PersonChip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int row = m_found->currentRow();
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            m_found->setCurrentRow(
                qBound(0, row + (key->key() == Qt::Key_Down ? 1 : -1), m_found->count() - 1));
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
            && m_found->currentItem()) {
            choose(m_found->currentItem());
            return true;
        }
    }
    return FilterChip::eventFilter(watched, event);
}

} // namespace kith::console
