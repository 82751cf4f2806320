// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/outcomemodel.h"

#include "admingui/tables/personcell.h"
#include "admingui/tables/recordmodelbase.h"

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

/// Refused, then changed, then unchanged: what asks for attention stands first.
int rankOf(BulkVerdict verdict)
{
    switch (verdict) {
    case BulkVerdict::Refused:
        return 0;
    case BulkVerdict::Changed:
        return 1;
    case BulkVerdict::Unchanged:
        break;
    }
    return 2;
}

Tone toneOf(BulkVerdict verdict)
{
    switch (verdict) {
    case BulkVerdict::Refused:
        return Tone::Bad;
    case BulkVerdict::Changed:
        return Tone::Accent;
    case BulkVerdict::Unchanged:
        break;
    }
    return Tone::Quiet;
}

} // namespace

void OutcomeModel::setOutcomes(UserAction action, std::vector<UserOutcome> outcomes)
{
    beginResetModel();
    m_action = action;
    m_outcomes = std::move(outcomes);
    std::stable_sort(
        m_outcomes.begin(), m_outcomes.end(), [](const UserOutcome &one, const UserOutcome &other) {
            return rankOf(one.verdict) < rankOf(other.verdict);
        });
    endResetModel();
}

int OutcomeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_outcomes.size());
}

int OutcomeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant OutcomeModel::data(const QModelIndex &index, int role) const
{
    const UserOutcome &outcome = m_outcomes[static_cast<size_t>(index.row())];
    switch (role) {
    case RecordModelBase::LoadedRole:
        return true;
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(outcome, index.column());
    case RecordModelBase::LookRole:
        if (index.column() == Person)
            return QVariant::fromValue(personLook(outcome.user));
        if (index.column() == Verdict)
            return QVariant::fromValue(CellLook{.tone = toneOf(outcome.verdict)});
        if (index.column() == After && outcome.verdict == BulkVerdict::Changed)
            return QVariant::fromValue(CellLook{.strong = true});
        return QVariant::fromValue(CellLook{.tone = Tone::Quiet});
    default:
        return {};
    }
}

QVariant OutcomeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Person:
        return tr("User");
    case Before:
        return tr("Now");
    case After:
        return tr("Then");
    default:
        return tr("What happens");
    }
}

QString OutcomeModel::text(const UserOutcome &outcome, int column) const
{
    switch (column) {
    case Person:
        return readable(outcome.user);
    case Before:
        return state(outcome.before);
    case After:
        return outcome.verdict == BulkVerdict::Changed ? u"→ "_s + state(outcome.after) : QString();
    default:
        break;
    }
    switch (outcome.verdict) {
    case BulkVerdict::Changed:
        return tr("Changes");
    case BulkVerdict::Unchanged:
        return tr("Stays as it is");
    case BulkVerdict::Refused:
        break;
    }
    return tr("Refused: %1").arg(outcome.detail);
}

QString OutcomeModel::state(const QString &said) const
{
    if (m_action == UserAction::EndSessions)
        return tr("%1 sessions").arg(said);
    if (said == u"active"_s)
        return tr("Active");
    if (said == u"suspended"_s)
        return tr("Suspended");
    for (const auto &row : enumNames<UserRole>) {
        if (said == QLatin1StringView(row.name))
            return readable(row.value);
    }
    return said;
}

} // namespace kith::console
