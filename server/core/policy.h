// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/required.h"
#include "shared/secret.h"

#include <QString>

#include <chrono>
#include <vector>

namespace kith::core {

enum class RegistrationPolicy { Open, Invite, Closed };

/// Who may read chats that they do not belong to, saying why.
enum class PrivateReading { Off, Owner, Admin };

/// What an operator decided, as core needs it. Made from the configuration once, at start, by
/// settings::policyOf(); no default stands here (shared/required.h).
struct Policy
{
    // Accounts
    Required<RegistrationPolicy> registration;
    int passwordMin;
    bool refuseCommonPasswords; ///< and those made of the person's own name
    qint64 argonMemoryBytes;
    int argonPasses;
    Secret accessSecret; ///< of access tokens, see tokens.h
    Secret refreshSecret; ///< of refresh tokens
    QString issuer;
    std::chrono::seconds accessLife;
    std::chrono::seconds refreshIdle;
    std::chrono::seconds refreshAbsolute;

    // Links
    QString publicUrl; ///< without a path or a final slash: links to this server begin with it

    // Chats
    int groupMembers;
    int channelMembers;
    PrivateReading readPrivateChats;
    std::vector<QString> defaultChannels; ///< made at start, joined at registration
};

} // namespace kith::core
