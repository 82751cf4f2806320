// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/messagelist.h"

#include "admingui/tables/celltext.h"

#include <algorithm>

namespace kith::console {

void MessageList::clear()
{
    beginResetModel();
    m_messages.clear();
    m_hasOlder = m_hasNewer = false;
    endResetModel();
}

void MessageList::setPage(const kith::Page<Message> &page)
{
    beginResetModel();
    m_messages.assign(page.items.rbegin(), page.items.rend());
    m_hasOlder = page.next.has_value();
    m_hasNewer = page.prev.has_value();
    endResetModel();
}

void MessageList::addOlder(const kith::Page<Message> &page)
{
    m_hasOlder = page.next.has_value();
    if (page.items.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(page.items.size()) - 1);
    m_messages.insert(m_messages.begin(), page.items.rbegin(), page.items.rend());
    endInsertRows();
    if (m_messages.size() <= kKept)
        return;
    beginRemoveRows({}, static_cast<int>(kKept), rowCount() - 1);
    m_messages.resize(kKept);
    m_hasNewer = true;
    endRemoveRows();
}

void MessageList::addNewer(const kith::Page<Message> &page)
{
    m_hasNewer = page.prev.has_value();
    if (page.items.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(page.items.size()) - 1);
    m_messages.insert(m_messages.end(), page.items.rbegin(), page.items.rend());
    endInsertRows();
    if (m_messages.size() <= kKept)
        return;
    const auto extra = m_messages.size() - kKept;
    beginRemoveRows({}, 0, static_cast<int>(extra) - 1);
    m_messages.erase(m_messages.begin(), m_messages.begin() + static_cast<ptrdiff_t>(extra));
    m_hasOlder = true;
    endRemoveRows();
}

std::optional<MessageId> MessageList::oldest() const
{
    return m_messages.empty() ? std::nullopt : std::optional(m_messages.front().id);
}

std::optional<MessageId> MessageList::newest() const
{
    return m_messages.empty() ? std::nullopt : std::optional(m_messages.back().id);
}

int MessageList::rowOf(MessageId id) const
{
    const auto found = std::find_if(m_messages.begin(), m_messages.end(),
        [id](const Message &message) { return message.id == id; });
    return found == m_messages.end() ? -1 : static_cast<int>(found - m_messages.begin());
}

int MessageList::rowAt(Timestamp time) const
{
    const auto found = std::find_if(m_messages.begin(), m_messages.end(),
        [time](const Message &message) { return message.createdAt >= time; });
    return std::min(static_cast<int>(found - m_messages.begin()), rowCount() - 1);
}

int MessageList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

QVariant MessageList::data(const QModelIndex &index, int role) const
{
    const Message &message = at(index.row());
    switch (role) {
    case MessageRole:
        return QVariant::fromValue(&message);
    case Qt::AccessibleTextRole:
        return asText(message);
    case Qt::ToolTipRole:
        return QString(wholeTime(message.createdAt) + QStringLiteral("\n#")
            + QString::number(message.id.value));
    default:
        return {};
    }
}

QString asText(const Message &message)
{
    return QString::fromLatin1(toRfc3339(message.createdAt)) + QStringLiteral("  ")
        + message.sender.username + QStringLiteral(":  ") + message.content;
}

} // namespace kith::console
