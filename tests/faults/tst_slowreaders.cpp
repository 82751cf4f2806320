// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"
#include "longform.h"
#include "runner/runner.h"

#include <QFile>
#include <QTcpSocket>

using namespace kith;
using namespace kith::faults;
using namespace kith::support;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Receivers that stop reading while others go on: they cost little memory, are closed with 4008,
/// disturb nobody, and resume later without a hole. Long form: KITH_SLOW_READERS=1000.
class tst_SlowReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areClosedAndResume();

private:
    void stopReading(TestServer &server, Person &person, int count);
    void awaitCloses(TestServer &server);
    void readTheirClose();
    qint64 metric(const TestServer &server, const QByteArray &name);

    std::vector<std::unique_ptr<QTcpSocket>> m_slow;
    qint64 m_peak = 0; ///< resident memory of kithd, in bytes
};

namespace {

qint64 residentBytes(const TestServer &server)
{
    QFile file(u"/proc/%1/statm"_s.arg(server.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

qint64 tst_SlowReaders::metric(const TestServer &server, const QByteArray &name)
{
    QNetworkAccessManager network;
    const QByteArray all = exchange(network, server.base(), {.target = u"/metrics"_s}).body;
    const qsizetype at = all.indexOf('\n' + name);
    return all.mid(at + 1).split('\n').front().split(' ').last().toLongLong();
}

/// Sockets that sign in and take nothing: all that the kernel does not hold is the server's.
void tst_SlowReaders::stopReading(TestServer &server, Person &person, int count)
{
    for (int i = 0; i < count; ++i) {
        auto slow = std::make_unique<QTcpSocket>();
        slow->setReadBufferSize(1);
        slow->connectToHost(QHostAddress::LocalHost, server.port());
        QVERIFY(slow->waitForConnected());
        slow->write("GET /api/v2/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + person.token() + "\r\n\r\n");
        QVERIFY(slow->waitForBytesWritten());
        m_slow.push_back(std::move(slow));
    }
}

void tst_SlowReaders::awaitCloses(TestServer &server)
{
    const auto closes = [&] {
        m_peak = std::max(m_peak, residentBytes(server));
        return metric(server, "kithd_slow_consumer_closes_total ");
    };
    QTRY_COMPARE_WITH_TIMEOUT(closes(), qint64(m_slow.size()), int(patience().count()));
}

/// Behind what the kernel holds there is the reason: 4008.
void tst_SlowReaders::readTheirClose()
{
    int told = 0;
    for (const auto &slow : m_slow) {
        slow->setReadBufferSize(0);
        QByteArray tail;
        QTRY_VERIFY_WITH_TIMEOUT(
            (tail = (tail + slow->readAll()).right(200)).contains("\x0f\xa8too slow")
                || slow->state() == QAbstractSocket::UnconnectedState,
            20'000);
        told += tail.contains("\x0f\xa8too slow");
    }
    // Those that wait too long before they read again find a connection that was cut.
    QVERIFY(told > 0);
}

void tst_SlowReaders::areClosedAndResume()
{
    const int count = longForm("KITH_SLOW_READERS", 50);
    TestServer server(TestServer::Settings{{u"websocket.per_user"_s, u"10000"_s}});
    QVERIFY2(server.start(), server.log().constData());
    Crowd crowd(server, {.socketWriters = 3, .hasSleeper = true}, seedOfRun(0));
    MUST_OK(crowd.gather());
    stopReading(server, crowd.sleeper(), count);
    QTRY_VERIFY(metric(server, "kithd_ws_connections") >= count);
    const qint64 before = residentBytes(server);
    crowd.stage().isVerbose = true;
    crowd.beginWriting();
    awaitCloses(server);
    readTheirClose();
    const qint64 acks = crowd.tally().acks;
    QTRY_VERIFY(crowd.tally().acks > acks + 20); // nobody else noticed
    crowd.wakeSleeper();
    JUDGE(crowd, databaseOf(server));
    qInfo("%d stalled sockets cost %lld KiB each at most; %lld messages were acknowledged", count,
        (m_peak - before) / count / limits::KiB, crowd.tally().acks);
    // The ring of recent events and the caches grow meanwhile, whoever reads.
    QVERIFY2(m_peak - before < count * limits::kConnectionQueue + 64 * limits::MiB,
        qPrintable(QString::number(m_peak - before)));
}

KITH_TEST(tst_SlowReaders)
#include "tst_slowreaders.moc"
