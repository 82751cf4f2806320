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

const FieldList &fieldsOf(Of<Registration>);

struct Login
{
    QString login{};
    QString password{};
};

const FieldList &fieldsOf(Of<Login>);

struct Refresh
{
    QString refreshToken{};
};

const FieldList &fieldsOf(Of<Refresh>);

struct PasswordChange
{
    QString currentPassword{};
    QString newPassword{};
};

const FieldList &fieldsOf(Of<PasswordChange>);

/// The answer to register, login and refresh.
struct Token
{
    QString accessToken{};
    QString refreshToken{};
    QString tokenType = QStringLiteral("bearer");
    qint64 expiresIn = 0; ///< seconds until the access token ends
    User user{};
};

const FieldList &fieldsOf(Of<Token>);

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

const FieldList &fieldsOf(Of<Session>);

struct WsTicket
{
    QString ticket{};
    qint64 expiresIn = 0;
};

const FieldList &fieldsOf(Of<WsTicket>);

} // namespace kith
