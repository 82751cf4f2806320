// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/admincreate.h"

#include "app/database.h"
#include "app/settings.h"
#include "config/keys.h"
#include "core/accounts/accounts.h"
#include "core/crypto.h"
#include "core/live/presence.h"
#include "core/live/rooms.h"
#include "core/live/roster.h"
#include "shared/json.h"
#include "shared/model/session.h"

#include <QFile>

#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGeneratedBytes = 15; // 20 characters, 120 bits
constexpr qint64 kLineBytes = 4'096;

/// What is typed is not shown while this lives.
class HiddenTyping
{
public:
    HiddenTyping()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~HiddenTyping()
    {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr);
    }
    HiddenTyping(const HiddenTyping &) = delete;
    HiddenTyping &operator=(const HiddenTyping &) = delete;

private:
    termios m_before{};
};

QString readLine(QFile &input)
{
    QByteArray line = input.readLine(kLineBytes);
    if (line.endsWith('\n'))
        line.chop(1);
    return QString::fromUtf8(line);
}

QString askHidden(QFile &input, const char *question)
{
    std::fputs(question, stderr);
    const HiddenTyping hidden;
    return readLine(input);
}

struct ChosenPassword
{
    QString text{};
    bool isGenerated = false;
};

Result<ChosenPassword> choosePassword(bool isOnStdin)
{
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly))
        return internalError(u"standard input cannot be read"_s);
    if (isOnStdin)
        return ChosenPassword{.text = readLine(input)};
    if (::isatty(STDIN_FILENO) != 1)
        return ChosenPassword{
            .text = QString::fromLatin1(core::toBase64Url(core::randomBytes(kGeneratedBytes))),
            .isGenerated = true};
    const QString password = askHidden(input, "Password (nothing: one is generated): ");
    if (password.isEmpty())
        return ChosenPassword{
            .text = QString::fromLatin1(core::toBase64Url(core::randomBytes(kGeneratedBytes))),
            .isGenerated = true};
    if (askHidden(input, "The same again: ") != password)
        return invalidInput(u"password"_s, u"was not the same twice"_s);
    return ChosenPassword{.text = password};
}

} // namespace

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

} // namespace kith
