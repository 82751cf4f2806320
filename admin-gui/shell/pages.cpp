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
