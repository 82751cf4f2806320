// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What chatsocket's clients send and read over HTTP. Events are in frames.h.

#include "apis/rows.h"
#include "apis/times.h"

namespace kith::chatsocket::wire {

/// The longest message, in code points, by its original's documents; core keeps no longer one.
inline constexpr int kContentChars = 10'000;
static_assert(kContentChars <= limits::kContentChars);

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
    std::optional<QString> password{}; ///< in none of the original's documents: docs/protocol.md
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

const FieldList &fieldsOf(Of<cs::Account>);
const FieldList &fieldsOf(Of<cs::SignedIn>);
const FieldList &fieldsOf(Of<cs::Me>);
const FieldList &fieldsOf(Of<cs::Found>);
const FieldList &fieldsOf(Of<cs::Conversation>);
const FieldList &fieldsOf(Of<cs::Started>);
const FieldList &fieldsOf(Of<cs::SentMessage>);
const FieldList &fieldsOf(Of<cs::StoredMessage>);
const FieldList &fieldsOf(Of<cs::Done>);
const FieldList &fieldsOf(Of<cs::Login>);
const FieldList &fieldsOf(Of<cs::Search>);
const FieldList &fieldsOf(Of<cs::Start>);
const FieldList &fieldsOf(Of<cs::PageQuery>);
const FieldList &fieldsOf(Of<cs::NewMessage>);

} // namespace kith
