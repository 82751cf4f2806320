// SPDX-License-Identifier: GPL-3.0-or-later
#include "sockets.h"

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

Result<void> seedGroups(Seeder &seeder, const std::vector<UserId> &people)
{
    std::vector<SeedChat> groups;
    const auto all = std::span(people);
    for (size_t i = 0; i + kGroupOf <= all.size(); i += kGroupOf)
        groups.push_back(
            {.name = u"Group"_s, .members = all.subspan(i, kGroupOf), .messages = kSaid});
    TRY(seeder.addChats(groups));
    return {};
}

} // namespace

Result<std::unique_ptr<Target>> groupedPeople(const Options &options, qint64 count)
{
    if (options.has("port"))
        return targetFor(options, count);
    return Target::start({.people = count, .seed = seedGroups});
}

} // namespace kith::bench
