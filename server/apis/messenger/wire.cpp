// SPDX-License-Identifier: GPL-3.0-or-later
#include "messenger/wire.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<ms::AuthTokens>)
{
    static const FieldList list = fieldList<ms::AuthTokens>(
        "AuthTokens", {field("accessToken", &ms::AuthTokens::accessToken)});
    return list;
}

const FieldList &fieldsOf(Of<ms::SwaggerToken>)
{
    static const FieldList list = fieldList<ms::SwaggerToken>("SwaggerToken",
        {field("access_token", &ms::SwaggerToken::accessToken),
            field("token_type", &ms::SwaggerToken::tokenType)});
    return list;
}

const FieldList &fieldsOf(Of<ms::Account>)
{
    static const FieldList list = fieldList<ms::Account>(
        "Account", {field("email", &ms::Account::email), field("id", &ms::Account::id)});
    return list;
}

const FieldList &fieldsOf(Of<ms::EmailStatus>)
{
    static const FieldList list =
        fieldList<ms::EmailStatus>("EmailStatus", {field("exists", &ms::EmailStatus::exists)});
    return list;
}

const FieldList &fieldsOf(Of<ms::Health>)
{
    static const FieldList list =
        fieldList<ms::Health>("Health", {field("health", &ms::Health::health)});
    return list;
}

const FieldList &fieldsOf(Of<ms::Profile>)
{
    static const FieldList list = fieldList<ms::Profile>("Profile",
        {field("firstName", &ms::Profile::firstName), field("lastName", &ms::Profile::lastName),
            field("middleName", &ms::Profile::middleName),
            field("username", &ms::Profile::username), field("id", &ms::Profile::id)});
    return list;
}

const FieldList &fieldsOf(Of<ms::Chat>)
{
    static const FieldList list = fieldList<ms::Chat>("Chat",
        {field("id", &ms::Chat::id), field("name", &ms::Chat::name),
            field("description", &ms::Chat::description), field("owner", &ms::Chat::owner)});
    return list;
}

const FieldList &fieldsOf(Of<ms::ChatDetail>)
{
    static const FieldList list = fieldList<ms::ChatDetail>("ChatDetail",
        {field("id", &ms::ChatDetail::id), field("name", &ms::ChatDetail::name),
            field("description", &ms::ChatDetail::description),
            field("owner", &ms::ChatDetail::owner), field("createdAt", &ms::ChatDetail::createdAt),
            field("updatedAt", &ms::ChatDetail::updatedAt),
            field("members", &ms::ChatDetail::members)});
    return list;
}

const FieldList &fieldsOf(Of<ms::Message>)
{
    static const FieldList list = fieldList<ms::Message>("Message",
        {field("id", &ms::Message::id), field("text", &ms::Message::text),
            field("sender", &ms::Message::sender), field("readAt", &ms::Message::readAt),
            field("sentAt", &ms::Message::sentAt), field("chatId", &ms::Message::chatId)});
    return list;
}

const FieldList &fieldsOf(Of<ms::History>)
{
    static const FieldList list = fieldList<ms::History>("History",
        {field("totalCount", &ms::History::totalCount), field("entities", &ms::History::entities)});
    return list;
}

const FieldList &fieldsOf(Of<ms::SignUp>)
{
    static const FieldList list = fieldList<ms::SignUp>("SignUp",
        {field("email", &ms::SignUp::email, required),
            field("password", &ms::SignUp::password, required)});
    return list;
}

const FieldList &fieldsOf(Of<ms::SignIn>)
{
    static const FieldList list = fieldList<ms::SignIn>("SignIn",
        {field("email", &ms::SignIn::email, required),
            field("password", &ms::SignIn::password, required),
            field("fingerprint", &ms::SignIn::fingerprint)});
    return list;
}

const FieldList &fieldsOf(Of<ms::SwaggerSignIn>)
{
    static const FieldList list = fieldList<ms::SwaggerSignIn>("SwaggerSignIn",
        {field("username", &ms::SwaggerSignIn::username), field("email", &ms::SwaggerSignIn::email),
            field("password", &ms::SwaggerSignIn::password, required),
            field("fingerprint", &ms::SwaggerSignIn::fingerprint)});
    return list;
}

const FieldList &fieldsOf(Of<ms::TokenRefresh>)
{
    static const FieldList list = fieldList<ms::TokenRefresh>(
        "TokenRefresh", {field("fingerprint", &ms::TokenRefresh::fingerprint, required)});
    return list;
}

const FieldList &fieldsOf(Of<ms::NewPassword>)
{
    static const FieldList list = fieldList<ms::NewPassword>(
        "NewPassword", {field("password", &ms::NewPassword::password, required)});
    return list;
}

const FieldList &fieldsOf(Of<ms::EmailQuery>)
{
    static const FieldList list =
        fieldList<ms::EmailQuery>("EmailQuery", {field("email", &ms::EmailQuery::email)});
    return list;
}

const FieldList &fieldsOf(Of<ms::NewChat>)
{
    static const FieldList list = fieldList<ms::NewChat>("NewChat",
        {field("name", &ms::NewChat::name, required),
            field("description", &ms::NewChat::description),
            field("members", &ms::NewChat::members, required)});
    return list;
}

const FieldList &fieldsOf(Of<ms::ChatChange>)
{
    static const FieldList list = fieldList<ms::ChatChange>("ChatChange",
        {field("name", &ms::ChatChange::name), field("description", &ms::ChatChange::description),
            field("members", &ms::ChatChange::members)});
    return list;
}

const FieldList &fieldsOf(Of<ms::PageQuery>)
{
    static const FieldList list = fieldList<ms::PageQuery>("PageQuery",
        {field("limit", &ms::PageQuery::limit, range(1, 1LL << 31)),
            field("offset", &ms::PageQuery::offset, range(0, 1LL << 31))});
    return list;
}

} // namespace kith
