// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"
#include "shared/model/adminsession.h"

#include <QCoreApplication>

namespace kith::console {

/// Sign-ins as the screen of sessions and the detail of a person show them.
struct SessionTable
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::SessionTable)

public:
    enum class Of { Everybody, OnePerson };
    static std::vector<Column<AdminSession>> columns(Of whose);
};

} // namespace kith::console
