// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/page.h"

#include "admingui/look/labels.h"
#include "admingui/screens/overview/auditcard.h"
#include "admingui/screens/overview/figures.h"
#include "admingui/screens/overview/healthcard.h"
#include "admingui/screens/overview/livechart.h"

#include <QActionGroup>
#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QToolButton>

#include <cmath>

namespace kith::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kVerdictEvery = 10s;
/// Between two charts: drawing all in one go would hold the window for longer than anybody should
/// notice.
constexpr auto kTurn = 40ms;

constexpr size_t kRecentAudit = 10; ///< as GET admin/overview gives

QString number(double value)
{
    return QLocale().toString(value, 'f', value > 0 && value < 10 ? 1 : 0);
}
QString count(double value) { return countText(std::llround(value)); }
QString milliseconds(double value)
{
    return LiveChart::tr("%1 ms").arg(QLocale().toString(value, 'f', value < 10 ? 1 : 0));
}
QString mebibytes(double value) { return bytesText(value * 1024 * 1024); }

ChartLine line(double MetricsSample::*member)
{
    return {[member](const MetricsSample &sample) { return std::optional(sample.*member); }};
}
ChartLine line(qint64 MetricsSample::*member)
{
    return {
        [member](const MetricsSample &sample) { return std::optional(double(sample.*member)); }};
}
ChartLine percentile(double Percentiles::*member)
{
    return {[member](const MetricsSample &sample) {
        return sample.ackLatency ? std::optional((*sample.ackLatency).*member) : std::nullopt;
    }};
}
ChartLine memoryLine()
{
    return {[](const MetricsSample &sample) {
        return std::optional(double(sample.memoryBytes) / (1024 * 1024));
    }};
}

QString upText(std::chrono::milliseconds up)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(up).count();
    if (minutes < 60)
        return OverviewPage::tr("up %1 min").arg(minutes);
    if (minutes < 48 * 60)
        return OverviewPage::tr("up %1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return OverviewPage::tr("up %n day(s)", nullptr, int(minutes / (24 * 60)));
}

} // namespace

OverviewPage::OverviewPage(Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_feed(workspace), m_title(label(TextRole::Title, this)),
      m_about(label(TextRole::Faint, this)), m_stale(label(TextRole::Body, this)),
      m_short(new QAction(this)), m_long(new QAction(this)), m_health(new HealthCard(this)),
      m_figures(new Figures(this)), m_audit(new AuditCard(this))
{
    build();
    retranslate();
    m_verdicts.setInterval(kVerdictEvery);
    connect(&m_verdicts, &QTimer::timeout, this, &OverviewPage::refresh);
    m_turns.setInterval(kTurn);
    connect(&m_turns, &QTimer::timeout, this, &OverviewPage::drawNext);
    connect(&m_feed, &MetricsFeed::changed, this, [this] {
        m_nextChart = 0;
        m_turns.start();
    });
    connect(&workspace.events(), &EventSocket::auditEvent, this,
        [this](const frames::AuditEvent &event) { addAudit(event.entry); });
    connect(&m_feed, &MetricsFeed::staleChanged, this, &OverviewPage::showStale);
    connect(m_audit, &AuditCard::allWanted, this,
        [this] { this->workspace().go({.page = u"audit"_s}); });
    connect(m_short, &QAction::triggered, this, [this] { setWindow(5min); });
    connect(m_long, &QAction::triggered, this, [this] { setWindow(15min); });
}

void OverviewPage::build()
{
    auto *inner = new QWidget(this);
    auto *grid = new QGridLayout(inner);
    grid->setContentsMargins(24, 20, 24, 24);
    grid->setSpacing(14);
    for (int column = 0; column < 6; ++column)
        grid->setColumnStretch(column, 1);
    grid->addWidget(buildHead(), 0, 0, 1, 6);
    grid->addWidget(m_health, 1, 0, 1, 3);
    grid->addWidget(m_figures, 1, 3, 1, 3);
    buildCharts(grid);
    grid->addWidget(m_audit, 4, 0, 1, 6);
    grid->setRowStretch(5, 1);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    inner->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(scroll);
}

QWidget *OverviewPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(10);
    row->addWidget(m_title);
    m_about->setContentsMargins(0, 6, 0, 0); // on the title's base line
    row->addWidget(m_about);
    row->addStretch();
    m_stale->setObjectName(u"stale"_s);
    setLevel(m_stale, "warning");
    m_stale->hide();
    row->addWidget(m_stale);
    auto *windows = new QActionGroup(this);
    for (QAction *action : {m_short, m_long}) {
        action->setCheckable(true);
        windows->addAction(action);
        auto *button = new QToolButton(head);
        button->setDefaultAction(action);
        row->addWidget(button);
    }
    m_short->setChecked(true);
    return head;
}

LiveChart *OverviewPage::addChart(LiveChart *chart)
{
    m_charts.push_back(chart);
    return chart;
}

void OverviewPage::buildCharts(QGridLayout *grid)
{
    using S = MetricsSample;
    const auto add = [&](std::vector<ChartLine> lines, ValueText text) {
        const int index = int(m_charts.size());
        grid->addWidget(addChart(new LiveChart(std::move(lines), std::move(text), this)),
            2 + index / 3, index % 3 * 2, 1, 2);
    };
    add({line(&S::messagesPerSecond)}, number);
    add({line(&S::deliveriesPerSecond)}, number);
    add({line(&S::sockets), line(&S::connections)}, count);
    add({percentile(&Percentiles::p50), percentile(&Percentiles::p95),
            percentile(&Percentiles::p99)},
        milliseconds);
    add({memoryLine()}, mebibytes);
    add({line(&S::writerQueue), line(&S::readerQueue), line(&S::passwordQueue)}, count);
}

void OverviewPage::retranslate()
{
    m_title->setText(tr("Overview"));
    m_stale->setText(tr("Out of date: the server sends no figures"));
    m_short->setText(tr("5 minutes"));
    m_long->setText(tr("15 minutes"));
    const std::pair<QString, QStringList> texts[] = {
        {tr("Messages a second"), {}},
        {tr("Deliveries a second"), {}},
        {tr("Connections"), {tr("sockets"), tr("all")}},
        {tr("Latency"), {u"p50"_s, u"p95"_s, u"p99"_s}},
        {tr("Memory"), {}},
        {tr("Queues"), {tr("writes"), tr("reads"), tr("sign-ins")}},
    };
    for (size_t i = 0; i < m_charts.size(); ++i)
        m_charts[i]->setTexts(texts[i].first, texts[i].second);
    m_figures->retranslate();
    m_audit->retranslate();
    if (m_overview)
        show(*m_overview);
    m_nextChart = 0;
    m_turns.start();
}

void OverviewPage::activate()
{
    m_feed.start();
    m_verdicts.start();
    refresh();
}

void OverviewPage::deactivate()
{
    m_feed.stop();
    m_verdicts.stop();
    m_turns.stop();
}

void OverviewPage::refresh()
{
    workspace().admin().overview({this, [this](Result<Overview> overview) {
                                      if (overview)
                                          show(*overview);
                                      else if (!m_overview)
                                          m_health->showUnknown();
                                  }});
}

void OverviewPage::show(const Overview &overview)
{
    m_overview = overview;
    const QString database = overview.database == u"mariadb"_s ? u"MariaDB"_s : u"SQLite"_s;
    m_about->setText(u"kithd %1  ·  %2  ·  %3"_s.arg(
        overview.version, database, upText(overview.now - overview.startedAt)));
    m_health->show(overview);
    m_figures->show(overview);
    m_audit->show(overview.recentAudit);
}

void OverviewPage::addAudit(const AuditEntry &entry)
{
    if (!m_overview)
        return; // the first answer will have it
    auto &recent = m_overview->recentAudit;
    recent.insert(recent.begin(), entry);
    recent.resize(std::min(recent.size(), kRecentAudit));
    m_audit->show(recent);
}

void OverviewPage::drawNext()
{
    if (m_nextChart >= m_charts.size() || m_feed.samples().empty())
        return m_turns.stop();
    m_charts[m_nextChart++]->show(m_feed.samples(), m_window);
}

void OverviewPage::setWindow(std::chrono::seconds window)
{
    m_window = window;
    m_nextChart = 0;
    m_turns.start();
}

void OverviewPage::showStale() { m_stale->setVisible(m_feed.isStale()); }

} // namespace kith::console
