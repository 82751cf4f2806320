// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream shows to those who come back, against what was told while it happened.
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/messages/messages.h"
#include "core/replay.h"
#include "corefixture.h"
#include "runner/runner.h"
#include "store/backup.h"
#include "store/migrations.h"

#include <QRandomGenerator>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString emojiOf(const Event &event)
{
    return std::visit(
        [](const auto &its) {
            if constexpr (requires { its.emoji; })
                return its.emoji;
            else
                return QString();
        },
        event.body);
}

/// Everything about an event that does not depend on when it is rendered.
QString placeOf(const Event &event)
{
    return u"%1 %2:%3 chat %4 by %5 about %6 %7 message %8 at %9"_s.arg(event.seq)
               .arg(int(event.stream.kind))
               .arg(event.stream.id)
               .arg(event.chat.value)
               .arg(event.actor.value)
               .arg(event.user.value)
               .arg(emojiOf(event))
               .arg(event.message() ? event.message()->id.value : 0)
               .arg(toMillis(event.at))
        + u" kind %1"_s.arg(int(event.kind()));
}

QStringList placesOf(const std::vector<SharedEvent> &events, qint64 after = 0)
{
    QStringList places;
    for (const SharedEvent &event : events) {
        if (event->seq > after)
            places.append(placeOf(*event));
    }
    return places;
}

/// A few people who do everything that leaves events in a chat, at random, and what was told.
class Crowd
{
    /// Notes what was told of it.
    template <class F> auto write(size_t who, F &&work)
    {
        auto answer = m_core.write(people[who], work);
        for (const SharedEvent &event : m_core.changes.events) {
            if (event->seq == 0)
                continue;
            m_told[event->stream].push_back(event);
            if (const Message *message = event->message())
                m_lastSeen.insert_or_assign(message->id, *message);
        }
        return answer;
    }

public:
    Crowd(Core &core, quint32 seed) : m_core(core), m_random(seed)
    {
        for (const QString &name : {u"ann"_s, u"bob"_s, u"eve"_s, u"joe"_s})
            people.push_back(m_core.somebody(name));
        const auto made = write(0, [&](Tx &tx) {
            return createChat(
                tx, {.kind = ChatKind::Group, .name = u"Hall"_s, .members = {people[1].user}});
        });
        if (!made)
            qFatal("no chat");
        chat = made->chat.id;
    }

    void step()
    {
        m_core.clock.advance(std::chrono::milliseconds(m_random.bounded(3)));
        const size_t who = m_random.bounded(quint32(people.size()));
        switch (m_random.bounded(12)) {
        case 0:
            return change([&](Tx &tx, MessageId id) {
                return editMessage(tx, id, {.content = u"edited %1"_s.arg(m_random.generate())});
            });
        case 1:
            return change([&](Tx &tx, MessageId id) -> Result<Message> {
                TRY(deleteMessage(tx, id));
                return Message{};
            });
        case 2:
        case 3:
            return change([&](Tx &tx, MessageId id) {
                return react(tx, id, m_random.bounded(2) ? u"👍"_s : u"🎉"_s,
                    m_random.bounded(3) ? ReactionChange::Add : ReactionChange::Remove);
            });
        case 4:
            (void)write(0,
                [&](Tx &tx) { return addMember(tx, chat, {.userId = people[1 + who % 3].user}); });
            return;
        case 5:
            (void)write(0, [&](Tx &tx) -> Result<bool> {
                TRY(removeMember(tx, chat, people[1 + who % 3].user));
                return true;
            });
            return;
        case 6:
            (void)write(0, [&](Tx &tx) {
                return updateChat(tx, chat, {.name = u"Hall %1"_s.arg(m_random.bounded(100))});
            });
            return;
        default:
            post(who, 1 + int(m_random.bounded(3)));
        }
    }

    std::vector<SharedEvent> &told(StreamId stream) { return m_told[stream]; }
    /// As whoever was told of it last showed it.
    const Message *lastSeen(MessageId id) const
    {
        const auto found = m_lastSeen.find(id);
        return found == m_lastSeen.end() ? nullptr : &found->second;
    }

    std::vector<Actor> people{}; ///< the first owns the chat
    ChatId chat{};

private:
    void post(size_t who, int count)
    {
        (void)write(who, [&](Tx &tx) -> Result<bool> {
            for (int i = 0; i < count; ++i) {
                TRY_ASSIGN(const auto posted,
                    postMessage(tx, chat,
                        {.content = u"hello @bob %1"_s.arg(m_random.generate()),
                            .clientId = QString::number(++m_posted)}));
                m_messages.emplace_back(posted.message.id, who);
            }
            return true;
        });
    }

    template <class F> void change(F &&work)
    {
        if (m_messages.empty())
            return;
        const auto &[id, who] = m_messages[m_random.bounded(quint32(m_messages.size()))];
        (void)write(who, [&, message = id](Tx &tx) { return work(tx, message); });
    }

    Core &m_core;
    QRandomGenerator m_random;
    std::map<StreamId, std::vector<SharedEvent>> m_told;
    std::unordered_map<MessageId, Message> m_lastSeen;
    std::vector<std::pair<MessageId, size_t>> m_messages; ///< and who sent it
    int m_posted = 0;
};

/// All pages from a place on.
Result<std::vector<SharedEvent>> walk(
    Core &core, const Actor &actor, StreamId stream, qint64 after, qint64 limit)
{
    std::vector<SharedEvent> all;
    while (true) {
        TRY_ASSIGN(const StreamPage page,
            core.read(actor, [&](ReadTx &tx) { return replay(tx, stream, after, limit); }));
        if (!page.recovered || static_cast<qint64>(page.events.size()) > limit)
            return internalError(u"a page of %1 is wrong"_s.arg(after));
        all.insert(all.end(), page.events.begin(), page.events.end());
        if (page.isLast)
            return all;
        after = page.events.back()->seq;
    }
}

} // namespace

class tst_Replay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesBackIsToldWhatOthersHeard_data() { eachDriver(); }
    void whoComesBackIsToldWhatOthersHeard();
    void messagesAreAsTheyNowAre_data() { eachDriver(); }
    void messagesAreAsTheyNowAre();
    void newMessagesHaveNoSecondRow_data() { eachDriver(); }
    void newMessagesHaveNoSecondRow();
    void aDatabaseOfAnEarlierVersionTellsTheSame_data() { eachDriver(); }
    void aDatabaseOfAnEarlierVersionTellsTheSame();
    void whatWasPurgedIsSaid_data() { eachDriver(); }
    void whatWasPurgedIsSaid();
    void whoStoodBeforeARestoreIsTold_data() { eachDriver(); }
    void whoStoodBeforeARestoreIsTold();
};

void tst_Replay::whoComesBackIsToldWhatOthersHeard()
{
    OPEN_CORE(core);
    const quint32 seed = QRandomGenerator::global()->generate();
    Crowd crowd(core, seed);
    for (int i = 0; i < 300; ++i)
        crowd.step();
    QRandomGenerator random(seed);
    const StreamId hall = StreamId::of(crowd.chat);
    const auto last = qint64(crowd.told(hall).size());
    QCOMPARE(crowd.told(hall).back()->seq, last);
    for (const qint64 limit : {1, 2, 3, 7, 50, 1000}) {
        const qint64 after = limit > 7 ? 0 : qint64(random.bounded(quint32(last)));
        const auto told = walk(core, crowd.people[0], hall, after, limit);
        QVERIFY2(told.ok(), qPrintable(u"seed %1, after %2"_s.arg(seed).arg(after)));
        QCOMPARE(placesOf(*told), placesOf(crowd.told(hall), after));
    }
    for (const Actor &person : crowd.people) {
        const StreamId own = StreamId::of(person.user);
        if (crowd.told(own).empty())
            continue;
        const auto told = walk(core, person, own, crowd.told(own).front()->seq - 1, 3);
        VERIFY_OK(told);
        QCOMPARE(placesOf(*told), placesOf(crowd.told(own)));
    }
}

void tst_Replay::messagesAreAsTheyNowAre()
{
    OPEN_CORE(core);
    Crowd crowd(core, 7);
    for (int i = 0; i < 200; ++i)
        crowd.step();
    const auto told = walk(core, crowd.people[0], StreamId::of(crowd.chat), 0, 20);
    VERIFY_OK(told);
    int messages = 0;
    for (const SharedEvent &event : *told) {
        const Message *const message = event->message();
        if (!message)
            continue;
        ++messages;
        const Message *const seen = crowd.lastSeen(message->id);
        QVERIFY(seen);
        QCOMPARE(toJson(*message), toJson(*seen));
        QVERIFY(*message == *seen);
    }
    QVERIFY2(messages > 100, QByteArray::number(messages));
}

void tst_Replay::newMessagesHaveNoSecondRow()
{
    OPEN_CORE(core);
    Crowd crowd(core, 11);
    for (int i = 0; i < 100; ++i)
        crowd.step();
    const auto count = [&](const char *sql) {
        return store::integerOf(core.reader(), store::Sql(sql), {});
    };
    const auto doubled = count("SELECT COUNT(*) FROM events e JOIN messages m "
                               "ON m.chat_id = e.stream_id AND m.seq = e.seq "
                               "WHERE e.stream_kind = 1");
    VERIFY_OK(doubled);
    QCOMPARE(doubled->value_or(-1), 0);
    const auto places = count("SELECT (SELECT COUNT(*) FROM events WHERE stream_kind = 1) "
                              "+ (SELECT COUNT(*) FROM messages)");
    VERIFY_OK(places);
    QCOMPARE(places->value_or(-1), qint64(crowd.told(StreamId::of(crowd.chat)).size()));
}

/// Up to schema 6 each new message had a row of events too.
void tst_Replay::aDatabaseOfAnEarlierVersionTellsTheSame()
{
    OPEN_CORE(core);
    Crowd crowd(core, 5);
    for (int i = 0; i < 120; ++i)
        crowd.step();
    const auto session = coreStore.open();
    for (const char *sql :
        {"INSERT INTO events (stream_kind, stream_id, seq, kind, chat_id, actor_id, message_id, "
         "at) "
         "SELECT 1, chat_id, seq, 1, chat_id, sender_id, id, created_at FROM messages",
            "DELETE FROM schema_migrations WHERE version > 6"})
        VERIFY_OK(session->exec(store::Sql(sql), {}));
    const StreamId hall = StreamId::of(crowd.chat);
    const auto rows = store::integerOf(
        *session, store::Sql("SELECT COUNT(*) FROM events WHERE stream_kind = 1"), {});
    VERIFY_OK(rows);
    QCOMPARE(rows->value_or(0), qint64(crowd.told(hall).size())); // as it was: one for each place
    const auto migrations = store::readMigrations();
    VERIFY_OK(migrations);
    VERIFY_OK(store::migrate(*session, *migrations, {.now = core.clock.now()}));
    for (const qint64 limit : {3, 1000}) {
        const auto told = walk(core, crowd.people[0], hall, 0, limit);
        VERIFY_OK(told);
        QCOMPARE(placesOf(*told), placesOf(crowd.told(hall)));
    }
}

void tst_Replay::whatWasPurgedIsSaid()
{
    OPEN_CORE(core);
    Crowd crowd(core, 3);
    for (int i = 0; i < 60; ++i)
        crowd.step();
    const StreamId hall = StreamId::of(crowd.chat);
    const auto last = qint64(crowd.told(hall).size());
    const qint64 purged = last / 2;
    const auto session = coreStore.open();
    for (const char *sql : {"DELETE FROM events WHERE stream_kind = 1 AND seq <= :seq",
             "DELETE FROM messages WHERE seq <= :seq"})
        VERIFY_OK(session->exec(store::Sql(sql), {{":seq", purged}}));
    const auto readAfter = [&](qint64 after) {
        return core.read(
            crowd.people[0], [&](ReadTx &tx) { return replay(tx, hall, after, 1000); });
    };
    for (const qint64 after : {qint64(0), purged - 1}) {
        const auto page = readAfter(after);
        VERIFY_OK(page);
        QVERIFY(!page->recovered);
        QCOMPARE(page->first, purged + 1);
        QCOMPARE(placesOf(page->events).size(), last - purged);
    }
    const auto page = readAfter(purged);
    VERIFY_OK(page);
    QVERIFY(page->recovered);
    QCOMPARE(page->events.size(), size_t(last - purged));
}

/// A restore leaves a hole (store/backup.h): nobody before it can know what they missed, neither
/// who was behind the backup nor who was beyond it.
void tst_Replay::whoStoodBeforeARestoreIsTold()
{
    OPEN_CORE(core);
    Crowd crowd(core, 3);
    for (int i = 0; i < 60; ++i)
        crowd.step();
    const StreamId hall = StreamId::of(crowd.chat);
    const auto backup = qint64(crowd.told(hall).size());
    const qint64 behind = backup + store::kRestoreHole;
    const auto session = coreStore.open();
    const auto endAt = [&](qint64 seq) {
        return session->exec(store::Sql("UPDATE chats SET last_seq = :seq WHERE id = :id"),
            {{":seq", seq}, {":id", crowd.chat.value}});
    };
    VERIFY_OK(endAt(behind));
    const auto readAfter = [&](qint64 after, qint64 limit = 1000) {
        return core.read(
            crowd.people[0], [&](ReadTx &tx) { return replay(tx, hall, after, limit); });
    };
    for (const bool saidMore : {false, true}) {
        if (saidMore) {
            VERIFY_OK(store::insertRow(*session,
                store::MessageRow{.id = MessageId(behind + 1),
                    .chatId = crowd.chat,
                    .seq = behind + 1,
                    .senderId = crowd.people[0].user,
                    .content = u"after the restore"_s}));
            VERIFY_OK(endAt(behind + 1));
        }
        for (const qint64 after : {qint64(0), backup - 1, backup, backup + 5, behind - 1}) {
            const auto page = readAfter(after);
            VERIFY_OK(page);
            QVERIFY(!page->recovered);
            QCOMPARE(page->first, behind + 1);
            QCOMPARE(page->events.size(), saidMore ? 1u : 0u);
        }
        const auto page = readAfter(behind);
        VERIFY_OK(page);
        QVERIFY(page->recovered);
        QCOMPARE(page->events.size(), saidMore ? 1u : 0u);
        // A page that ends before the hole says nothing of it yet; the next one does.
        const auto first = readAfter(0, 2);
        VERIFY_OK(first);
        QVERIFY(first->recovered);
    }
}

KITH_TEST(tst_Replay)
#include "tst_replay.moc"
