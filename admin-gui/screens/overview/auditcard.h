// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/audit.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace kith::console {

/// What admins did last, in a few lines.
class AuditCard : public QFrame
{
    Q_OBJECT

public:
    explicit AuditCard(QWidget *parent = nullptr);

    void show(const std::vector<AuditEntry> &entries);
    void retranslate();

Q_SIGNALS:
    void allWanted();

private:
    void clear();

    QLabel *m_title;
    QPushButton *m_all;
    QLabel *m_empty;
    QGridLayout *m_grid;
};

} // namespace kith::console
