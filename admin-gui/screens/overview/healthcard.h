// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/metrics.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

namespace kith::console {

/// The server's verdict on itself: in a word, then what is wrong and what to do about it, then what
/// was looked at and is well.
class HealthCard : public QFrame
{
    Q_OBJECT

public:
    explicit HealthCard(QWidget *parent = nullptr);

    void show(const Overview &overview);
    /// Nothing is known, because the server does not answer.
    void showUnknown();

private:
    void addReason(const HealthCheck &check);

    QLabel *m_verdict;
    QVBoxLayout *m_reasons;
    QLabel *m_well;
};

/// A check's name for people; the server's own for those that this console does not know.
QString checkName(const QString &name);

} // namespace kith::console
