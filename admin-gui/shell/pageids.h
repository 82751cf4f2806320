// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Of Place::page and PageEntry::id; what is kept of a page's table has the same name.
namespace kith::console::pageids {

inline const QString kOverview = QStringLiteral("overview");
inline const QString kUsers = QStringLiteral("users");
inline const QString kChats = QStringLiteral("chats");
inline const QString kConnections = QStringLiteral("connections");
inline const QString kSessions = QStringLiteral("sessions");
inline const QString kAudit = QStringLiteral("audit");

} // namespace kith::console::pageids
