// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"
#include "shared/model/adminchat.h"

#include <QCoreApplication>

namespace kith::console {

/// Chats as their screen and the detail of a person show them.
struct ChatTable
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::ChatTable)

public:
    enum class Of { Everything, OnePerson };
    static std::vector<Column<AdminChat>> columns(Of what);
    /// Its name, or the names of the two people of a direct chat.
    static QString nameOf(const AdminChat &chat);
    /// "Public channel", "Group".
    static QString kindOf(const AdminChat &chat);
    static Tone toneOf(const AdminChat &chat);
};

} // namespace kith::console
