// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace kith::ops {

/// Raises the soft limit of open descriptors to the hard one and answers it: each connection is
/// one, and the usual soft limit of 1,024 is gone in no time.
qint64 raiseFileLimit();

/// What every kithd command needs before it starts threads: no death by SIGPIPE, files that only
/// the owner and group may read, and no core files, which would hold keys and messages.
void hardenProcess();

/// SIGTERM, SIGINT and SIGHUP as signals of Qt. Construct it in main before any thread starts (they
/// inherit the blocked mask) and keep it as long as the application. Lives on the main thread.
class ProcessSignals : public QObject
{
    Q_OBJECT

public:
    ProcessSignals();
    ~ProcessSignals() override;

Q_SIGNALS:
    /// `again`: the second request; whoever drains should stop doing so now.
    void stopRequested(int signal, bool again);
    void reloadRequested();

private:
    void readSignals();

    int m_fd = -1;
    bool m_stopping = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kith::ops
