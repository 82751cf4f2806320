// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What messenger's clients send and read over HTTP. Frames are in frames.h.

#include "dialects/rows.h"
#include "dialects/times.h"

namespace kith::messenger::wire {

using dialects::AccountUuid;
using dialects::NaiveTime;
using dialects::UuidId;

/// Every success with a body.
template <class T> struct Success
{
    QString status = QStringLiteral("success");
    T data{};
};
/// Nothing to say: data is null.
using Nothing = Success<std::optional<bool>>;

struct AuthTokens
{
    std::optional<QString> accessToken{};
};
struct SwaggerToken
{
    QString accessToken{};
    QString tokenType = QStringLiteral("bearer");
};
struct Account
{
    QString email{};
    AccountUuid id{};
};
struct EmailStatus
{
    bool exists = false;
};
struct Health
{
    QString health = QStringLiteral("ok");
};

struct Profile
{
    std::optional<QString> firstName{};
    std::optional<QString> lastName{};
    std::optional<QString> middleName{};
    std::optional<QString> username{};
    UuidId<UserId> id{};
};
struct Chat
{
    UuidId<ChatId> id{};
    QString name{};
    std::optional<QString> description{};
    Profile owner{};
};
struct ChatDetail
{
    UuidId<ChatId> id{};
    QString name{};
    std::optional<QString> description{};
    Profile owner{};
    NaiveTime createdAt{};
    NaiveTime updatedAt{};
    std::vector<Profile> members{};
};
struct Message
{
    UuidId<MessageId> id{};
    QString text{};
    Profile sender{};
    std::optional<NaiveTime> readAt{}; ///< always null
    NaiveTime sentAt{};
    UuidId<ChatId> chatId{};
};
struct History
{
    qint64 totalCount = 0;
    std::vector<Message> entities{};
};

// ---- Requests -----------------------------------------------------------------------------------

/// Trimmed at both ends, as all texts of its bodies.
struct Trimmed
{
    QString text{};
};
bool readJson(dialects::Checker &checker, const JsonValue &value, Trimmed &out);
inline bool readQuery(dialects::Checker &, const QString &text, Trimmed &out)
{
    out.text = text;
    return true;
}
inline QJsonObject jsonSchema(const Trimmed *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}

struct SignUp
{
    Trimmed email{};
    Trimmed password{};
};
struct SignIn
{
    Trimmed email{};
    Trimmed password{};
    std::optional<Trimmed> fingerprint{};
};
struct SwaggerSignIn
{
    std::optional<QString> username{};
    std::optional<QString> email{};
    QString password{};
    std::optional<QString> fingerprint{};
};
/// Required, and may be null.
struct Fingerprint
{
    std::optional<QString> text{};
};
bool readJson(dialects::Checker &checker, const JsonValue &value, Fingerprint &out);
inline QJsonObject jsonSchema(const Fingerprint *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}
struct TokenRefresh
{
    Fingerprint fingerprint{};
};
struct NewPassword
{
    Trimmed password{};
};
struct EmailQuery
{
    std::optional<QString> email{};
};
struct NewChat
{
    Trimmed name{};
    std::optional<Trimmed> description{};
    std::vector<UuidId<UserId>> members{};
};
/// Tells "not given" from null.
struct Description
{
    bool isGiven = false;
    std::optional<QString> text{};
};
bool readJson(dialects::Checker &checker, const JsonValue &value, Description &out);
inline QJsonObject jsonSchema(const Description *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}
struct NameChange
{
    bool isGiven = false;
    QString text{};
};
bool readJson(dialects::Checker &checker, const JsonValue &value, NameChange &out);
inline QJsonObject jsonSchema(const NameChange *)
{
    return {{QStringLiteral("type"), QStringLiteral("string")}};
}
struct ChatChange
{
    NameChange name{};
    Description description{};
    std::vector<UuidId<UserId>> members{};
};
struct PageQuery
{
    std::optional<qint64> limit{};
    std::optional<qint64> offset{};
};

void check(dialects::Checker &checker, const SignUp &in);
void check(dialects::Checker &checker, const SignIn &in);
void check(dialects::Checker &checker, const NewPassword &in);
void check(dialects::Checker &checker, const EmailQuery &in);
void check(dialects::Checker &checker, const NewChat &in);
void check(dialects::Checker &checker, const ChatChange &in);

} // namespace kith::messenger::wire

namespace kith {

namespace ms = messenger::wire;

template <class T>
inline constexpr auto fields<ms::Success<T>> = fieldList(
    "Success", field("status", &ms::Success<T>::status), field("data", &ms::Success<T>::data));
template <>
inline constexpr auto fields<ms::AuthTokens> = fieldList(
    "AuthTokens", field("accessToken", &ms::AuthTokens::accessToken));
template <>
inline constexpr auto fields<ms::SwaggerToken> = fieldList("SwaggerToken",
    field("access_token", &ms::SwaggerToken::accessToken),
    field("token_type", &ms::SwaggerToken::tokenType));
template <>
inline constexpr auto fields<ms::Account> = fieldList(
    "Account", field("email", &ms::Account::email), field("id", &ms::Account::id));
template <>
inline constexpr auto fields<ms::EmailStatus> = fieldList(
    "EmailStatus", field("exists", &ms::EmailStatus::exists));
template <>
inline constexpr auto fields<ms::Health> = fieldList(
    "Health", field("health", &ms::Health::health));
template <>
inline constexpr auto fields<ms::Profile> = fieldList("Profile",
    field("firstName", &ms::Profile::firstName), field("lastName", &ms::Profile::lastName),
    field("middleName", &ms::Profile::middleName), field("username", &ms::Profile::username),
    field("id", &ms::Profile::id));
template <>
inline constexpr auto fields<ms::Chat> = fieldList("Chat", field("id", &ms::Chat::id),
    field("name", &ms::Chat::name), field("description", &ms::Chat::description),
    field("owner", &ms::Chat::owner));
template <>
inline constexpr auto fields<ms::ChatDetail> = fieldList("ChatDetail",
    field("id", &ms::ChatDetail::id), field("name", &ms::ChatDetail::name),
    field("description", &ms::ChatDetail::description), field("owner", &ms::ChatDetail::owner),
    field("createdAt", &ms::ChatDetail::createdAt), field("updatedAt", &ms::ChatDetail::updatedAt),
    field("members", &ms::ChatDetail::members));
template <>
inline constexpr auto fields<ms::Message> = fieldList("Message", field("id", &ms::Message::id),
    field("text", &ms::Message::text), field("sender", &ms::Message::sender),
    field("readAt", &ms::Message::readAt), field("sentAt", &ms::Message::sentAt),
    field("chatId", &ms::Message::chatId));
template <>
inline constexpr auto fields<ms::History> = fieldList("History",
    field("totalCount", &ms::History::totalCount), field("entities", &ms::History::entities));

template <>
inline constexpr auto fields<ms::SignUp> = fieldList("SignUp",
    field("email", &ms::SignUp::email, required),
    field("password", &ms::SignUp::password, required));
template <>
inline constexpr auto fields<ms::SignIn> = fieldList("SignIn",
    field("email", &ms::SignIn::email, required),
    field("password", &ms::SignIn::password, required),
    field("fingerprint", &ms::SignIn::fingerprint));
template <>
inline constexpr auto fields<ms::SwaggerSignIn> = fieldList("SwaggerSignIn",
    field("username", &ms::SwaggerSignIn::username), field("email", &ms::SwaggerSignIn::email),
    field("password", &ms::SwaggerSignIn::password, required),
    field("fingerprint", &ms::SwaggerSignIn::fingerprint));
template <>
inline constexpr auto fields<ms::TokenRefresh> = fieldList(
    "TokenRefresh", field("fingerprint", &ms::TokenRefresh::fingerprint, required));
template <>
inline constexpr auto fields<ms::NewPassword> = fieldList(
    "NewPassword", field("password", &ms::NewPassword::password, required));
template <>
inline constexpr auto fields<ms::EmailQuery> = fieldList(
    "EmailQuery", field("email", &ms::EmailQuery::email));
template <>
inline constexpr auto fields<ms::NewChat> = fieldList("NewChat",
    field("name", &ms::NewChat::name, required), field("description", &ms::NewChat::description),
    field("members", &ms::NewChat::members, required));
template <>
inline constexpr auto fields<ms::ChatChange> = fieldList("ChatChange",
    field("name", &ms::ChatChange::name), field("description", &ms::ChatChange::description),
    field("members", &ms::ChatChange::members));
template <>
inline constexpr auto fields<ms::PageQuery> = fieldList("PageQuery",
    field("limit", &ms::PageQuery::limit, range(1, 1LL << 31)),
    field("offset", &ms::PageQuery::offset, range(0, 1LL << 31)));

} // namespace kith
