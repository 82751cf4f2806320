// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/detail/detailpane.h"
#include "admingui/detail/factlist.h"
#include "shared/model/audit.h"

#include <QTableWidget>

namespace kith::console {

/// One entry of the audit log: what changed from what to what, and everything that was noted.
class AuditDetailPane final : public DetailPane
{
    Q_OBJECT

public:
    explicit AuditDetailPane(QWidget *parent);

    void setEntry(const AuditEntry &entry);

protected:
    void retranslate() override;

private:
    void showEntry();
    void showChanges();
    QList<Fact> facts() const;

    std::optional<AuditEntry> m_entry;
    QTableWidget *m_changes;
    QLabel *m_noChanges;
    FactList *m_facts;
};

} // namespace kith::console
