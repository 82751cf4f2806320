// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace kith::bench {

/// What is asked of a figure, or of its ratio to a reference (issue 3, "Reach").
struct Goal
{
    enum class Is { AtLeast, AtMost } is = Is::AtLeast;
    double bound = 0;

    bool isMet(double value) const { return is == Is::AtLeast ? value >= bound : value <= bound; }
};
constexpr Goal atLeast(double bound) { return {Goal::Is::AtLeast, bound}; }
constexpr Goal atMost(double bound) { return {Goal::Is::AtMost, bound}; }

/// The same work done by something else in the same run.
struct Reference
{
    QString name{}; ///< "floor", "ceiling", "fastapi", "sqlite", …
    double value = 0; ///< in the figure's unit
    std::optional<double> microseconds{}; ///< of its server's processor, each
    std::optional<Goal> goal{}; ///< of the figure divided by this
};

/// Processor time over the measured span.
struct Processor
{
    double microseconds = 0; ///< of the server, for each item
    double cores = 0; ///< that the server kept busy
    double loadCores = 0; ///< that the load itself took from it
};

struct Figure
{
    QString scenario{};
    QString name{};
    double value = 0;
    QString unit{};
    std::optional<Goal> goal{};
    std::vector<Reference> references{};
    std::optional<Processor> processor{};
    QString note{};
};

/// Prints each figure as it comes, and keeps all for the JSON file.
class Report
{
public:
    void add(Figure figure);
    QJsonObject json() const;
    /// False: it cannot be written.
    bool write(const QString &file) const;

private:
    std::vector<Figure> m_figures;
};

} // namespace kith::bench
