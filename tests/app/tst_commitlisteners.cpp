// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commitlisteners.h"
#include "core/live/presence.h"
#include "core/live/rooms.h"
#include "core/live/roster.h"
#include "runner/runner.h"
#include "support/eachdriver.h"
#include "support/fakeclock.h"

using namespace kith;
using namespace Qt::StringLiterals;
using api::Told;

/// What a COMMIT is told to, and when: the list of kithd, and the executor that goes through it.
class tst_CommitListeners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theListIsInThisOrder();
    void theGateKnowsBeforeTheAnswer();
    void messagesAreCountedAndSocketsHearOfEachChangeOnce();
    void theAnswerComesBetween_data();
    void theAnswerComesBetween();

private:
    void tell(Told told, core::Changes changes)
    {
        const api::Commit commit{.changes = std::make_shared<const core::Changes>(changes)};
        for (const auto &listener : m_list) {
            if (listener.told == told)
                listener.hear(commit);
        }
    }

    test::FakeClock m_clock;
    core::SessionGate m_gate{std::chrono::minutes(15), {}};
    net::Switchboard m_switchboard;
    ops::Metrics m_metrics;
    ops::Counter &m_messages = m_metrics.counter("messages", "");
    ops::Histogram &m_writes = m_metrics.histogram("writes", "");
    const std::vector<api::CommitListener> m_list = commitListeners({.clock = m_clock,
        .gate = m_gate,
        .switchboard = m_switchboard,
        .messages = m_messages,
        .writes = m_writes});
};

void tst_CommitListeners::theListIsInThisOrder()
{
    QStringList names;
    for (const auto &listener : m_list) {
        if (listener.told == Told::AfterAnswer && !names.contains(u"(answer)"_s))
            names << u"(answer)"_s;
        names << QString::fromLatin1(listener.name);
    }
    QCOMPARE(names,
        QStringList({u"write_times"_s, u"session_gate"_s, u"(answer)"_s, u"message_count"_s,
            u"sockets"_s}));
}

void tst_CommitListeners::theGateKnowsBeforeTheAnswer()
{
    const core::Actor ann{.user = UserId(7), .session = SessionId(8)};
    QVERIFY(m_gate.admit(ann));
    tell(Told::BeforeAnswer, {.endedSessions = {ann.session}});
    QVERIFY(!m_gate.admit(ann));
}

void tst_CommitListeners::messagesAreCountedAndSocketsHearOfEachChangeOnce()
{
    net::Mailbox<net::Mail> reactor([](auto &&) {});
    net::Switchboard switchboard;
    switchboard.attach(reactor);
    const auto list = commitListeners({.clock = m_clock,
        .gate = m_gate,
        .switchboard = switchboard,
        .messages = m_messages,
        .writes = m_writes});
    core::Changes changes;
    for (const EventKind kind : {EventKind::MessageCreated, EventKind::MessageUpdated})
        changes.events.push_back(std::make_shared<const Event>(Event{.kind = kind}));
    const auto before = m_messages.value();
    for (const core::Changes &told : {changes, core::Changes()}) {
        for (const auto &listener : list)
            listener.hear({.changes = std::make_shared<const core::Changes>(told)});
    }
    QCOMPARE(m_messages.value() - before, 1u);
    QCOMPARE(reactor.size(), size_t(1)); // a write that changed nothing is told to no socket
}

void tst_CommitListeners::theAnswerComesBetween_data()
{
    QTest::addColumn<bool>("succeeds");
    QTest::addColumn<QStringList>("order");
    QTest::newRow("a write") << true << QStringList{u"before"_s, u"answer"_s, u"after"_s};
    QTest::newRow("one that failed is told to nobody") << false << QStringList{u"answer"_s};
}

void tst_CommitListeners::theAnswerComesBetween()
{
    QFETCH(bool, succeeds);
    test::TempStore database(u"sqlite"_s);
    const core::Policy policy;
    core::PresenceBoard presence;
    core::Roster roster;
    core::RoomBoard rooms;
    const core::Environment env{policy, presence, roster, rooms};
    store::Writer writer(database.opener(), {});
    store::Readers readers(database.opener(store::Access::ReadOnly), 1, 10);
    store::WorkPool pool(1, 10);
    api::Executor executor(env, m_clock, writer, readers, pool);
    QStringList order; // written on the writer's thread, read when that has ended
    // Listed the wrong way round: when each is told is its own affair.
    executor.listeners = {
        {"after", Told::AfterAnswer, [&](const api::Commit &) { order << u"after"_s; }},
        {"before", Told::BeforeAnswer, [&](const api::Commit &) { order << u"before"_s; }}};
    QVERIFY(writer.start().ok());

    const auto step = std::make_shared<api::Step>();
    step->runs = api::Runs::Write;
    step->write = [succeeds](core::Tx &) -> api::StepResult {
        if (succeeds)
            return api::Answer{};
        return notFound(u"There is no such thing."_s);
    };
    executor.run({.step = step}, [&order](const Result<api::Answer> &) { order << u"answer"_s; });
    writer.stop();
    QTEST(order, "order");
}

KITH_TEST(tst_CommitListeners)
#include "tst_commitlisteners.moc"
