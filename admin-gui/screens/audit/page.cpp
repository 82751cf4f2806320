// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/page.h"

#include "admingui/look/icons.h"
#include "admingui/screens/audit/table.h"

namespace kith::console {

using namespace Qt::StringLiterals;

AuditPage::AuditPage(Workspace &workspace, QWidget *parent)
    : ListPage(workspace, parent), m_actor(panel()->filters()->add(new PersonChip(workspace))),
      m_action(panel()->filters()->add(new ChoiceChip)),
      m_kind(panel()->filters()->add(new ChoiceChip)),
      m_target(panel()->filters()->add(new ValueChip)),
      m_time(panel()->filters()->add(new TimeChip)),
      m_entries([this](const PageRequest &request,
                    Callback<CountedPage<AuditEntry>> done) { fetch(request, std::move(done)); },
          [](const AuditEntry &entry) { return entry.seq; }, PagePlan::Ends::StartOnly, this),
      m_pane(new AuditDetailPane(this)), m_verdict(new VerdictBand(panel()))
{
    m_entries.setColumns(AuditTable::columns(AuditTable::Of::Everything));
    setUp(u"audit"_s, &m_entries, m_pane);
    panel()->addBand(m_verdict);
    addActs();
    connect(
        &workspace.events(), &EventSocket::auditEvent, this, [this] { m_entries.noteNewRow(); });
    AuditPage::retranslate();
}

void AuditPage::addActs()
{
    m_verify = addAct(Needs::Nothing, false, [this] { verify(); });
    m_verify->setIcon(icon("verify"));
    m_onlyActor = addAct(Needs::OneRow, false, [this] {
        if (const AuditEntry *entry = chosen(); entry && entry->actorId)
            m_actor->setPerson(*entry->actorId, entry->actorName);
    });
    m_onlyTarget = addAct(Needs::OneRow, false, [this] {
        if (const AuditEntry *entry = chosen(); entry && entry->targetId) {
            m_kind->setValue(entry->targetKind);
            m_target->setValue(entry->targetId,
                entry->targetName.isEmpty() ? QString::number(entry->targetId) : entry->targetName);
        }
    });
    m_showTarget = addAct(Needs::OneRow, false, [this] {
        const AuditEntry *entry = chosen();
        if (entry && entry->targetKind == u"user"_s)
            workspace().openUser(UserId(entry->targetId));
        else if (entry && entry->targetKind == u"chat"_s)
            workspace().openChat(ChatId(entry->targetId));
    });
    for (QAction *act : {m_onlyActor, m_onlyTarget, m_showTarget})
        panel()->addMenuAction(act);
    panel()->addButton(m_verify);
    m_pane->addButton(m_onlyActor);
    m_pane->addButton(m_onlyTarget);
    m_pane->addButton(m_showTarget);
}

void AuditPage::fetch(const PageRequest &request, Callback<CountedPage<AuditEntry>> done)
{
    AuditQuery query{.actor = m_actor->value(),
        .since = m_time->since(),
        .until = m_time->until(),
        .search = panel()->filters()->searched(),
        .cursor = request.cursor,
        .limit = request.limit};
    if (m_action->isSet())
        query.action = m_action->value().toString();
    if (m_kind->isSet())
        query.targetKind = m_kind->value().toString();
    if (m_target->isSet())
        query.targetId = m_target->value().toLongLong();
    workspace().admin().audit(query, uncounted(std::move(done)));
}

const AuditEntry *AuditPage::chosen() const
{
    const QList<RowRange> rows = panel()->chosenRows();
    return rows.isEmpty() ? nullptr : m_entries.at(rows.front().first);
}

void AuditPage::showDetail(qint64 id)
{
    if (const AuditEntry *entry = m_entries.at(m_entries.rowOf(id)))
        m_pane->setEntry(*entry);
}

// ---- The chain ------------------------------------------------------------------------------

void AuditPage::verify()
{
    if (m_run)
        return;
    m_verdict->hide();
    m_run = std::make_unique<AuditVerify>(workspace(), nullptr);
    connect(m_run.get(), &AuditVerify::progressed, this, [this](qint64 done, qint64 total) {
        panel()->showWork(tr("Verifying %1").arg(QLocale().toString(done)), done, total, [this] {
            endVerify();
            panel()->endWork(tr("Cancelled"));
        });
    });
    connect(m_run.get(), &AuditVerify::finished, this, [this](const AuditVerification &verdict) {
        endVerify();
        m_verdict->show(verdict);
    });
    connect(m_run.get(), &AuditVerify::failed, this, [this](const Error &error) {
        endVerify();
        workspace().fail(tr("Cannot verify the audit log"), error);
    });
    m_run->start();
}

void AuditPage::endVerify()
{
    m_run.release()->deleteLater(); // it may be what called
    panel()->endWork();
}

void AuditPage::retranslate()
{
    m_entries.setColumns(AuditTable::columns(AuditTable::Of::Everything));
    m_verify->setText(tr("Verify the chain"));
    m_onlyActor->setText(tr("Only by this person"));
    m_onlyTarget->setText(tr("Only about this"));
    m_showTarget->setText(tr("Show what it was done to"));
    m_actor->retranslate(tr("Who"));
    m_time->retranslate();
    QList<ChoiceChip::Choice> actions;
    const QStringList known = AuditTable::knownActions();
    for (const QString &action : known)
        actions.append({action, AuditTable::actionText(action)});
    m_action->setChoices(tr("What"), actions);
    QList<ChoiceChip::Choice> kinds;
    for (const QString &kind : {u"user"_s, u"chat"_s, u"session"_s, u"connection"_s, u"server"_s})
        kinds.append({kind, AuditTable::targetKindText(kind)});
    m_kind->setChoices(tr("To"), kinds);
    m_target->setName(tr("About"));
    panel()->filters()->setPlaceholder(tr("Search names and reasons"));
    panel()->view()->setAccessibleName(tr("Audit log"));
    panel()->setTexts(
        {.count = [](qint64 n) { return tr("%1 entries").arg(QLocale().toString(n)); },
            .emptyTitle = tr("Nothing was done yet"),
            .emptyHint = tr("What admins do is kept here for ever."),
            .emptyButton = {},
            .noMatchTitle = tr("No entry matches"),
            .fileName = u"audit"_s});
}

} // namespace kith::console
