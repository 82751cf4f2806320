// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

#include <QTimer>

#include <deque>

namespace kith::console {

/// The server's last samples, one a second: first those of the past (GET admin/metrics), then each
/// as the stream `admin` tells of it; after a broken connection those of the time between. On the
/// GUI thread.
class MetricsFeed : public QObject
{
    Q_OBJECT

public:
    explicit MetricsFeed(Workspace &workspace, QObject *parent = nullptr);

    void start();
    void stop();

    /// Oldest first; at most limits::kMetricsSeconds.
    const std::deque<MetricsSample> &samples() const { return m_samples; }
    /// No sample has come for some seconds: what is shown is old.
    bool isStale() const { return m_isStale; }

Q_SIGNALS:
    void changed();
    void staleChanged(bool isStale);

private:
    void fetchPast();
    void merge(const std::vector<MetricsSample> &samples);
    void setStale(bool isStale);

    Workspace &m_workspace;
    std::deque<MetricsSample> m_samples;
    QTimer m_silence;
    bool m_isStale = false;
    bool m_isStarted = false;
};

} // namespace kith::console
