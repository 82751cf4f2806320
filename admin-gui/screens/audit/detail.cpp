// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/detail.h"

#include "admingui/screens/audit/table.h"
#include "admingui/tables/tones.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QScrollArea>

namespace kith::console {

using namespace Qt::StringLiterals;

AuditDetailPane::AuditDetailPane(QWidget *parent)
    : DetailPane(parent), m_changes(new QTableWidget(0, 3)), m_noChanges(new QLabel),
      m_facts(new FactList)
{
    m_changes->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_changes->setWordWrap(true);
    m_changes->setShowGrid(false);
    m_changes->setFrameShape(QFrame::NoFrame);
    m_changes->verticalHeader()->hide();
    m_changes->horizontalHeader()->setStretchLastSection(true);
    m_changes->horizontalHeader()->setHighlightSections(false);
    m_changes->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_changes->setColumnWidth(1, 150);
    m_noChanges->setAlignment(Qt::AlignCenter);
    auto *changes = new QWidget(this);
    auto *column = new QVBoxLayout(changes);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_changes);
    column->addWidget(m_noChanges);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    tabs()->addTab(scroll, QString());
    tabs()->addTab(changes, QString());
    AuditDetailPane::retranslate();
}

void AuditDetailPane::setEntry(const AuditEntry &entry)
{
    m_entry = entry;
    showEntry();
    tabs()->setCurrentIndex(entry.changes.empty() ? 0 : 1);
}

void AuditDetailPane::showEntry()
{
    const AuditEntry &entry = *m_entry;
    setTitle({.text = entry.actorId ? entry.actorName : tr("The server's operator"),
        .second = readable(entry.at),
        .seed = entry.actorId.value_or(UserId()).value,
        .online = {}});
    setBadges({{AuditTable::actionText(entry.action), AuditTable::toneOf(entry.action)}});
    m_facts->setFacts(facts());
    showChanges();
}

/// Before on a reddish field, after on a greenish one, as a diff does; the words say it as well.
void AuditDetailPane::showChanges()
{
    const std::vector<AuditChange> &changes = m_entry->changes;
    m_changes->setVisible(!changes.empty());
    m_noChanges->setVisible(changes.empty());
    m_changes->setRowCount(static_cast<int>(changes.size()));
    const auto put = [this](int row, int column, const QString &text, std::optional<Tone> tone) {
        auto *item = new QTableWidgetItem(text);
        item->setToolTip(text);
        if (tone && !text.isEmpty()) {
            item->setBackground(toneField(*tone));
            item->setForeground(toneText(*tone));
        }
        m_changes->setItem(row, column, item);
    };
    for (int row = 0; row < m_changes->rowCount(); ++row) {
        const AuditChange &change = changes[static_cast<size_t>(row)];
        put(row, 0, change.field, {});
        put(row, 1, change.before, Tone::Bad);
        put(row, 2, change.after, Tone::Good);
    }
    m_changes->resizeRowsToContents();
    for (int row = 0; row < m_changes->rowCount(); ++row)
        m_changes->setRowHeight(row, m_changes->rowHeight(row) + 4);
}

QList<Fact> AuditDetailPane::facts() const
{
    const AuditEntry &entry = *m_entry;
    const QString target = entry.targetId
        ? u"%1 #%2"_s.arg(entry.targetName, QString::number(entry.targetId))
        : entry.targetName;
    return {
        {tr("What"), AuditTable::actionText(entry.action), entry.action},
        {tr("Action"), entry.action, {}},
        {tr("To whom or what"),
            (AuditTable::targetKindText(entry.targetKind) + u' ' + target).simplified(), {}},
        {tr("Reason"), entry.reason, {}},
        {tr("When"), wholeTime(entry.at), {}},
        {tr("Who"),
            entry.actorId ? u"%1 #%2"_s.arg(entry.actorName, QString::number(entry.actorId->value))
                          : tr("The server's operator, on its command line"),
            {}},
        {tr("Address"), entry.address, {}},
        {tr("Request"), entry.requestId, {}},
        {tr("Number"), readable(entry.seq), {}},
        {tr("Seal"), entry.hash, tr("Over this entry and the seal of the one before")},
    };
}

void AuditDetailPane::retranslate()
{
    DetailPane::retranslate();
    if (tabs()->count() == 0) // the base class's constructor
        return;
    tabs()->setTabText(0, tr("Entry"));
    tabs()->setTabText(1, tr("Changes"));
    m_changes->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    m_changes->setAccessibleName(tr("What was changed"));
    m_noChanges->setText(tr("This act changed no field."));
    if (m_entry)
        showEntry();
}

} // namespace kith::console
