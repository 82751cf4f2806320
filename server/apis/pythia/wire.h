// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What pythia's clients send and read over HTTP, key by key in the order of its wire page: the
// original's keys, which mix two styles, and behind them the snake_case twins that its own client
// reads. Frames are in frames.h.

#include "apis/rows.h"
#include "apis/times.h"

#include <QJsonArray>

namespace kith::pythia::wire {

using dialects::CuidId;
using dialects::ZuluTime;

enum class Status { Active, Suspended, Banned };
enum class Role { Member, Moderator, Admin, SuperAdmin };

struct User
{
    QString email{};
    QString username{};
    std::optional<QString> avatar{};
    CuidId<UserId> id{};
    Status status = Status::Active;
    std::optional<ZuluTime> bannedUntil{};
    ZuluTime createdAt{};
    ZuluTime updatedAt{};
};
struct SignedIn
{
    QString accessToken{};
    QString tokenType = QStringLiteral("bearer");
    User user{};
};
struct Channel
{
    QString name{};
    std::optional<QString> description{};
    CuidId<ChatId> id{};
    ZuluTime createdAt{};
    ZuluTime updatedAt{};
};
struct ChannelWithMembers : Channel
{
    std::vector<User> members{};
    qint64 memberCount = 0;
};
struct Formatting
{
    bool hasBold = false;
    bool hasItalic = false;
    bool hasCode = false;
    bool hasCodeBlock = false;
    bool hasLinks = false;
    bool hasMentions = false;
    bool hasEmojis = false;
    qint64 linkCount = 0;
    qint64 mentionCount = 0;
    qint64 emojiCount = 0;
};
/// An id that finds its reaction again: message, person and a hash of the emoji.
struct ReactionId
{
    QByteArray text{};
    friend void appendJson(QByteArray &out, const ReactionId &id)
    {
        out.append('"').append(id.text).append('"');
    }
    friend QJsonObject jsonSchema(const ReactionId *)
    {
        return {{QStringLiteral("type"), QStringLiteral("string")}};
    }
};
struct Reaction
{
    QString emoji{};
    ReactionId id{};
    CuidId<UserId> userId{};
    CuidId<MessageId> messageId{};
    ZuluTime createdAt{};
    User user{};
};
struct Message
{
    QString content{};
    CuidId<MessageId> id{};
    CuidId<UserId> userId{};
    CuidId<ChatId> channelId{};
    ZuluTime createdAt{};
    ZuluTime updatedAt{};
    bool isEdited = false;
    Formatting formatting{};
    User user{};
};
struct MessageDetails : Message
{
    std::vector<Reaction> reactions{};
    qint64 mentionCount = 0;
};
struct Ack
{
    QString message{};
};
struct ReactionAck
{
    QString message{};
    QString action{};
};
struct FormatCheck
{
    bool valid = false;
    std::optional<QString> error{};
    std::optional<Formatting> formatting{};
    std::optional<QString> sanitizedContent{};
};
struct ValidFormat : FormatCheck
{
    std::vector<QString> mentions{};
};

// ---- Administration -----------------------------------------------------------------------------

struct RoleRow
{
    QString id{};
    Role role = Role::Member;
    std::optional<QString> channelId{};
    ZuluTime assignedAt{};
    CuidId<UserId> assignedBy{};
};
struct UserWithRoles : User
{
    std::vector<RoleRow> roles{};
};
struct UserSummary
{
    CuidId<UserId> id{};
    QString username{};
    QString email{};
    Status status = Status::Active;
    std::optional<ZuluTime> bannedUntil{};
    qint64 messageCount = 0;
    qint64 channelCount = 0;
    ZuluTime createdAt{};
    std::optional<ZuluTime> lastActive{};
};
enum class ActionType {
    BanUser,
    UnbanUser,
    SuspendUser,
    UnsuspendUser,
    DeleteMessage,
    PinMessage,
    UnpinMessage,
    AssignRole,
    RemoveRole,
    CreateChannel,
    DeleteChannel,
    ArchiveChannel,
    KickUser,
};
enum class TargetType { User, Message, Channel, Role };
struct Metadata
{
    std::optional<QString> before{};
    std::optional<QString> after{};
};
struct Action
{
    QString id{};
    ActionType action = ActionType::BanUser;
    TargetType targetType = TargetType::User;
    QString targetId{};
    std::optional<QString> reason{};
    std::optional<Metadata> metadata{};
    ZuluTime createdAt{};
    CuidId<UserId> adminId{};
    User admin{};
};
struct Dashboard
{
    qint64 totalUsers = 0;
    qint64 activeUsers = 0;
    qint64 suspendedUsers = 0;
    qint64 bannedUsers = 0;
    qint64 totalChannels = 0;
    qint64 publicChannels = 0;
    qint64 privateChannels = 0;
    qint64 totalMessages = 0;
    qint64 messagesToday = 0;
    std::vector<Action> recentActions{};
};
/// {"target": "why not"}: the key is the target's id.
struct BulkFailure
{
    QString target{};
    QString why{};
    friend void appendJson(QByteArray &out, const BulkFailure &failure)
    {
        out.append('{');
        json::appendString(out, QStringView(failure.target));
        out.append(':');
        json::appendString(out, QStringView(failure.why));
        out.append('}');
    }
    friend QJsonObject jsonSchema(const BulkFailure *)
    {
        return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("additionalProperties"),
                QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}}};
    }
};
struct BulkResult
{
    std::vector<QString> successful{};
    std::vector<BulkFailure> failed{};
    qint64 totalProcessed = 0;
};

// ---- Requests -----------------------------------------------------------------------------------

struct Email
{
    QString text{};
};
bool readJson(dialects::Checker &checker, const JsonValue &value, Email &out);
inline QJsonObject jsonSchema(const Email *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")},
        {QStringLiteral("format"), QStringLiteral("email")}};
}
struct Register
{
    Email email{};
    QString username{};
    QString password{};
    std::optional<QString> avatar{};
};
struct Login
{
    QString username{};
    QString password{};
};
/// A key that is there, null or not; one that is not leaves things as they are.
template <class T> struct Given
{
    bool isGiven = false;
    std::optional<T> value{};
};
template <class T> bool readJson(dialects::Checker &checker, const JsonValue &value, Given<T> &out)
{
    out.isGiven = true;
    dialects::readValue(checker, value, Rules{}, out.value);
    return true;
}
template <class T> QJsonObject jsonSchema(const Given<T> *)
{
    return {{QStringLiteral("type"), QJsonArray{QStringLiteral("string"), QStringLiteral("null")}}};
}
struct UserUpdate
{
    Given<Email> email{};
    Given<QString> username{};
    Given<QString> avatar{};
};
struct NewChannel
{
    QString name{};
    std::optional<QString> description{};
};
struct JoinChannel
{
    CuidId<ChatId> channelId{};
};
/// Of any type: what Python takes for false counts as none.
struct AnyText
{
    QString text{};
};
bool readJson(dialects::Checker &checker, const JsonValue &value, AnyText &out);
inline QJsonObject jsonSchema(const AnyText *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}
struct AddUser
{
    AnyText userId{};
};
struct PageQuery
{
    qint64 limit = 50;
    qint64 offset = 0;
};
struct MentionQuery
{
    qint64 limit = 20;
};
struct NewMessage
{
    QString content{};
    CuidId<ChatId> channelId{};
};
struct MessageUpdate
{
    QString content{};
};
struct ToggleReaction
{
    CuidId<MessageId> messageId{};
    QString emoji{};
};
struct ContentQuery
{
    QString content{};
};
struct UserListQuery
{
    qint64 page = 1;
    qint64 limit = 20;
    std::optional<Status> status{};
    std::optional<QString> search{};
};
struct Ban
{
    QString userId{};
    std::optional<QString> reason{};
    std::optional<qint64> durationHours{};
};
struct Suspend
{
    QString userId{};
    std::optional<QString> reason{};
    qint64 durationHours = 24;
};
struct ReasonQuery
{
    std::optional<QString> reason{};
};
struct RoleChange
{
    QString userId{};
    Role role = Role::Member;
    std::optional<QString> channelId{};
};
struct DeleteMessage
{
    QString messageId{};
    std::optional<QString> reason{};
};
struct ActionQuery
{
    qint64 page = 1;
    qint64 limit = 50;
    std::optional<ActionType> actionType{};
    std::optional<TargetType> targetType{};
    std::optional<QString> adminId{};
};
struct BulkAction
{
    ActionType action = ActionType::BanUser;
    std::vector<QString> targetIds{};
    std::optional<QString> reason{};
};

void check(dialects::Checker &checker, const NewMessage &in);
void check(dialects::Checker &checker, const MessageUpdate &in);

} // namespace kith::pythia::wire

namespace kith {

namespace py = pythia::wire;

template <>
inline constexpr auto enumNames<py::Status> = std::to_array<EnumName<py::Status>>({
    {py::Status::Active, "ACTIVE"},
    {py::Status::Suspended, "SUSPENDED"},
    {py::Status::Banned, "BANNED"},
});
template <>
inline constexpr auto enumNames<py::Role> = std::to_array<EnumName<py::Role>>({
    {py::Role::Member, "MEMBER"},
    {py::Role::Moderator, "MODERATOR"},
    {py::Role::Admin, "ADMIN"},
    {py::Role::SuperAdmin, "SUPER_ADMIN"},
});
template <>
inline constexpr auto enumNames<py::ActionType> = std::to_array<EnumName<py::ActionType>>({
    {py::ActionType::BanUser, "BAN_USER"},
    {py::ActionType::UnbanUser, "UNBAN_USER"},
    {py::ActionType::SuspendUser, "SUSPEND_USER"},
    {py::ActionType::UnsuspendUser, "UNSUSPEND_USER"},
    {py::ActionType::DeleteMessage, "DELETE_MESSAGE"},
    {py::ActionType::PinMessage, "PIN_MESSAGE"},
    {py::ActionType::UnpinMessage, "UNPIN_MESSAGE"},
    {py::ActionType::AssignRole, "ASSIGN_ROLE"},
    {py::ActionType::RemoveRole, "REMOVE_ROLE"},
    {py::ActionType::CreateChannel, "CREATE_CHANNEL"},
    {py::ActionType::DeleteChannel, "DELETE_CHANNEL"},
    {py::ActionType::ArchiveChannel, "ARCHIVE_CHANNEL"},
    {py::ActionType::KickUser, "KICK_USER"},
});
template <>
inline constexpr auto enumNames<py::TargetType> = std::to_array<EnumName<py::TargetType>>({
    {py::TargetType::User, "USER"},
    {py::TargetType::Message, "MESSAGE"},
    {py::TargetType::Channel, "CHANNEL"},
    {py::TargetType::Role, "ROLE"},
});

const FieldList &fieldsOf(Of<py::User>);
const FieldList &fieldsOf(Of<py::SignedIn>);
const FieldList &fieldsOf(Of<py::Channel>);
const FieldList &fieldsOf(Of<py::ChannelWithMembers>);
const FieldList &fieldsOf(Of<py::Formatting>);
const FieldList &fieldsOf(Of<py::Reaction>);
const FieldList &fieldsOf(Of<py::Message>);
const FieldList &fieldsOf(Of<py::MessageDetails>);
const FieldList &fieldsOf(Of<py::Ack>);
const FieldList &fieldsOf(Of<py::ReactionAck>);
const FieldList &fieldsOf(Of<py::FormatCheck>);
const FieldList &fieldsOf(Of<py::ValidFormat>);
const FieldList &fieldsOf(Of<py::RoleRow>);
const FieldList &fieldsOf(Of<py::UserWithRoles>);
const FieldList &fieldsOf(Of<py::UserSummary>);
const FieldList &fieldsOf(Of<py::Metadata>);
const FieldList &fieldsOf(Of<py::Action>);
const FieldList &fieldsOf(Of<py::Dashboard>);
const FieldList &fieldsOf(Of<py::BulkResult>);
const FieldList &fieldsOf(Of<py::Register>);
const FieldList &fieldsOf(Of<py::Login>);
const FieldList &fieldsOf(Of<py::UserUpdate>);
const FieldList &fieldsOf(Of<py::NewChannel>);
const FieldList &fieldsOf(Of<py::JoinChannel>);
const FieldList &fieldsOf(Of<py::AddUser>);
const FieldList &fieldsOf(Of<py::PageQuery>);
const FieldList &fieldsOf(Of<py::MentionQuery>);
const FieldList &fieldsOf(Of<py::NewMessage>);
const FieldList &fieldsOf(Of<py::MessageUpdate>);
const FieldList &fieldsOf(Of<py::ToggleReaction>);
const FieldList &fieldsOf(Of<py::ContentQuery>);
const FieldList &fieldsOf(Of<py::UserListQuery>);
const FieldList &fieldsOf(Of<py::Ban>);
const FieldList &fieldsOf(Of<py::Suspend>);
const FieldList &fieldsOf(Of<py::ReasonQuery>);
const FieldList &fieldsOf(Of<py::RoleChange>);
const FieldList &fieldsOf(Of<py::DeleteMessage>);
const FieldList &fieldsOf(Of<py::ActionQuery>);
const FieldList &fieldsOf(Of<py::BulkAction>);

} // namespace kith
