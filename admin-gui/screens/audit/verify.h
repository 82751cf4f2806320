// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"
#include "shared/model/audit.h"

namespace kith::console {

/// Verifies the audit log's chain from its first entry to its last, a piece a request. On the GUI
/// thread. Destroying it stops it.
class AuditVerify final : public QObject
{
    Q_OBJECT

public:
    AuditVerify(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace) { }

    void start() { next(1); }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// The whole chain was looked at, or a break was found: the last piece says which.
    void finished(const kith::AuditVerification &verdict);
    void failed(const kith::Error &error);

private:
    void next(qint64 from);

    Workspace &m_workspace;
};

} // namespace kith::console
