// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialectlist.h"

#include "chatservice/chatservice.h"
#include "chatsocket/chatsocket.h"
#include "messenger/messenger.h"
#include "pythia/pythia.h"
#include "telegramapp/telegramapp.h"

namespace kith {

using namespace Qt::StringLiterals;

std::vector<dialects::Dialect> makeDialects(
    const config::Config &config, const core::Tokens &tokens)
{
    const config::Dialects &on = config.dialects;
    // Those without refresh tokens slide: settings::slidingLives() names the same.
    const auto sliding = [&tokens](const char *name, std::chrono::seconds life) {
        return core::Issuer{.tokens = tokens,
            .audience = QString::fromLatin1(name),
            .accessLife = life,
            .sliding = true};
    };
    const auto refreshed = [&tokens](const char *name, std::chrono::seconds life) {
        return core::Issuer{
            .tokens = tokens, .audience = QString::fromLatin1(name), .accessLife = life};
    };
    std::vector<dialects::Dialect> all;
    if (on.chatservice)
        all.push_back(chatservice::makeChatservice(sliding("chatservice", on.chatserviceAccess)));
    if (on.messenger)
        all.push_back(messenger::makeMessenger(refreshed("messenger", on.messengerAccess)));
    if (on.pythia)
        all.push_back(pythia::makePythia(sliding("pythia", on.pythiaAccess)));
    if (on.telegramapp)
        all.push_back(telegramapp::makeTelegramapp(refreshed("telegramapp", on.telegramappAccess)));
    // Behind telegramapp, which answers whoever shows no token on a path of both.
    if (on.chatsocket)
        all.push_back(chatsocket::makeChatsocket(sliding("chatsocket", on.chatsocketAccess),
            on.chatsocketPasswordless ? chatsocket::SignIn::ByNameToo
                                      : chatsocket::SignIn::ByPassword));
    return all;
}

} // namespace kith
