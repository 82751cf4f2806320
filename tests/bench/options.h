// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QMap>
#include <QStringList>

#include <chrono>

namespace kith::bench {

/// What was asked for on the command line. Scenarios name their defaults themselves.
class Options
{
public:
    /// `--name value` or `--name=value`; `--quick` alone. Errors: InvalidInput.
    static Result<Options> parse(const QStringList &words, const QStringList &known);

    bool has(const char *name) const { return m_values.contains(QString::fromLatin1(name)); }
    QString text(const char *name, const QString &otherwise = {}) const;
    qint64 number(const char *name, qint64 otherwise, qint64 quick) const;
    qint64 number(const char *name, qint64 otherwise) const
    {
        return number(name, otherwise, otherwise);
    }
    /// The short form: small numbers, to see that all works.
    bool isQuick() const { return m_quick; }
    /// How long a figure is measured: --seconds, by default 3, quick 0.3.
    std::chrono::milliseconds span() const;

private:
    QMap<QString, QString> m_values;
    bool m_quick = false;
};

} // namespace kith::bench
