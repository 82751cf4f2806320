// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/listpage.h"
#include "admingui/tables/recordmodel.h"
#include "shared/model/adminsession.h"

#include <QTimer>

namespace kith::console {

/// Everybody's open sockets as they are now, read again every two seconds while they are looked at;
/// closes them, or ends the session behind them.
class ConnectionsPage final : public ListPage
{
    Q_OBJECT

public:
    ConnectionsPage(Workspace &workspace, QWidget *parent);

    void activate() override;
    void deactivate() override;

protected:
    void retranslate() override;
    void refineActs() override;
    void removeChosen() override { closeChosen(); }

private:
    void fetch(const PageRequest &request, Callback<CountedPage<ClientConnection>> done);
    std::vector<ClientConnection> chosen() { return m_sockets.loadedRows(panel()->chosenRows()); }
    void closeChosen();
    void endChosen();

    RecordModel<ClientConnection> m_sockets;
    QTimer m_again;
    QAction *m_close;
    QAction *m_end;
    QAction *m_showUser;
};

} // namespace kith::console
