// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/bulkrun.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace kith::console {

UserBulkRun::UserBulkRun(Workspace &workspace, Order order, Mode mode, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_order(std::move(order)), m_mode(mode)
{
    m_result.dryRun = mode == Mode::DryRun;
}

void UserBulkRun::sendNext()
{
    if (m_cancelled || m_at == m_order.people.size())
        return Q_EMIT finished();
    const size_t size = std::min<size_t>(limits::kBulkUsers, m_order.people.size() - m_at);
    const auto first = m_order.people.begin() + static_cast<ptrdiff_t>(m_at);
    UserBulk piece{.action = m_order.action,
        .role = m_order.role,
        .userIds = {first, first + static_cast<ptrdiff_t>(size)},
        .dryRun = m_mode == Mode::DryRun,
        .reason = m_order.reason};
    m_workspace.admin().changeUsers(
        piece, Callback<UserBulkResult>(this, [this, size](Result<UserBulkResult> answer) {
            if (!answer)
                return Q_EMIT failed(answer.error());
            m_at += size;
            take(std::move(*answer));
            Q_EMIT progressed(done(), static_cast<qint64>(m_order.people.size()));
            sendNext();
        }));
}

void UserBulkRun::take(UserBulkResult piece)
{
    m_result.changed += piece.changed;
    m_result.unchanged += piece.unchanged;
    m_result.refused += piece.refused;
    std::move(piece.outcomes.begin(), piece.outcomes.end(), std::back_inserter(m_result.outcomes));
}

namespace {

std::optional<UserRole> roleNamed(const QString &name)
{
    for (const auto &row : enumNames<UserRole>) {
        if (name == QLatin1StringView(row.name))
            return row.value;
    }
    return {};
}

} // namespace

std::vector<UserBulkRun::Order> inverseOf(UserAction action, const UserBulkResult &result)
{
    std::vector<UserId> changed;
    std::map<UserRole, std::vector<UserId>> byRole;
    for (const UserOutcome &outcome : result.outcomes) {
        if (outcome.verdict != BulkVerdict::Changed)
            continue;
        changed.push_back(outcome.user.id);
        if (const auto role = roleNamed(outcome.before))
            byRole[*role].push_back(outcome.user.id);
    }
    if (changed.empty())
        return {};
    switch (action) {
    case UserAction::Suspend:
        return {{.action = UserAction::Reactivate, .role = {}, .people = changed, .reason = {}}};
    case UserAction::Reactivate:
        return {{.action = UserAction::Suspend, .role = {}, .people = changed, .reason = {}}};
    case UserAction::SetRole: {
        std::vector<UserBulkRun::Order> orders;
        for (auto &[role, people] : byRole)
            orders.push_back({UserAction::SetRole, role, std::move(people), {}});
        return orders;
    }
    case UserAction::EndSessions:
        break; // whoever was signed out signs in again
    }
    return {};
}

} // namespace kith::console
