// SPDX-License-Identifier: GPL-3.0-or-later
// A chat's stream as its members heard it live, against what REST and a resuming socket show of it
// afterwards, from any place.
#include "baresocket.h"
#include "runner/runner.h"

#include <QRandomGenerator>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

namespace {

/// What a frame says that does not change when it is told again.
QString placeOf(const QJsonObject &frame)
{
    QStringList parts;
    for (const QString &name : {u"seq"_s, u"type"_s, u"stream"_s, u"chat_id"_s, u"message_id"_s,
             u"user_id"_s, u"actor_id"_s, u"emoji"_s})
        parts.append(frame[name].toVariant().toString());
    parts.append(frame[u"message"][u"id"].toVariant().toString());
    return parts.join(u' ');
}

} // namespace

class tst_Replayed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsToldAgainIsWhatWasHeardLive();

private:
    void step(BareSocket &ann);
    QStringList heard(const BareSocket &wire, qint64 after = 0) const;
    void compareRest(qint64 after, int limit);
    void compareSocket(qint64 after);
    void compareMessages(const QJsonObject &frame);

    TestServer m_server;
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    std::unique_ptr<Person> m_eve;
    std::unique_ptr<BareSocket> m_live; ///< Bob's, from the beginning
    Chat m_chat;
    QString m_stream;
    QRandomGenerator m_random;
    std::vector<qint64> m_messages;
    int m_frames = 0;
    qint64 m_last = 0;
};

void tst_Replayed::init()
{
    QVERIFY2(m_server.start(), m_server.log().constData());
    for (auto *person : {&m_ann, &m_bob, &m_eve})
        *person = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST_OK(m_eve->registerAs(u"eve"_s));
    MUST(m_chat, m_ann->makeGroup(u"Hall"_s, {m_bob->id()}));
    m_stream = u"chat:%1"_s.arg(m_chat.id.value);
    m_live = std::make_unique<BareSocket>(m_server);
    QVERIFY(m_live->signIn(m_bob->token()));
    m_live->send({{u"type"_s, u"resume"_s}, {u"streams"_s, QJsonObject{{m_stream, 0}}}});
    QVERIFY(!m_live->await(u"resumed"_s).isEmpty());
}

/// One thing that Ann does, who owns the chat; answered before the next.
void tst_Replayed::step(BareSocket &ann)
{
    const QString client = u"c%1"_s.arg(++m_frames);
    const auto acked = [&](QJsonObject frame) {
        frame.insert(u"client_id"_s, client);
        ann.send(frame);
        return QTest::qWaitFor([&] {
            const auto all = ann.frames({u"ack"_s, u"error"_s});
            return std::any_of(all.begin(), all.end(),
                [&](const QJsonObject &one) { return one[u"client_id"].toString() == client; });
        });
    };
    const qint64 any =
        m_messages.empty() ? 0 : m_messages[m_random.bounded(quint32(m_messages.size()))];
    switch (any == 0 ? 9 : m_random.bounded(10)) {
    case 0:
        QVERIFY(acked({{u"type"_s, u"edit"_s}, {u"message_id"_s, any},
            {u"content"_s, u"edited "_s + client}}));
        return;
    case 1:
        QVERIFY(acked({{u"type"_s, u"delete"_s}, {u"message_id"_s, any}}));
        return;
    case 2:
    case 3:
        QVERIFY(acked({{u"type"_s, u"react"_s}, {u"message_id"_s, any}, {u"emoji"_s, u"👍"_s},
            {u"on"_s, m_random.bounded(3) > 0}}));
        return;
    case 4:
        m_ann->raw(
            "POST", at("chats", m_chat.id, u"members"_s), toJson(NewMember{.userId = m_eve->id()}));
        return;
    case 5:
        m_ann->raw("DELETE", at("chats", m_chat.id, u"members/%1"_s.arg(m_eve->id().value)));
        return;
    case 6:
        m_ann->raw(
            "PATCH", at("chats", m_chat.id), toJson(ChatChange{.name = u"Hall "_s + client}));
        return;
    default:
        QVERIFY(acked({{u"type"_s, u"send"_s}, {u"chat_id"_s, m_chat.id.value},
            {u"content"_s, u"said "_s + client}}));
        m_messages.push_back(ann.frames({u"ack"_s}).back()[u"message"][u"id"].toInteger());
    }
}

QStringList tst_Replayed::heard(const BareSocket &wire, qint64 after) const
{
    QStringList places;
    for (const QJsonObject &frame : wire.frames()) {
        if (frame[u"stream"].toString() == m_stream && frame[u"seq"].toInteger() > after)
            places.append(placeOf(frame));
    }
    return places;
}

/// A message that is told again is as it was last heard.
void tst_Replayed::compareMessages(const QJsonObject &frame)
{
    if (!frame.contains(u"message"_s))
        return;
    const auto live = m_live->frames();
    const auto last = std::find_if(live.rbegin(), live.rend(), [&](const QJsonObject &one) {
        return one[u"stream"].toString() == m_stream
            && one[u"message"][u"id"] == frame[u"message"][u"id"];
    });
    QVERIFY(last != live.rend());
    QCOMPARE(frame[u"message"].toObject(), (*last)[u"message"].toObject());
}

void tst_Replayed::compareRest(qint64 after, int limit)
{
    QStringList told;
    for (qint64 place = after; place < m_last;) {
        const Answer answer = m_bob->raw(
            "GET", at("chats", m_chat.id, u"events?after=%1&limit=%2"_s.arg(place).arg(limit)));
        const QJsonObject page = QJsonDocument::fromJson(answer.body).object();
        QCOMPARE(page[u"recovered"].toBool(), true);
        QCOMPARE(page[u"last_seq"].toInteger(), m_last);
        for (const auto &item : page[u"items"].toArray()) {
            told.append(placeOf(item.toObject()));
            compareMessages(item.toObject());
        }
        const bool isLast = page[u"next"].isNull();
        // A full page says that there may be more, whether or not there is.
        QCOMPARE(isLast, page[u"items"].toArray().size() < limit);
        QVERIFY(!isLast || told.size() == m_last - after);
        place = isLast ? m_last : page[u"next"].toInteger();
    }
    QCOMPARE(told, heard(*m_live, after));
}

void tst_Replayed::compareSocket(qint64 after)
{
    BareSocket again(m_server);
    QVERIFY(again.signIn(m_bob->token()));
    again.send({{u"type"_s, u"resume"_s}, {u"streams"_s, QJsonObject{{m_stream, after}}}});
    const QJsonObject resumed = again.await(u"resumed"_s)[u"streams"][m_stream].toObject();
    QCOMPARE(resumed[u"recovered"].toBool(), true);
    QCOMPARE(resumed[u"seq"].toInteger(), m_last);
    QCOMPARE(heard(again), heard(*m_live, after));
    for (const QJsonObject &frame : again.frames()) {
        if (frame[u"stream"].toString() == m_stream)
            compareMessages(frame);
    }
}

void tst_Replayed::whatIsToldAgainIsWhatWasHeardLive()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    m_random.seed(seed);
    BareSocket ann(m_server);
    QVERIFY(ann.signIn(m_ann->token()));
    for (int i = 0; i < 120; ++i) {
        step(ann);
        if (QTest::currentTestFailed())
            return;
    }
    MUST(const Chat chat, m_bob->get<Chat>(at("chats", m_chat.id)));
    m_last = chat.lastSeq;
    QTRY_COMPARE(heard(*m_live).size(), m_last);
    for (const int limit : {1, 3, 100})
        compareRest(limit == 1 ? m_last - 20 : m_random.bounded(quint32(m_last / 2)), limit);
    compareRest(0, 7);
    for (const qint64 after : {qint64(0), qint64(m_random.bounded(quint32(m_last))), m_last - 1})
        compareSocket(after);
    // After a restart nothing but the database is left.
    m_server.kill();
    QVERIFY2(m_server.start(), m_server.log().constData());
    compareRest(0, 50);
    compareSocket(0);
}

KITH_TEST(tst_Replayed)
#include "tst_replayed.moc"
