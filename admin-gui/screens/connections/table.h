// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"
#include "shared/model/adminsession.h"

#include <QCoreApplication>

namespace kith::console {

/// Open sockets as the screen of connections and the detail of a person show them.
struct SocketTable
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::SocketTable)

public:
    enum class Of { Everybody, OnePerson };
    static std::vector<Column<ClientConnection>> columns(Of whose);
};

} // namespace kith::console
