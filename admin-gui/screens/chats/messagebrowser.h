// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/chats/messagelist.h"
#include "admingui/shell/workspace.h"
#include "admingui/tables/overlays.h"
#include "shared/model/adminchat.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>

namespace kith::console {

class MessageDelegate;

/// What was written in a chat. A public channel is open; any other is opened with a reason, for a
/// while, and the audit log keeps who read what and why. The console keeps nothing of it.
class MessageBrowser final : public QWidget
{
    Q_OBJECT

public:
    MessageBrowser(Workspace &workspace, QWidget *parent);

    void setChat(const AdminChat &chat);
    /// Its tab is looked at: reads, if it may.
    void activate();
    /// Around a message.
    void jumpTo(MessageId id);
    /// To the first message of a day, or the next day that has one.
    void jumpTo(const QDate &day);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Where { Replace, Older, Newer };

    QWidget *buildGate();
    QWidget *buildList();
    void openForReading();
    void read(AdminHistoryQuery query, Where where);
    void take(const AdminHistoryQuery &asked, const kith::Page<Message> &page, Where where);
    void mark(int row);
    void readLatest() { read({}, Where::Replace); }
    void readOlder();
    void readNewer();
    void askForId();
    void copySelection();
    void failed(const Error &error);
    bool needsReason() const { return !(m_chat.kind == ChatKind::Channel && m_chat.isPublic); }
    void showState();
    void retranslate();

    Workspace &m_workspace;
    AdminChat m_chat{};
    std::optional<Reading> m_reading;
    bool m_isRead = false; ///< the first page was asked for
    bool m_isBusy = false;
    quint64 m_generation = 0; ///< of the chat and the last jump: older answers are dropped

    QStackedWidget *m_stack;
    QLabel *m_gateTitle = nullptr;
    QLabel *m_gateText = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_open = nullptr;
    QLabel *m_gateProblem = nullptr;
    QLineEdit *m_id = nullptr;
    QDateEdit *m_day = nullptr;
    QPushButton *m_older = nullptr;
    QPushButton *m_newer = nullptr;
    QPushButton *m_latest = nullptr;
    QLabel *m_until = nullptr;
    FailureBand *m_failure = nullptr;
    MessageList *m_messages;
    MessageDelegate *m_delegate;
    QListView *m_view = nullptr;
    EmptyOverlay *m_empty = nullptr;
};

} // namespace kith::console
