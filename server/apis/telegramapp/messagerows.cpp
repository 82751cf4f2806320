// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access.h"
#include "core/chats/chatlists.h"
#include "core/chats/members.h"
#include "core/messages/historyoffset.h"
#include "core/messages/messages.h"
#include "telegramapp/rows.h"
#include "telegramapp/views.h"

namespace kith::telegramapp {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

/// Of larger chats it is not told who has seen a message: the list would be longer than the page.
constexpr int kSeenByMembers = 200;

const Error &notAMember()
{
    static const Error error = refuse(403, u"Not a member of this chat"_s);
    return error;
}
const Error &noSuchMessage()
{
    static const Error error = refuse(404, u"Message not found"_s);
    return error;
}

/// Absent, somebody else's, deleted, in another chat or in one that was left: alike.
template <class T> Result<T> orAbsent(Result<T> result)
{
    const bool hides = !result.ok() && !result.error().refusal
        && (result.error().code == ErrorCode::NotFound
            || result.error().code == ErrorCode::Forbidden
            || result.error().code == ErrorCode::Conflict);
    if (hides)
        return noSuchMessage();
    return result;
}

Result<std::vector<wire::Message>> history(
    core::ReadTx &tx, ChatId chat, const wire::MessageQuery &in)
{
    TRY_ASSIGN(const auto found,
        said(core::access::chatForReading(tx, chat), ErrorCode::NotFound, notAMember()));
    const std::optional<Timestamp> before = in.before ? std::optional(in.before->at) : std::nullopt;
    TRY_ASSIGN(const auto messages,
        core::historyBefore(tx, chat, before, in.before ? in.before->extraMicros : 0, in.limit,
            core::Deleted::Tombstones));
    std::vector<store::MemberRow> members;
    if (found.chat.memberCount <= kSeenByMembers) {
        const std::array ids{chat};
        TRY_ASSIGN(members, core::memberRowsOf(tx.sql, ids));
    }
    std::vector<wire::Message> answer;
    for (const Message &message : messages)
        answer.push_back(toMessage(message, members));
    return answer;
}

Error wrongField(const char *field, const QString &text)
{
    Checker checker("body");
    checker.valueError(field, text, "null");
    return refuseItems(checker.takeItems());
}

Result<Created<wire::Message>> send(core::Tx &tx, ChatId chat, const wire::NewMessage &in)
{
    if (!in.attachments.empty())
        return wrongField("attachments", u"This server keeps no files yet"_s);
    if (in.type != wire::Type::Text)
        return wrongField("type", u"Only text can be sent"_s);
    if (in.content.value_or(QString()).isEmpty())
        return wrongField("content", u"A message needs a text"_s);
    NewMessage message{.content = *in.content};
    if (in.replyToId)
        message.replyTo = MessageId(*in.replyToId);
    TRY_ASSIGN(const core::Posted posted,
        said(core::postMessage(tx, chat, message), ErrorCode::NotFound, notAMember()));
    return Created<wire::Message>{toMessage(posted.message)};
}

/// The sender's own, in the chat of the path.
Result<core::access::MessageInChat> mine(core::Tx &tx, ChatId chat, MessageId id)
{
    TRY_ASSIGN(auto found, orAbsent(core::access::messageForEditing(tx, id)));
    if (found.message.chatId != chat)
        return noSuchMessage();
    return found;
}

Result<wire::Message> edit(core::Tx &tx, ChatId chat, MessageId id, const wire::MessageUpdate &in)
{
    TRY_ASSIGN(const auto found, mine(tx, chat, id));
    const QString text = in.content.value_or(found.message.content);
    if (text.isEmpty())
        return wrongField("content", u"A message needs a text"_s);
    TRY_ASSIGN(const Message edited, orAbsent(core::editMessage(tx, id, {.content = text})));
    return toMessage(edited);
}

Result<void> remove(core::Tx &tx, ChatId chat, MessageId id, bool forEveryone)
{
    auto found = core::access::messageForEditing(tx, id);
    if (!found && found.error().code == ErrorCode::Forbidden && forEveryone)
        return refuse(403, u"Cannot delete message for everyone"_s);
    TRY(mine(tx, chat, id));
    return core::deleteMessage(
        tx, id, forEveryone ? core::Deletion::Whole : core::Deletion::KeepsPlace);
}

/// Nothing is said of what cannot be marked.
template <class T> Result<void> silently(Result<T> marked)
{
    if (!marked.ok() && marked.error().code != ErrorCode::NotFound)
        return std::move(marked.error());
    return {};
}

} // namespace

api::Routes messageRows()
{
    return {
        row::get("/api/messaging/chats/{chat_id}/messages", Access::User, "List Messages",
            [](core::ReadTx &tx, HexId<ChatId> chat, const Query<wire::MessageQuery> &in) {
                return history(tx, chat, in);
            }),
        row::post("/api/messaging/chats/{chat_id}/messages", Access::User, "Send Message",
            [](core::Tx &tx, HexId<ChatId> chat, const wire::NewMessage &in) {
                return send(tx, chat, in);
            })
            .limitedBy(Limiter::Messages),
        row::patch("/api/messaging/chats/{chat_id}/messages/{message_id}", Access::User,
            "Edit Message",
            [](core::Tx &tx, HexId<ChatId> chat, HexId<MessageId> id,
                const wire::MessageUpdate &in) { return edit(tx, chat, id, in); }),
        row::del("/api/messaging/chats/{chat_id}/messages/{message_id}", Access::User,
            "Delete Message",
            [](core::Tx &tx, HexId<ChatId> chat, HexId<MessageId> id,
                const Query<wire::DeleteQuery> &in) {
                return remove(tx, chat, id, in.forEveryone);
            }),
        row::post("/api/messaging/chats/{chat_id}/messages/{message_id}/seen", Access::User,
            "Mark Message Seen",
            [](core::Tx &tx, HexId<ChatId> chat, HexId<MessageId> id) {
                return silently(core::markReadTo(tx, chat, id));
            }),
        row::post("/api/messaging/chats/{chat_id}/seen", Access::User, "Mark Chat Seen",
            [](core::Tx &tx, HexId<ChatId> chat) {
                return silently(core::markRead(tx, chat, {.seq = 1LL << 53}));
            }),
    };
}

} // namespace kith::telegramapp
