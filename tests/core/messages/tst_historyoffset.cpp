// SPDX-License-Identifier: GPL-3.0-or-later
// History by number and by time, with deleted messages and tombstones, against the plain list.
#include "../corefixture.h"
#include "core/chats/chats.h"
#include "core/messages/history.h"
#include "core/messages/historyoffset.h"
#include "core/messages/messages.h"
#include "runner/runner.h"
#include "shared/json.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ChatId groupOf(Core &core, const Actor &actor)
{
    const auto made = core.write(
        actor, [](Tx &tx) { return createChat(tx, {.kind = ChatKind::Group, .name = u"Hall"_s}); });
    if (!made.ok())
        qFatal("%s", qPrintable(made.error().detail));
    return made->chat.id;
}

std::vector<Message> postMany(Core &core, const Actor &actor, ChatId chat, int count)
{
    std::vector<Message> messages;
    const auto posted = core.write(actor, [&](Tx &tx) -> Result<void> {
        for (int i = 1; i <= count; ++i) {
            TRY_ASSIGN(auto one, postMessage(tx, chat, {.content = QString::number(i)}));
            messages.push_back(std::move(one.message));
        }
        return {};
    });
    if (!posted.ok())
        qFatal("%s", qPrintable(posted.error().detail));
    return messages;
}

void remove(Core &core, const Actor &actor, MessageId id, Deletion deletion)
{
    const auto done = core.write(actor, [&](Tx &tx) { return deleteMessage(tx, id, deletion); });
    if (!done.ok())
        qFatal("%s", qPrintable(done.error().detail));
}

/// "5,4,x3": ordinals, newest first, deleted ones marked.
QString textOf(const std::vector<Message> &messages)
{
    QStringList parts;
    for (const Message &message : messages)
        parts += (message.isTombstone        ? u"t"_s
                         : message.isDeleted ? u"x"_s
                                             : QString())
            + QString::number(message.ordinal);
    return parts.join(u',');
}

} // namespace

class TestHistoryOffset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deletedOnesAreHiddenOrShown_data() { eachDriver(); }
    void deletedOnesAreHiddenOrShown();
    void farPagesAreThoseOfThePlainList_data() { eachDriver(); }
    void farPagesAreThoseOfThePlainList();
    void timesPageThroughEverything_data() { eachDriver(); }
    void timesPageThroughEverything();
    void outsidersSeeNothing_data() { eachDriver(); }
    void outsidersSeeNothing();
    void whatIsReadIsWhatWasPosted_data() { eachDriver(); }
    void whatIsReadIsWhatWasPosted();
};

void TestHistoryOffset::deletedOnesAreHiddenOrShown()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const ChatId chat = groupOf(core, ann);
    const auto messages = postMany(core, ann, chat, 6);
    remove(core, ann, messages[1].id, Deletion::Whole);
    QCOMPARE(core.changes.events.size(), size_t(1));
    QVERIFY(!core.changes.events.front()->message->isTombstone);
    remove(core, ann, messages[3].id, Deletion::KeepsPlace);
    QVERIFY(core.changes.events.front()->message->isTombstone);
    QCOMPARE(core.changes.events.front()->message->type, MessageType::System);
    const auto page = [&](Deleted deleted, qint64 skip = 0, qint64 limit = 10) {
        const auto read = core.read(ann, [&](ReadTx &tx) {
            return historyByOffset(tx, chat, {.skip = skip, .limit = limit, .deleted = deleted});
        });
        return read.ok() ? textOf(read->items) + u" of "_s + QString::number(read->total)
                         : read.error().detail;
    };
    QCOMPARE(page(Deleted::Hidden), u"6,5,3,1 of 4"_s);
    QCOMPARE(page(Deleted::Tombstones), u"6,5,t4,3,1 of 5"_s);
    QCOMPARE(page(Deleted::All), u"6,5,t4,3,x2,1 of 6"_s);
    QCOMPARE(page(Deleted::Hidden, 1, 2), u"5,3 of 4"_s);
    QCOMPARE(page(Deleted::Tombstones, 2, 2), u"t4,3 of 5"_s);
    QCOMPARE(page(Deleted::All, 5, 2), u"1 of 6"_s);
    QCOMPARE(page(Deleted::All, 6), u" of 6"_s);
    QCOMPARE(page(Deleted::Hidden, 0, 0), u" of 4"_s);
    // Deleting again is refused and counts nothing.
    QVERIFY(!core.write(ann, [&](Tx &tx) { return deleteMessage(tx, messages[1].id); }).ok());
    QCOMPARE(page(Deleted::Hidden), u"6,5,3,1 of 4"_s);
}

/// With reactions between the messages, so that places of the stream and messages part ways.
void TestHistoryOffset::farPagesAreThoseOfThePlainList()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const ChatId chat = groupOf(core, ann);
    for (int round = 0; round < 3; ++round) {
        const auto posted = postMany(core, ann, chat, 600);
        VERIFY_OK(core.write(ann, [&](Tx &tx) -> Result<void> {
            for (int i = 0; i < 150 * round; ++i)
                TRY(react(tx, posted[static_cast<size_t>(i)].id, u"👍"_s, ReactionChange::Add));
            return {};
        }));
    }
    for (const qint64 skip : {0, 1, 499, 500, 501, 502, 700, 1'100, 1'301, 1'799}) {
        const auto page = core.read(
            ann, [&](ReadTx &tx) { return historyByOffset(tx, chat, {.skip = skip, .limit = 3}); });
        VERIFY_OK(page);
        QStringList expected;
        for (qint64 ordinal = 1'800 - skip; ordinal > std::max<qint64>(0, 1'797 - skip); --ordinal)
            expected += QString::number(ordinal);
        QCOMPARE(textOf(page->items), expected.join(u','));
        QCOMPARE(page->total, 1'800);
    }
}

void TestHistoryOffset::timesPageThroughEverything()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const ChatId chat = groupOf(core, ann);
    postMany(core, ann, chat, 997); // then over the thousand within one millisecond
    core.clock.advance(1ms);
    postMany(core, ann, chat, 7);
    core.clock.advance(5s);
    postMany(core, ann, chat, 3);
    const auto before = [&](std::optional<Timestamp> at, int micros, qint64 limit) {
        return core.read(ann, [&](ReadTx &tx) {
            return historyBefore(tx, chat, at, micros, limit, Deleted::Hidden);
        });
    };
    std::optional<Timestamp> at;
    int micros = 0;
    qint64 next = 1'007;
    while (next > 0) {
        const auto page = before(at, micros, next > 990 ? 2 : 100);
        VERIFY_OK(page);
        QVERIFY(!page->empty());
        for (const Message &message : *page)
            QCOMPARE(message.ordinal, next--);
        at = page->back().createdAt;
        micros = static_cast<int>(page->back().ordinal % 1000);
    }
    QVERIFY(before(at, micros, 5)->empty());
    // Times that are nobody's: between the second and the third part, and after all.
    QCOMPARE(before(core.clock.now() - 1s, 0, 1)->front().ordinal, 1'004);
    QCOMPARE(before(core.clock.now() + 1s, 0, 1)->front().ordinal, 1'007);
    QCOMPARE(before(core.clock.now(), 6, 1)->front().ordinal, 1'005);
    QCOMPARE(before(core.clock.now(), 999, 1)->front().ordinal, 1'007);
    QVERIFY(before(core.clock.now() - 1h, 0, 1)->empty());
}

void TestHistoryOffset::outsidersSeeNothing()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const Actor bob = core.somebody(u"bob"_s);
    const ChatId chat = groupOf(core, ann);
    postMany(core, ann, chat, 2);
    const auto page = core.read(bob, [&](ReadTx &tx) { return historyByOffset(tx, chat, {}); });
    QVERIFY(!page.ok());
    QCOMPARE(page.error().code, ErrorCode::NotFound);
    const auto before = core.read(
        bob, [&](ReadTx &tx) { return historyBefore(tx, chat, {}, 0, 10, Deleted::All); });
    QVERIFY(!before.ok());
    QCOMPARE(before.error().code, ErrorCode::NotFound);
}

/// An event and a page carry the same message, with what only dialects show of it.
void TestHistoryOffset::whatIsReadIsWhatWasPosted()
{
    OPEN_CORE(core);
    const Actor ann = core.somebody(u"ann"_s);
    const ChatId chat = groupOf(core, ann);
    const auto posted = postMany(core, ann, chat, 2);
    const auto page = core.read(ann, [&](ReadTx &tx) { return historyByOffset(tx, chat, {}); });
    VERIFY_OK(page);
    QCOMPARE(page->items, (std::vector<Message>{posted[1], posted[0]}));
    QCOMPARE(posted[1].ordinal, 2);
    QCOMPARE(posted[1].sender.email, u"ann@example.org"_s);
    QCOMPARE(posted[1].sender.createdAt, core.clock.now());
    const auto native = core.read(ann, [&](ReadTx &tx) { return history(tx, chat, {}); });
    QCOMPARE(native->items, page->items);
    QVERIFY(!toJson(posted[1]).contains("ann@example.org"));
}

KITH_TEST(TestHistoryOffset)
#include "tst_historyoffset.moc"
