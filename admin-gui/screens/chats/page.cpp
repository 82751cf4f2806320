// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/page.h"

#include "admingui/screens/chats/table.h"

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

ChatsPage::ChatsPage(Workspace &workspace, QWidget *parent)
    : ListPage(workspace, parent), m_kind(panel()->filters()->add(new ChoiceChip)),
      m_state(panel()->filters()->add(new ChoiceChip)),
      m_chats([this](const PageRequest &request,
                  Callback<CountedPage<AdminChat>> done) { fetch(request, std::move(done)); },
          [](const AdminChat &chat) { return chat.id.value; }, PagePlan::Ends::Both, this),
      m_pane(new ChatDetailPane(workspace, this)), m_does(new ChatActs(workspace, this)),
      m_editShown(new QAction(m_pane)), m_archiveShown(new QAction(m_pane)),
      m_unarchiveShown(new QAction(m_pane))
{
    m_chats.setColumns(ChatTable::columns(ChatTable::Of::Everything));
    setUp(u"chats"_s, &m_chats, m_pane);
    panel()->view()->setSort(4, Qt::DescendingOrder);
    addActs();
    connect(m_does, &ChatActs::changed, this, &ChatsPage::refresh);
    connect(m_pane, &ChatDetailPane::shownChanged, this, &ChatsPage::updateActs);
    connect(
        &workspace.events(), &EventSocket::chatEvent, this, [this](const frames::ChatEvent &event) {
            if (event.stream == streamName(StreamId::admins()))
                hear(event.chat);
        });
    ChatsPage::retranslate();
}

void ChatsPage::addActs()
{
    m_edit = addAct(Needs::OneRow, true, [this] { m_does->edit(chosen().front()); });
    m_edit->setShortcut(Qt::Key_F2);
    m_archive = addAct(Needs::SomeRows, true, [this] { m_does->setArchived(chosen(), true); });
    m_unarchive = addAct(Needs::SomeRows, true, [this] { m_does->setArchived(chosen(), false); });
    for (QAction *act : {m_edit, m_archive, m_unarchive})
        panel()->addMenuAction(act);
    for (QAction *act : {m_editShown, m_archiveShown, m_unarchiveShown})
        m_pane->addButton(act);
    connect(m_editShown, &QAction::triggered, this, [this] { m_does->edit(*m_pane->shown()); });
    connect(m_archiveShown, &QAction::triggered, this,
        [this] { m_does->setArchived({*m_pane->shown()}, true); });
    connect(m_unarchiveShown, &QAction::triggered, this,
        [this] { m_does->setArchived({*m_pane->shown()}, false); });
}

void ChatsPage::fetch(const PageRequest &request, Callback<CountedPage<AdminChat>> done)
{
    AdminChatQuery query{.search = panel()->filters()->searched(),
        .isArchived = m_state->chosenBool(),
        .sort = m_sort,
        .order = request.fromEnd ? opposite(m_order) : m_order,
        .cursor = request.cursor,
        .limit = request.limit,
        .total = request.total};
    if (const auto kind = m_kind->chosen<Kind>()) {
        query.kind = *kind == Direct ? ChatKind::Direct
            : *kind == Group         ? ChatKind::Group
                                     : ChatKind::Channel;
        if (*kind == PublicChannel || *kind == PrivateChannel)
            query.isPublic = *kind == PublicChannel;
    }
    workspace().admin().chats(query, std::move(done));
}

void ChatsPage::sortBy(int key, Qt::SortOrder order)
{
    m_sort = static_cast<AdminChatSort>(key);
    m_order = order == Qt::AscendingOrder ? SortOrder::Ascending : SortOrder::Descending;
    m_chats.reload();
}

/// A chat was made or changed. The event says less than a row of the list: what it says is taken.
void ChatsPage::hear(const Chat &chat)
{
    const int row = m_chats.rowOf(chat.id.value);
    if (const AdminChat *known = m_chats.at(row)) {
        AdminChat now = *known;
        now.name = chat.name;
        now.topic = chat.topic;
        now.isPublic = chat.isPublic;
        now.isArchived = chat.isArchived;
        now.memberCount = chat.memberCount;
        m_chats.upsert(now);
    } else if (chat.createdAt == chat.updatedAt) {
        m_chats.noteNewRow();
    }
    if (openId() == chat.id.value)
        m_pane->refresh();
}

void ChatsPage::refresh()
{
    ListPage::refresh();
    if (openId() != 0)
        m_pane->refresh();
}

void ChatsPage::removeChosen()
{
    if (m_archive->isEnabled())
        m_does->setArchived(chosen(), true);
}

void ChatsPage::refineActs()
{
    const std::vector<AdminChat> chats = chosen();
    // What is acted on has been seen: rows that were never read are left alone.
    const bool isSeen = !chats.empty() && m_chats.areLoaded(panel()->chosenRows());
    const auto isArchived = [](const AdminChat &chat) { return chat.isArchived; };
    const bool hasArchived = std::any_of(chats.begin(), chats.end(), isArchived);
    const bool hasOpen = !std::all_of(chats.begin(), chats.end(), isArchived);
    const bool mayChangeSome = isSeen && !workspace().isReadOnly();
    m_edit->setEnabled(
        mayChangeSome && chats.size() == 1 && chats.front().kind != ChatKind::Direct);
    m_archive->setVisible(hasOpen || !hasArchived);
    m_archive->setEnabled(mayChangeSome && hasOpen);
    m_unarchive->setVisible(hasArchived);
    m_unarchive->setEnabled(mayChangeSome && hasArchived);

    const auto &shown = m_pane->shown();
    const bool mayChange = shown && !workspace().isReadOnly();
    m_editShown->setEnabled(mayChange && shown->kind != ChatKind::Direct);
    m_archiveShown->setEnabled(mayChange);
    m_archiveShown->setVisible(!shown || !shown->isArchived);
    m_unarchiveShown->setEnabled(mayChange);
    m_unarchiveShown->setVisible(shown && shown->isArchived);
}

void ChatsPage::retranslate()
{
    m_chats.setColumns(ChatTable::columns(ChatTable::Of::Everything));
    for (QAction *act : {m_edit, m_editShown})
        act->setText(tr("Edit…"));
    for (QAction *act : {m_archive, m_archiveShown})
        act->setText(tr("Archive…"));
    for (QAction *act : {m_unarchive, m_unarchiveShown})
        act->setText(tr("Open again…"));
    m_kind->setChoices(tr("Kind"),
        {{Direct, tr("Direct")}, {Group, tr("Group")}, {PublicChannel, tr("Public channel")},
            {PrivateChannel, tr("Private channel")}});
    m_state->setChoices(tr("State"), {{false, tr("Open")}, {true, tr("Archived")}});
    panel()->filters()->setPlaceholder(tr("Search name or topic"));
    panel()->view()->setAccessibleName(tr("Chats"));
    panel()->setTexts({.count = [](qint64 n) { return tr("%1 chats").arg(QLocale().toString(n)); },
        .emptyTitle = tr("No chats yet"),
        .emptyHint = tr("People make chats in their clients; they appear here."),
        .emptyButton = {},
        .noMatchTitle = tr("No chat matches"),
        .fileName = u"chats"_s});
}

} // namespace kith::console
