// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/mailbox.h"
#include "runner/runner.h"

#include <QCoreApplication>
#include <QThread>

using namespace kith::net;

class TestMailbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deliversABatchAtOnce();
    void keepsEachSendersOrder();
    void postingWhileDeliveringComesNext();
    void dyingWithMailIsSafe();
};

void TestMailbox::deliversABatchAtOnce()
{
    std::vector<std::vector<int>> batches;
    Mailbox<int> box([&](std::vector<int> &&batch) { batches.push_back(std::move(batch)); });
    for (int i = 0; i < 3; ++i)
        box.post(i);
    QCOMPARE(box.size(), size_t(3));
    QVERIFY(batches.empty());
    QTRY_COMPARE(batches.size(), size_t(1));
    QCOMPARE(batches[0], (std::vector<int>{0, 1, 2}));
    QCOMPARE(box.size(), size_t(0));
}

void TestMailbox::keepsEachSendersOrder()
{
    constexpr int kSenders = 4;
    constexpr int kEach = 10'000;
    std::vector<int> next(kSenders, 0);
    int got = 0;
    QThread *const here = QThread::currentThread();
    Mailbox<std::pair<int, int>> box([&](std::vector<std::pair<int, int>> &&batch) {
        QCOMPARE(QThread::currentThread(), here);
        for (const auto &[sender, number] : batch) {
            QCOMPARE(number, next[size_t(sender)]++);
            ++got;
        }
    });
    std::vector<std::unique_ptr<QThread>> senders;
    for (int s = 0; s < kSenders; ++s) {
        senders.emplace_back(QThread::create([&box, s] {
            for (int i = 0; i < kEach; ++i)
                box.post({s, i});
        }));
        senders.back()->start();
    }
    QTRY_COMPARE(got, kSenders * kEach);
    for (const auto &sender : senders)
        sender->wait();
}

void TestMailbox::postingWhileDeliveringComesNext()
{
    std::vector<int> seen;
    Mailbox<int> *self = nullptr;
    Mailbox<int> box([&](std::vector<int> &&batch) {
        for (const int each : batch) {
            seen.push_back(each);
            if (each < 5)
                self->post(each + 1);
        }
    });
    self = &box;
    box.post(1);
    QTRY_COMPARE(seen, (std::vector<int>{1, 2, 3, 4, 5}));
}

void TestMailbox::dyingWithMailIsSafe()
{
    int calls = 0;
    {
        Mailbox<int> box([&](std::vector<int> &&) { ++calls; });
        box.post(1);
    }
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

KITH_TEST(TestMailbox)
#include "tst_net_mailbox.moc"
