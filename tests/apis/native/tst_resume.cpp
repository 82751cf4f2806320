// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/person.h"

#include <QSignalSpy>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// EventSocket against a real server that is killed under it: nothing lost, nothing doubled, one
/// order for everybody.
class tst_Resume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everybodySeesOneOrder();
    void nothingIsLostOrDoubledOverKills();
    void aLongAbsenceIsCaughtUp();
    void anEndedSessionEndsTheSocket();

private:
    /// A person with a socket that notes each message of the chat.
    struct Listener
    {
        explicit Listener(const TestServer &server) : person(server) { }
        Person person;
        std::unique_ptr<EventSocket> socket{};
        std::vector<qint64> seqs{};
        std::vector<QString> texts{};
        int gaps = 0;
    };
    std::unique_ptr<Listener> listener(const QString &name);
    void listen(Listener &who);

    std::unique_ptr<TestServer> m_server;
};

void tst_Resume::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY2(m_server->start(), m_server->log().constData());
}

void tst_Resume::cleanup() { m_server.reset(); }

void tst_Resume::listen(Listener &who)
{
    who.socket = who.person.socket({.backoff = [](int) { return 20ms; }});
    connect(who.socket.get(), &EventSocket::messageEvent, this,
        [&who](const frames::MessageEvent &event) {
            who.seqs.push_back(event.seq);
            who.texts.push_back(event.message.content);
        });
    connect(who.socket.get(), &EventSocket::gapFound, this, [&who] { ++who.gaps; });
    who.socket->open();
}

std::unique_ptr<tst_Resume::Listener> tst_Resume::listener(const QString &name)
{
    auto made = std::make_unique<Listener>(*m_server);
    if (!made->person.registerAs(name))
        return nullptr;
    return made;
}

void tst_Resume::everybodySeesOneOrder()
{
    const auto ann = listener(u"ann"_s);
    const auto bob = listener(u"bob"_s);
    QVERIFY(ann && bob);
    MUST(const Chat chat, ann->person.makeGroup(u"g"_s, {bob->person.id()}));
    listen(*ann);
    listen(*bob);
    QTRY_VERIFY(ann->socket->isLive() && bob->socket->isLive());
    constexpr int kEach = 50;
    int acked = 0;
    for (int i = 0; i < kEach; ++i) {
        for (Listener *who : {ann.get(), bob.get()}) {
            who->socket->send(frames::Send{.chatId = chat.id, .content = u"%1"_s.arg(i)},
                [&](Result<frames::Ack> ack) { acked += ack.ok(); });
        }
    }
    QTRY_COMPARE(acked, 2 * kEach);
    QTRY_COMPARE(bob->seqs.size(), size_t(2 * kEach));
    QTRY_COMPARE(ann->seqs, bob->seqs);
    QCOMPARE(ann->texts, bob->texts);
    for (size_t i = 0; i < bob->seqs.size(); ++i)
        QCOMPARE(bob->seqs[i], chat.lastSeq + 1 + qint64(i));
}

void tst_Resume::nothingIsLostOrDoubledOverKills()
{
    const auto ann = listener(u"ann"_s);
    const auto bob = listener(u"bob"_s);
    QVERIFY(ann && bob);
    MUST(const Chat chat, ann->person.makeGroup(u"g"_s, {bob->person.id()}));
    listen(*ann);
    listen(*bob);
    QTRY_VERIFY(ann->socket->isLive() && bob->socket->isLive());
    constexpr int kAll = 300;
    constexpr int kKills = 3;
    int sent = 0;
    int acked = 0;
    int failed = 0;
    const auto sendMany = [&](int count) {
        for (int i = 0; i < count; ++i) {
            ann->socket->send(frames::Send{.chatId = chat.id, .content = QString::number(sent++)},
                [&](Result<frames::Ack> ack) { ++(ack ? acked : failed); });
        }
    };
    for (int kill = 0; kill < kKills; ++kill) {
        const int before = acked;
        sendMany(kAll / kKills);
        // In the middle of it: some acknowledged, some written, some not yet sent.
        QTRY_VERIFY(acked >= before + 20);
        m_server->kill();
        QVERIFY2(m_server->start(), m_server->log().constData());
    }
    QTRY_COMPARE_WITH_TIMEOUT(acked + failed, kAll, 30'000);
    QCOMPARE(failed, 0);
    QTRY_COMPARE_WITH_TIMEOUT(bob->seqs.size(), size_t(kAll), 30'000);
    QTRY_COMPARE(ann->seqs, bob->seqs);
    QCOMPARE(bob->gaps, 0);
    for (int i = 0; i < kAll; ++i) {
        QCOMPARE(bob->texts[size_t(i)], QString::number(i)); // in the order of sending
        QCOMPARE(bob->seqs[size_t(i)], chat.lastSeq + 1 + i);
    }
    MUST(const Chat now, bob->person.get<Chat>(at("chats", chat.id)));
    QCOMPARE(now.my->unreadCount, kAll);
}

void tst_Resume::aLongAbsenceIsCaughtUp()
{
    const auto ann = listener(u"ann"_s);
    const auto bob = listener(u"bob"_s);
    QVERIFY(ann && bob);
    MUST(const Chat chat, ann->person.makeGroup(u"g"_s, {bob->person.id()}));
    listen(*bob);
    QTRY_VERIFY(bob->socket->isLive());
    bob->socket->close();
    constexpr int kMissed = limits::kResumePage * 2 + 7; // pages, and then some
    for (int i = 0; i < kMissed; ++i)
        MUST_OK(ann->person.say(chat.id, QString::number(i)));
    bob->socket->open();
    // Live only when all that was missed has been handed on.
    QTRY_VERIFY_WITH_TIMEOUT(bob->socket->isLive(), 20'000);
    QCOMPARE(bob->seqs.size(), size_t(kMissed));
    QCOMPARE(bob->gaps, 0);
    for (int i = 0; i < kMissed; ++i)
        QCOMPARE(bob->texts[size_t(i)], QString::number(i));
}

void tst_Resume::anEndedSessionEndsTheSocket()
{
    const auto ann = listener(u"ann"_s);
    QVERIFY(ann);
    listen(*ann);
    QTRY_VERIFY(ann->socket->isLive());
    QSignalSpy over(ann->socket.get(), &EventSocket::signedOut);
    Person elsewhere(*m_server);
    MUST_OK(elsewhere.login(ann->person.user().username));
    ANSWERS(elsewhere.raw("POST", u"auth/logout-all"_s), 204);
    QTRY_COMPARE(over.size(), 1);
    QCOMPARE(ann->socket->state(), EventSocket::State::Closed);
    QVERIFY(!ann->person.api().isSignedIn());
}

KITH_TEST(tst_Resume)
#include "tst_resume.moc"
