// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/screens/overview/metricsfeed.h"
#include "admingui/shell/page.h"

#include <QLabel>
#include <QTimer>

class QGridLayout;

namespace kith::console {

class AuditCard;
class Figures;
class HealthCard;
class LiveChart;

/// How the server is: a verdict with its reasons, live charts, what admins did last.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(Workspace &workspace, QWidget *parent = nullptr);

    void activate() override;
    void deactivate() override;
    void refresh() override;
    QList<QAction *> paletteActions() const override { return {m_short, m_long}; }

protected:
    void retranslate() override;

private:
    void build();
    QWidget *buildHead();
    void buildCharts(QGridLayout *grid);
    LiveChart *addChart(LiveChart *chart);
    void show(const Overview &overview);
    void addAudit(const AuditEntry &entry);
    void drawNext();
    void setWindow(std::chrono::seconds window);
    void showStale();

    MetricsFeed m_feed;
    QTimer m_verdicts; ///< asks for the verdict anew
    QTimer m_turns; ///< draws the charts one by one
    size_t m_nextChart = 0;
    std::chrono::seconds m_window = std::chrono::minutes(5);
    std::optional<Overview> m_overview;
    QLabel *m_title;
    QLabel *m_about;
    QLabel *m_stale;
    QAction *m_short;
    QAction *m_long;
    HealthCard *m_health;
    Figures *m_figures;
    std::vector<LiveChart *> m_charts;
    AuditCard *m_audit;
};

} // namespace kith::console
