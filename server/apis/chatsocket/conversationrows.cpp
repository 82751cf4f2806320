// SPDX-License-Identifier: GPL-3.0-or-later
#include "chatsocket/conversations.h"
#include "chatsocket/rows.h"
#include "chatsocket/views.h"
#include "core/access.h"
#include "core/chats/chatlists.h"
#include "core/chats/chatview.h"
#include "core/messages/historyoffset.h"
#include "core/messages/messageview.h"
#include "core/people/people.h"

#include <algorithm>
#include <map>

namespace kith::chatsocket {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

/// The original's lists have no end; ours end here.
constexpr qint64 kConversations = 1'000;
constexpr qint64 kMessages = 500;
/// Of larger chats, which come from other APIs, nobody else is named.
constexpr int kNamed = 100;

/// Who belongs to chats, in the order in which they came.
struct Participants
{
    std::map<ChatId, std::vector<store::MemberRow>> members{};
    std::map<UserId, QString> emails{};
};

Result<Participants> participantsOf(core::ReadTx &tx, const std::vector<store::ChatRow> &chats)
{
    std::vector<ChatId> ids;
    for (const store::ChatRow &chat : chats) {
        if (chat.memberCount <= kNamed)
            ids.push_back(chat.id);
    }
    Participants found;
    TRY_ASSIGN(const auto members, core::memberRowsOf(tx.sql, ids));
    std::vector<UserId> people{tx.actor.user};
    for (const store::MemberRow &member : members) {
        people.push_back(member.userId);
        found.members[member.chatId].push_back(member);
    }
    TRY_ASSIGN(const auto rows, core::usersByIds(tx.sql, people));
    for (const store::UserRow &row : rows)
        found.emails.emplace(row.id, row.email);
    return found;
}

Result<void> addLast(core::ReadTx &tx, const store::ChatRow &row, wire::Conversation &chat)
{
    if (!row.lastMessageId)
        return {};
    TRY_ASSIGN(const auto last, core::loadMessage(tx.sql, *row.lastMessageId));
    if (!last)
        return {};
    chat.lastMessage = last->content;
    chat.lastMessageTime = wire::NaiveTime(last->createdAt);
    chat.lastMessageSender = last->sender.email;
    return {};
}

Result<std::vector<wire::Conversation>> conversations(core::ReadTx &tx)
{
    TRY_ASSIGN(
        const auto rows, core::chatsOf(tx, {.withArchived = false, .limit = kConversations}));
    TRY_ASSIGN(Participants all, participantsOf(tx, rows));
    std::vector<wire::Conversation> answer;
    for (const store::ChatRow &row : rows) {
        wire::Conversation chat{.conversationId = row.id};
        for (const store::MemberRow &member : all.members[row.id]) {
            // Whoever began it comes first.
            const auto place = member.userId == row.createdBy ? chat.participants.begin()
                                                              : chat.participants.end();
            if (const auto email = all.emails.find(member.userId); email != all.emails.end())
                chat.participants.insert(place, email->second);
            if (member.userId == tx.actor.user) {
                TRY_ASSIGN(const MyChat my, core::toMyChat(tx.sql, row, member));
                chat.unreadCount = my.unreadCount;
            }
        }
        if (row.memberCount > kNamed) {
            chat.participants.push_back(all.emails.at(tx.actor.user));
            TRY_ASSIGN(const auto in, core::access::chatForReading(tx, row.id));
            TRY_ASSIGN(const MyChat my, core::toMyChat(tx.sql, in.chat, in.me));
            chat.unreadCount = my.unreadCount;
        }
        TRY(addLast(tx, row, chat));
        answer.push_back(std::move(chat));
    }
    // Those never used are last.
    std::stable_partition(answer.begin(), answer.end(),
        [](const wire::Conversation &one) { return one.lastMessageTime.has_value(); });
    return answer;
}

Result<wire::Started> start(core::Tx &tx, const wire::Start &in)
{
    TRY_ASSIGN(
        const Partner partner, conversationWith(tx, in.toEmail, refuse(404, u"User not found"_s)));
    TRY_ASSIGN(const store::UserRow *me, tx.unit.users.find(tx.actor.user));
    return wire::Started{
        .conversationId = partner.made.chat.id, .participants = {me->email, partner.row.email}};
}

/// Pages count from the newest; each is answered oldest first. A limit of 0 is the longest page, a
/// negative one means its size, as there.
Result<std::vector<wire::StoredMessage>> messages(
    core::ReadTx &tx, ChatId chat, const wire::PageQuery &in)
{
    const qint64 asked = in.limit == 0 ? kMessages : std::abs(std::max(in.limit, -kMessages));
    const qint64 limit = std::min(asked, kMessages);
    std::vector<wire::StoredMessage> answer;
    while (static_cast<qint64>(answer.size()) < limit) {
        const auto have = static_cast<qint64>(answer.size());
        auto page = core::historyByOffset(
            tx, chat, {.skip = std::max<qint64>(in.skip, 0) + have, .limit = limit - have});
        if (!page && page.error().code == ErrorCode::NotFound)
            return answer; // not there or not one's own: nothing
        if (!page)
            return page.error();
        if (page->items.empty())
            break;
        for (const Message &message : page->items)
            answer.push_back(toStored(message));
    }
    std::reverse(answer.begin(), answer.end());
    return answer;
}

} // namespace

api::Routes conversationRows()
{
    return {
        row::get("/api/conversations", Access::User, "Get Conversations", conversations),
        row::post("/api/conversations/start", Access::User, "Start Conversation",
            [](core::Tx &tx, const Anywhere<wire::Start> &in) { return start(tx, in); }),
        row::get("/api/conversations/{conversation_id}/messages", Access::User,
            "Get Conversation Messages",
            [](core::ReadTx &tx, HexId<ChatId> chat, const Query<wire::PageQuery> &in) {
                return messages(tx, chat, in);
            }),
        row::post("/api/conversations/{conversation_id}/mark-read", Access::User,
            "Mark Conversation Read",
            [](core::Tx &tx, HexId<ChatId> chat) -> Result<wire::Done> {
                TRY(markAsRead(tx, chat));
                return wire::Done{.message = u"Conversation marked as read"_s};
            }),
        row::post("/api/messages/send", Access::User, "Send Message Rest",
            [](core::Tx &tx, const wire::NewMessage &in) -> Result<wire::SentMessage> {
                TRY_ASSIGN(const core::Posted posted, send(tx, in));
                return toSent(posted.message);
            })
            .limitedBy(Limiter::Messages),
    };
}

} // namespace kith::chatsocket
