// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/pages.h"

#include "admingui/audit/auditpage.h"
#include "admingui/chats/chatspage.h"
#include "admingui/overview/overviewpage.h"
#include "admingui/sessions/sessionspage.h"
#include "admingui/sockets/connectionspage.h"
#include "admingui/users/userspage.h"

#include <QCoreApplication>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

template <class P> Page *make(Workspace &workspace, QWidget *parent)
{
    return new P(workspace, parent);
}

} // namespace

const std::vector<PageEntry> &pages()
{
    static const std::vector<PageEntry> all{
        {u"overview"_s, QT_TRANSLATE_NOOP("pages", "Overview"), "overview", make<OverviewPage>},
        {u"users"_s, QT_TRANSLATE_NOOP("pages", "Users"), "users", make<UsersPage>},
        {u"chats"_s, QT_TRANSLATE_NOOP("pages", "Chats"), "chats", make<ChatsPage>},
        {u"connections"_s, QT_TRANSLATE_NOOP("pages", "Connections"), "connections",
            make<ConnectionsPage>},
        {u"sessions"_s, QT_TRANSLATE_NOOP("pages", "Sessions"), "sessions", make<SessionsPage>},
        {u"audit"_s, QT_TRANSLATE_NOOP("pages", "Audit"), "audit", make<AuditPage>},
    };
    return all;
}

} // namespace kith::console
