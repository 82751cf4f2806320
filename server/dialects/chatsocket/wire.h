// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What chatsocket's clients send and read over HTTP. Events are in frames.h.

#include "dialects/rows.h"
#include "dialects/times.h"

namespace kith::chatsocket::wire {

using dialects::HexId;
using dialects::NaiveTime;

struct Account
{
    QString email{};
    QString name{};
    std::optional<QString> profileImage{};
};
struct SignedIn
{
    QString accessToken{};
    QString tokenType = QStringLiteral("bearer");
    Account user{};
};
struct Me
{
    QString email{};
    QString name{};
    std::optional<QString> profileImage{};
    bool isOnline = false;
    std::optional<NaiveTime> lastSeen{};
};
struct Found
{
    QString email{};
    QString name{};
    std::optional<QString> profileImage{};
    bool isOnline = false;
};
struct Conversation
{
    HexId<ChatId> conversationId{};
    std::vector<QString> participants{};
    std::optional<QString> lastMessage{};
    std::optional<NaiveTime> lastMessageTime{};
    std::optional<QString> lastMessageSender{};
    qint64 unreadCount = 0;
};
struct Started
{
    HexId<ChatId> conversationId{};
    std::vector<QString> participants{};
};
/// What is sent: the answer to a send, and new_message.
struct SentMessage
{
    HexId<MessageId> id{};
    HexId<ChatId> conversationId{};
    QString senderEmail{};
    QString senderName{};
    QString message{};
    NaiveTime timestamp{};
    QString messageType{};
    std::optional<HexId<MessageId>> replyTo{};
};
struct StoredMessage
{
    HexId<MessageId> id{};
    HexId<ChatId> conversationId{};
    QString senderEmail{};
    QString senderName{};
    QString message{};
    NaiveTime timestamp{};
    QString messageType{};
    bool edited = false;
    std::optional<HexId<MessageId>> replyTo{};
};
struct Done
{
    QString message{};
};

// ---- Requests -----------------------------------------------------------------------------------

struct Login
{
    QString email{};
    QString name{};
    std::optional<QString> profileImage{};
    std::optional<QString> password{}; ///< in none of the original's documents: api.md
};
struct Search
{
    QString query{};
};
struct Start
{
    QString toEmail{};
};
struct PageQuery
{
    qint64 skip = 0;
    qint64 limit = 50;
};
struct NewMessage
{
    QString toEmail{};
    QString message{};
    QString messageType = QStringLiteral("text");
    std::optional<QString> replyTo{};
};

} // namespace kith::chatsocket::wire

namespace kith {

namespace cs = chatsocket::wire;

template <>
inline constexpr auto fields<cs::Account> = fieldList("Account",
    field("email", &cs::Account::email), field("name", &cs::Account::name),
    field("profile_image", &cs::Account::profileImage));
template <>
inline constexpr auto fields<cs::SignedIn> = fieldList("SignedIn",
    field("access_token", &cs::SignedIn::accessToken),
    field("token_type", &cs::SignedIn::tokenType), field("user", &cs::SignedIn::user));
template <>
inline constexpr auto fields<cs::Me> = fieldList("Me", field("email", &cs::Me::email),
    field("name", &cs::Me::name), field("profile_image", &cs::Me::profileImage),
    field("is_online", &cs::Me::isOnline), field("last_seen", &cs::Me::lastSeen));
template <>
inline constexpr auto fields<cs::Found> = fieldList("Found", field("email", &cs::Found::email),
    field("name", &cs::Found::name), field("profile_image", &cs::Found::profileImage),
    field("is_online", &cs::Found::isOnline));
template <>
inline constexpr auto fields<cs::Conversation> = fieldList("ConversationResponse",
    field("conversation_id", &cs::Conversation::conversationId),
    field("participants", &cs::Conversation::participants),
    field("last_message", &cs::Conversation::lastMessage),
    field("last_message_time", &cs::Conversation::lastMessageTime),
    field("last_message_sender", &cs::Conversation::lastMessageSender),
    field("unread_count", &cs::Conversation::unreadCount));
template <>
inline constexpr auto fields<cs::Started> = fieldList("Started",
    field("conversation_id", &cs::Started::conversationId),
    field("participants", &cs::Started::participants));
template <>
inline constexpr auto fields<cs::SentMessage> = fieldList("SentMessage",
    field("id", &cs::SentMessage::id), field("conversation_id", &cs::SentMessage::conversationId),
    field("sender_email", &cs::SentMessage::senderEmail),
    field("sender_name", &cs::SentMessage::senderName), field("message", &cs::SentMessage::message),
    field("timestamp", &cs::SentMessage::timestamp),
    field("message_type", &cs::SentMessage::messageType),
    field("reply_to", &cs::SentMessage::replyTo));
template <>
inline constexpr auto fields<cs::StoredMessage> = fieldList("MessageResponse",
    field("id", &cs::StoredMessage::id),
    field("conversation_id", &cs::StoredMessage::conversationId),
    field("sender_email", &cs::StoredMessage::senderEmail),
    field("sender_name", &cs::StoredMessage::senderName),
    field("message", &cs::StoredMessage::message),
    field("timestamp", &cs::StoredMessage::timestamp),
    field("message_type", &cs::StoredMessage::messageType),
    field("edited", &cs::StoredMessage::edited), field("reply_to", &cs::StoredMessage::replyTo));
template <>
inline constexpr auto fields<cs::Done> = fieldList("Done", field("message", &cs::Done::message));

template <>
inline constexpr auto fields<cs::Login> = fieldList("Login",
    field("email", &cs::Login::email, required), field("name", &cs::Login::name, required),
    field("profile_image", &cs::Login::profileImage), field("password", &cs::Login::password));
template <>
inline constexpr auto fields<cs::Search> = fieldList(
    "Search", field("query", &cs::Search::query, required));
template <>
inline constexpr auto fields<cs::Start> = fieldList(
    "Start", field("to_email", &cs::Start::toEmail, required));
template <>
inline constexpr auto fields<cs::PageQuery> = fieldList(
    "PageQuery", field("skip", &cs::PageQuery::skip), field("limit", &cs::PageQuery::limit));
template <>
inline constexpr auto fields<cs::NewMessage> = fieldList("MessageRequest",
    field("to_email", &cs::NewMessage::toEmail, required),
    field("message", &cs::NewMessage::message, required, length(0, limits::kContentChars)),
    field("message_type", &cs::NewMessage::messageType),
    field("reply_to", &cs::NewMessage::replyTo));

} // namespace kith
