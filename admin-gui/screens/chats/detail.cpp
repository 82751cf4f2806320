// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/detail.h"

#include "admingui/screens/audit/table.h"
#include "admingui/screens/chats/table.h"
#include "admingui/tables/personcell.h"

#include <QScrollArea>

namespace kith::console {

using namespace Qt::StringLiterals;

ChatDetailPane::ChatDetailPane(Workspace &workspace, QWidget *parent)
    : DetailPane(parent), m_workspace(workspace), m_facts(new FactList),
      m_members(
          [this](const PageRequest &request, Callback<CountedPage<Member>> done) {
              m_workspace.admin().members(m_id,
                  {.cursor = request.cursor, .limit = static_cast<int>(request.limit)},
                  uncounted(std::move(done)));
          },
          [](const Member &member) { return member.user.id.value; }, PagePlan::Ends::StartOnly,
          this),
      m_audit(
          [this](const PageRequest &request, Callback<CountedPage<AuditEntry>> done) {
              m_workspace.admin().audit({.targetKind = u"chat"_s,
                                            .targetId = m_id.value,
                                            .cursor = request.cursor,
                                            .limit = request.limit},
                  uncounted(std::move(done)));
          },
          [](const AuditEntry &entry) { return entry.seq; }, PagePlan::Ends::StartOnly, this),
      m_memberPanel(new TablePanel(TablePanel::Extent::Compact, this)),
      m_auditPanel(new TablePanel(TablePanel::Extent::Compact, this)),
      m_browser(new MessageBrowser(workspace, this))
{
    const QUrl server = workspace.api().base();
    m_members.setColumns(memberColumns());
    m_memberPanel->setRecords(&m_members, settingsNameFor(server, u"chat-members"_s));
    m_audit.setColumns(AuditTable::columns(AuditTable::Of::OneTarget));
    m_auditPanel->setRecords(&m_audit, settingsNameFor(server, u"chat-audit"_s));
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    for (QWidget *tab :
        std::initializer_list<QWidget *>{scroll, m_memberPanel, m_browser, m_auditPanel})
        tabs()->addTab(tab, QString());
    connectTabs();
    ChatDetailPane::retranslate();
}

void ChatDetailPane::connectTabs()
{
    connect(tabs(), &QTabWidget::currentChanged, this, &ChatDetailPane::readTab);
    connect(m_memberPanel, &TablePanel::opened, this, [this](int row) {
        if (const Member *member = m_members.at(row))
            m_workspace.openUser(member->user.id);
    });
}

std::vector<Column<Member>> ChatDetailPane::memberColumns()
{
    return columnsOf<Member>({
        column(&Member::user, tr("Member")).wide(230).drawn([](const Member &member) {
            const User &user = member.user;
            return CellLook{.second = u'@' + user.username,
                .avatar = readable(user),
                .avatarSeed = user.id.value,
                .online = user.isOnline,
                .dimmed = !user.isActive,
                .strong = true};
        }),
        column(&Member::role, tr("Role")).wide(110).drawn([](const Member &member) {
            return CellLook{.badge = member.role != MemberRole::Member,
                .dimmed = member.role == MemberRole::Member,
                .tone = member.role == MemberRole::Owner ? Tone::Warning : Tone::Accent};
        }),
        column(&Member::joinedAt, tr("Joined")).wide(130),
        column(&Member::lastReadSeq, tr("Read to")).wide(80),
    });
}

void ChatDetailPane::setChat(ChatId id)
{
    if (m_id == id)
        return refresh();
    m_id = id;
    m_shown.reset();
    setTitle({.text = {}, .second = {}, .seed = id.value, .online = {}});
    setBadges({});
    m_facts->setFacts({});
    m_browser->setChat({.id = id});
    Q_EMIT shownChanged();
    refresh();
}

void ChatDetailPane::refresh()
{
    m_areMembersStale = m_isAuditStale = true;
    read();
    readTab();
}

void ChatDetailPane::readTab()
{
    if (!m_id.isStored())
        return;
    switch (tabs()->currentIndex()) {
    case Members:
        if (std::exchange(m_areMembersStale, false))
            m_members.reload();
        break;
    case Audit:
        if (std::exchange(m_isAuditStale, false))
            m_audit.reload();
        break;
    case Messages:
        if (m_shown) // whether it is private is not known before
            m_browser->activate();
        break;
    default:
        break;
    }
}

void ChatDetailPane::read()
{
    m_workspace.admin().chat(
        m_id, Callback<AdminChat>(this, [this, asked = m_id](Result<AdminChat> answer) {
            if (asked != m_id)
                return;
            if (!answer)
                return m_workspace.fail(tr("Cannot show this chat"), answer.error());
            m_shown = std::move(*answer);
            showAnswer();
            m_browser->setChat(*m_shown);
            readTab();
            Q_EMIT shownChanged();
        }));
}

void ChatDetailPane::showAnswer()
{
    const AdminChat &chat = *m_shown;
    setTitle({.text = ChatTable::nameOf(chat),
        .second = chat.topic,
        .seed = chat.id.value,
        .online = {}});
    QList<Badge> badges{{ChatTable::kindOf(chat), ChatTable::toneOf(chat)}};
    if (chat.isArchived)
        badges.append({tr("Archived"), Tone::Warning});
    setBadges(badges);
    m_facts->setFacts(facts());
}

QList<Fact> ChatDetailPane::facts() const
{
    const AdminChat &chat = *m_shown;
    return {
        {tr("Name"), ChatTable::nameOf(chat), {}},
        {tr("Topic"), chat.topic, {}},
        {tr("Kind"), ChatTable::kindOf(chat), {}},
        {tr("Members"), readable(chat.memberCount), {}},
        {tr("Messages"), readable(chat.messageCount), {}},
        {tr("Created by"), readable(chat.createdBy), {}},
        {tr("Created"), readable(chat.createdAt), wholeTime(chat.createdAt)},
        {tr("Last activity"), readable(chat.updatedAt), wholeTime(chat.updatedAt)},
        {tr("Last position"), readable(chat.lastSeq), {}},
        {tr("Id"), QString::number(chat.id.value), {}},
    };
}

void ChatDetailPane::retranslate()
{
    DetailPane::retranslate();
    if (tabs()->count() == 0) // the base class's constructor
        return;
    tabs()->setTabText(About, tr("About"));
    tabs()->setTabText(Members, tr("Members"));
    tabs()->setTabText(Messages, tr("Messages"));
    tabs()->setTabText(Audit, tr("Audit"));
    m_members.setColumns(memberColumns());
    m_audit.setColumns(AuditTable::columns(AuditTable::Of::OneTarget));
    TablePanel::Texts texts;
    texts.emptyTitle = tr("Nothing yet");
    texts.emptyHint = tr("What admins do to this chat is kept here for ever.");
    m_auditPanel->setTexts(texts);
    texts.emptyTitle = tr("Nobody");
    texts.emptyHint = tr("This chat has no members any more.");
    m_memberPanel->setTexts(texts);
    if (m_shown)
        showAnswer();
}

} // namespace kith::console
