// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/message.h"
#include "shared/model/page.h"

#include <QAbstractListModel>

#include <deque>

namespace kith::console {

/// The part of a chat's history that is in memory, oldest first: at most kKept messages; what is
/// read at one end pushes out at the other. On the GUI thread.
class MessageList final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr size_t kKept = 500;

    enum Role { MessageRole = Qt::UserRole }; ///< const Message *, valid until the list changes

    using QAbstractListModel::QAbstractListModel;

    void clear();
    /// Replaces everything. A page is newest first, as the server sends it.
    void setPage(const kith::Page<Message> &page);
    void addOlder(const kith::Page<Message> &page);
    void addNewer(const kith::Page<Message> &page);

    bool hasOlder() const { return m_hasOlder; }
    bool hasNewer() const { return m_hasNewer; }
    std::optional<MessageId> oldest() const;
    std::optional<MessageId> newest() const;
    const Message &at(int row) const { return m_messages[static_cast<size_t>(row)]; }
    int rowOf(MessageId id) const; ///< -1: not in memory
    /// The first at or after a time; the last one when all are older; -1 of an empty list.
    int rowAt(Timestamp time) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::deque<Message> m_messages;
    bool m_hasOlder = false;
    bool m_hasNewer = false;
};

/// One message as text for the clipboard: time, name, what was written.
QString asText(const Message &message);

} // namespace kith::console

Q_DECLARE_METATYPE(const kith::Message *)
