// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lists/listquery.h"
#include "core/tx.h"
#include "shared/model/chat.h"
#include "shared/model/page.h"

namespace kith::core {

/// Which part of a list: at most one of before, after and around. Newest first; `limit` clamps.
struct HistoryQuery
{
    std::optional<MessageId> before{};
    std::optional<MessageId> after{};
    std::optional<MessageId> around{};
    qint64 limit = limits::kPageDefault;
};

struct MessageReader
{
    UserBrief user{};

    bool operator==(const MessageReader &) const = default;
};

Result<Page<Message>> history(ReadTx &tx, ChatId chat, const HistoryQuery &query);
/// The same for those who have proved that the actor may read it.
Result<Page<Message>> historyOf(ReadTx &tx, ChatId chat, const HistoryQuery &query);
/// Messages on both sides of a place of the chat's stream.
Result<Page<Message>> historyAround(ReadTx &tx, ChatId chat, qint64 seq, qint64 limit);
Result<Message> messageById(ReadTx &tx, MessageId id);
/// Earlier texts, oldest first.
Result<Items<MessageVersion>> versions(ReadTx &tx, MessageId id);
/// Answers to a message, newest first.
Result<Page<Message>> replies(ReadTx &tx, MessageId id, const HistoryQuery &query);
/// Who has read a message: members other than its sender whose cursor has passed it.
Result<Page<MessageReader>> messageReaders(ReadTx &tx, MessageId id, const ListQuery &query);
/// Messages that mention the actor, newest first.
Result<Page<Message>> mentionsOfMe(ReadTx &tx, const ListQuery &query);

} // namespace kith::core

namespace kith {

const FieldList &fieldsOf(Of<core::HistoryQuery>);
const FieldList &fieldsOf(Of<core::MessageReader>);

} // namespace kith
