// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/column.h"
#include "shared/model/audit.h"

#include <QCoreApplication>

namespace kith::console {

/// Entries of the audit log as its screen and the details show them.
struct AuditTable
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::AuditTable)

public:
    enum class Of { Everything, OneTarget };
    static std::vector<Column<AuditEntry>> columns(Of what);
    /// "Suspended a user"; the name itself for one that this console does not know.
    static QString actionText(const QString &action);
    /// The actions that this console has words for, for a filter.
    static QStringList knownActions();
    static QString targetKindText(const QString &kind);
    static Tone toneOf(const QString &action);
};

} // namespace kith::console
