// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// People, chats and messages straight into a database that no server has open: a hundred thousand
// accounts in seconds, because all share one password hash.

#include "config/keys.h"
#include "store/rows.h"
#include "store/store.h"

#include <functional>
#include <memory>
#include <span>

namespace kith::bench {

/// A data folder made (0700), its schema and its key made: kithd finds all as it would leave it.
/// `where` is the database; of SQLite an empty path means kith.db in the folder. `makeSchema`: for
/// a kithd of another version, which has another schema; by default that of this program.
struct Prepared
{
    store::DatabaseConfig database{};
    config::Keys keys{};
};
Result<Prepared> prepareData(const QString &folder, store::DatabaseConfig where = {},
    const std::function<Result<void>()> &makeSchema = {});

/// A chat to be made. Its messages are sent by its members in turn, a second apart, up to now; each
/// has a client_id, as those of real clients do.
struct SeedChat
{
    ChatKind kind = ChatKind::Group;
    QString name{};
    std::span<const UserId> members{}; ///< the first owns it
    qint64 messages = 0;
};

/// Writes in transactions of its own; a failure leaves what was committed before it. On SQLite it
/// works without syncing: whoever loses power seeds again.
class Seeder
{
public:
    static Result<std::unique_ptr<Seeder>> open(const store::DatabaseConfig &database);

    /// person1, person2, …: names of a town, an e-mail address, a title, a team. The numbers go on
    /// behind those of people that are there. The first is given `firstRole`.
    Result<std::vector<UserId>> addPeople(
        qint64 count, const QString &passwordHash, UserRole firstRole = UserRole::User);
    Result<ChatId> addChat(const SeedChat &chat);
    /// Messages first, then all chats and members in one transaction.
    Result<std::vector<ChatId>> addChats(std::span<const SeedChat> chats);

private:
    explicit Seeder(std::unique_ptr<store::SqlSession> session);
    Result<qint64> takeIds(qint64 count);
    Result<void> inTransaction(const std::function<Result<void>()> &work);
    Result<void> insertMembers(const store::ChatRow &chat, const SeedChat &from);
    Result<void> insertMessages(store::ChatRow &chat, const SeedChat &from);

    std::unique_ptr<store::SqlSession> m_session;
    Timestamp m_now;
};

/// The hash of a password at the lowest cost that kithd takes.
Result<QString> cheapHash(const QString &password);

} // namespace kith::bench
