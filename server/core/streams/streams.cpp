// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/streams/streams.h"

#include "shared/model/message.h"

namespace kith::core {

namespace {

store::EventRow eventRowOf(const Event &event)
{
    store::EventRow row{.streamKind = event.stream.kind,
        .streamId = event.stream.id,
        .seq = event.seq,
        .kind = event.kind(),
        .chatId = event.chat,
        .actorId = event.actor,
        .at = event.at};
    if (event.user.isStored())
        row.userId = event.user;
    if (const Message *message = event.message())
        row.messageId = message->id;
    std::visit(
        [&row](const auto &body) {
            if constexpr (requires { body.emoji; })
                row.emoji = body.emoji;
        },
        event.body);
    return row;
}

void publish(Tx &tx, Event &&event)
{
    tx.changes.events.push_back(std::make_shared<const Event>(std::move(event)));
}

} // namespace

void appendToChat(Tx &tx, store::ChatRow &chat, Event event)
{
    event.stream = StreamId::of(chat.id);
    event.seq = ++chat.lastSeq;
    event.chat = chat.id;
    event.actor = tx.actor.user;
    event.at = tx.now;
    if (event.kind() != EventKind::MessageCreated)
        tx.unit.insert(eventRowOf(event));
    publish(tx, std::move(event));
}

Result<void> appendToUser(Tx &tx, UserId user, Event event)
{
    TRY_ASSIGN(const store::UserRow *found, tx.unit.users.find(user));
    if (!found)
        return notFound(QStringLiteral("There is no such person."));
    store::UserRow row = *found;
    event.stream = StreamId::of(user);
    event.seq = ++row.streamSeq;
    event.actor = tx.actor.user;
    event.at = tx.now;
    tx.unit.users.update(row);
    tx.unit.insert(eventRowOf(event));
    publish(tx, std::move(event));
    return {};
}

Result<void> appendToAdmins(Tx &tx, Event event)
{
    TRY_ASSIGN(const store::StreamHeadRow *found, tx.unit.streamHeads.find(StreamId::admins()));
    if (!found)
        return internalError(QStringLiteral("The table stream_heads has no row for the consoles."));
    store::StreamHeadRow head = *found;
    event.stream = StreamId::admins();
    event.seq = ++head.lastSeq;
    event.actor = tx.actor.user;
    event.at = tx.now;
    tx.unit.streamHeads.update(head);
    tx.unit.insert(eventRowOf(event));
    publish(tx, std::move(event));
    return {};
}

void publishState(Tx &tx, Event event)
{
    event.actor = tx.actor.user;
    event.at = tx.now;
    publish(tx, std::move(event));
}

} // namespace kith::core
