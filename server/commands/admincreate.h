// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "shared/result.h"

namespace kith {

/// `kithd admin create`: an owner, from the command line of the server's own machine. The first
/// owner has nobody who could grant the role, and no HTTP request may.
struct OwnerRequest
{
    QString username{};
    QString email{};
    bool isPasswordOnStdin = false;
    bool isAdditional = false; ///< although there is an owner already
};

struct CreatedOwner
{
    QString username{};
    QString generatedPassword{}; ///< empty: it was given
};

/// Asks for the password on a terminal, reads a line of standard input, or generates one. Hold the
/// DataLock. Errors: InvalidInput that names the field; Conflict when there is an owner.
Result<CreatedOwner> createOwner(const config::Config &config, const OwnerRequest &request);

} // namespace kith
