// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access.h"
#include "core/messages/history.h"
#include "core/messages/historyoffset.h"
#include "core/messages/messages.h"
#include "pythia/formatting.h"
#include "pythia/rows.h"
#include "pythia/views.h"

#include <algorithm>

namespace kith::pythia {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

const Error &noSuchMessage()
{
    static const Error error = refuse(404, u"Message not found"_s);
    return error;
}
const Error &accessDenied()
{
    static const Error error = refuse(403, u"Access denied to channel"_s);
    return error;
}

Result<QString> checkedContent(const QString &content)
{
    const QString text = sanitized(content);
    if (!isWellFormatted(text))
        return refuse(400, QString::fromLatin1(kFormattingRefused));
    return text;
}

/// Deleted ones are gone.
template <class T> Result<T> orAbsent(Result<T> result)
{
    const bool hides = !result.ok() && !result.error().refusal
        && (result.error().code == ErrorCode::NotFound
            || result.error().code == ErrorCode::Conflict);
    if (hides)
        return noSuchMessage();
    return result;
}

Result<std::vector<wire::MessageDetails>> history(
    core::ReadTx &tx, ChatId chat, const wire::PageQuery &in)
{
    TRY_ASSIGN(core::OffsetPage page,
        said(core::historyByOffset(tx, chat, {.skip = in.offset, .limit = in.limit}),
            ErrorCode::NotFound, accessDenied()));
    std::reverse(page.items.begin(), page.items.end());
    return toDetails(tx.sql, page.items);
}

Result<wire::Message> send(core::Tx &tx, const wire::NewMessage &in)
{
    TRY(said(core::access::chatForPosting(tx, in.channelId), ErrorCode::NotFound,
        refuse(403, u"Must be a member of the channel to send messages"_s)));
    TRY_ASSIGN(const QString content, checkedContent(in.content));
    TRY_ASSIGN(
        const core::Posted posted, core::postMessage(tx, in.channelId, {.content = content}));
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    return toMessage(*sql, posted.message);
}

Result<wire::MessageDetails> oneMessage(core::ReadTx &tx, MessageId id)
{
    TRY_ASSIGN(const Message message, orAbsent(core::messageById(tx, id)));
    if (message.isDeleted)
        return noSuchMessage();
    TRY_ASSIGN(auto details, toDetails(tx.sql, std::span(&message, 1)));
    return std::move(details.front());
}

Result<wire::Message> edit(core::Tx &tx, MessageId id, const wire::MessageUpdate &in)
{
    TRY(said(orAbsent(core::access::messageForEditing(tx, id)), ErrorCode::Forbidden,
        refuse(403, u"Can only edit your own messages"_s)));
    TRY_ASSIGN(const QString content, checkedContent(in.content));
    TRY_ASSIGN(const Message message, orAbsent(core::editMessage(tx, id, {.content = content})));
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    return toMessage(*sql, message);
}

/// The author's alone: chat admins have the rows of administration.
Result<wire::Ack> remove(core::Tx &tx, MessageId id)
{
    TRY(said(orAbsent(core::access::messageForEditing(tx, id)), ErrorCode::Forbidden,
        refuse(403, u"Can only delete your own messages"_s)));
    TRY(core::deleteMessage(tx, id));
    return wire::Ack{u"Message deleted successfully"_s};
}

wire::ReactionAck ackOf(core::ReactionChange change)
{
    return change == core::ReactionChange::Add
        ? wire::ReactionAck{u"Reaction added"_s, u"add"_s}
        : wire::ReactionAck{u"Reaction removed"_s, u"remove"_s};
}

Result<wire::ReactionAck> toggle(core::Tx &tx, const wire::ToggleReaction &in)
{
    TRY_ASSIGN(const bool isThere, orAbsent(core::hasReacted(tx, in.messageId, in.emoji)));
    const auto change = isThere ? core::ReactionChange::Remove : core::ReactionChange::Add;
    TRY(orAbsent(core::react(tx, in.messageId, in.emoji, change)));
    return ackOf(change);
}

/// Its own client asks for this, and the original had no such row.
Result<wire::ReactionAck> removeReaction(core::Tx &tx, const QString &id)
{
    const Error noSuchReaction = refuse(404, u"Reaction not found"_s);
    const ReactionRef ref = readReactionId(id);
    if (ref.user != tx.actor.user)
        return noSuchReaction;
    auto found = core::access::messageForReacting(tx, ref.message);
    if (!found)
        return noSuchReaction;
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.reading());
    TRY_ASSIGN(const auto emojis, core::reactionsOf(*sql, found->message, tx.actor.user));
    const auto mine = std::find_if(
        emojis.begin(), emojis.end(), [&](const QString &emoji) { return ref.matches(emoji); });
    if (mine == emojis.end())
        return noSuchReaction;
    TRY(core::react(tx, ref.message, *mine, core::ReactionChange::Remove));
    return ackOf(core::ReactionChange::Remove);
}

Result<std::vector<wire::MessageDetails>> myMentions(core::ReadTx &tx, const wire::MentionQuery &in)
{
    TRY_ASSIGN(const auto page, core::mentionsOfMe(tx, {.limit = in.limit}));
    return toDetails(tx.sql, page.items);
}

Answer validate(const QString &content)
{
    const QString text = content.trimmed();
    if (!isWellFormatted(text))
        return {
            .body = toJson(wire::FormatCheck{.error = QString::fromLatin1(kFormattingRefused)})};
    wire::ValidFormat valid;
    valid.valid = true;
    valid.formatting = formattingOf(text);
    valid.sanitizedContent = sanitized(text);
    valid.mentions = mentionTexts(text);
    return {.body = toJson(valid)};
}

} // namespace

api::Routes messageRows()
{
    return {
        row::get("/api/v1/messages/channel/{channel_id}", Access::User, "Get Channel Messages",
            [](core::ReadTx &tx, CuidId<ChatId> chat, const Query<wire::PageQuery> &in) {
                return history(tx, chat, in);
            }),
        row::post("/api/v1/messages/", Access::User, "Create Message", send)
            .limitedBy(Limiter::Messages),
        row::get("/api/v1/messages/{message_id}", Access::User, "Get Message",
            [](core::ReadTx &tx, CuidId<MessageId> id) { return oneMessage(tx, id); }),
        row::put("/api/v1/messages/{message_id}", Access::User, "Update Message",
            [](core::Tx &tx, CuidId<MessageId> id, const wire::MessageUpdate &in) {
                return edit(tx, id, in);
            }),
        row::del("/api/v1/messages/{message_id}", Access::User, "Delete Message",
            [](core::Tx &tx, CuidId<MessageId> id) { return remove(tx, id); }),
        row::post("/api/v1/messages/reactions", Access::User, "Add Reaction", toggle),
        row::del("/api/v1/messages/reactions/{reaction_id}", Access::User, "Remove Reaction",
            [](core::Tx &tx, const QString &id) { return removeReaction(tx, id); }),
        row::get("/api/v1/messages/mentions/my", Access::User, "Get My Mentions",
            [](core::ReadTx &tx, const Query<wire::MentionQuery> &in) {
                return myMentions(tx, in);
            }),
        row::post("/api/v1/messages/format/validate", Access::User, "Validate Formatting",
            [](const Inline &, const Query<wire::ContentQuery> &in) -> Result<Answer> {
                return validate(in.content);
            }),
    };
}

} // namespace kith::pythia
