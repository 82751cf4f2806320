// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/listpage.h"
#include "admingui/tables/recordmodel.h"
#include "shared/model/adminsession.h"

namespace kith::console {

/// Everybody's live sign-ins; ends them.
class SessionsPage final : public ListPage
{
    Q_OBJECT

public:
    SessionsPage(Workspace &workspace, QWidget *parent);

protected:
    void retranslate() override;
    void refineActs() override;
    void removeChosen() override { endChosen(); }

private:
    void fetch(const PageRequest &request, Callback<CountedPage<AdminSession>> done);
    void endChosen();

    RecordModel<AdminSession> m_sessions;
    QAction *m_end;
    QAction *m_showUser;
};

} // namespace kith::console
