// SPDX-License-Identifier: GPL-3.0-or-later
// kith-bench itself, in its short form: each scenario runs to its end against a real kithd and
// writes figures that can be figures. How large they are is not judged here: other tests run
// beside.
#include "runner/runner.h"
#include "support/person.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>

using namespace kith;
using namespace kith::support;
using namespace Qt::StringLiterals;

namespace {

/// How kith-bench ended, and all that it said.
std::pair<int, QByteArray> bench(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("KITH_BIN") + u"/kith-bench"_s, arguments);
    const bool ended = process.waitForFinished(100'000);
    return {ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAll()};
}

bool isPositive(const QJsonValue &value)
{
    return value.isDouble() && std::isfinite(value.toDouble()) && value.toDouble() > 0;
}

QByteArray faultOf(const QJsonObject &figure)
{
    if (figure["name"_L1].toString().isEmpty() || figure["unit"_L1].toString().isEmpty())
        return "has no name or unit";
    // A server at rest may have used no time at all.
    const double value = figure["value"_L1].toDouble(-1);
    if (!std::isfinite(value) || value < 0)
        return "has no value";
    for (const auto &entry : figure["references"_L1].toArray()) {
        if (!isPositive(entry.toObject()["value"_L1]) || !isPositive(entry.toObject()["ratio"_L1]))
            return "has a reference without value or ratio";
    }
    if (figure.contains(u"processor"_s)
        && !isPositive(figure["processor"_L1].toObject()["microseconds"_L1]))
        return "took no processor time";
    return {};
}

} // namespace

class tst_Bench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scenarioWritesItsFigures_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("figures");
        QTest::newRow("fanout") << QStringList{u"--receivers"_s, u"5"_s} << 1;
        QTest::newRow("durable") << QStringList{u"--pairs"_s, u"20"_s} << 2;
        QTest::newRow("rest") << QStringList() << 3;
        QTest::newRow("latency") << QStringList{u"--rate"_s, u"50"_s} << 3;
        QTest::newRow("idle") << QStringList{u"--sockets"_s, u"40"_s} << 3;
        QTest::newRow("storm") << QStringList{u"--sockets"_s, u"40"_s} << 1;
        QTest::newRow("size") << QStringList{u"--messages"_s, u"300"_s} << 3;
        QTest::newRow("start") << QStringList{u"--messages"_s, u"300"_s} << 2;
        QTest::newRow("dialects") << QStringList{u"--receivers"_s, u"10"_s} << 1;
        QTest::newRow("socketio") << QStringList{u"--sockets"_s, u"40"_s} << 3;
        QTest::newRow("engines") << QStringList{u"--sockets"_s, u"40"_s} << 3;
        QTest::newRow("office") << QStringList{u"--people"_s, u"200"_s} << 4;
        QTest::newRow("mariadb") << QStringList() << 1;
    }
    void scenarioWritesItsFigures()
    {
        QFETCH(QStringList, options);
        QFETCH(int, figures);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"figures.json"_s);
        const auto [status, output] =
            bench(QStringList(QString::fromLatin1(QTest::currentDataTag()))
                << u"--quick"_s << u"--seconds"_s << u"0.1"_s << u"--json"_s << file << options);
        if (output.contains("are not installed") || output.contains("without the MariaDB driver"))
            QSKIP(output.constData());
        QVERIFY2(status == 0, output.constData());
        QFile json(file);
        QVERIFY(json.open(QIODevice::ReadOnly));
        const QJsonObject report = QJsonDocument::fromJson(json.readAll()).object();
        QVERIFY(isPositive(report["cores"_L1]));
        const QJsonArray all = report["figures"_L1].toArray();
        // One of the office's is the FastAPI service's own, where there is one.
        const bool isAlone = QByteArrayView(QTest::currentDataTag()) == "office"
            && output.contains("not compared with FastAPI");
        QCOMPARE(all.size(), figures - (isAlone ? 1 : 0));
        for (const auto &entry : all) {
            const QByteArray fault = faultOf(entry.toObject());
            QVERIFY2(fault.isEmpty(), fault + ": " + output);
        }
    }

    void seededPeopleSignInAndFindTheirChats()
    {
        TestServer server;
        const auto [status, output] =
            bench({u"seed"_s, u"--data"_s, server.dataFolder(), u"--people"_s, u"30"_s,
                u"--chats"_s, u"6"_s, u"--messages"_s, u"100"_s, u"--owner"_s, u"yes"_s});
        QVERIFY2(status == 0, output.constData());
        QVERIFY2(server.start(), server.log().constData());
        Person owner(server);
        MUST_OK(owner.login(u"person1"_s));
        QCOMPARE(owner.user().role, UserRole::Owner);
        MUST(const Page<Chat> chats, owner.get<Page<Chat>>(u"chats"_s));
        QVERIFY(!chats.items.empty());
        const Chat &chat = chats.items.front();
        MUST(const Page<Message> history,
            owner.get<Page<Message>>(at("chats", chat.id, u"messages"_s)));
        QCOMPARE(history.items.size(), static_cast<size_t>(chat.lastSeq));
        // The chat goes on where the seed left it.
        MUST(const Message next, owner.say(chat.id, u"Hello"_s));
        QCOMPARE(next.seq, chat.lastSeq + 1);
    }

    void serverThatRunsAlreadyIsMeasured()
    {
        TestServer server;
        const QStringList data{u"--data"_s, server.dataFolder()};
        QCOMPARE(bench(QStringList{u"seed"_s, u"--people"_s, u"6"_s} + data).first, 0);
        QVERIFY2(server.start(), server.log().constData());
        const auto [status, output] =
            bench(QStringList{u"fanout"_s, u"--receivers"_s, u"5"_s, u"--quick"_s, u"--port"_s,
                      QString::number(server.port())}
                + data);
        QVERIFY2(status == 0 && output.contains("to 5 receivers"), output.constData());
    }

    void folderInUseIsNotSeeded()
    {
        TestServer server;
        QVERIFY2(server.start(), server.log().constData());
        const auto [status, output] =
            bench({u"seed"_s, u"--data"_s, server.dataFolder(), u"--people"_s, u"3"_s});
        QVERIFY2(status == 1 && output.contains("holds the data folder"), output.constData());
    }

    void unknownWordsAreRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("scenario") << QStringList{u"fly"_s};
        QTest::newRow("option of another scenario") << QStringList{u"rest"_s, u"--receivers=3"_s};
        QTest::newRow("not a number") << QStringList{u"rest"_s, u"--seconds=soon"_s};
        QTest::newRow("no value") << QStringList{u"rest"_s, u"--json"_s};
    }
    void unknownWordsAreRefused()
    {
        QFETCH(QStringList, words);
        QCOMPARE(bench(words).first, 64);
    }
};

KITH_TEST(tst_Bench)
#include "tst_bench.moc"
