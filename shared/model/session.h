// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/user.h"

namespace kith {

struct Registration
{
    QString username{};
    QString email{};
    QString password{};
    QString fullName{};
};

template <>
inline constexpr auto fields<Registration> = fieldList("Registration",
    field("username", &Registration::username, required,
        length(limits::kUsernameMin, limits::kUsernameMax), format("username")),
    field("email", &Registration::email, required, length(3, limits::kEmailChars), format("email")),
    field("password", &Registration::password, required, length(1, limits::kPasswordChars),
        doc("At least 8 characters, or as many as the operator asks for")),
    field("full_name", &Registration::fullName, length(0, limits::kNameChars), format("oneline")));

struct Login
{
    QString login{};
    QString password{};
};

template <>
inline constexpr auto fields<Login> = fieldList("Login",
    field("login", &Login::login, required, length(1, limits::kEmailChars),
        doc("Username or e-mail address")),
    field("password", &Login::password, required, length(1, limits::kPasswordChars)));

struct Refresh
{
    QString refreshToken{};
};

template <>
inline constexpr auto fields<Refresh> = fieldList(
    "Refresh", field("refresh_token", &Refresh::refreshToken, required, length(1, 512)));

struct PasswordChange
{
    QString currentPassword{};
    QString newPassword{};
};

template <>
inline constexpr auto fields<PasswordChange> = fieldList("PasswordChange",
    field("current_password", &PasswordChange::currentPassword, required,
        length(1, limits::kPasswordChars)),
    field(
        "new_password", &PasswordChange::newPassword, required, length(1, limits::kPasswordChars)));

/// The answer to register, login and refresh.
struct Token
{
    QString accessToken{};
    QString refreshToken{};
    QString tokenType = QStringLiteral("bearer");
    qint64 expiresIn = 0; ///< seconds until the access token ends
    User user{};
};

template <>
inline constexpr auto fields<Token> = fieldList("Token", field("access_token", &Token::accessToken),
    field("refresh_token", &Token::refreshToken), field("token_type", &Token::tokenType),
    field("expires_in", &Token::expiresIn, doc("Seconds until the access token ends")),
    field("user", &Token::user));

/// One sign-in of a person: a device or program.
struct Session
{
    SessionId id{};
    QString client{}; ///< the User-Agent it signed in with, cut
    QString address{};
    Timestamp createdAt{};
    Timestamp lastUsedAt{};
    Timestamp expiresAt{};
    bool isCurrent = false;

    bool operator==(const Session &) const = default;
};

template <>
inline constexpr auto fields<Session> = fieldList("Session", field("id", &Session::id),
    field("client", &Session::client), field("address", &Session::address),
    field("created_at", &Session::createdAt), field("last_used_at", &Session::lastUsedAt),
    field("expires_at", &Session::expiresAt), field("is_current", &Session::isCurrent));

struct WsTicket
{
    QString ticket{};
    qint64 expiresIn = 0;
};

template <>
inline constexpr auto fields<WsTicket> = fieldList("WsTicket",
    field("ticket", &WsTicket::ticket, doc("Opens one socket: WS /api/v2/ws?ticket=…")),
    field("expires_in", &WsTicket::expiresIn));

} // namespace kith
