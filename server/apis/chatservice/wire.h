// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What chatservice's clients send and read, key by key in the order of its wire page. Times are
// UTC with "Z", as its document has them.

#include "apis/rows.h"
#include "apis/times.h"

namespace kith::chatservice::wire {

/// The longest message, in code points, by its original's documents; core keeps no longer one.
inline constexpr int kContentChars = 10'000;
static_assert(kContentChars <= limits::kContentChars);

using dialects::ZuluTime;

struct User
{
    QString username{};
    QString email{};
    std::optional<QString> fullName{};
    UserId id{};
    bool isActive = true;
    ZuluTime createdAt{};
    ZuluTime lastSeen{};
};

struct Token
{
    QString accessToken{};
    QString tokenType = QStringLiteral("bearer");
};

struct Chat
{
    std::optional<QString> name{};
    QString chatType{};
    ChatId id{};
    ZuluTime createdAt{};
    ZuluTime updatedAt{};
    bool isActive = true;
    std::vector<User> participants{};
};

struct ChatListItem
{
    ChatId id{};
    std::optional<QString> name{};
    QString chatType{};
    ZuluTime createdAt{};
    ZuluTime updatedAt{};
    int participantCount = 0;
    std::optional<QString> lastMessage{}; ///< typed there, and never filled
    std::optional<ZuluTime> lastMessageTime{};
};

struct Participant
{
    UserId userId{};
    QString username{};
    std::optional<QString> fullName{};
    ZuluTime joinedAt{};
    bool isAdmin = false;
};

struct Message
{
    QString content{};
    MessageId id{};
    ChatId chatId{};
    UserId senderId{};
    QString senderUsername{};
    ZuluTime timestamp{};
    QString messageType = QStringLiteral("text");
    bool isEdited = false;
    bool isDeleted = false;
};

template <class T> struct Page
{
    std::vector<T> items{};
    qint64 total = 0;
    qint64 page = 1;
    qint64 limit = 20;
    qint64 pages = 0;
};

struct Said
{
    QString message{};
};

struct Stats
{
    qint64 onlineUsers = 0;
    qint64 totalConnections = 0;
};

struct OnlineUser
{
    UserId id{};
    QString username{};
    std::optional<QString> fullName{};
};
struct Online
{
    ChatId chatId{};
    std::vector<OnlineUser> onlineUsers{};
    qint64 count = 0;
};

struct Features
{
    bool directChat = true;
    bool groupChat = true;
    bool realTimeMessaging = true;
    bool messageHistory = true;
    bool typingIndicators = true;
    bool onlineStatus = true;
};
struct Limits
{
    qint64 maxGroupMembers = 100;
    qint64 maxMessageLength = kContentChars;
};
struct Info
{
    QString name = QStringLiteral("Chat Service API");
    QString version = QStringLiteral("1.0.0");
    Features features{};
    Limits limits{};
};

// ---- Requests -----------------------------------------------------------------------------------

struct Registration
{
    QString username{};
    QString email{};
    std::optional<QString> fullName{};
    QString password{};
};
struct Login
{
    QString username{};
    QString password{};
};
struct UserChange
{
    std::optional<QString> fullName{};
    std::optional<QString> email{};
};
struct SearchQuery
{
    QString q{};
    qint64 limit = 10;
};
struct PageQuery
{
    qint64 page = 1;
    qint64 limit = 20;
};
struct NewChat
{
    QString chatType{};
    std::vector<UserId> participantIds{};
    std::optional<QString> name{};
};
struct ChatChange
{
    std::optional<QString> name{};
};
struct NewParticipants
{
    std::vector<UserId> userIds{};
};
struct GoneParticipant
{
    UserId userId{};
};
struct NewMessage
{
    ChatId chatId{};
    QString content{};
};
struct MessageEdit
{
    QString content{};
};

/// The pattern of chat_type, and how many people go with each.
void check(dialects::Checker &checker, const NewChat &in);

// ---- Frames -------------------------------------------------------------------------------------

struct ClientFrame
{
    QString type{};
    qint64 chatId = 0; ///< required, and the path decides
    std::optional<QString> content{};
};

struct NewMessageFrame
{
    QString type = QStringLiteral("new_message");
    ChatId chatId{};
    Message message{};
    ZuluTime timestamp{};
};
/// typing_started, typing_stopped, user_joined, user_left.
struct PersonFrame
{
    QString type{};
    UserId userId{};
    ChatId chatId{};
    ZuluTime timestamp{};
};
struct PongFrame
{
    QString type = QStringLiteral("pong");
    ZuluTime timestamp{};
};
struct ErrorFrame
{
    QString type = QStringLiteral("error");
    QString message{};
    ZuluTime timestamp{};
};

} // namespace kith::chatservice::wire

namespace kith {

namespace cs = chatservice::wire;

const FieldList &fieldsOf(Of<cs::User>);
const FieldList &fieldsOf(Of<cs::Token>);
const FieldList &fieldsOf(Of<cs::Chat>);
const FieldList &fieldsOf(Of<cs::ChatListItem>);
const FieldList &fieldsOf(Of<cs::Participant>);
const FieldList &fieldsOf(Of<cs::Message>);
const FieldList &fieldsOf(Of<cs::Page<cs::ChatListItem>>);
const FieldList &fieldsOf(Of<cs::Page<cs::Message>>);
const FieldList &fieldsOf(Of<cs::Said>);
const FieldList &fieldsOf(Of<cs::Stats>);
const FieldList &fieldsOf(Of<cs::OnlineUser>);
const FieldList &fieldsOf(Of<cs::Online>);
const FieldList &fieldsOf(Of<cs::Features>);
const FieldList &fieldsOf(Of<cs::Limits>);
const FieldList &fieldsOf(Of<cs::Info>);
const FieldList &fieldsOf(Of<cs::Registration>);
const FieldList &fieldsOf(Of<cs::Login>);
const FieldList &fieldsOf(Of<cs::UserChange>);
const FieldList &fieldsOf(Of<cs::SearchQuery>);
const FieldList &fieldsOf(Of<cs::PageQuery>);
const FieldList &fieldsOf(Of<cs::NewChat>);
const FieldList &fieldsOf(Of<cs::ChatChange>);
const FieldList &fieldsOf(Of<cs::NewParticipants>);
const FieldList &fieldsOf(Of<cs::GoneParticipant>);
const FieldList &fieldsOf(Of<cs::NewMessage>);
const FieldList &fieldsOf(Of<cs::MessageEdit>);
const FieldList &fieldsOf(Of<cs::ClientFrame>);
const FieldList &fieldsOf(Of<cs::NewMessageFrame>);
const FieldList &fieldsOf(Of<cs::PersonFrame>);
const FieldList &fieldsOf(Of<cs::PongFrame>);
const FieldList &fieldsOf(Of<cs::ErrorFrame>);

} // namespace kith
