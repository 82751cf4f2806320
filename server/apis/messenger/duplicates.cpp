// SPDX-License-Identifier: GPL-3.0-or-later
#include "messenger/duplicates.h"

#include <QHash>

namespace kith::messenger {

std::optional<std::chrono::milliseconds> DuplicateGuard::refuse(
    ChatId chat, UserId user, const QString &text, Timestamp now)
{
    const size_t key = qHash(text, qHash(user, qHash(chat)));
    const std::lock_guard lock(m_mutex);
    forgetOld(now);
    const auto [it, isNew] = m_sent.try_emplace(key, now);
    if (!isNew)
        return kWindow - (now - it->second);
    m_byAge.emplace_back(now, key);
    return {};
}

void DuplicateGuard::forgetOld(Timestamp now)
{
    while (!m_byAge.empty() && m_byAge.front().first + kWindow <= now) {
        m_sent.erase(m_byAge.front().second);
        m_byAge.pop_front();
    }
}

} // namespace kith::messenger
