// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/connections/page.h"

#include "admingui/acts/endsessions.h"
#include "admingui/screens/connections/table.h"

#include <set>

namespace kith::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kRefreshEvery = 2s;

} // namespace

ConnectionsPage::ConnectionsPage(Workspace &workspace, QWidget *parent)
    : ListPage(workspace, parent),
      m_sockets(
          [this](const PageRequest &request, Callback<CountedPage<ClientConnection>> done) {
              fetch(request, std::move(done));
          },
          [](const ClientConnection &one) { return one.id.value; }, PagePlan::Ends::StartOnly, this)
{
    m_sockets.setColumns(SocketTable::columns(SocketTable::Of::Everybody));
    setUp(u"connections"_s, &m_sockets, nullptr);
    m_showUser = addAct(Needs::OneRow, false, [this] {
        const std::vector<ClientConnection> rows = chosen();
        if (!rows.empty())
            this->workspace().openUser(rows.front().user.id);
    });
    m_close = addAct(Needs::SomeRows, true, [this] { closeChosen(); });
    m_end = addAct(Needs::SomeRows, true, [this] { endChosen(); });
    panel()->addMenuAction(m_showUser);
    panel()->addMenuAction(nullptr);
    panel()->addMenuAction(m_close);
    panel()->addMenuAction(m_end);
    panel()->addButton(m_close);
    connect(panel(), &TablePanel::opened, m_showUser, &QAction::trigger);
    m_again.setInterval(kRefreshEvery);
    connect(&m_again, &QTimer::timeout, this, [this] {
        // A slow answer is waited for, not asked for twice.
        if (!m_sockets.isReading())
            m_sockets.refresh();
    });
    ConnectionsPage::retranslate();
}

void ConnectionsPage::activate()
{
    ListPage::activate();
    m_again.start();
}

void ConnectionsPage::deactivate()
{
    m_again.stop();
    ListPage::deactivate();
}

void ConnectionsPage::fetch(
    const PageRequest &request, Callback<CountedPage<ClientConnection>> done)
{
    workspace().admin().connections({.search = panel()->filters()->searched(),
                                        .cursor = request.cursor,
                                        .limit = request.limit},
        uncounted(std::move(done)));
}

void ConnectionsPage::closeChosen()
{
    if (m_close->isEnabled())
        closeConnections(workspace(), this, chosen(), [this] { m_sockets.refresh(); });
}

void ConnectionsPage::endChosen()
{
    std::vector<AdminSession> sessions;
    std::set<SessionId> seen; // several sockets can share one
    for (const ClientConnection &one : chosen()) {
        if (seen.insert(one.sessionId).second)
            sessions.push_back({.id = one.sessionId, .user = one.user});
    }
    endSessions(workspace(), this, sessions, [this] { m_sockets.refresh(); });
}

void ConnectionsPage::refineActs()
{
    const bool isSeen = m_sockets.areLoaded(panel()->chosenRows());
    for (QAction *act : {m_close, m_end})
        act->setEnabled(act->isEnabled() && isSeen);
}

void ConnectionsPage::retranslate()
{
    m_sockets.setColumns(SocketTable::columns(SocketTable::Of::Everybody));
    m_showUser->setText(tr("Show user"));
    m_close->setText(tr("Close connection…"));
    m_end->setText(tr("End session…"));
    panel()->filters()->setPlaceholder(tr("Search user, client or address"));
    panel()->setTexts(
        {.count = [](qint64 n) { return tr("%1 connections").arg(QLocale().toString(n)); },
            .emptyTitle = tr("No open connections"),
            .emptyHint = tr("Clients appear here as soon as they open a socket."),
            .emptyButton = {},
            .noMatchTitle = tr("No connection matches"),
            .fileName = u"connections"_s});
}

} // namespace kith::console
