// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What messenger's clients send and read over HTTP. Frames are in frames.h.

#include "apis/rows.h"
#include "apis/times.h"

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

template <class T> const FieldList &fieldsOf(Of<ms::Success<T>>)
{
    static const FieldList list = fieldList<ms::Success<T>>("Success",
        {field("status", &ms::Success<T>::status), field("data", &ms::Success<T>::data)});
    return list;
}
const FieldList &fieldsOf(Of<ms::AuthTokens>);
const FieldList &fieldsOf(Of<ms::SwaggerToken>);
const FieldList &fieldsOf(Of<ms::Account>);
const FieldList &fieldsOf(Of<ms::EmailStatus>);
const FieldList &fieldsOf(Of<ms::Health>);
const FieldList &fieldsOf(Of<ms::Profile>);
const FieldList &fieldsOf(Of<ms::Chat>);
const FieldList &fieldsOf(Of<ms::ChatDetail>);
const FieldList &fieldsOf(Of<ms::Message>);
const FieldList &fieldsOf(Of<ms::History>);
const FieldList &fieldsOf(Of<ms::SignUp>);
const FieldList &fieldsOf(Of<ms::SignIn>);
const FieldList &fieldsOf(Of<ms::SwaggerSignIn>);
const FieldList &fieldsOf(Of<ms::TokenRefresh>);
const FieldList &fieldsOf(Of<ms::NewPassword>);
const FieldList &fieldsOf(Of<ms::EmailQuery>);
const FieldList &fieldsOf(Of<ms::NewChat>);
const FieldList &fieldsOf(Of<ms::ChatChange>);
const FieldList &fieldsOf(Of<ms::PageQuery>);

} // namespace kith
