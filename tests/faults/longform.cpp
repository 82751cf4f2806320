// SPDX-License-Identifier: GPL-3.0-or-later
#include "longform.h"

#include <QTest>

#include <algorithm>

namespace kith::faults {

using namespace Qt::StringLiterals;

int longForm(const char *variable, int few)
{
    return std::max(1,
        qEnvironmentVariableIntValue(variable) > 0 ? qEnvironmentVariableIntValue(variable) : few);
}

std::chrono::milliseconds patience() { return std::chrono::seconds(longForm("KITH_PATIENCE", 40)); }

quint32 seedOfRun(quint32 round)
{
    static const quint32 seed = [] {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("KITH_SEED", &isGiven);
        const quint32 made =
            isGiven ? static_cast<quint32>(given) : QRandomGenerator::global()->bounded(1'000'000u);
        qInfo("KITH_SEED=%u", made);
        return made;
    }();
    return seed + round;
}

QString Times::summary() const
{
    if (m_all.empty())
        return u"never"_s;
    auto sorted = m_all;
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double part) {
        return qint64(sorted[static_cast<size_t>(part * double(sorted.size() - 1))].count());
    };
    return u"median %1 ms, p99 %2 ms, longest %3 ms"_s.arg(at(0.5)).arg(at(0.99)).arg(at(1));
}

void report(const char *what, int count, const Tally &tally, const char *timed, const Times &times)
{
    qInfo(
        "%d %s, %lld acknowledged messages (%lld asked again), %lld edits and deletes, %lld events "
        "seen by readers; %s: %s",
        count, what, tally.acks, tally.repeats, tally.edits, tally.views, timed,
        qPrintable(times.summary()));
}

} // namespace kith::faults
