// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

/// Sending messages exactly once and reading their history, through the API of a real server.
class tst_MessagesApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();

    void sending_data();
    void sending();
    void textIsNeverChanged_data();
    void textIsNeverChanged();
    void aClientIdSendsOnce();
    void aClientIdSendsOnceUnderRaces();
    void anIdempotencyKeySendsOnce();
    void historyIsPagedAtBothEnds();
    void historyAroundAMessage();
    void historyPositionsAreChecked_data();
    void historyPositionsAreChecked();
    void junkIdsAreNotFound_data();
    void junkIdsAreNotFound();

private:
    QString messagesPath() const { return at("chats", m_chat.id, u"messages"_s); }

    TestServer m_server;
    std::unique_ptr<Person> m_ann;
    std::unique_ptr<Person> m_bob;
    std::unique_ptr<Person> m_eve; // a stranger to the chat
    Chat m_chat;
};

namespace {

QByteArray contentOf(const QString &text) { return toJson(NewMessage{.content = text}); }

} // namespace

void tst_MessagesApi::initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }

void tst_MessagesApi::cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

void tst_MessagesApi::init()
{
    for (auto *person : {&m_ann, &m_bob, &m_eve})
        *person = std::make_unique<Person>(m_server);
    MUST_OK(m_ann->registerAs(u"ann"_s));
    MUST_OK(m_bob->registerAs(u"bob"_s));
    MUST_OK(m_eve->registerAs(u"eve"_s));
    MUST(m_chat, m_ann->makeGroup(u"g"_s, {m_bob->id()}));
}

void tst_MessagesApi::sending_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    QTest::newRow("text") << R"({"content":"a"})"_ba << 201 << QString();
    QTest::newRow("typed") << R"({"content":"a","type":"text"})"_ba << 201 << QString();
    QTest::newRow("10,000 characters") << contentOf(u"я"_s.repeated(10'000)) << 201 << QString();
    QTest::newRow("10,000 astral characters")
        << contentOf(u"\U0001F600"_s.repeated(10'000)) << 201 << QString();
    QTest::newRow("10,001 characters") << contentOf(u"a"_s.repeated(10'001)) << 422 << u"content"_s;
    QTest::newRow("nothing") << R"({"content":""})"_ba << 422 << u"content"_s;
    QTest::newRow("no content") << "{}"_ba << 422 << u"content"_s;
    QTest::newRow("null") << R"({"content":null})"_ba << 422 << u"content"_s;
    QTest::newRow("a number") << R"({"content":5})"_ba << 422 << u"content"_s;
    QTest::newRow("the server's type")
        << R"({"content":"a","type":"system"})"_ba << 422 << u"type"_s;
    QTest::newRow("an unknown type") << R"({"content":"a","type":"x"})"_ba << 422 << u"type"_s;
    QTest::newRow("in another's name")
        << R"({"content":"a","sender_id":1})"_ba << 422 << u"sender_id"_s;
    QTest::newRow("with a seq") << R"({"content":"a","seq":1})"_ba << 422 << u"seq"_s;
    QTest::newRow("a reply to nothing")
        << R"({"content":"a","reply_to":999999999})"_ba << 422 << u"reply_to"_s;
    QTest::newRow("client_id empty")
        << R"({"content":"a","client_id":""})"_ba << 422 << u"client_id"_s;
    QTest::newRow("client_id too long")
        << R"({"content":"a","client_id":")"_ba + QByteArray(129, 'x') + "\"}" << 422
        << u"client_id"_s;
    QTest::newRow("duplicate key") << R"({"content":"a","content":"b"})"_ba << 422 << QString();
    QTest::newRow("a body over the limit")
        << contentOf(u"a"_s.repeated(300 * 1024)) << 413 << QString();
}

void tst_MessagesApi::sending()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = m_ann->raw("POST", messagesPath(), body);
    ANSWERS(answer, status);
    if (!field.isEmpty())
        QCOMPARE(answer.problem()->errors.front().field, field);
    MUST(const auto page, m_bob->get<Page<Message>>(messagesPath()));
    QCOMPARE(page.items.size(), status == 201 ? 1u : 0u);
    if (status == 201) {
        MUST(const Message sent, answer.as<Message>());
        QCOMPARE(page.items.front(), sent);
        QCOMPARE(sent.sender.id, m_ann->id());
        QCOMPARE(sent.chatId, m_chat.id);
        QVERIFY(sent.seq > m_chat.lastSeq);
    }
}

void tst_MessagesApi::textIsNeverChanged_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("spaces") << u"  a  "_s;
    QTest::newRow("lines") << u"\r\n\t\n"_s;
    QTest::newRow("nul") << QString(QChar(0));
    QTest::newRow("html") << u"<script>alert('&amp;')</script>"_s;
    QTest::newRow("sql") << u"'; DROP TABLE messages; --"_s;
    QTest::newRow("bidi") << u"\u202eabc"_s;
    QTest::newRow("not normalised") << u"e\u0301\u00e9"_s;
    QTest::newRow("family") << u"\U0001F469\u200D\U0001F469\u200D\U0001F466"_s;
}

void tst_MessagesApi::textIsNeverChanged()
{
    QFETCH(QString, text);
    MUST(const Message sent, m_ann->say(m_chat.id, text));
    QCOMPARE(sent.content, text);
    MUST(const Message seen, m_bob->get<Message>(at("messages", sent.id)));
    QCOMPARE(seen.content, text);
}

void tst_MessagesApi::aClientIdSendsOnce()
{
    const QByteArray body = R"({"content":"once","client_id":"c-1"})";
    const Answer first = m_ann->raw("POST", messagesPath(), body);
    ANSWERS(first, 201);
    const Answer again = m_ann->raw("POST", messagesPath(), body);
    QVERIFY2(again.status == 200 || again.status == 201, again.text().constData());
    QCOMPARE(again.as<Message>()->id, first.as<Message>()->id);
    ANSWERS(m_ann->raw("POST", messagesPath(), R"({"content":"other","client_id":"c-1"})"), 409);
    // Somebody else's client_id is another one.
    ANSWERS(m_bob->raw("POST", messagesPath(), body), 201);
    // After a change the message is answered as it now is.
    const MessageId id = first.as<Message>()->id;
    ANSWERS(
        m_ann->raw("PATCH", at("messages", id), toJson(MessageEdit{.content = u"changed"_s})), 200);
    MUST(const Message now, m_ann->raw("POST", messagesPath(), body).as<Message>());
    QCOMPARE(now.content, u"changed"_s);
    MUST(const auto page, m_ann->get<Page<Message>>(messagesPath()));
    QCOMPARE(page.items.size(), 2u);
}

void tst_MessagesApi::aClientIdSendsOnceUnderRaces()
{
    constexpr int kTimes = 20;
    std::vector<MessageId> ids;
    std::vector<std::unique_ptr<Person>> devices;
    for (int i = 0; i < 4; ++i) {
        devices.push_back(std::make_unique<Person>(m_server));
        MUST_OK(devices.back()->login(m_ann->user().username));
    }
    for (int i = 0; i < kTimes; ++i) {
        devices[static_cast<size_t>(i % 4)]->api().postMessage(m_chat.id,
            {.content = u"race"_s, .clientId = u"r-1"_s},
            [&](Result<Message> sent) { ids.push_back(sent ? sent->id : MessageId()); });
    }
    QTRY_COMPARE(ids.size(), size_t(kTimes));
    QVERIFY(ids.front().isStored());
    QCOMPARE(std::count(ids.begin(), ids.end(), ids.front()), kTimes);
    MUST(const auto page, m_bob->get<Page<Message>>(messagesPath()));
    QCOMPARE(page.items.size(), 1u);
    MUST(const Chat chat, m_bob->get<Chat>(at("chats", m_chat.id)));
    QCOMPARE(chat.my->unreadCount, 1);
}

void tst_MessagesApi::anIdempotencyKeySendsOnce()
{
    const Headers key{{"Idempotency-Key", "m-1"}};
    const Answer first = m_ann->raw("POST", messagesPath(), contentOf(u"once"_s), key);
    ANSWERS(first, 201);
    const Answer again = m_ann->raw("POST", messagesPath(), contentOf(u"once"_s), key);
    QCOMPARE(again.as<Message>()->id, first.as<Message>()->id);
    ANSWERS(m_ann->raw("POST", messagesPath(), contentOf(u"other"_s), key), 409);
    const QString path = at("messages", first.as<Message>()->id);
    const Headers second{{"Idempotency-Key", "m-2"}};
    ANSWERS(m_ann->raw("DELETE", path, {}, second), 204);
    ANSWERS(m_ann->raw("DELETE", path, {}, second), 204); // the first answer, not "deleted already"
    ANSWERS(m_ann->raw("DELETE", path), 409);
}

void tst_MessagesApi::historyIsPagedAtBothEnds()
{
    std::vector<qint64> seqs;
    for (int i = 0; i < 7; ++i) {
        MUST(const Message sent, m_ann->say(m_chat.id, QString::number(i)));
        seqs.push_back(sent.seq);
    }
    // Down to the oldest …
    std::vector<qint64> seen;
    QString position;
    std::optional<QString> up;
    for (int pages = 0; pages < 10; ++pages) {
        MUST(const auto page, m_bob->get<Page<Message>>(messagesPath() + u"?limit=3"_s + position));
        for (const Message &message : page.items)
            seen.push_back(message.seq);
        QCOMPARE(page.prev.has_value(), pages > 0);
        up = page.prev;
        if (!page.next)
            break;
        position = u"&before="_s + *page.next;
    }
    std::reverse(seqs.begin(), seqs.end());
    QCOMPARE(seen, seqs);
    // … and up again to the newest.
    MUST(
        const auto newer, m_bob->get<Page<Message>>(messagesPath() + u"?limit=100&after="_s + *up));
    QVERIFY(!newer.prev);
    QCOMPARE(newer.items.front().seq, seqs.front());
    MUST(const auto last,
        m_bob->get<Page<Message>>(
            messagesPath() + u"?after=%1"_s.arg(newer.items.front().id.value)));
    QVERIFY(last.items.empty());
}

void tst_MessagesApi::historyAroundAMessage()
{
    std::vector<Message> sent;
    for (int i = 0; i < 9; ++i) {
        MUST(Message message, m_ann->say(m_chat.id, QString::number(i)));
        sent.push_back(std::move(message));
    }
    const auto around = [&](size_t which, int limit) {
        return m_bob->get<Page<Message>>(
            messagesPath() + u"?around=%1&limit=%2"_s.arg(sent[which].id.value).arg(limit));
    };
    MUST(const auto middle, around(4, 5));
    QCOMPARE(middle.items.size(), 5u);
    QCOMPARE(middle.items.front().content, u"6"_s);
    QCOMPARE(middle.items.back().content, u"2"_s);
    QVERIFY(middle.next && middle.prev);
    MUST(const auto newest, around(8, 5));
    QCOMPARE(newest.items.front().content, u"8"_s);
    QVERIFY(!newest.prev);
    MUST(const auto oldest, around(0, 5));
    QCOMPARE(oldest.items.back().content, u"0"_s);
    QVERIFY(!oldest.next);
    MUST(const auto all, around(4, 100));
    QCOMPARE(all.items.size(), 9u);
    QVERIFY(!all.next && !all.prev);
}

void tst_MessagesApi::historyPositionsAreChecked_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("field");
    QTest::newRow("junk") << u"before=x"_s << u"before"_s;
    QTest::newRow("no such message") << u"after=999999999"_s << u"after"_s;
    QTest::newRow("another chat's message") << u"around=OTHER"_s << u"around"_s;
    QTest::newRow("two positions") << u"before=MINE&after=MINE"_s << u"before"_s;
    QTest::newRow("unknown") << u"offset=5"_s << u"offset"_s;
}

void tst_MessagesApi::historyPositionsAreChecked()
{
    QFETCH(QString, query);
    QFETCH(QString, field);
    MUST(const Chat other, m_ann->makeGroup(u"other"_s));
    MUST(const Message theirs, m_ann->say(other.id, u"x"_s));
    MUST(const Message ours, m_ann->say(m_chat.id, u"x"_s));
    query.replace(u"OTHER"_s, QString::number(theirs.id.value));
    query.replace(u"MINE"_s, QString::number(ours.id.value));
    const Answer answer = m_ann->raw("GET", messagesPath() + u'?' + query);
    ANSWERS(answer, 422);
    QCOMPARE(answer.problem()->errors.front().field, field);
}

void tst_MessagesApi::junkIdsAreNotFound_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id :
        {"x", "0", "-1", "1.5", "999999999", "99999999999999999999", "%F0%9F%91%8D", "1e3", "0x10"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void tst_MessagesApi::junkIdsAreNotFound()
{
    QFETCH(QString, id);
    ANSWERS(m_ann->raw("GET", u"messages/"_s + id), 404);
    ANSWERS(m_ann->raw("DELETE", u"messages/"_s + id), 404);
    ANSWERS(m_ann->raw("GET", u"chats/"_s + id + u"/messages"_s), 404);
}

KITH_TEST(tst_MessagesApi)
#include "tst_messagesapi.moc"
