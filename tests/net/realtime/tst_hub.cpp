// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/realtime/hub.h"
#include "runner/runner.h"

#include <algorithm>
#include <random>

using namespace kith;
using net::Hub;
using net::SharedFrame;

namespace {

int g_encoded = 0;

QByteArray encodeSeq(const Event &event)
{
    ++g_encoded;
    return QByteArray::number(event.stream.id) + ':' + QByteArray::number(event.seq);
}

/// A socket that notes what it was told. Frames here are short: two bytes of header, then text.
class Listener : public net::Subscriber
{
public:
    Listener(Hub &hub, UserId who, SessionId whose = SessionId(1)) : m_hub(hub)
    {
        user = who;
        session = whose;
        encode = encodeSeq;
    }
    ~Listener() override { m_hub.remove(*this); }

    void deliver(const SharedFrame &frame, bool isState) override
    {
        told.append(frame.bytes().mid(2));
        droppable += isState ? 1 : 0;
    }
    void flush() override
    {
        ++flushes;
        if (onFlush)
            onFlush();
    }
    void catchUp(StreamId stream, qint64 after) override { asked.append({stream, after}); }
    void end() override { ended = true; }

    QList<QByteArray> told;
    QList<std::pair<StreamId, qint64>> asked;
    std::function<void()> onFlush;
    int flushes = 0;
    int droppable = 0;
    bool ended = false;

private:
    Hub &m_hub;
};

const StreamId kChat = StreamId::of(ChatId(7));
const UserId kAnna(1);
const UserId kBob(2);

SharedEvent message(qint64 seq, StreamId stream = kChat)
{
    return std::make_shared<const Event>(
        Event{.stream = stream, .seq = seq, .body = events::MessageCreated{}});
}

SharedEvent membership(events::Body body, UserId user, qint64 seq)
{
    return std::make_shared<const Event>(
        Event{.stream = kChat, .seq = seq, .user = user, .body = std::move(body)});
}

void apply(Hub &hub, std::vector<SharedEvent> events)
{
    hub.apply(core::Changes{.events = std::move(events)});
    hub.flushDirty();
}

} // namespace

class tst_Hub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToldBeforeRelease();
    void whatPassedDuringTheReadIsReplayed_data();
    void whatPassedDuringTheReadIsReplayed();
    void aRingThatMovedOnAsksTheDatabase();
    void anEventIsEncodedOnceAndFlushedOnceABatch();
    void whoWasAnsweredIsFlushedFirst();
    void aFlushMayEndAnySocketAndTellOthers();
    void manyAreFlushedInPartsAndAnswersGoBetween();
    void nobodyWaitsLongerInALargerCrowd();
    void aHeldStreamIsToldNothingUntilItIsRead();
    void whoEntersHearsFromTheirEntryOn();
    void whoLeavesHearsNothingMore();
    void enteringDuringTheReadIsNotMissed();
    void presenceGoesToWatchersOnly();
    void peopleDoNotHearThemselvesTyping();
    void inACrowdTypingAndReadingIsToldToOneselfAlone_data();
    void inACrowdTypingAndReadingIsToldToOneselfAlone();
    void whoIsInARoomIsToldToSlowReadersAndNotReplayed();
    void anEndedSessionEndsItsSocketsOnly();
    void noInterleavingMissesOrDoublesAnything_data();
    void noInterleavingMissesOrDoublesAnything();
};

void tst_Hub::nothingIsToldBeforeRelease()
{
    Hub hub;
    Listener anna(hub, kAnna);
    hub.add(anna, {{kChat, 5}}, hub.now());
    apply(hub, {message(6)});
    QVERIFY(anna.told.isEmpty());
    hub.release(anna);
    QCOMPARE(anna.told, (QList<QByteArray>{"7:6"}));
    apply(hub, {message(7)});
    QCOMPARE(anna.told, (QList<QByteArray>{"7:6", "7:7"}));
}

void tst_Hub::whatPassedDuringTheReadIsReplayed_data()
{
    QTest::addColumn<int>("readSeq"); // what the snapshot saw of events 1 to 6
    for (int seq = 3; seq <= 6; ++seq)
        QTest::addRow("snapshot at %d", seq) << seq;
}

void tst_Hub::whatPassedDuringTheReadIsReplayed()
{
    QFETCH(int, readSeq);
    Hub hub;
    apply(hub, {message(1), message(2), message(3)});
    const Hub::Moment since = hub.now();
    apply(hub, {message(4), message(5), message(6)});
    Listener anna(hub, kAnna);
    hub.add(anna, {{kChat, readSeq}}, since);
    hub.release(anna);
    QList<QByteArray> expected;
    for (int seq = readSeq + 1; seq <= 6; ++seq)
        expected.append("7:" + QByteArray::number(seq));
    QCOMPARE(anna.told, expected);
}

void tst_Hub::aRingThatMovedOnAsksTheDatabase()
{
    Hub hub;
    const Hub::Moment since = hub.now();
    const StreamId other = StreamId::of(ChatId(8));
    for (qint64 seq = 1; seq <= 9'000; ++seq)
        hub.apply(core::Changes{.events = {message(seq, other)}});
    Listener anna(hub, kAnna);
    hub.add(anna, {{kChat, 5}}, since);
    hub.release(anna);
    QCOMPARE(anna.asked, (QList<std::pair<StreamId, qint64>>{{kChat, 5}}));
    const Hub::Moment reading = hub.now();
    apply(hub, {message(6)});
    QVERIFY(anna.told.isEmpty());
    hub.goLive(anna, kChat, 5, reading);
    QCOMPARE(anna.told, (QList<QByteArray>{"7:6"}));
}

void tst_Hub::anEventIsEncodedOnceAndFlushedOnceABatch()
{
    Hub hub;
    std::vector<std::unique_ptr<Listener>> all;
    for (int i = 0; i < 100; ++i) {
        all.push_back(std::make_unique<Listener>(hub, UserId(i + 1)));
        hub.add(*all.back(), {{kChat, 0}}, hub.now());
        hub.release(*all.back());
    }
    g_encoded = 0;
    apply(hub, {message(1), message(2), message(3)});
    QCOMPARE(g_encoded, 3);
    for (const auto &listener : all) {
        QCOMPARE(listener->told.size(), 3);
        QCOMPARE(listener->flushes, 1);
    }
}

void tst_Hub::whoWasAnsweredIsFlushedFirst()
{
    Hub hub;
    std::vector<std::unique_ptr<Listener>> all;
    QList<size_t> order;
    for (size_t i = 0; i < 5; ++i) {
        all.push_back(std::make_unique<Listener>(hub, UserId(qint64(i) + 1)));
        all[i]->onFlush = [&order, i] { order.append(i); };
        hub.add(*all[i], {{kChat, 0}}, hub.now());
        hub.release(*all[i]);
    }
    hub.apply(core::Changes{.events = {message(1)}});
    hub.flushLater(*all[3]); // the ack of the next job
    hub.flushLater(*all[3]);
    hub.apply(core::Changes{.events = {message(2)}});
    hub.flushDirty();
    QCOMPARE(order, (QList<size_t>{3, 0, 1, 2, 4}));
    order.clear();
    apply(hub, {message(3)});
    QCOMPARE(order, (QList<size_t>{0, 1, 2, 3, 4}));
}

void tst_Hub::aFlushMayEndAnySocketAndTellOthers()
{
    Hub hub;
    std::vector<std::unique_ptr<Listener>> all;
    for (qint64 i = 0; i < 6; ++i) {
        all.push_back(std::make_unique<Listener>(hub, UserId(i + 1)));
        hub.add(*all.back(), {{kChat, 0}}, hub.now());
        hub.release(*all.back());
    }
    Listener &told = *all[0];
    bool isFirst = true;
    all[1]->onFlush = [&] {
        if (!std::exchange(isFirst, false))
            return;
        hub.remove(*all[1]); // itself, one that was answered, and one that waits
        all[2].reset();
        all[4].reset();
        hub.apply(core::Changes{.events = {message(2)}});
        hub.flushLater(told);
        hub.flushDirty(); // as a socket that has caught up does
    };
    hub.apply(core::Changes{.events = {message(1)}});
    hub.flushLater(*all[1]);
    hub.flushLater(*all[2]);
    hub.flushDirty();
    QCOMPARE(told.told, (QList<QByteArray>{"7:1", "7:2"}));
    QCOMPARE(all[3]->told, (QList<QByteArray>{"7:1", "7:2"}));
    for (const size_t i : {0, 3, 5})
        QCOMPARE(all[i]->flushes, 1);
    apply(hub, {message(3)});
    for (const size_t i : {0, 3, 5})
        QCOMPARE(all[i]->flushes, 2);
}

void tst_Hub::manyAreFlushedInPartsAndAnswersGoBetween()
{
    constexpr size_t kAll = 100;
    Hub hub;
    std::vector<std::unique_ptr<Listener>> all;
    QList<size_t> order;
    for (size_t i = 0; i < kAll; ++i) {
        all.push_back(std::make_unique<Listener>(hub, UserId(qint64(i) + 1)));
        all[i]->onFlush = [&order, i] { order.append(i); };
        hub.add(*all[i], {{kChat, 0}}, hub.now());
        hub.release(*all[i]);
    }
    hub.apply(core::Changes{.events = {message(1)}});
    QVERIFY(hub.flushSome());
    const auto first = order.size();
    QVERIFY(first > 0 && first < qsizetype(kAll) / 2);
    // What is said meanwhile: the last socket is answered at once, others hear both together.
    hub.flushLater(*all[kAll - 1]);
    hub.apply(core::Changes{.events = {message(2)}});
    QVERIFY(hub.flushSome());
    QCOMPARE(order.at(first), kAll - 1);
    while (hub.flushSome()) { }
    for (size_t i = 0; i < kAll; ++i) {
        QCOMPARE(all[i]->told, (QList<QByteArray>{"7:1", "7:2"}));
        QCOMPARE(all[i]->flushes, qsizetype(i) < first ? 2 : 1);
    }
    // Who was told first was flushed first.
    order.removeAt(first);
    QVERIFY(std::is_sorted(order.begin(), order.end() - first));
    QVERIFY(!hub.flushSome());
}

void tst_Hub::nobodyWaitsLongerInALargerCrowd()
{
    constexpr int kMost = 10; // messages of a sender who is answered at once and goes on
    Hub hub;
    std::vector<std::unique_ptr<Listener>> all;
    std::vector<qsizetype> flushed(3'000);
    for (size_t i = 0; i < flushed.size(); ++i) {
        all.push_back(std::make_unique<Listener>(hub, UserId(qint64(i) + 1)));
        Listener &one = *all.back();
        one.onFlush = [&one, &flushed, i] { flushed[i] = one.told.size(); };
        hub.add(one, {{kChat, 0}}, hub.now());
        hub.release(one);
    }
    for (qint64 seq = 1; seq <= 60; ++seq) {
        hub.apply(core::Changes{.events = {message(seq)}});
        hub.flushSome();
        for (size_t i = 0; i < flushed.size(); ++i)
            QVERIFY2(all[i]->told.size() - flushed[i] <= kMost, qPrintable(QString::number(seq)));
    }
}

void tst_Hub::aHeldStreamIsToldNothingUntilItIsRead()
{
    Hub hub;
    Listener anna(hub, kAnna);
    hub.add(anna, {{kChat, 5}}, hub.now());
    hub.release(anna);
    QVERIFY(hub.hold(anna, kChat, 2));
    const Hub::Moment since = hub.now();
    apply(hub, {message(6), message(7)});
    QVERIFY(anna.told.isEmpty());
    hub.goLive(anna, kChat, 6, since); // the page that was read ended with 6
    QCOMPARE(anna.told, (QList<QByteArray>{"7:7"}));
    QVERIFY(!hub.hold(anna, StreamId::of(ChatId(99)), 0));
}

void tst_Hub::whoEntersHearsFromTheirEntryOn()
{
    Hub hub;
    Listener anna(hub, kAnna);
    hub.add(anna, {}, hub.now());
    hub.release(anna);
    apply(hub, {message(1), membership(events::MemberAdded{}, kAnna, 2), message(3)});
    QCOMPARE(anna.told, (QList<QByteArray>{"7:2", "7:3"}));
}

void tst_Hub::whoLeavesHearsNothingMore()
{
    Hub hub;
    Listener anna(hub, kAnna);
    Listener bob(hub, kBob);
    for (Listener *one : {&anna, &bob}) {
        hub.add(*one, {{kChat, 0}}, hub.now());
        hub.release(*one);
    }
    apply(hub, {message(1), membership(events::MemberRemoved{}, kAnna, 2), message(3)});
    QCOMPARE(anna.told, (QList<QByteArray>{"7:1"}));
    QCOMPARE(bob.told, (QList<QByteArray>{"7:1", "7:2", "7:3"}));
    QVERIFY(!hub.place(anna, kChat));
}

void tst_Hub::enteringDuringTheReadIsNotMissed()
{
    Hub hub;
    const Hub::Moment since = hub.now(); // the snapshot does not know of the chat yet
    apply(hub, {membership(events::MemberAdded{}, kAnna, 4), message(5)});
    Listener anna(hub, kAnna);
    hub.add(anna, {{StreamId::of(kAnna), 0}}, since);
    hub.release(anna);
    QCOMPARE(anna.told, (QList<QByteArray>{"7:4", "7:5"}));
}

void tst_Hub::presenceGoesToWatchersOnly()
{
    Hub hub;
    Listener anna(hub, kAnna);
    Listener bob(hub, kBob);
    hub.add(anna, {{kChat, 0}}, hub.now());
    hub.add(bob, {{kChat, 0}}, hub.now());
    hub.release(anna);
    hub.release(bob);
    hub.watch(anna, {UserId(3)});
    const auto presence = std::make_shared<const Event>(
        Event{.stream = StreamId::of(UserId(3)), .user = UserId(3), .body = events::Presence{}});
    apply(hub, {presence});
    QCOMPARE(anna.told.size(), 1);
    QVERIFY(bob.told.isEmpty());
    hub.unwatchAll(anna);
    apply(hub, {presence});
    QCOMPARE(anna.told.size(), 1);
}

void tst_Hub::peopleDoNotHearThemselvesTyping()
{
    Hub hub;
    Listener anna(hub, kAnna);
    Listener bob(hub, kBob);
    for (Listener *one : {&anna, &bob}) {
        hub.add(*one, {{kChat, 0}}, hub.now());
        hub.release(*one);
    }
    apply(hub,
        {std::make_shared<const Event>(
            Event{.stream = kChat, .user = kAnna, .body = events::Typing{.on = true}})});
    QVERIFY(anna.told.isEmpty());
    QCOMPARE(bob.told.size(), 1);
}

void tst_Hub::inACrowdTypingAndReadingIsToldToOneselfAlone_data()
{
    QTest::addColumn<int>("others"); // sockets besides Anna's two and Bob's
    QTest::addColumn<events::Body>("what");
    QTest::addColumn<int>("heardByAnna"); // on the device that she does not use
    QTest::addColumn<int>("heardByBob");
    const events::Body typing = events::Typing{.on = true};
    const events::Body reading = events::Read{};
    QTest::newRow("few, typing") << 197 << typing << 0 << 1;
    QTest::newRow("few, reading") << 197 << reading << 1 << 1;
    QTest::newRow("many, typing") << 198 << typing << 0 << 0;
    QTest::newRow("many, reading") << 198 << reading << 1 << 0;
    QTest::newRow("many, a message") << 198 << events::Body(events::MessageCreated{}) << 1 << 1;
}

void tst_Hub::inACrowdTypingAndReadingIsToldToOneselfAlone()
{
    QFETCH(int, others);
    QFETCH(events::Body, what);
    QFETCH(int, heardByAnna);
    QFETCH(int, heardByBob);
    Hub hub;
    std::vector<std::unique_ptr<Listener>> all;
    const auto join = [&](UserId who) {
        all.push_back(std::make_unique<Listener>(hub, who));
        hub.add(*all.back(), {{kChat, 0}}, hub.now());
    };
    for (const UserId who : {kAnna, kAnna, kBob})
        join(who);
    for (int i = 0; i < others; ++i)
        join(UserId(100 + i));
    const auto told = [&](size_t which) { return static_cast<int>(all[which]->told.size()); };
    auto event = std::make_shared<Event>(Event{.stream = kChat, .user = kAnna, .body = what});
    const EventKind kind = event->kind();
    event->seq = kind == EventKind::MessageCreated ? 1 : 0;
    // Whoever is live when it happens, and whoever becomes so a moment later.
    for (size_t i = 0; i < all.size(); i += 2)
        hub.release(*all[i]);
    apply(hub, {event});
    hub.release(*all[1]);
    hub.release(*all[3]);
    QCOMPARE(told(1), heardByAnna);
    QCOMPARE(told(3), kind == EventKind::Typing ? 0 : heardByBob);
    QCOMPARE(told(0), heardByAnna);
    QCOMPARE(told(2), heardByBob);
}

void tst_Hub::whoIsInARoomIsToldToSlowReadersAndNotReplayed()
{
    Hub hub;
    Listener anna(hub, kAnna);
    Listener late(hub, kBob);
    hub.add(anna, {{kChat, 0}}, hub.now());
    hub.add(late, {{kChat, 0}}, hub.now());
    hub.release(anna);
    for (const events::Body &body :
        {events::Body(events::RoomEntered{}), events::Body(events::RoomLeft{})})
        apply(hub,
            {std::make_shared<const Event>(Event{.stream = kChat, .user = kBob, .body = body})});
    QCOMPARE(anna.told.size(), 2);
    QCOMPARE(anna.droppable, 0);
    hub.release(late);
    QVERIFY(late.told.isEmpty());
}

void tst_Hub::anEndedSessionEndsItsSocketsOnly()
{
    Hub hub;
    Listener phone(hub, kAnna, SessionId(10));
    Listener desk(hub, kAnna, SessionId(11));
    hub.add(phone, {}, hub.now());
    hub.add(desk, {}, hub.now());
    hub.apply(core::Changes{.endedSessions = {SessionId(10)}});
    QVERIFY(phone.ended);
    QVERIFY(!desk.ended);
}

void tst_Hub::noInterleavingMissesOrDoublesAnything_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 200; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// A server in small: events are committed, later published; sockets come, read a snapshot that a
/// later moment delivers, resume from somewhere, and go. Whatever the order, each socket is told
/// every event behind its start once and in order.
void tst_Hub::noInterleavingMissesOrDoublesAnything()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto upTo = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    Hub hub;
    qint64 committed = 0; // the database
    qint64 published = 0; // what the hub was given of it
    struct Reading
    {
        qint64 seq;
        Hub::Moment since;
    };
    std::unique_ptr<Listener> anna;
    std::optional<Reading> loading;
    std::optional<Reading> catching;
    qint64 start = 0;
    const auto publishOne = [&] {
        if (published < committed)
            apply(hub, {message(++published)});
    };
    const auto signedIn = [&] { // the read of its places is delivered
        anna = std::make_unique<Listener>(hub, kAnna);
        start = loading->seq;
        hub.add(*anna, {{kChat, loading->seq}}, loading->since);
        hub.release(*anna);
        loading.reset();
    };
    const auto caughtUp = [&] { // the page that was read is delivered
        for (qint64 seq = start + 1; seq <= catching->seq; ++seq)
            anna->told.append("7:" + QByteArray::number(seq));
        hub.goLive(*anna, kChat, catching->seq, catching->since);
        catching.reset();
    };
    for (int turn = 0; turn < 400; ++turn) {
        const int what = upTo(40);
        if (what < 18)
            ++committed;
        else if (what < 36)
            publishOne();
        else if (what == 36 && !anna && !loading) // a read sees what is committed by now
            loading = Reading{committed, hub.now()};
        else if (what == 37 && loading)
            signedIn();
        else if (what == 38 && anna && !catching && anna->told.isEmpty()) {
            start = upTo(static_cast<int>(start)); // it resumes from an older place
            hub.hold(*anna, kChat, start);
            catching = Reading{committed, hub.now()};
        } else if (what >= 39 && catching) {
            caughtUp();
        }
    }
    if (!anna && !loading)
        loading = Reading{committed, hub.now()};
    if (!anna)
        signedIn();
    if (catching)
        caughtUp();
    while (published < committed)
        publishOne();
    QList<QByteArray> expected;
    for (qint64 seq = start + 1; seq <= committed; ++seq)
        expected.append("7:" + QByteArray::number(seq));
    QCOMPARE(anna->told, expected);
}

KITH_TEST(tst_Hub)
#include "tst_hub.moc"
