// SPDX-License-Identifier: GPL-3.0-or-later
// kith-bench seed: a data folder with many people, chats and messages, for kithd to be started on.
#include "ops/datalock.h"
#include "scenarios.h"

#include <cstdio>

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

ChatKind kindOf(const Options &options, qint64 members)
{
    const QString kind = options.text("kind");
    if (kind == "channel"_L1 || (kind.isEmpty() && members > 100))
        return ChatKind::Channel;
    return kind == "direct"_L1 ? ChatKind::Direct : ChatKind::Group;
}

/// Chat number i has the people from i × step on, so that everybody has about as many chats.
std::vector<UserId> membersOf(
    const std::vector<UserId> &people, qint64 chat, qint64 chats, qint64 members)
{
    const auto count = static_cast<qint64>(people.size());
    const qint64 step = std::max<qint64>(1, count / std::max<qint64>(1, chats));
    std::vector<UserId> ids;
    for (qint64 i = 0; i < members; ++i)
        ids.push_back(people[static_cast<size_t>((chat * step + i) % count)]);
    return ids;
}

Result<void> seedChats(Seeder &seeder, const Options &options, const std::vector<UserId> &people)
{
    const qint64 chats = options.number("chats", 0);
    const qint64 messages = options.number("messages", 0);
    const qint64 members =
        std::min<qint64>(options.number("members", options.text("kind") == "direct"_L1 ? 2 : 10),
            static_cast<qint64>(people.size()));
    std::vector<std::vector<UserId>> crews;
    std::vector<SeedChat> wanted;
    for (qint64 i = 0; i < chats; ++i) {
        crews.push_back(membersOf(people, i, chats, members));
        const ChatKind kind = kindOf(options, members);
        wanted.push_back({.kind = kind,
            .name = kind == ChatKind::Direct ? QString() : u"Room %1"_s.arg(i + 1),
            .messages = (i + 1) * messages / chats - i * messages / chats});
    }
    for (size_t i = 0; i < wanted.size(); ++i)
        wanted[i].members = crews[i];
    TRY(seeder.addChats(wanted));
    return {};
}

} // namespace

Result<void> runSeed(const Options &options, Report &)
{
    const QString folder = options.text("data");
    if (folder.isEmpty())
        return invalidInput(QString(), u"seed wants --data FOLDER"_s);
    const Instant start = now();
    TRY_ASSIGN(const auto lock, ops::DataLock::take(folder));
    TRY_ASSIGN(const Prepared prepared, prepareData(folder));
    TRY_ASSIGN(const auto seeder, Seeder::open(prepared.database));
    TRY_ASSIGN(const QString hash, cheapHash(options.text("password", u"correct horse battery"_s)));
    const qint64 people = options.number("people", 100, 10);
    TRY_ASSIGN(const auto ids,
        seeder->addPeople(
            people, hash, options.text("owner") == "yes"_L1 ? UserRole::Owner : UserRole::User));
    if (!ids.empty())
        TRY(seedChats(*seeder, options, ids));
    std::printf("%lld people, %lld chats and %lld messages in %.1f s\n",
        static_cast<long long>(people), static_cast<long long>(options.number("chats", 0)),
        static_cast<long long>(options.number("messages", 0)), secondsSince(start));
    return {};
}

} // namespace kith::bench
