// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"
#include "shared/model/adminsession.h"

class QWidget;

namespace kith::console {

/// Asks, says what follows, and ends sign-ins one after the other; `done` is told when the last
/// answer has come. What fails is told by Workspace::fail(). `parent` shows the question.
void endSessions(Workspace &workspace, QWidget *parent, const std::vector<AdminSession> &sessions,
    std::function<void()> done);

/// The same for open sockets, which may come back at once.
void closeConnections(Workspace &workspace, QWidget *parent,
    const std::vector<ClientConnection> &connections, std::function<void()> done);

} // namespace kith::console
