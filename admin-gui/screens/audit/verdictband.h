// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"
#include "shared/model/audit.h"

#include <QFrame>
#include <QLabel>
#include <QToolButton>

namespace kith::console {

/// What a verification of the audit log found, until it is dismissed.
class VerdictBand final : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictBand(QWidget *parent);

    void show(const AuditVerification &verdict);
    QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Good;
    QLabel *m_text;
    QToolButton *m_close;
};

} // namespace kith::console
