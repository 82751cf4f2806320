// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checker.h"
#include "restclient.h"
#include "socketclient.h"
#include "store/store.h"

namespace kith::faults {

/// People who talk in two groups, over REST and over the socket, while something is done to their
/// server; one of them is removed in the middle, and a stranger knocks all the time. Afterwards
/// the history of it all can be judged. On the test's thread, whose event loop must run.
class Crowd
{
public:
    struct Size
    {
        int socketWriters = 4;
        int socketReaders = 2;
        int restWriters = 2;
        bool hasSleeper = false; ///< a member without a socket, until wakeSleeper()
    };

    Crowd(support::TestServer &server, Size size, quint32 seed);

    /// Makes the accounts and the groups, and opens the sockets.
    Result<void> gather();
    void beginWriting();
    /// Removes the one who must hear nothing from then on; they are told on the way.
    void removeOne();
    support::Person &sleeper() { return m_sleeper->person; }
    /// The sleeper goes on where the groups began.
    void wakeSleeper();
    /// Nothing new; waits until nothing is under way and every reader has seen the end. False: not
    /// so in time, and whyNot() says who waits for what.
    bool settle();
    QString whyNot() const;
    /// Reads the end from REST and the database, and judges.
    std::vector<Violation> judge(const store::DatabaseConfig &database);

    const Tally &tally() const { return m_stage.tally; }
    const History &history() const { return m_stage.history; }
    Stage &stage() { return m_stage; }
    /// The owner of the groups.
    support::Person &owner() { return m_sockets.front()->person; }

private:
    struct Reader
    {
        QString name{};
        qint64 place = 0;
    };

    std::vector<support::Person *> members();
    bool isIdle() const;
    std::vector<Reader> readersBehind() const;
    Result<void> makeGroups();
    Result<void> readEnds();
    Result<void> readList(support::Person &person, ChatId chat);
    Result<void> readDatabase(store::SqlSession &session);

    support::TestServer &m_server;
    Stage m_stage;
    std::vector<std::unique_ptr<SocketClient>> m_sockets; ///< writers first
    std::vector<std::unique_ptr<RestClient>> m_rest;
    std::unique_ptr<SocketClient> m_removed;
    std::unique_ptr<SocketClient> m_sleeper;
    std::unique_ptr<Stranger> m_stranger;
    std::map<ChatId, qint64> m_ends; ///< where settle() found the streams
    bool m_isRemoved = false;
};

/// The SQLite database of a server's data folder.
store::DatabaseConfig databaseOf(const support::TestServer &server);

} // namespace kith::faults

/// Fails the test unless the crowd comes to rest and nothing was broken.
#define JUDGE(crowd, database)                                                                     \
    do {                                                                                           \
        QVERIFY2((crowd).settle(), qPrintable((crowd).whyNot()));                                  \
        const auto violations_ = (crowd).judge(database);                                          \
        QVERIFY2(violations_.empty(), qPrintable(kith::faults::describe(violations_)));            \
    } while (false)
