// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/detail.h"

#include "admingui/screens/audit/table.h"
#include "admingui/screens/chats/table.h"
#include "admingui/screens/connections/table.h"
#include "admingui/screens/sessions/table.h"
#include "admingui/screens/users/table.h"
#include "admingui/tables/personcell.h"

#include <QScrollArea>

namespace kith::console {

using namespace Qt::StringLiterals;

UserDetailPane::UserDetailPane(Workspace &workspace, QWidget *parent)
    : DetailPane(parent), m_workspace(workspace), m_facts(new FactList),
      m_sessions(
          [this](const PageRequest &request, Callback<CountedPage<AdminSession>> done) {
              m_workspace.admin().sessions(
                  {.user = m_id, .cursor = request.cursor, .limit = request.limit},
                  uncounted(std::move(done)));
          },
          [](const AdminSession &one) { return one.id.value; }, PagePlan::Ends::StartOnly, this),
      m_sockets(
          [this](const PageRequest &request, Callback<CountedPage<ClientConnection>> done) {
              m_workspace.admin().connections(
                  {.user = m_id, .cursor = request.cursor, .limit = request.limit},
                  uncounted(std::move(done)));
          },
          [](const ClientConnection &one) { return one.id.value; }, PagePlan::Ends::StartOnly,
          this),
      m_chats(
          [this](const PageRequest &request, Callback<CountedPage<AdminChat>> done) {
              m_workspace.admin().chats(
                  {.member = m_id, .cursor = request.cursor, .limit = request.limit},
                  std::move(done));
          },
          [](const AdminChat &one) { return one.id.value; }, PagePlan::Ends::StartOnly, this),
      m_audit(
          [this](const PageRequest &request, Callback<CountedPage<AuditEntry>> done) {
              m_workspace.admin().audit({.targetKind = u"user"_s,
                                            .targetId = m_id.value,
                                            .cursor = request.cursor,
                                            .limit = request.limit},
                  uncounted(std::move(done)));
          },
          [](const AuditEntry &one) { return one.seq; }, PagePlan::Ends::StartOnly, this)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    tabs()->addTab(scroll, QString());
    addTab(m_sessions, SessionTable::columns(SessionTable::Of::OnePerson), u"user-sessions"_s);
    addTab(m_sockets, SocketTable::columns(SocketTable::Of::OnePerson), u"user-connections"_s);
    addTab(m_chats, ChatTable::columns(ChatTable::Of::OnePerson), u"user-chats"_s);
    addTab(m_audit, AuditTable::columns(AuditTable::Of::OneTarget), u"user-audit"_s);
    connectTabs();
    UserDetailPane::retranslate();
}

template <class T>
void UserDetailPane::addTab(
    RecordModel<T> &records, std::vector<Column<T>> columns, const QString &name)
{
    records.setColumns(std::move(columns));
    auto *panel = new TablePanel(TablePanel::Extent::Compact, this);
    panel->setRecords(&records, settingsNameFor(m_workspace.api().base(), name));
    m_tabs.push_back({&records, panel, true});
    tabs()->addTab(panel, QString());
}

void UserDetailPane::connectTabs()
{
    connect(tabs(), &QTabWidget::currentChanged, this, &UserDetailPane::readTab);
    connect(m_tabs[2].panel, &TablePanel::opened, this, [this](int row) {
        if (const AdminChat *chat = m_chats.at(row))
            m_workspace.openChat(chat->id);
    });
}

void UserDetailPane::setUser(UserId id)
{
    if (m_id == id)
        return refresh();
    m_id = id;
    m_shown.reset();
    setTitle({.text = {}, .second = {}, .seed = id.value, .online = {}});
    setBadges({});
    m_facts->setFacts({});
    for (Tab &tab : m_tabs)
        tab.isStale = true;
    Q_EMIT shownChanged();
    read();
    readTab(tabs()->currentIndex());
}

void UserDetailPane::refresh()
{
    read();
    for (Tab &tab : m_tabs)
        tab.isStale = true;
    readTab(tabs()->currentIndex());
}

void UserDetailPane::readTab(int index)
{
    if (index < 1 || !m_id.isStored())
        return;
    Tab &tab = m_tabs[static_cast<size_t>(index - 1)];
    if (std::exchange(tab.isStale, false))
        tab.records->reload();
}

void UserDetailPane::read()
{
    m_workspace.admin().user(
        m_id, Callback<UserDetail>(this, [this, asked = m_id](Result<UserDetail> answer) {
            if (asked != m_id)
                return;
            if (!answer)
                return m_workspace.fail(tr("Cannot show this user"), answer.error());
            m_shown = std::move(*answer);
            showAnswer();
            Q_EMIT shownChanged();
        }));
}

void UserDetailPane::showAnswer()
{
    const User &user = m_shown->user;
    setTitle({.text = readable(user),
        .second = u'@' + user.username,
        .seed = user.id.value,
        .online = user.isOnline});
    QList<Badge> badges{{readable(user.role), toneOf(user.role)}};
    if (!user.isActive)
        badges.append({tr("Suspended"), Tone::Bad});
    else if (user.isOnline)
        badges.append({tr("Online"), Tone::Good});
    if (user.id == m_workspace.self().id)
        badges.append({tr("You"), Tone::Quiet});
    setBadges(badges);
    m_facts->setFacts(facts());
}

QList<Fact> UserDetailPane::facts() const
{
    const User &user = m_shown->user;
    const auto time = [](const QString &name, std::optional<Timestamp> at) {
        return Fact{name, readable(at), at ? wholeTime(*at) : QString()};
    };
    return {
        {tr("Full name"), user.fullName, {}},
        {tr("Username"), user.username, {}},
        {tr("E-mail"), user.email.value_or(QString()), {}},
        {tr("Title"), user.title, {}},
        {tr("Team"), user.team, {}},
        {tr("About"), user.about, {}},
        {tr("Status"), readable(user.status), {}},
        {tr("Sessions"), readable(m_shown->sessionCount), {}},
        {tr("Open sockets"), readable(m_shown->connectionCount), {}},
        {tr("Chats"), readable(m_shown->chatCount), {}},
        user.isOnline ? Fact{tr("Last seen"), tr("Online now"), {}}
                      : time(tr("Last seen"), user.lastSeen),
        time(tr("Created"), user.createdAt),
        time(tr("Changed"), m_shown->updatedAt),
        {tr("Id"), QString::number(user.id.value), {}},
    };
}

void UserDetailPane::retranslate()
{
    DetailPane::retranslate();
    if (m_tabs.empty()) // the base class's constructor
        return;
    const QStringList titles{
        tr("Profile"), tr("Sessions"), tr("Connections"), tr("Chats"), tr("Audit")};
    for (int i = 0; i < tabs()->count(); ++i)
        tabs()->setTabText(i, titles[i]);
    m_sessions.setColumns(SessionTable::columns(SessionTable::Of::OnePerson));
    m_sockets.setColumns(SocketTable::columns(SocketTable::Of::OnePerson));
    m_chats.setColumns(ChatTable::columns(ChatTable::Of::OnePerson));
    m_audit.setColumns(AuditTable::columns(AuditTable::Of::OneTarget));
    const auto setEmpty = [](TablePanel *panel, const QString &title, const QString &hint) {
        TablePanel::Texts texts;
        texts.emptyTitle = title;
        texts.emptyHint = hint;
        panel->setTexts(texts);
    };
    setEmpty(
        m_tabs[0].panel, tr("Not signed in anywhere"), tr("Sign-ins of this person appear here."));
    setEmpty(
        m_tabs[1].panel, tr("No open sockets"), tr("No client of this person is connected now."));
    setEmpty(
        m_tabs[2].panel, tr("In no chat"), tr("Chats that this person belongs to appear here."));
    setEmpty(m_tabs[3].panel, tr("Nothing yet"),
        tr("What admins do to this person is kept here for ever."));
    if (m_shown)
        showAnswer();
}

} // namespace kith::console
