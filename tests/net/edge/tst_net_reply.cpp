// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"
#include "net/edge/reply.h"
#include "runner/runner.h"

using namespace kith::net;

class TestReply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serialisedAsOneBuffer();
    void idsOfPendingRepliesAreNeverRightTwice();
    void unknownIdsAreRefused();
    void framesAreEncodedOnce();
};

void TestReply::serialisedAsOneBuffer()
{
    const QByteArray bytes = serialise({.status = 201,
                                           .contentType = "application/json",
                                           .body = "{}",
                                           .headers = {{"Location", "/x"}}},
        {.head = false, .close = true});
    QVERIFY(bytes.startsWith("HTTP/1.1 201 Created\r\nDate: "));
    QVERIFY(bytes.contains("\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                           "Location: /x\r\nConnection: close\r\n\r\n{}"));
    QVERIFY(bytes.endsWith("\r\n\r\n{}"));
}

void TestReply::idsOfPendingRepliesAreNeverRightTwice()
{
    PendingReplies pending;
    const quint64 first = pending.park({});
    const quint64 second = pending.park({});
    QVERIFY(first != 0 && second != 0 && first != second);
    QCOMPARE(pending.size(), size_t(2));
    QVERIFY(pending.take(first).has_value());
    QVERIFY(!pending.take(first).has_value());
    const quint64 third = pending.park({}); // takes the free place
    QVERIFY(third != first);
    QVERIFY(!pending.complete(first, {}));
    QVERIFY(pending.complete(third, {}));
    QVERIFY(pending.complete(second, {}));
    QCOMPARE(pending.size(), size_t(0));
}

void TestReply::unknownIdsAreRefused()
{
    PendingReplies pending;
    QVERIFY(!pending.take(0));
    QVERIFY(!pending.take(12345));
    QVERIFY(!pending.take(~quint64(0)));
}

void TestReply::framesAreEncodedOnce()
{
    const SharedFrame frame = SharedFrame::text("hi");
    QCOMPARE(frame.bytes(), QByteArray("\x81\x02hi"));
    const SharedFrame copy = frame;
    QCOMPARE(copy.bytes().constData(), frame.bytes().constData());
    QCOMPARE(SharedFrame::binary(QByteArray(126, 'x')).bytes().left(4),
        QByteArray("\x82\x7e\x00\x7e", 4));
    QCOMPARE(SharedFrame::binary(QByteArray(65536, 'x')).bytes().left(10),
        QByteArray("\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

KITH_TEST(TestReply)
#include "tst_net_reply.moc"
