// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/messagebrowser.h"

#include "admingui/screens/chats/messagedelegate.h"
#include "admingui/tables/celltext.h"
#include "admingui/tables/tones.h"

#include <QDateTime>
#include <QEvent>
#include <QScrollBar>

namespace kith::console {

using namespace Qt::StringLiterals;

MessageBrowser::MessageBrowser(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_stack(new QStackedWidget(this)),
      m_messages(new MessageList(this)), m_delegate(new MessageDelegate(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(buildGate());
    m_stack->addWidget(buildList());
    retranslate();
}

void MessageBrowser::setChat(const AdminChat &chat)
{
    const bool another = chat.id != m_chat.id;
    const bool wasOpen = !needsReason();
    m_chat = chat;
    if (another || wasOpen != !needsReason()) {
        ++m_generation;
        m_reading.reset();
        m_isRead = m_isBusy = false;
        m_messages->clear();
        m_failure->hide();
        m_reason->clear();
        m_gateProblem->hide();
    }
    showState();
}

void MessageBrowser::activate()
{
    showState();
    if (needsReason() && !m_reading)
        m_reason->setFocus();
    else if (!std::exchange(m_isRead, true))
        readLatest();
}

void MessageBrowser::openForReading()
{
    const QString reason = m_reason->text().trimmed();
    m_open->setEnabled(false);
    m_workspace.admin().openReading(m_chat.id, {.reason = reason},
        Callback<Reading>(this, [this, generation = m_generation](Result<Reading> reading) {
            if (generation != m_generation)
                return;
            m_open->setEnabled(true);
            if (!reading) {
                m_gateProblem->setText(sentenceOf(reading.error()));
                m_gateProblem->show();
                return;
            }
            m_reading = *reading;
            m_isRead = true;
            m_gateProblem->hide();
            showState();
            readLatest();
        }));
}

// ---- Reading --------------------------------------------------------------------------------

void MessageBrowser::read(AdminHistoryQuery query, Where where)
{
    if (where == Where::Replace)
        ++m_generation; // a jump does not wait for what it makes useless
    else if (m_isBusy)
        return;
    m_isBusy = true;
    m_failure->hide();
    if (m_reading)
        query.reading = m_reading->id;
    m_workspace.admin().messages(m_chat.id, query,
        Callback<kith::Page<Message>>(this,
            [this, query, where, generation = m_generation](Result<kith::Page<Message>> page) {
                if (generation != m_generation)
                    return;
                m_isBusy = false;
                if (page)
                    take(query, *page, where);
                else
                    failed(page.error());
                showState();
            }));
}

void MessageBrowser::take(
    const AdminHistoryQuery &asked, const kith::Page<Message> &page, Where where)
{
    if (where == Where::Newer)
        return m_messages->addNewer(page);
    if (where == Where::Older) {
        // What was on the screen stays where it was.
        QScrollBar *bar = m_view->verticalScrollBar();
        const int below = bar->maximum() - bar->value();
        m_messages->addOlder(page);
        m_view->doItemsLayout();
        bar->setValue(bar->maximum() - below);
        return;
    }
    m_messages->setPage(page);
    m_delegate->setMarked({});
    if (asked.around)
        mark(m_messages->rowOf(*asked.around));
    else if (asked.at)
        mark(m_messages->rowAt(*asked.at));
    else
        m_view->scrollToBottom();
}

void MessageBrowser::mark(int row)
{
    if (row < 0)
        return;
    m_delegate->setMarked(m_messages->at(row).id);
    const QModelIndex index = m_messages->index(row);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void MessageBrowser::readOlder()
{
    if (m_messages->hasOlder())
        read({.before = m_messages->oldest()}, Where::Older);
}

void MessageBrowser::readNewer()
{
    if (m_messages->hasNewer())
        read({.after = m_messages->newest()}, Where::Newer);
}

void MessageBrowser::jumpTo(MessageId id) { read({.around = id}, Where::Replace); }

void MessageBrowser::jumpTo(const QDate &day)
{
    read({.at = fromMillis(day.startOfDay().toMSecsSinceEpoch())}, Where::Replace);
}

void MessageBrowser::askForId()
{
    bool isNumber = false;
    const qint64 id = QString(m_id->text()).remove(u'#').trimmed().toLongLong(&isNumber);
    if (isNumber && id > 0)
        jumpTo(MessageId(id));
}

void MessageBrowser::failed(const Error &error)
{
    // The leave to read has ended: ask for the reason again.
    if (error.code == ErrorCode::Forbidden && m_reading) {
        m_reading.reset();
        m_isRead = false;
        m_messages->clear();
        m_gateProblem->setText(sentenceOf(error));
        m_gateProblem->show();
        return;
    }
    m_failure->show(error);
}

void MessageBrowser::showState()
{
    const bool isOpen = !needsReason() || m_reading;
    m_stack->setCurrentIndex(isOpen ? 1 : 0);
    m_older->setEnabled(m_messages->hasOlder() && !m_isBusy);
    m_newer->setEnabled(m_messages->hasNewer() && !m_isBusy);
    m_until->setVisible(m_reading.has_value());
    if (m_reading)
        m_until->setText(tr("Open until %1; your reason is in the audit log.")
                             .arg(readable(m_reading->expiresAt)));
    m_empty->setVisible(
        isOpen && m_isRead && !m_isBusy && m_messages->rowCount() == 0 && !m_failure->isVisible());
    m_empty->setGeometry(m_view->viewport()->rect());
}

void MessageBrowser::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showState();
    }
    QWidget::changeEvent(event);
}

} // namespace kith::console
