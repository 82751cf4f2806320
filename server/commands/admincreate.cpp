// SPDX-License-Identifier: GPL-3.0-or-later
// An owner, from the command line of the server's own machine: the first owner has nobody who could
// grant the role, and no HTTP request may.
#include "app/database.h"
#include "app/settings.h"
#include "commands/commands.h"
#include "commands/output.h"
#include "commands/password.h"
#include "commands/withdata.h"
#include "config/keys.h"
#include "core/accounts/accounts.h"
#include "core/live/presence.h"
#include "core/live/rooms.h"
#include "core/live/roster.h"
#include "ops/exitcodes.h"
#include "shared/json.h"
#include "shared/model/session.h"

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kAdminCreateUsage[] = {{"admin create",
    "create the first owner: --username NAME --email ADDRESS; the password is asked for, read with "
    "--password-stdin, or generated. --additional: one more, although there is an owner"}};
constexpr Option kAdminCreateOptions[] = {
    {"--username", "NAME"}, {"--email", "ADDRESS"}, {"--password-stdin"}, {"--additional"}};

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

/// Errors: InvalidInput that names the field; Conflict when there is an owner.
Result<CreatedOwner> createOwner(const config::Config &config, const OwnerRequest &request)
{
    TRY_ASSIGN(const config::Keys keys, config::loadKeys(config));
    const core::Policy policy = settings::policyOf(config, keys);
    TRY_ASSIGN(const ChosenPassword password, choosePassword(request.isPasswordOnStdin));
    // The rules of registration hold here too: the request is read as one.
    TRY_ASSIGN(const Registration person,
        fromJson<Registration>(toJson(Registration{
            .username = request.username, .email = request.email, .password = password.text})));
    TRY(core::checkNewPassword(
        {.password = person.password, .username = person.username, .email = person.email}, policy));
    TRY_ASSIGN(const QString hash, core::hashPassword(person.password, core::costOf(policy)));

    const SystemClock clock;
    TRY_ASSIGN(const PreparedDatabase database, prepareDatabase(config, clock));
    TRY_ASSIGN(auto session, store::openSession(database.config, store::Access::ReadWrite));
    const core::PresenceBoard presence;
    const core::Roster roster;
    core::RoomBoard rooms;
    const core::Environment env{policy, presence, roster, rooms};
    const auto rule =
        request.isAdditional ? core::OwnerRule::Additional : core::OwnerRule::OnlyFirst;
    const auto create = [&](core::Tx &tx) -> Result<void> {
        TRY(core::createOwner(
            tx, {.username = person.username, .email = person.email, .passwordHash = hash}, rule));
        return {};
    };
    TRY(changeOnce(*session, env, clock, create));
    return CreatedOwner{.username = person.username,
        .generatedPassword = password.isGenerated ? password.text : QString()};
}

int createAndSay(const config::Config &config, const OwnerRequest &request)
{
    const auto owner = createOwner(config, request);
    if (!owner.ok())
        return failWith(owner.error());
    print(u"%1 is an owner.\n"_s.arg(owner->username));
    if (!owner->generatedPassword.isEmpty())
        print(u"The password, shown this once: %1\n"_s.arg(owner->generatedPassword));
    return ops::kExitOk;
}

int adminCreate(const CommandLine &line)
{
    const OwnerRequest request{.username = line.values.value(u"--username"_s),
        .email = line.values.value(u"--email"_s),
        .isPasswordOnStdin = line.switches.contains(u"--password-stdin"_s),
        .isAdditional = line.switches.contains(u"--additional"_s)};
    if (request.username.isEmpty() || request.email.isEmpty())
        return wrongUsage(u"admin create wants --username NAME and --email ADDRESS"_s);
    return withData(
        line, [&](const config::Config &config) { return createAndSay(config, request); });
}

} // namespace

const Command &adminCreateCommand()
{
    static constexpr Command command{.name = "admin create",
        .usage = kAdminCreateUsage,
        .options = kAdminCreateOptions,
        .run = adminCreate};
    return command;
}

} // namespace kith::commands
