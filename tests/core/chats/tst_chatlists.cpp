// SPDX-License-Identifier: GPL-3.0-or-later
// The actor's chats by number, and members of several chats at once.
#include "../corefixture.h"
#include "core/chats/chatlists.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/messages/messages.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestChatLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areTheActorsOwn_data() { eachDriver(); }
    void areTheActorsOwn();
    void membersStandAsTheyJoined_data() { eachDriver(); }
    void membersStandAsTheyJoined();
};

namespace {

ChatId make(Core &core, const Actor &actor, ChatKind kind, const QString &name, UserId with = {})
{
    core.clock.advance(1s);
    NewChat in{.kind = kind, .name = name};
    if (with.isStored())
        in.members.push_back(with);
    const auto made = core.write(actor, [&](Tx &tx) { return createChat(tx, in); });
    if (!made.ok())
        qFatal("%s", qPrintable(made.error().detail));
    return made->chat.id;
}

} // namespace

void TestChatLists::areTheActorsOwn()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const Actor bob = core.somebody(u"bob"_s);
    const ChatId first = make(core, ann, ChatKind::Group, u"first"_s);
    const ChatId direct = make(core, ann, ChatKind::Direct, {}, bob.user);
    const ChatId last = make(core, ann, ChatKind::Group, u"last"_s);
    make(core, bob, ChatKind::Group, u"not hers"_s);
    core.clock.advance(1s);
    VERIFY_OK(core.write(ann, [&](Tx &tx) { return postMessage(tx, first, {.content = u"x"_s}); }));
    const auto list = [&](const ChatsQuery &query) {
        std::vector<ChatId> ids;
        const auto rows = core.read(ann, [&](ReadTx &tx) { return chatsOf(tx, query); });
        if (!rows.ok())
            qFatal("%s", qPrintable(rows.error().detail));
        for (const auto &row : *rows)
            ids.push_back(row.id);
        return ids;
    };
    const auto count = [&](const ChatsQuery &query) {
        return *core.read(ann, [&](ReadTx &tx) { return countChatsOf(tx, query); });
    };
    using Ids = std::vector<ChatId>;
    QCOMPARE(list({}), (Ids{first, last, direct}));
    QCOMPARE(list({.order = ChatsOrder::Joined}), (Ids{first, direct, last}));
    QCOMPARE(list({.skip = 1, .limit = 1}), Ids{last});
    QCOMPARE(list({.kind = ChatKind::Direct}), Ids{direct});
    QCOMPARE(list({.kind = ChatKind::Channel}), Ids{});
    QCOMPARE(count({.limit = 1}), 3);
    QCOMPARE(count({.kind = ChatKind::Group}), 2);
    VERIFY_OK(core.write(ann, [&](Tx &tx) { return leaveChat(tx, last); }));
    QCOMPARE(list({}), (Ids{first, direct}));
}

void TestChatLists::membersStandAsTheyJoined()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const Actor bob = core.somebody(u"bob"_s);
    const ChatId one = make(core, bob, ChatKind::Group, u"one"_s);
    const ChatId two = make(core, ann, ChatKind::Group, u"two"_s, bob.user);
    core.clock.advance(1s);
    VERIFY_OK(core.write(bob, [&](Tx &tx) { return addMember(tx, one, {.userId = ann.user}); }));
    const auto rows = memberRowsOf(core.reader(), std::vector{two, one, two});
    VERIFY_OK(rows);
    std::map<ChatId, std::vector<UserId>> people;
    for (const auto &row : *rows)
        people[row.chatId].push_back(row.userId);
    QCOMPARE(people[one], (std::vector{bob.user, ann.user}));
    QCOMPARE(people[two], (std::vector{ann.user, bob.user}));
    QVERIFY(memberRowsOf(core.reader(), {})->empty());
}

KITH_TEST(TestChatLists)
#include "tst_chatlists.moc"
