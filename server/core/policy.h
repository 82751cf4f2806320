// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/secret.h"

#include <QString>

#include <chrono>
#include <vector>

namespace kith::core {

enum class RegistrationPolicy { Open, Invite, Closed };

/// Who may read chats that they do not belong to, saying why.
enum class PrivateReading { Off, Owner, Admin };

/// What an operator decided, as core needs it. Made from the configuration once, at start.
struct Policy
{
    // Accounts
    RegistrationPolicy registration = RegistrationPolicy::Open;
    int passwordMin = 8;
    bool refuseCommonPasswords = true; ///< and those made of the person's own name
    qint64 argonMemoryBytes = 64 * 1024 * 1024;
    int argonPasses = 3;
    Secret accessSecret{}; ///< of access tokens, see tokens.h
    Secret refreshSecret{}; ///< of refresh tokens
    QString issuer = QStringLiteral("kith");
    std::chrono::seconds accessLife = std::chrono::minutes(15);
    std::chrono::seconds refreshIdle = std::chrono::days(14);
    std::chrono::seconds refreshAbsolute = std::chrono::days(30);

    // Links
    QString publicUrl{}; ///< without a path or a final slash: links to this server begin with it

    // Chats
    int groupMembers = 100;
    int channelMembers = 10'000;
    PrivateReading readPrivateChats = PrivateReading::Off;
    std::vector<QString> defaultChannels{}; ///< made at start, joined at registration
};

} // namespace kith::core
