// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/filterchip.h"
#include "shared/time.h"

#include <QDateTime>

namespace kith::console {

/// A span of time: the last hour, today, some days, or from one moment to another.
class TimeChip final : public FilterChip
{
    Q_OBJECT

public:
    explicit TimeChip(QWidget *parent = nullptr);

    void retranslate();
    /// The span's ends; a relative one ("the last hour") is measured now.
    std::optional<Timestamp> since() const;
    std::optional<Timestamp> until() const;
    void setSpan(const QDateTime &from, const QDateTime &to);

    bool isSet() const override { return m_kind != Any; }
    void clear() override { choose(Any); }

protected:
    QString valueText() const override;

private:
    enum Kind { Any, Hour, Today, Week, Month, Span };

    QString textOf(Kind kind) const;
    void choose(Kind kind);
    void askForSpan();

    Kind m_kind = Any;
    QDateTime m_from;
    QDateTime m_to;
};

} // namespace kith::console
