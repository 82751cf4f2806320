// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What telegramapp's clients send and read, key by key in the order of its wire page. Times are
// UTC without a zone; those of messages carry their place in the chat as microseconds, so that no
// two of a chat are alike.

#include "apis/rows.h"
#include "apis/times.h"

namespace kith::telegramapp::wire {

using dialects::HexId;
using dialects::NaiveTime;

enum class Status { Offline, Online, Away, DoNotDisturb };
enum class ChatType { Direct, Group };
enum class Type { Text, Image, File, System };

struct User
{
    QString email{};
    QString username{};
    QString fullName{};
    std::optional<QString> department{};
    std::optional<QString> role{};
    std::optional<QString> bio{};
    std::optional<QString> avatarUrl{};
    Status status = Status::Offline;
    std::optional<QString> statusMessage{};
    HexId<UserId> id{};
    NaiveTime createdAt{};
    NaiveTime updatedAt{};
    std::optional<NaiveTime> lastSeenAt{};
    qint64 storageUsed = 0;
    bool isActive = true;
    bool isAdmin = false;
};
struct UserList
{
    std::vector<User> items{};
    qint64 total = 0;
};
struct Tokens
{
    QString accessToken{};
    QString refreshToken{};
    QString tokenType = QStringLiteral("bearer");
    qint64 expiresIn = 0;
    qint64 refreshExpiresIn = 0;
};
struct SignedIn
{
    Tokens tokens{};
    User user{};
};

struct Chat
{
    std::optional<QString> name{};
    ChatType type = ChatType::Group;
    std::optional<QString> photoUrl{};
    std::vector<HexId<UserId>> memberIds{};
    std::vector<HexId<UserId>> adminIds{};
    HexId<ChatId> id{};
    HexId<UserId> createdBy{};
    NaiveTime createdAt{};
    NaiveTime updatedAt{};
};
struct ChatSummary
{
    std::optional<QString> name{};
    ChatType type = ChatType::Group;
    std::optional<QString> photoUrl{};
    std::vector<HexId<UserId>> memberIds{};
    std::vector<HexId<UserId>> adminIds{};
    HexId<ChatId> id{};
    HexId<UserId> createdBy{};
    NaiveTime createdAt{};
    NaiveTime updatedAt{};
    std::optional<QString> lastMessagePreview{};
    std::optional<NaiveTime> lastMessageAt{};
    qint64 unreadCount = 0;
};

struct Sender
{
    HexId<UserId> id{};
    QString username{};
    QString fullName{};
    std::optional<QString> avatarUrl{};
};
struct Message
{
    std::optional<QString> content{};
    Type type = Type::Text;
    std::vector<QString> attachments{}; ///< none before Kith keeps files
    std::optional<HexId<MessageId>> replyToId{};
    HexId<MessageId> id{};
    HexId<ChatId> chatId{};
    HexId<UserId> senderId{};
    std::vector<HexId<UserId>> seenBy{};
    NaiveTime createdAt{};
    NaiveTime updatedAt{};
    bool edited = false;
    Sender sender{}; ///< null there; its own client cannot do without
};

struct Health
{
    QString status = QStringLiteral("ok");
    NaiveTime timestamp{};
};
struct Metrics
{
    qint64 totalUsers = 0;
    qint64 postsToday = 0;
    qint64 messagesToday = 0;
    double storageUsedMb = 0;
    double uptimeSeconds = 0;
};

// ---- Requests -----------------------------------------------------------------------------------

struct UserCreate
{
    QString email{};
    QString username{};
    QString fullName{};
    QString password{};
    std::optional<QString> department{};
    std::optional<QString> role{};
    std::optional<QString> bio{};
    std::optional<QString> avatarUrl{};
    Status status = Status::Offline;
    std::optional<QString> statusMessage{};
};
struct Login
{
    QString email{};
    QString password{};
};
struct RefreshToken
{
    QString refreshToken{};
};
struct UserUpdate
{
    std::optional<QString> fullName{};
    std::optional<QString> department{};
    std::optional<QString> role{};
    std::optional<QString> bio{};
    std::optional<QString> avatarUrl{};
    std::optional<Status> status{};
    std::optional<QString> statusMessage{};
};
struct AdminUserUpdate : UserUpdate
{
    std::optional<bool> isActive{};
    std::optional<bool> isAdmin{};
};
struct PasswordChange
{
    QString oldPassword{};
    QString newPassword{};
};
struct UserQuery
{
    QString q{};
    std::optional<QString> department{};
    qint64 limit = 20;
    qint64 offset = 0;
};
struct AdminUserQuery
{
    qint64 limit = 100;
    qint64 offset = 0;
};
struct NewDirect
{
    QString otherUserId{};
};
struct NewGroup
{
    std::vector<HexId<UserId>> memberIds{};
    std::optional<QString> name{};
    std::optional<QString> photoUrl{};
};
struct LimitQuery
{
    qint64 limit = 50;
};
/// A time as clients write one: ISO with or without a zone, a date, or seconds or milliseconds.
struct Before
{
    Timestamp at{};
    int extraMicros = 0;
};
bool readQuery(dialects::Checker &checker, const QString &text, Before &out);
inline QJsonObject jsonSchema(const Before *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}
struct MessageQuery
{
    qint64 limit = 50;
    std::optional<Before> before{};
};
struct NewMessage
{
    HexId<ChatId> chatId{};
    std::optional<QString> content{};
    Type type = Type::Text;
    std::vector<QString> attachments{};
    std::optional<HexId<MessageId>> replyToId{};
};
struct MessageUpdate
{
    std::optional<QString> content{};
};
struct DeleteQuery
{
    bool forEveryone = false;
};

void check(dialects::Checker &checker, const UserCreate &in);

} // namespace kith::telegramapp::wire

namespace kith {

namespace ta = telegramapp::wire;

template <>
inline constexpr auto enumNames<ta::Status> = std::to_array<EnumName<ta::Status>>({
    {ta::Status::Offline, "offline"},
    {ta::Status::Online, "online"},
    {ta::Status::Away, "away"},
    {ta::Status::DoNotDisturb, "dnd"},
});
template <>
inline constexpr auto enumNames<ta::ChatType> = std::to_array<EnumName<ta::ChatType>>(
    {{ta::ChatType::Direct, "direct"}, {ta::ChatType::Group, "group"}});
template <>
inline constexpr auto enumNames<ta::Type> = std::to_array<EnumName<ta::Type>>({
    {ta::Type::Text, "text"},
    {ta::Type::Image, "image"},
    {ta::Type::File, "file"},
    {ta::Type::System, "system"},
});

const FieldList &fieldsOf(Of<ta::User>);
const FieldList &fieldsOf(Of<ta::UserList>);
const FieldList &fieldsOf(Of<ta::Tokens>);
const FieldList &fieldsOf(Of<ta::SignedIn>);
const FieldList &fieldsOf(Of<ta::Chat>);
const FieldList &fieldsOf(Of<ta::ChatSummary>);
const FieldList &fieldsOf(Of<ta::Sender>);
const FieldList &fieldsOf(Of<ta::Message>);
const FieldList &fieldsOf(Of<ta::Health>);
const FieldList &fieldsOf(Of<ta::Metrics>);
const FieldList &fieldsOf(Of<ta::UserCreate>);
const FieldList &fieldsOf(Of<ta::Login>);
const FieldList &fieldsOf(Of<ta::RefreshToken>);
const FieldList &fieldsOf(Of<ta::UserUpdate>);
const FieldList &fieldsOf(Of<ta::AdminUserUpdate>);
const FieldList &fieldsOf(Of<ta::PasswordChange>);
const FieldList &fieldsOf(Of<ta::UserQuery>);
const FieldList &fieldsOf(Of<ta::AdminUserQuery>);
const FieldList &fieldsOf(Of<ta::NewDirect>);
const FieldList &fieldsOf(Of<ta::NewGroup>);
const FieldList &fieldsOf(Of<ta::LimitQuery>);
const FieldList &fieldsOf(Of<ta::MessageQuery>);
const FieldList &fieldsOf(Of<ta::NewMessage>);
const FieldList &fieldsOf(Of<ta::MessageUpdate>);
const FieldList &fieldsOf(Of<ta::DeleteQuery>);

} // namespace kith
