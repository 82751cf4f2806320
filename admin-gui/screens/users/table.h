// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"
#include "shared/model/adminuser.h"

#include <QCoreApplication>

namespace kith::console {

/// People as their screen shows them.
struct UserTable
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::UserTable)

public:
    static std::vector<Column<User>> columns();
    static QString stateOf(const User &user);
};

UserBrief briefOf(const User &user);

} // namespace kith::console
