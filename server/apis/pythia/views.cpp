// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/views.h"

#include "core/crypto.h"
#include "core/messages/messageview.h"
#include "core/people/people.h"
#include "pythia/emails.h"
#include "pythia/formatting.h"

#include <algorithm>
#include <unordered_map>

namespace kith::pythia {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr int kMessageDigits = 10; // of base 36
constexpr int kUserDigits = 9;
constexpr int kEmojiDigits = 5;
constexpr qint64 kReactionsShown = 1'000;
constexpr qsizetype kContentChars = 2'000; // before it is trimmed

QByteArray base36(quint64 number, int digits)
{
    return QByteArray::number(number, 36).rightJustified(digits, '0', true);
}

using People = std::unordered_map<UserId, wire::User>;

Result<People> peopleByIds(store::SqlSession &sql, const std::vector<UserId> &ids)
{
    TRY_ASSIGN(const auto rows, core::usersByIds(sql, ids));
    People people;
    for (const store::UserRow &row : rows)
        people.emplace(row.id, toUser(row));
    return people;
}

template <class MessageLike> void fill(MessageLike &made, const Message &message)
{
    made.content = message.content;
    made.id = message.id;
    made.userId = message.sender.id;
    made.channelId = message.chatId;
    made.createdAt = message.createdAt;
    made.updatedAt = message.editedAt.value_or(message.createdAt);
    made.isEdited = message.editedAt.has_value();
    made.formatting = formattingOf(message.content);
}

void checkContent(Checker &checker, const QString &content)
{
    if (content.trimmed().isEmpty())
        checker.valueError("content", u"Message content cannot be empty"_s, inputText(content));
    else if (content.toUcs4().size() > kContentChars)
        checker.valueError(
            "content", u"Message content must be less than 2000 characters"_s, inputText(content));
}

} // namespace

std::optional<QString> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

wire::Role roleOf(UserRole role) { return static_cast<wire::Role>(role); }
UserRole roleOf(wire::Role role) { return static_cast<UserRole>(role); }

wire::User toUser(const store::UserRow &row)
{
    wire::User user{.email = row.email,
        .username = row.username,
        .avatar = row.avatarUrl,
        .id = row.id,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt};
    if (!row.isActive) {
        user.status =
            row.suspension == Suspension::Banned ? wire::Status::Banned : wire::Status::Suspended;
        if (row.suspendedUntil)
            user.bannedUntil = ZuluTime(*row.suspendedUntil);
    }
    return user;
}

std::vector<wire::User> toUsers(const std::vector<store::UserRow> &rows)
{
    std::vector<wire::User> users;
    users.reserve(rows.size());
    for (const store::UserRow &row : rows)
        users.push_back(toUser(row));
    return users;
}

wire::Channel toChannel(const store::ChatRow &row)
{
    return {.name = row.name,
        .description = orNull(row.topic),
        .id = row.id,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt};
}

Result<wire::Message> toMessage(store::SqlSession &sql, const Message &message)
{
    TRY_ASSIGN(const People people, peopleByIds(sql, {message.sender.id}));
    wire::Message made;
    fill(made, message);
    made.user = people.at(message.sender.id);
    return made;
}

Result<std::vector<wire::MessageDetails>> toDetails(
    store::SqlSession &sql, std::span<const Message> messages)
{
    TRY_ASSIGN(const auto reactions, core::reactionRows(sql, messages, kReactionsShown));
    std::vector<UserId> ids;
    for (const Message &message : messages)
        ids.push_back(message.sender.id);
    for (const store::ReactionRow &reaction : reactions)
        ids.push_back(reaction.userId);
    TRY_ASSIGN(const People people, peopleByIds(sql, ids));
    std::vector<wire::MessageDetails> made;
    for (const Message &message : messages) {
        wire::MessageDetails &details = made.emplace_back();
        fill(details, message);
        details.user = people.at(message.sender.id);
        details.mentionCount = static_cast<qint64>(message.mentions.size());
        for (const store::ReactionRow &reaction : reactions) {
            if (reaction.chatId == message.chatId && reaction.messageSeq == message.seq)
                details.reactions.push_back({.emoji = reaction.emoji,
                    .id = {reactionId(message.id, reaction.userId, reaction.emoji)},
                    .userId = reaction.userId,
                    .messageId = message.id,
                    .createdAt = reaction.createdAt,
                    .user = people.at(reaction.userId)});
        }
    }
    return made;
}

QByteArray reactionId(MessageId message, UserId user, const QString &emoji)
{
    const QByteArray hash = core::sha256(emoji.toUtf8()).left(4);
    quint64 number = 0;
    for (const char byte : hash)
        number = number << 8 | static_cast<quint8>(byte);
    return 'c' + base36(static_cast<quint64>(message.value), kMessageDigits)
        + base36(static_cast<quint64>(user.value), kUserDigits)
        + base36(number % 60'466'176, kEmojiDigits); // 36 to the 5th
}

ReactionRef readReactionId(const QString &id)
{
    const QByteArray text = id.toLatin1();
    if (text.size() != 1 + kMessageDigits + kUserDigits + kEmojiDigits || !text.startsWith('c'))
        return {};
    return {.message = MessageId(text.mid(1, kMessageDigits).toLongLong(nullptr, 36)),
        .user = UserId(text.mid(1 + kMessageDigits, kUserDigits).toLongLong(nullptr, 36)),
        .id = text};
}

bool wire::readJson(Checker &checker, const JsonValue &value, Email &out)
{
    if (value.kind() != JsonValue::Kind::String) {
        checker.add("string_type", u"Input should be a valid string"_s, inputText(value));
        return false;
    }
    const ReadEmail read = readEmail(value.toString());
    if (!read.fault.isEmpty()) {
        QByteArray ctx = "{\"reason\":";
        json::appendString(ctx, QStringView(read.fault));
        checker.add("value_error", u"value is not a valid email address: "_s + read.fault,
            inputText(value), ctx + '}');
        return false;
    }
    out.text = read.address;
    return true;
}

bool wire::readJson(Checker &, const JsonValue &value, AnyText &out)
{
    using Kind = JsonValue::Kind;
    if (value.kind() == Kind::String)
        out.text = value.toString();
    else if (value.kind() == Kind::Int || value.kind() == Kind::Double)
        out.text = value.toDouble() != 0 ? u"0"_s : QString();
    else if (value.kind() == Kind::Bool && value.toBool())
        out.text = u"true"_s;
    return true;
}

void wire::check(Checker &checker, const NewMessage &in) { checkContent(checker, in.content); }
void wire::check(Checker &checker, const MessageUpdate &in) { checkContent(checker, in.content); }

} // namespace kith::pythia
