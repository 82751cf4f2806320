// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "shared/client/eventsocket.h"
#include "shared/closecodes.h"

#include <QSignalSpy>
#include <QWebSocketServer>

using namespace kith;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A socket server that a test plays by hand: what EventSocket makes of gaps, doubles, silence and
/// lost acks cannot be had from a server that makes none. Lives on the test's thread.
class SocketScript : public QObject
{
public:
    explicit SocketScript(quint16 port = 0)
    {
        m_server.listen(QHostAddress::LocalHost, port);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            socket = m_server.nextPendingConnection();
            socket->setParent(this);
            ++connections;
            connect(socket, &QWebSocket::textMessageReceived, this,
                [this](const QString &text) { frames.push_back(text.toUtf8()); });
        });
    }
    QUrl base() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }
    template <class Frame> void send(const Frame &frame)
    {
        socket->sendTextMessage(QString::fromUtf8(toJson(frame)));
    }
    void ready(std::map<QString, qint64> streams)
    {
        send(frames::Ready{.user = User{.id = UserId(1)}, .streams = std::move(streams)});
    }
    void message(qint64 seq)
    {
        send(frames::MessageEvent{.stream = u"chat:5"_s,
            .seq = seq,
            .chatId = ChatId(5),
            .message = Message{.id = MessageId(seq), .chatId = ChatId(5), .seq = seq}});
    }
    void resumed(qint64 from, qint64 seq, bool recovered = true)
    {
        send(frames::Resumed{
            .streams = {{u"chat:5"_s, {.recovered = recovered, .from = from, .seq = seq}}}});
    }
    int count(const char *type) const
    {
        return static_cast<int>(std::count_if(frames.begin(), frames.end(), [&](const auto &frame) {
            return frame.contains("\"type\":\"" + QByteArray(type) + '"');
        }));
    }

    QPointer<QWebSocket> socket;
    int connections = 0;
    std::vector<QByteArray> frames;

private:
    QWebSocketServer m_server{u"script"_s, QWebSocketServer::NonSecureMode};
};

/// Applications' own codes are outside of Qt's enumeration and allowed by its functions.
QWebSocketProtocol::CloseCode closeCode(int code)
{
    return static_cast<QWebSocketProtocol::CloseCode>(code);
}

} // namespace

class tst_EventSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void authenticatesByTheFirstFrame();
    void eventsAreHandedOnOnceAndInOrder();
    void resumesWhereItStopped();
    void aPurgedPastIsTold();
    void aServerFromABackupIsBelieved();
    void aGapIsResumed();
    void anEventWithoutAFrameIsNoEndlessGap();
    void fewSendsAreUnderWayAtATime();
    void aServerThatGoesDownSaysWhenToReturn();
    void sendsAreRepeatedUntilAcked();
    void anErrorAnswersItsSend();
    void waitsLongerEachTime();
    void aRefusedTokenIsRenewed();
    void theEndOfTheSessionEndsReconnecting();
    void silenceIsNoticed();
    void closingFailsWhatWaits();
    void aChatThatIsLostIsForgotten();
    void watchedPeopleAreToldAgain();
    void backoffIsJitteredAndBounded();

private:
    void connectAndReady(std::map<QString, qint64> streams);

    std::unique_ptr<SocketScript> m_server;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<EventSocket> m_events;
    std::vector<int> m_attempts;
    std::vector<qint64> m_seqs;
};

void tst_EventSocket::init()
{
    m_attempts.clear();
    m_seqs.clear();
    m_server = std::make_unique<SocketScript>();
    m_api = std::make_unique<ApiClient>(m_server->base());
    m_api->setTokens(Secret("tok"_ba), Secret("ref"_ba));
    m_events =
        std::make_unique<EventSocket>(*m_api, EventSocket::Settings{.backoff = [this](int attempt) {
            m_attempts.push_back(attempt);
            return 1ms;
        }});
    connect(m_events.get(), &EventSocket::messageEvent, this,
        [this](const frames::MessageEvent &event) { m_seqs.push_back(event.seq); });
}

void tst_EventSocket::cleanup()
{
    m_events.reset();
    m_api.reset();
    m_server.reset();
}

void tst_EventSocket::connectAndReady(std::map<QString, qint64> streams)
{
    const int before = m_server->count("auth");
    m_events->open();
    QTRY_COMPARE(m_server->count("auth"), before + 1);
    m_server->ready(std::move(streams));
}

void tst_EventSocket::authenticatesByTheFirstFrame()
{
    connectAndReady({{u"chat:5"_s, 3}});
    QCOMPARE(m_server->frames.front(), R"({"type":"auth","token":"tok"})"_ba);
    QTRY_VERIFY(m_events->isLive());
    QTRY_COMPARE(m_server->count("resume"), 1);
    // Nothing known: live from here, and the server need not wait for more.
    QCOMPARE(m_server->frames.back(), R"({"type":"resume","streams":{}})"_ba);
    QCOMPARE(m_events->positions().at(u"chat:5"_s), 3);
}

void tst_EventSocket::eventsAreHandedOnOnceAndInOrder()
{
    connectAndReady({{u"chat:5"_s, 3}});
    for (const qint64 seq : {4, 5, 5, 4, 3, 6, 1, 7})
        m_server->message(seq);
    QTRY_COMPARE(m_seqs, (std::vector<qint64>{4, 5, 6, 7}));
}

void tst_EventSocket::resumesWhereItStopped()
{
    connectAndReady({{u"chat:5"_s, 3}});
    m_server->message(4);
    QTRY_COMPARE(m_seqs.size(), 1u);
    QTRY_COMPARE(m_server->count("resume"), 1); // or closing could lose it
    m_server->socket->close();
    QTRY_COMPARE(m_server->count("auth"), 2);
    m_server->ready({{u"chat:5"_s, 7}, {u"chat:9"_s, 2}});
    QTRY_COMPARE(m_server->count("resume"), 2);
    QCOMPARE(m_server->frames.back(), R"({"type":"resume","streams":{"chat:5":4}})"_ba);
    m_server->resumed(5, 7);
    m_server->message(5);
    m_server->message(6);
    QTRY_COMPARE(m_seqs.size(), 3u);
    QCOMPARE(m_events->state(), EventSocket::State::Resuming); // 7 is still to come
    m_server->message(7);
    QTRY_VERIFY(m_events->isLive());
    QCOMPARE(m_seqs, (std::vector<qint64>{4, 5, 6, 7}));
}

void tst_EventSocket::aPurgedPastIsTold()
{
    QSignalSpy lost(m_events.get(), &EventSocket::streamLost);
    m_events->setPositions({{u"chat:5"_s, 1}});
    connectAndReady({{u"chat:5"_s, 9}});
    QTRY_COMPARE(m_server->count("resume"), 1);
    m_server->message(8);
    m_server->message(9);
    m_server->resumed(8, 9, false);
    QTRY_VERIFY(m_events->isLive());
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.front().at(1).toLongLong(), 8);
    QCOMPARE(m_seqs, (std::vector<qint64>{8, 9}));
    m_server->message(10);
    QTRY_COMPARE(m_seqs.size(), 3u);
}

void tst_EventSocket::aServerFromABackupIsBelieved()
{
    QSignalSpy lost(m_events.get(), &EventSocket::streamLost);
    m_events->setPositions({{u"chat:5"_s, 100}});
    connectAndReady({{u"chat:5"_s, 9}});
    QTRY_COMPARE(m_server->count("resume"), 1);
    m_server->resumed(9, 9, false);
    QTRY_VERIFY(m_events->isLive());
    QCOMPARE(lost.size(), 1);
    m_server->message(10);
    QTRY_COMPARE(m_seqs, (std::vector<qint64>{10}));
}

void tst_EventSocket::aGapIsResumed()
{
    QSignalSpy gaps(m_events.get(), &EventSocket::gapFound);
    connectAndReady({{u"chat:5"_s, 3}});
    m_server->message(4);
    m_server->message(6);
    m_server->message(7);
    QTRY_COMPARE(m_server->count("auth"), 2);
    QCOMPARE(gaps.size(), 1);
    QCOMPARE(m_events->lastCloseCode(), closecodes::kLost); // none that a server could mean
    m_server->ready({{u"chat:5"_s, 7}});
    QTRY_COMPARE(m_server->count("resume"), 2);
    QCOMPARE(m_server->frames.back(), R"({"type":"resume","streams":{"chat:5":4}})"_ba);
    for (const qint64 seq : {5, 6, 7})
        m_server->message(seq);
    m_server->resumed(4, 7);
    QTRY_VERIFY(m_events->isLive());
    QCOMPARE(m_seqs, (std::vector<qint64>{4, 5, 6, 7}));
}

void tst_EventSocket::anEventWithoutAFrameIsNoEndlessGap()
{
    m_events->setPositions({{u"chat:5"_s, 3}});
    connectAndReady({{u"chat:5"_s, 6}});
    QTRY_COMPARE(m_server->count("resume"), 1);
    m_server->message(4);
    m_server->message(6); // 5 was purged
    m_server->resumed(3, 6);
    QTRY_VERIFY(m_events->isLive());
    QCOMPARE(m_seqs, (std::vector<qint64>{4, 6}));
    QCOMPARE(m_server->connections, 1);
}

void tst_EventSocket::fewSendsAreUnderWayAtATime()
{
    connectAndReady({});
    QTRY_VERIFY(m_events->isLive());
    int acked = 0;
    for (int i = 0; i < 40; ++i) {
        m_events->send(
            frames::Send{.chatId = ChatId(5), .content = u"x"_s, .clientId = QString::number(i)},
            [&](Result<frames::Ack>) { ++acked; });
    }
    QTRY_COMPARE(m_server->count("send"), 16);
    for (int i = 0; i < 40; ++i) {
        QTRY_VERIFY(m_server->count("send") > i);
        m_server->send(frames::Ack{.clientId = QString::number(i)});
        QTRY_COMPARE(acked, i + 1);
    }
    QCOMPARE(m_server->count("send"), 40);
}

void tst_EventSocket::aServerThatGoesDownSaysWhenToReturn()
{
    connectAndReady({});
    QTRY_VERIFY(m_events->isLive());
    QElapsedTimer away;
    away.start();
    m_server->socket->close(closeCode(1001), u"shutting down; retry_ms=300"_s);
    QTRY_COMPARE(m_server->connections, 2);
    QVERIFY(away.elapsed() >= 290);
}

void tst_EventSocket::sendsAreRepeatedUntilAcked()
{
    connectAndReady({});
    QTRY_VERIFY(m_events->isLive());
    std::vector<QString> acked;
    const auto send = [&](const QString &id) {
        m_events->send(frames::Send{.chatId = ChatId(5), .content = id, .clientId = id},
            [&](Result<frames::Ack> ack) { acked.push_back(ack->clientId); });
    };
    send(u"a"_s);
    send(u"b"_s);
    QTRY_COMPARE(m_server->count("send"), 2);
    m_server->send(frames::Ack{.clientId = u"a"_s});
    QTRY_COMPARE(acked.size(), 1u);
    m_server->socket->abort();
    QTRY_COMPARE(m_server->count("auth"), 2);
    send(u"c"_s); // not signed in again yet
    m_server->ready({});
    QTRY_COMPARE(m_server->count("send"), 4);
    QVERIFY(m_server->frames[m_server->frames.size() - 2].contains("\"client_id\":\"b\""));
    QVERIFY(m_server->frames.back().contains("\"client_id\":\"c\""));
    m_server->send(frames::Ack{.clientId = u"b"_s});
    m_server->send(frames::Ack{.clientId = u"b"_s});
    m_server->send(frames::Ack{.clientId = u"c"_s});
    QTRY_COMPARE(acked, (std::vector<QString>{u"a"_s, u"b"_s, u"c"_s}));
}

void tst_EventSocket::anErrorAnswersItsSend()
{
    connectAndReady({});
    std::optional<Error> error;
    m_events->send(frames::Delete{.messageId = MessageId(8), .clientId = u"d"_s},
        [&](Result<frames::Ack> ack) { error = ack.error(); });
    QTRY_COMPARE(m_server->count("delete"), 1);
    m_server->send(
        frames::ErrorFrame{.code = ErrorCode::NotFound, .detail = u"gone"_s, .clientId = u"d"_s});
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::NotFound);
    QCOMPARE(error->detail, u"gone"_s);
}

void tst_EventSocket::waitsLongerEachTime()
{
    const QUrl base = m_server->base();
    m_server.reset();
    m_events->open();
    QTRY_VERIFY(m_attempts.size() >= 3);
    QCOMPARE(m_attempts[0], 0);
    QCOMPARE(m_attempts[2], 2);
    m_server = std::make_unique<SocketScript>(static_cast<quint16>(base.port()));
    QTRY_COMPARE(m_server->count("auth"), 1);
    m_server->ready({});
    QTRY_VERIFY(m_events->isLive());
    m_attempts.clear();
    m_server->socket->close();
    QTRY_VERIFY(!m_attempts.empty());
    QCOMPARE(m_attempts.front(), 0); // a success forgets the failures
}

void tst_EventSocket::aRefusedTokenIsRenewed()
{
    connectAndReady({});
    QTRY_VERIFY(m_events->isLive());
    // The socket server does not answer HTTP, so the renewal is unavailable: not the end.
    QSignalSpy over(m_events.get(), &EventSocket::signedOut);
    m_api->setTimeout(50ms);
    m_server->socket->close(closeCode(4401), u"token"_s);
    QTRY_COMPARE(m_events->lastCloseCode(), 4401);
    QTRY_VERIFY(!m_attempts.empty());
    QCOMPARE(over.size(), 0);
    // Somebody renewed it meanwhile: the new one is used.
    m_api->setTokens(Secret("tok2"_ba), Secret("ref2"_ba));
    QTRY_COMPARE(m_server->count("auth"), 2);
    QCOMPARE(m_server->frames.back(), R"({"type":"auth","token":"tok2"})"_ba);
}

void tst_EventSocket::theEndOfTheSessionEndsReconnecting()
{
    connectAndReady({});
    QTRY_VERIFY(m_events->isLive());
    QSignalSpy over(m_events.get(), &EventSocket::signedOut);
    m_api->forgetTokens();
    m_server->socket->close(closeCode(4401));
    QTRY_COMPARE(over.size(), 1);
    QCOMPARE(m_events->state(), EventSocket::State::Closed);
    QCOMPARE(m_server->connections, 1);
}

void tst_EventSocket::silenceIsNoticed()
{
    m_events = std::make_unique<EventSocket>(*m_api,
        EventSocket::Settings{
            .backoff = [](int) { return 1ms; }, .pingEvery = 20ms, .silence = 200ms});
    QSignalSpy ended(m_events.get(), &EventSocket::disconnected);
    connectAndReady({});
    QTRY_VERIFY(m_server->count("ping") >= 1); // and is not answered
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.front().at(0).toInt(), closecodes::kLost);
    QTRY_VERIFY(m_server->connections >= 2);
}

void tst_EventSocket::closingFailsWhatWaits()
{
    connectAndReady({});
    QTRY_VERIFY(m_events->isLive());
    std::optional<Error> error;
    m_events->send(frames::Send{.chatId = ChatId(5), .content = u"x"_s},
        [&](Result<frames::Ack> ack) { error = ack.error(); });
    m_events->close();
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::Unavailable);
    QCOMPARE(m_events->state(), EventSocket::State::Closed);
}

void tst_EventSocket::aChatThatIsLostIsForgotten()
{
    connectAndReady({{u"chat:5"_s, 3}, {u"user"_s, 1}});
    m_server->send(frames::MemberEvent{.type = EventKind::MemberRemoved,
        .stream = u"user"_s,
        .seq = 2,
        .chatId = ChatId(5),
        .userId = UserId(1)});
    QTRY_COMPARE(m_events->positions(), (std::map<QString, qint64>{{u"user"_s, 2}}));
    m_server->message(90); // added again, much later: not a gap
    QTRY_COMPARE(m_seqs, (std::vector<qint64>{90}));
}

void tst_EventSocket::watchedPeopleAreToldAgain()
{
    m_events->watch({UserId(3), UserId(4)});
    connectAndReady({});
    QTRY_COMPARE(m_server->count("watch"), 1);
    QCOMPARE(m_server->frames.back(), R"({"type":"watch","user_ids":[3,4]})"_ba);
}

void tst_EventSocket::backoffIsJitteredAndBounded()
{
    std::set<qint64> seen;
    for (int attempt = 0; attempt < 100; ++attempt) {
        const auto wait = jitteredBackoff(attempt);
        QVERIFY(wait >= 250ms && wait <= 30s);
        seen.insert(wait.count());
    }
    QVERIFY(seen.size() > 20);
}

KITH_TEST(tst_EventSocket)
#include "tst_eventsocket.moc"
