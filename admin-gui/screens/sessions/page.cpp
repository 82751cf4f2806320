// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/sessions/page.h"

#include "admingui/acts/endsessions.h"
#include "admingui/screens/sessions/table.h"

namespace kith::console {

using namespace Qt::StringLiterals;

SessionsPage::SessionsPage(Workspace &workspace, QWidget *parent)
    : ListPage(workspace, parent),
      m_sessions([this](const PageRequest &request,
                     Callback<CountedPage<AdminSession>> done) { fetch(request, std::move(done)); },
          [](const AdminSession &session) { return session.id.value; }, PagePlan::Ends::StartOnly,
          this)
{
    m_sessions.setColumns(SessionTable::columns(SessionTable::Of::Everybody));
    setUp(u"sessions"_s, &m_sessions, nullptr);
    m_showUser = addAct(Needs::OneRow, false, [this] {
        const QList<RowRange> rows = panel()->chosenRows();
        if (const AdminSession *session = m_sessions.at(rows.front().first))
            this->workspace().openUser(session->user.id);
    });
    m_end = addAct(Needs::SomeRows, true, [this] { endChosen(); });
    panel()->addMenuAction(m_showUser);
    panel()->addMenuAction(nullptr);
    panel()->addMenuAction(m_end);
    panel()->addButton(m_end);
    connect(panel(), &TablePanel::opened, m_showUser, &QAction::trigger);
    SessionsPage::retranslate();
}

void SessionsPage::fetch(const PageRequest &request, Callback<CountedPage<AdminSession>> done)
{
    workspace().admin().sessions({.search = panel()->filters()->searched(),
                                     .cursor = request.cursor,
                                     .limit = request.limit},
        uncounted(std::move(done)));
}

void SessionsPage::endChosen()
{
    if (!m_end->isEnabled())
        return;
    endSessions(workspace(), this, m_sessions.loadedRows(panel()->chosenRows()),
        [this] { m_sessions.refresh(); });
}

void SessionsPage::refineActs()
{
    // What is acted on has been seen: rows that were never read are not ended.
    m_end->setEnabled(m_end->isEnabled() && m_sessions.areLoaded(panel()->chosenRows()));
}

void SessionsPage::retranslate()
{
    m_sessions.setColumns(SessionTable::columns(SessionTable::Of::Everybody));
    m_showUser->setText(tr("Show user"));
    m_end->setText(tr("End session…"));
    panel()->filters()->setPlaceholder(tr("Search user, client or address"));
    panel()->setTexts(
        {.count = [](qint64 n) { return tr("%1 sessions").arg(QLocale().toString(n)); },
            .emptyTitle = tr("Nobody is signed in"),
            .emptyHint = tr("Sign-ins appear here as soon as somebody makes one."),
            .emptyButton = {},
            .noMatchTitle = tr("No session matches"),
            .fileName = u"sessions"_s});
}

} // namespace kith::console
