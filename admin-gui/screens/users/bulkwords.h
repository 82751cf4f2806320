// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/users/bulkrun.h"

#include <QCoreApplication>

namespace kith::console {

/// An action on people in words: before, while and after it is done.
struct BulkWords
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::BulkWords)

public:
    static QString question(const UserBulkRun::Order &order);
    static QString consequence(UserAction action);
    /// On the button; `count`: who will change.
    static QString verb(const UserBulkRun::Order &order, qint64 count);
    static QString done(const UserBulkRun::Order &order, qint64 count);
};

} // namespace kith::console
