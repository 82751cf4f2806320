// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/acts.h"

#include "admingui/acts/inturn.h"
#include "admingui/acts/question.h"
#include "admingui/acts/undoable.h"
#include "admingui/screens/chats/form.h"
#include "admingui/screens/chats/table.h"

#include <algorithm>

namespace kith::console {

ChatActs::ChatActs(Workspace &workspace, QWidget *window)
    : QObject(window), m_workspace(workspace), m_window(window)
{
}

void ChatActs::edit(const AdminChat &chat)
{
    auto *form = new ChatForm(m_workspace, chat, m_window);
    connect(form, &ChatForm::changed, this,
        [this](const AdminChat &now, const AdminChatChange &change, const AdminChatChange &back) {
            const QString name = tr("edit %1").arg(ChatTable::nameOf(now));
            offerUndo(m_workspace, this,
                {.said = tr("%1 was changed").arg(ChatTable::nameOf(now)),
                    .name = name,
                    .takeBack = [this, id = now.id, back,
                                    name] { apply(id, back, tr("Undone: %1").arg(name)); },
                    .repeat = [this, id = now.id, change,
                                  name] { apply(id, change, tr("Redone: %1").arg(name)); }});
            Q_EMIT changed();
        });
    form->open();
}

void ChatActs::apply(ChatId id, const AdminChatChange &change, const QString &said)
{
    m_workspace.admin().changeChat(
        id, change, Callback<AdminChat>(this, [this, said](Result<AdminChat> now) {
            if (!now)
                return m_workspace.fail(tr("Cannot undo or redo that"), now.error());
            m_workspace.notify(said);
            Q_EMIT changed();
        }));
}

void ChatActs::setArchived(const std::vector<AdminChat> &chats, bool on)
{
    std::vector<ChatId> others; // those that change
    for (const AdminChat &chat : chats) {
        if (chat.isArchived != on)
            others.push_back(chat.id);
    }
    if (others.empty())
        return;
    const int count = static_cast<int>(others.size());
    Question question{.title = on ? tr("Archive %n chats?", nullptr, count)
                                  : tr("Open %n chats again?", nullptr, count),
        .text = on ? tr("Their members can read everything and write nothing. This can be undone.")
                   : tr("Their members can write again. This can be undone."),
        .warning = {},
        .accept = on ? tr("Archive") : tr("Open again"),
        .isHarmless = !on};
    if (chats.size() == 1)
        question.title = on ? tr("Archive %1?").arg(ChatTable::nameOf(chats.front()))
                            : tr("Open %1 again?").arg(ChatTable::nameOf(chats.front()));
    ask(m_window, question, [this, others, on] { archive(others, on, true); });
}

void ChatActs::archive(const std::vector<ChatId> &chats, bool on, bool isNew)
{
    using Run = InTurn<ChatId, AdminChat>;
    const auto call = [this, on](const ChatId &id, Callback<AdminChat> done) {
        m_workspace.admin().changeChat(id, {.isArchived = on}, std::move(done));
    };
    const auto tell = [this, on, isNew](const Run::Outcome &outcome) {
        Q_EMIT changed();
        if (outcome.error)
            m_workspace.fail(tr("Cannot archive or open all of them"), *outcome.error);
        if (outcome.worked.empty())
            return;
        const int count = static_cast<int>(outcome.worked.size());
        const QString said = on ? tr("%n chats archived", nullptr, count)
                                : tr("%n chats opened again", nullptr, count);
        if (!isNew) // the undo stack holds it already
            return m_workspace.notify(said);
        offerUndo(m_workspace, this,
            {.said = said,
                .name = said,
                .takeBack = [this, ids = outcome.worked, on] { archive(ids, !on, false); },
                .repeat = [this, ids = outcome.worked, on] { archive(ids, on, false); }});
    };
    (new Run(chats, call, tell, this))->next();
}

} // namespace kith::console
