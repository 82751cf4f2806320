// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/metricsfeed.h"

#include <algorithm>

namespace kith::console {

using namespace std::chrono_literals;

namespace {

constexpr auto kSilence = 5s;

} // namespace

MetricsFeed::MetricsFeed(Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(kSilence);
    connect(&m_silence, &QTimer::timeout, this, [this] { setStale(true); });
    connect(&workspace.events(), &EventSocket::metricsEvent, this,
        [this](const frames::MetricsEvent &event) { merge({event.sample}); });
    connect(
        &workspace.events(), &EventSocket::stateChanged, this, [this](EventSocket::State state) {
            if (m_isStarted && state == EventSocket::State::Live)
                fetchPast();
        });
}

void MetricsFeed::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    m_silence.start();
    fetchPast();
}

void MetricsFeed::stop()
{
    m_isStarted = false;
    m_silence.stop();
}

void MetricsFeed::fetchPast()
{
    m_workspace.admin().metrics(
        {.seconds = limits::kMetricsSeconds}, {this, [this](Result<Items<MetricsSample>> answer) {
                                                   if (answer)
                                                       merge(answer->items);
                                               }});
}

void MetricsFeed::merge(const std::vector<MetricsSample> &samples)
{
    const size_t before = m_samples.size();
    m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    const auto byTime = [](const MetricsSample &a, const MetricsSample &b) { return a.at < b.at; };
    if (!std::is_sorted(m_samples.begin(), m_samples.end(), byTime))
        std::sort(m_samples.begin(), m_samples.end(), byTime);
    const auto isSame = [](const MetricsSample &a, const MetricsSample &b) { return a.at == b.at; };
    m_samples.erase(std::unique(m_samples.begin(), m_samples.end(), isSame), m_samples.end());
    const bool isNew = m_samples.size() > before;
    while (m_samples.size() > size_t(limits::kMetricsSeconds))
        m_samples.pop_front();
    if (!isNew)
        return;
    setStale(false);
    if (m_isStarted) {
        m_silence.start();
        Q_EMIT changed();
    }
}

void MetricsFeed::setStale(bool isStale)
{
    if (m_isStale == isStale)
        return;
    m_isStale = isStale;
    Q_EMIT staleChanged(isStale);
}

} // namespace kith::console
