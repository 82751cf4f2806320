// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/model/session.h"

#include "shared/type.h"

namespace kith {

const FieldList &fieldsOf(Of<Registration>)
{
    static const FieldList list = fieldList<Registration>("Registration",
        {field("username", &Registration::username, required,
             length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
            field("email", &Registration::email, required, length(3, limits::kEmailChars),
                format("email")),
            field("password", &Registration::password, required, length(1, limits::kPasswordChars),
                doc("At least 8 characters, or as many as the operator asks for")),
            field("full_name", &Registration::fullName, length(0, limits::kNameChars),
                format("oneline"))});
    return list;
}

const FieldList &fieldsOf(Of<Login>)
{
    static const FieldList list = fieldList<Login>("Login",
        {field("login", &Login::login, required, length(1, limits::kEmailChars),
             doc("Username or e-mail address")),
            field("password", &Login::password, required, length(1, limits::kPasswordChars))});
    return list;
}

const FieldList &fieldsOf(Of<Refresh>)
{
    static const FieldList list = fieldList<Refresh>(
        "Refresh", {field("refresh_token", &Refresh::refreshToken, required, length(1, 512))});
    return list;
}

const FieldList &fieldsOf(Of<PasswordChange>)
{
    static const FieldList list = fieldList<PasswordChange>("PasswordChange",
        {field("current_password", &PasswordChange::currentPassword, required,
             length(1, limits::kPasswordChars)),
            field("new_password", &PasswordChange::newPassword, required,
                length(1, limits::kPasswordChars))});
    return list;
}

const FieldList &fieldsOf(Of<Token>)
{
    static const FieldList list = fieldList<Token>("Token",
        {field("access_token", &Token::accessToken), field("refresh_token", &Token::refreshToken),
            field("token_type", &Token::tokenType),
            field("expires_in", &Token::expiresIn, doc("Seconds until the access token ends")),
            field("user", &Token::user)});
    return list;
}

const FieldList &fieldsOf(Of<Session>)
{
    static const FieldList list = fieldList<Session>("Session",
        {field("id", &Session::id), field("client", &Session::client),
            field("address", &Session::address), field("created_at", &Session::createdAt),
            field("last_used_at", &Session::lastUsedAt), field("expires_at", &Session::expiresAt),
            field("is_current", &Session::isCurrent)});
    return list;
}

const FieldList &fieldsOf(Of<WsTicket>)
{
    static const FieldList list = fieldList<WsTicket>("WsTicket",
        {field("ticket", &WsTicket::ticket, doc("Opens one socket: WS /api/v2/ws?ticket=…")),
            field("expires_in", &WsTicket::expiresIn)});
    return list;
}

} // namespace kith
