// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/pages.h"

#include "admingui/screens/audit/page.h"
#include "admingui/screens/chats/page.h"
#include "admingui/screens/connections/page.h"
#include "admingui/screens/overview/page.h"
#include "admingui/screens/sessions/page.h"
#include "admingui/screens/users/page.h"

#include <QCoreApplication>

namespace kith::console {

namespace {

template <class P> Page *make(Workspace &workspace, QWidget *parent)
{
    return new P(workspace, parent);
}

} // namespace

const std::vector<PageEntry> &pages()
{
    static const std::vector<PageEntry> all{
        {pageids::kOverview, QT_TRANSLATE_NOOP("pages", "Overview"), "overview",
            make<OverviewPage>},
        {pageids::kUsers, QT_TRANSLATE_NOOP("pages", "Users"), "users", make<UsersPage>},
        {pageids::kChats, QT_TRANSLATE_NOOP("pages", "Chats"), "chats", make<ChatsPage>},
        {pageids::kConnections, QT_TRANSLATE_NOOP("pages", "Connections"), "connections",
            make<ConnectionsPage>},
        {pageids::kSessions, QT_TRANSLATE_NOOP("pages", "Sessions"), "sessions",
            make<SessionsPage>},
        {pageids::kAudit, QT_TRANSLATE_NOOP("pages", "Audit"), "audit", make<AuditPage>},
    };
    return all;
}

} // namespace kith::console
