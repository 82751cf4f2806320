// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <memory>

namespace kith::net {

/// The event dispatcher for kithd's threads: ours on epoll, whose wake-up costs the same however
/// many sockets are open (Qt's walk them all: 1–3 ms a wake-up with 10,000). Null when the
/// environment says KITH_DISPATCHER=qt: then leave Qt's own in place, which lets the whole test
/// suite run on both. Hand it to QThread::setEventDispatcher() before start(), or to
/// QCoreApplication::setEventDispatcher() before the application object.
std::unique_ptr<QAbstractEventDispatcher> makeDispatcher();

} // namespace kith::net
