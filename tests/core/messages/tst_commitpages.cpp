// SPDX-License-Identifier: GPL-3.0-or-later
// How many pages the common commits write. Each is a frame of SQLite's write-ahead log, and a
// sender who waits for its ack waits for all of them: what adds one must be worth it.
#include "../corefixture.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/messages/messages.h"
#include "core/people/users.h"
#include "runner/runner.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHeader = 32; ///< of the log
constexpr qint64 kFrame = 24 + 4096; ///< a frame's own header, and a page

/// Frames in the log since it was emptied.
qint64 framesIn(const TempStore &store)
{
    const qint64 bytes = QFileInfo(store.config().sqliteFile + u"-wal"_s).size();
    return bytes == 0 ? 0 : (bytes - kHeader) / kFrame;
}

void emptyLog(const TempStore &store)
{
    const auto done = store.open()->script("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!done.ok() || framesIn(store) != 0)
        qFatal("the log cannot be emptied");
}

/// The frames of many commits of one kind, sorted.
struct Frames
{
    std::vector<qint64> counts{};

    qint64 usual() const { return counts[counts.size() / 2]; }
    double mean() const
    {
        double sum = 0;
        for (const qint64 count : counts)
            sum += static_cast<double>(count);
        return sum / static_cast<double>(counts.size());
    }
};

template <class Commit> Frames framesOf(const TempStore &store, int commits, Commit &&commit)
{
    Frames frames;
    for (int i = 0; i < commits; ++i) {
        emptyLog(store);
        commit();
        frames.counts.push_back(framesIn(store));
    }
    std::sort(frames.counts.begin(), frames.counts.end());
    return frames;
}

} // namespace

class tst_CommitPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoMessagesOfOneChat_data();
    void twoMessagesOfOneChat();
    void whatElsePeopleDo();
};

void tst_CommitPages::twoMessagesOfOneChat_data()
{
    QTest::addColumn<bool>("random");
    QTest::addColumn<qint64>("usual");
    // The messages, their places, their client_ids, the chat, the sender's place in it.
    QTest::newRow("client_ids that count") << false << qint64(5);
    // Two random ones of a sender who has said much lie on two pages.
    QTest::newRow("random client_ids") << true << qint64(6);
}

void tst_CommitPages::twoMessagesOfOneChat()
{
    QFETCH(bool, random);
    QFETCH(qint64, usual);
    const TempStore store(u"sqlite"_s);
    Core core(store);
    const Actor ann = core.somebody(u"ann"_s);
    const auto chat = core.write(
        ann, [](Tx &tx) { return createChat(tx, {.kind = ChatKind::Group, .name = u"Hall"_s}); });
    VERIFY_OK(chat);
    int sent = 0;
    // The same in every run: how many pages are full by chance is part of the figure.
    QRandomGenerator chance(500);
    const auto randomId = [&chance] {
        QByteArray bytes(16, Qt::Uninitialized);
        chance.fillRange(reinterpret_cast<quint32 *>(bytes.data()), 4);
        return QUuid::fromRfc4122(bytes).toString();
    };
    const auto post = [&](int count) {
        const auto posted = core.write(ann, [&](Tx &tx) -> Result<bool> {
            for (int i = 0; i < count; ++i) {
                const QString id = random ? randomId() : u"c%1"_s.arg(++sent, 9, 10, QChar(u'0'));
                TRY(postMessage(tx, chat->chat.id,
                    {.content = u"A message of a length that people write, with words in it."_s,
                        .clientId = id}));
            }
            return true;
        });
        if (!posted.ok())
            qFatal("%s", qPrintable(posted.error().detail));
    };
    post(500);
    const Frames frames = framesOf(store, 100, [&] { post(2); });
    QCOMPARE(frames.usual(), usual);
    // A page that is full brings a new one, the page above it, and the file's size along.
    QVERIFY2(frames.mean() <= double(usual) + 0.9, qPrintable(QString::number(frames.mean())));
}

/// Not one index of a chat or a person is written again by a change of something else.
void tst_CommitPages::whatElsePeopleDo()
{
    const TempStore store(u"sqlite"_s);
    Core core(store);
    const Actor ann = core.somebody(u"ann"_s);
    const Actor bob = core.somebody(u"bob"_s);
    const auto made = core.write(ann, [&](Tx &tx) {
        return createChat(tx, {.kind = ChatKind::Group, .name = u"Hall"_s, .members = {bob.user}});
    });
    VERIFY_OK(made);
    const ChatId chat = made->chat.id;
    const auto posted =
        core.write(ann, [&](Tx &tx) { return postMessage(tx, chat, {.content = u"hello"_s}); });
    VERIFY_OK(posted);
    const MessageId message = posted->message.id;
    const auto write = [&](const Actor &who, auto &&work) {
        const auto done = core.write(who, work);
        if (!done.ok())
            qFatal("%s", qPrintable(done.error().detail));
    };

    // Bob's place in the chat.
    const Frames read = framesOf(store, 1, [&] {
        write(bob, [&](Tx &tx) { return markRead(tx, chat, {.seq = posted->message.seq}); });
    });
    QCOMPARE(read.usual(), 1);
    // The reaction, the message's count of them, the event, the chat.
    const Frames reacted = framesOf(store, 1, [&] {
        write(bob, [&](Tx &tx) { return react(tx, message, u"👍"_s, ReactionChange::Add); });
    });
    QCOMPARE(reacted.usual(), 4);
    // The earlier text, the message, the event, the chat.
    const Frames edited = framesOf(store, 1, [&] {
        write(ann, [&](Tx &tx) { return editMessage(tx, message, {.content = u"well"_s}); });
    });
    QCOMPARE(edited.usual(), 4);
    // The person and the event on their own stream.
    const Frames status = framesOf(store, 1, [&] {
        write(ann, [&](Tx &tx) {
            return setMyStatus(tx, UserStatus{.text = u"at lunch"_s, .emoji = u"🍲"_s});
        });
    });
    QVERIFY2(status.usual() <= 3, qPrintable(QString::number(status.usual())));
}

KITH_TEST(tst_CommitPages)
#include "tst_commitpages.moc"
