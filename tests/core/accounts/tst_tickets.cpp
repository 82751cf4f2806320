// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket tickets, and the gate that knows which sessions have ended.
#include "../cast.h"
#include "core/accounts/sessiongate.h"
#include "core/accounts/tickets.h"
#include "runner/runner.h"

#include <QSet>

#include <atomic>
#include <thread>

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace std::chrono_literals;

namespace {
const Actor kAnnSignedIn{.user = UserId(1), .session = SessionId(10), .role = UserRole::User};
} // namespace

class TestTickets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensOnce();
    void endsAfterHalfAMinute();
    void strangersOpenNothing_data();
    void strangersOpenNothing();
    void areBounded();
    void oneOfManyThreadsGetsIt();
    void gateAdmitsAndEnds();
    void gateKnowsTheRoleAsItIsNow();
    void gateForgetsWhatHasExpired();
};

void TestTickets::opensOnce()
{
    Tickets tickets;
    const auto ticket = tickets.issue(kAnnSignedIn, kNow);
    QVERIFY(ticket.ok());
    QCOMPARE(ticket->size(), 43); // 256 bits
    const auto actor = tickets.redeem(ticket->toLatin1(), kNow + 1s);
    QVERIFY(actor);
    QCOMPARE(actor->user, kAnnSignedIn.user);
    QCOMPARE(actor->session, kAnnSignedIn.session);
    QVERIFY(!tickets.redeem(ticket->toLatin1(), kNow + 1s));
}

void TestTickets::endsAfterHalfAMinute()
{
    Tickets tickets;
    const auto first = tickets.issue(kAnnSignedIn, kNow);
    const auto second = tickets.issue(kAnnSignedIn, kNow);
    QVERIFY(tickets.redeem(first->toLatin1(), kNow + 29'999ms));
    QVERIFY(!tickets.redeem(second->toLatin1(), kNow + 30s));
}

void TestTickets::strangersOpenNothing_data()
{
    QTest::addColumn<QByteArray>("ticket");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a guess") << QByteArray(43, 'A');
    QTest::newRow("long") << QByteArray(100'000, 'A');
    QTest::newRow("binary") << QByteArray("\0\xff\xfe", 3);
}

void TestTickets::strangersOpenNothing()
{
    QFETCH(const QByteArray, ticket);
    Tickets tickets;
    QVERIFY(tickets.issue(kAnnSignedIn, kNow).ok());
    QVERIFY(!tickets.redeem(ticket, kNow));
}

void TestTickets::areBounded()
{
    Tickets tickets;
    for (size_t i = 0; i < Tickets::kLimit; ++i)
        QVERIFY(tickets.issue(kAnnSignedIn, kNow).ok());
    const auto refused = tickets.issue(kAnnSignedIn, kNow);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QVERIFY(tickets.issue(kAnnSignedIn, kNow + 30s).ok());
}

void TestTickets::oneOfManyThreadsGetsIt()
{
    Tickets tickets;
    for (int round = 0; round < 50; ++round) {
        const QByteArray ticket = tickets.issue(kAnnSignedIn, kNow)->toLatin1();
        std::atomic<int> opened = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] { opened += tickets.redeem(ticket, kNow) ? 1 : 0; });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(opened.load(), 1);
    }
}

void TestTickets::gateAdmitsAndEnds()
{
    SessionGate gate(15min);
    QVERIFY(gate.admit(kAnnSignedIn));
    gate.apply({.endedSessions = {kAnnSignedIn.session}}, kNow);
    QVERIFY(!gate.admit(kAnnSignedIn));
    QVERIFY(!gate.admit(Claims{.actor = kAnnSignedIn}));
    Actor elsewhere = kAnnSignedIn;
    elsewhere.session = SessionId(11);
    QVERIFY(gate.admit(elsewhere));
}

void TestTickets::gateKnowsTheRoleAsItIsNow()
{
    SessionGate gate(15min);
    gate.apply({.changedUsers = {{kAnnSignedIn.user, UserRole::Admin, true}}}, kNow);
    QCOMPARE(gate.admit(kAnnSignedIn)->role, UserRole::Admin);
    gate.apply({.changedUsers = {{kAnnSignedIn.user, UserRole::User, true}}}, kNow + 1s);
    Actor former = kAnnSignedIn;
    former.role = UserRole::Admin; // a token from before
    QCOMPARE(gate.admit(former)->role, UserRole::User);
    gate.apply({.changedUsers = {{kAnnSignedIn.user, UserRole::User, false}}}, kNow + 2s);
    QVERIFY(!gate.admit(kAnnSignedIn));
    gate.apply({.changedUsers = {{kAnnSignedIn.user, UserRole::User, true}}}, kNow + 3s);
    QVERIFY(gate.admit(kAnnSignedIn));
}

void TestTickets::gateForgetsWhatHasExpired()
{
    SessionGate gate(15min);
    const UserId bob(2);
    gate.apply({.endedSessions = {kAnnSignedIn.session},
                   .changedUsers = {{kAnnSignedIn.user, UserRole::User, true},
                       {bob, UserRole::User, false}}},
        kNow);
    gate.apply({.changedUsers = {{bob, UserRole::User, false}}}, kNow + 10min);
    QCOMPARE(gate.size(), 3u);
    // The last token of before ends 15 minutes and the leeway after the change.
    gate.apply({.endedSessions = {SessionId(99)}}, kNow + 15min + 30s);
    QVERIFY(!gate.admit(kAnnSignedIn));
    gate.apply({.endedSessions = {SessionId(100)}}, kNow + 17min);
    QCOMPARE(gate.size(), 3u); // bob's later change, sessions 99 and 100
    QVERIFY(!gate.admit({.user = bob, .session = SessionId(20)}));
    for (int i = 0; i < 10'000; ++i)
        gate.apply({.endedSessions = {SessionId(1'000 + i)}}, kNow + std::chrono::hours(i));
    QVERIFY(gate.size() < 5);
}

KITH_TEST(TestTickets)
#include "tst_tickets.moc"
