// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/detail/personchip.h"
#include "admingui/screens/audit/detail.h"
#include "admingui/screens/audit/timechip.h"
#include "admingui/screens/audit/verdictband.h"
#include "admingui/screens/audit/verify.h"
#include "admingui/screens/listpage.h"
#include "admingui/tables/recordmodel.h"

namespace kith::console {

/// What admins and the server's operator did: filters, the changes of each act, and whether the
/// log's chain is whole.
class AuditPage final : public ListPage
{
    Q_OBJECT

public:
    AuditPage(Workspace &workspace, QWidget *parent);

protected:
    void retranslate() override;
    void showDetail(qint64 id) override;

private:
    void fetch(const PageRequest &request, Callback<CountedPage<AuditEntry>> done);
    void addActs();
    const AuditEntry *chosen() const;
    void verify();
    void endVerify();

    PersonChip *m_actor;
    ChoiceChip *m_action;
    ChoiceChip *m_kind;
    ValueChip *m_target;
    TimeChip *m_time;
    RecordModel<AuditEntry> m_entries;
    AuditDetailPane *m_pane;
    VerdictBand *m_verdict;
    std::unique_ptr<AuditVerify> m_run;
    QAction *m_verify = nullptr;
    QAction *m_onlyActor = nullptr;
    QAction *m_onlyTarget = nullptr;
    QAction *m_showTarget = nullptr;
};

} // namespace kith::console
