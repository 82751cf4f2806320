// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/eventcap.h"
#include "ops/log.h"
#include "ops/logtext.h"
#include "runner/runner.h"
#include "shared/secret.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using namespace kith;
using namespace kith::ops;
using namespace Qt::StringLiterals;

// A secret as a value of a log line must not compile, in no form of passing it.
template <class T>
concept Loggable = requires(LogLine &line, T value)
{
    line.with("key", value);
};
static_assert(Loggable<QString> && Loggable<int> && Loggable<bool> && Loggable<UserId>);
static_assert(!Loggable<Secret> && !Loggable<const Secret &> && !Loggable<std::optional<Secret>>);

/// Log lines of this process go to a file while it lives.
class Capture
{
public:
    explicit Capture(LogOptions options)
    {
        if (!m_file.open())
            qFatal("no temporary file");
        // Appending, as stderr of a service does: threads must not overwrite one another.
        ::fcntl(m_file.handle(), F_SETFL, O_APPEND);
        options.fd = m_file.handle();
        setLogOptions(options);
    }
    ~Capture() { setLogOptions({}); }
    QList<QByteArray> lines()
    {
        m_file.seek(0);
        QList<QByteArray> all = m_file.readAll().split('\n');
        all.removeLast(); // what follows the last newline
        return all;
    }

private:
    QTemporaryFile m_file;
};

class tst_Log : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonLinesAreWholeObjects();
    void humanLinesAreLogfmt();
    void textOfUsersCannotForgeALine_data();
    void textOfUsersCannotForgeALine();
    void linesBelowTheLevelCostNothing();
    void oneNoisyEventIsCapped();
    void threadsDoNotTearLines();
    void journaldIsToldThePriority();
    void messagesOfQtComeThroughTheSameSink();
    void aClosedDescriptorIsCountedAndHarmless();
};

void tst_Log::jsonLinesAreWholeObjects()
{
    Capture capture({.format = LogFormat::Json});
    log(kLogNet, Level::Info, "request")
        .with("request_id", u"r-1"_s)
        .with("user_id", UserId(7))
        .with("status", 200)
        .with("again", true)
        .with("dur_ms", std::chrono::microseconds(1500))
        .with("absent", std::optional<int>())
        .with("at", fromMillis(0))
        .with("ratio", std::numeric_limits<double>::quiet_NaN());
    const QList<QByteArray> lines = capture.lines();
    QCOMPARE(lines.size(), 1);
    const QJsonObject line = QJsonDocument::fromJson(lines.first()).object();
    QVERIFY(fromRfc3339(line.value("ts"_L1).toString().toLatin1()).has_value());
    QCOMPARE(line.value("level"_L1), u"info"_s);
    QCOMPARE(line.value("category"_L1), u"kith.net"_s);
    QCOMPARE(line.value("event"_L1), u"request"_s);
    QCOMPARE(line.value("request_id"_L1), u"r-1"_s);
    QCOMPARE(line.value("user_id"_L1), 7);
    QCOMPARE(line.value("status"_L1), 200);
    QCOMPARE(line.value("again"_L1), true);
    QCOMPARE(line.value("dur_ms"_L1), 1.5);
    QCOMPARE(line.value("at"_L1), u"1970-01-01T00:00:00.000Z"_s);
    QVERIFY(line.value("ratio"_L1).isNull());
    QVERIFY(!line.contains("absent"_L1));
}

void tst_Log::humanLinesAreLogfmt()
{
    Capture capture({.format = LogFormat::Human});
    log(kLogStore, Level::Warning, "slow")
        .with("table", "chats")
        .with("why", "two words")
        .with("n", 3);
    const QByteArray line = capture.lines().value(0);
    QVERIFY2(line.endsWith("Z warning kith.store slow table=chats why=\"two words\" n=3"), line);
}

void tst_Log::textOfUsersCannotForgeALine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("newline") << u"a\nlevel=error"_s << "a\\nlevel=error"_ba;
    QTest::newRow("carriage return") << u"a\rb"_s << "a\\u000db"_ba;
    QTest::newRow("quote and backslash") << u"\"\\"_s << "\\\"\\\\"_ba;
    QTest::newRow("terminal escape") << u"\u001b[31m"_s << "\\u001b[31m"_ba;
    QTest::newRow("C1") << u"\u009b31m"_s << "\\u009b31m"_ba;
    QTest::newRow("delete") << u"\u007f"_s << "\\u007f"_ba;
    QTest::newRow("right to left") << u"\u202eabc"_s << "\\u202eabc"_ba;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << "\\u2066x\\u2069"_ba;
    QTest::newRow("zero width") << u"a\u200bb"_s << "a\\u200bb"_ba;
    QTest::newRow("line separator") << u"\u2028"_s << "\\u2028"_ba;
    QTest::newRow("byte order mark") << u"\ufeffx"_s << "\\ufeffx"_ba;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) + u"x"_s << "\\ud800x"_ba;
    QTest::newRow("nul") << QString(QChar(0)) << "\\u0000"_ba;
    QTest::newRow("plain text stays") << u"Привет 👍"_s << "Привет 👍"_ba;
    QTest::newRow("long") << u"x"_s.repeated(1'001) << QByteArray(1'000, 'x') + "…";
}

void tst_Log::textOfUsersCannotForgeALine()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, shown);
    QByteArray out;
    appendLogText(out, text);
    QCOMPARE(out, shown);
    for (const LogFormat format : {LogFormat::Json, LogFormat::Human}) {
        Capture capture({.format = format});
        log(kLogCore, Level::Info, "named").with("name", text).with("after", 1);
        const QList<QByteArray> lines = capture.lines();
        QCOMPARE(lines.size(), 1);
        if (format == LogFormat::Json) {
            const QJsonObject line = QJsonDocument::fromJson(lines.first()).object();
            QCOMPARE(line.value("after"_L1), 1);
        }
    }
}

void tst_Log::linesBelowTheLevelCostNothing()
{
    Capture capture({.level = Level::Warning});
    log(kLogNet, Level::Info, "request").with("status", 200);
    QVERIFY(capture.lines().isEmpty());
    setLogLevel(Level::Debug);
    log(kLogNet, Level::Debug, "request");
    QCOMPARE(capture.lines().size(), 1);
}

void tst_Log::oneNoisyEventIsCapped()
{
    EventCap cap;
    for (int i = 0; i < 3; ++i)
        QVERIFY(cap.admit("noisy", 10, 3).pass);
    for (int i = 0; i < 5; ++i)
        QVERIFY(!cap.admit("noisy", 10, 3).pass);
    QVERIFY2(cap.admit("other", 10, 3).pass, "another event has a limit of its own");
    const EventCap::Verdict next = cap.admit("noisy", 11, 3);
    QVERIFY(next.pass);
    QCOMPARE(next.dropped, 5u);
    QCOMPARE(cap.admit("noisy", 11, 3).dropped, 0u);
    QVERIFY2(cap.admit("noisy", 11, 0).pass, "0 is no limit");
}

void tst_Log::threadsDoNotTearLines()
{
    constexpr int kThreads = 4;
    constexpr int kLines = 500;
    Capture capture({.format = LogFormat::Json, .linesPerSecond = 0});
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([t] {
            for (int i = 0; i < kLines; ++i)
                log(kLogNet, Level::Info, "line")
                    .with("thread", t)
                    .with("text", u"x"_s.repeated(200));
        });
    }
    threads.clear();
    const QList<QByteArray> lines = capture.lines();
    QCOMPARE(lines.size(), kThreads * kLines);
    for (const QByteArray &line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line);
}

void tst_Log::journaldIsToldThePriority()
{
    Capture capture({.level = Level::Debug, .priorityPrefix = true});
    log(kLogNet, Level::Error, "a");
    log(kLogNet, Level::Info, "b");
    QVERIFY(capture.lines().value(0).startsWith("<3>"));
    QVERIFY(capture.lines().value(1).startsWith("<6>"));
}

void tst_Log::messagesOfQtComeThroughTheSameSink()
{
    Capture capture({.format = LogFormat::Json});
    captureQtMessages();
    qWarning("two\nlines");
    qInstallMessageHandler(nullptr);
    const QJsonObject line = QJsonDocument::fromJson(capture.lines().value(0)).object();
    QCOMPARE(line.value("event"_L1), u"qt_message"_s);
    QCOMPARE(line.value("level"_L1), u"warning"_s);
    QCOMPARE(line.value("text"_L1), u"two\nlines"_s);
}

void tst_Log::aClosedDescriptorIsCountedAndHarmless()
{
    int ends[2] = {};
    QCOMPARE(::pipe(ends), 0);
    ::close(ends[0]);
    ::close(ends[1]);
    const quint64 before = lostLogLines();
    setLogOptions({.fd = ends[1]});
    log(kLogNet, Level::Info, "lost");
    setLogOptions({});
    QCOMPARE(lostLogLines(), before + 1);
}

KITH_TEST(tst_Log)
#include "tst_log.moc"
