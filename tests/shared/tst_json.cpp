// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "shared/json.h"
#include "shared/model/chat.h"
#include "shared/model/frames.h"
#include "shared/model/page.h"
#include "shared/problem.h"

using namespace kith;
using namespace Qt::StringLiterals;

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badInputNamesTheField_data();
    void badInputNamesTheField();
    void brokenDocumentsAreRefused_data();
    void brokenDocumentsAreRefused();
    void modelsSurviveARoundTrip();
    void textIsNeverChanged_data();
    void textIsNeverChanged();
    void unknownFieldsAreIgnoredOnRequest();
    void timesAreReadInAnyOffset_data();
    void timesAreReadInAnyOffset();
};

void tst_Json::badInputNamesTheField_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing") << "{}"_ba << u"kind"_s << u"is required"_s;
    QTest::newRow("wrong type") << R"({"kind":"group","name":5})"_ba << u"name"_s
                                << u"must be a text"_s;
    QTest::newRow("unknown enum") << R"({"kind":"party"})"_ba << u"kind"_s
                                  << u"must be one of: direct, group, channel"_s;
    QTest::newRow("unknown field")
        << R"({"kind":"group","nmae":"x"})"_ba << u"nmae"_s << u"is not a known field"_s;
    QTest::newRow("item of a list") << R"({"kind":"group","members":[1,"x"]})"_ba << u"members[1]"_s
                                    << u"must be a whole number"_s;
    QTest::newRow("fraction") << R"({"kind":"group","members":[1.5]})"_ba << u"members[0]"_s
                              << u"must be a whole number"_s;
    QTest::newRow("too long") << "{\"kind\":\"group\",\"name\":\""_ba + QByteArray(101, 'a') + "\"}"
                              << u"name"_s << u"must have at most 100 characters, and has 101"_s;
    QTest::newRow("null") << R"({"kind":"group","name":null})"_ba << u"name"_s
                          << u"must be a text"_s;
    QTest::newRow("array") << "[]"_ba << u""_s << u"must be an object"_s;
}

void tst_Json::badInputNamesTheField()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    QFETCH(QString, message);
    const auto result = fromJson<NewChat>(body);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QCOMPARE(result.error().fields.front().field, field);
    QCOMPARE(result.error().fields.front().message, message);
}

void tst_Json::brokenDocumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("accepted");
    const auto nested = [](int depth) {
        return "{\"kind\":"_ba + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
    };
    QTest::newRow("cut") << R"({"kind":)"_ba << false;
    QTest::newRow("two documents") << R"({}{})"_ba << false;
    QTest::newRow("trailing comma") << R"({"kind":"group",})"_ba << false;
    QTest::newRow("duplicate key") << R"({"kind":"group","kind":"channel"})"_ba << false;
    QTest::newRow("duplicate key, escaped")
        << R"({"kind":"group","\u006bind":"channel"})"_ba << false;
    QTest::newRow("duplicate key, nested")
        << R"({"kind":"group","members":[{"a":1,"a":2}]})"_ba << false;
    QTest::newRow("lone surrogate") << R"({"kind":"group","name":"\ud800"})"_ba << false;
    QTest::newRow("not UTF-8") << "{\"kind\":\"group\",\"name\":\"\xff\"}"_ba << false;
    QTest::newRow("NaN") << R"({"kind":NaN})"_ba << false;
    QTest::newRow("depth 33") << nested(33) << false;
    QTest::newRow("whole double") << R"({"kind":"group","members":[3.0]})"_ba << true;
}

void tst_Json::brokenDocumentsAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, accepted);
    const auto result = fromJson<NewChat>(body);
    QCOMPARE(result.ok(), accepted);
    if (!accepted)
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
}

void tst_Json::modelsSurviveARoundTrip()
{
    Chat chat{.id = ChatId(7),
        .kind = ChatKind::Channel,
        .name = u"Général \"чат\" \U0001F600"_s,
        .topic = u"line\nbreak\ttab\\"_s,
        .createdBy = UserId(3),
        .createdAt = fromMillis(1234567890123),
        .updatedAt = fromMillis(0),
        .lastSeq = 1LL << 40,
        .memberCount = 2,
        .my = MyChat{.role = MemberRole::Owner, .unreadCount = 4}};
    chat.lastMessage = Message{.id = MessageId(9),
        .chatId = chat.id,
        .content = u"hi"_s,
        .reactions = {{.emoji = u"👍"_s, .count = 1, .userIds = {UserId(3)}}}};
    const Page<Chat> page{.items = {chat, Chat{.id = ChatId(8)}}, .next = u"abc"_s};
    const auto read = fromJson<Page<Chat>>(toJson(page));
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().detail));
    QCOMPARE(*read, page);

    frames::Resume resume{.type = u"resume"_s, .streams = {{u"chat:12"_s, 41}, {u"user"_s, 7}}};
    const auto again = fromJson<frames::Resume>(toJson(resume));
    QVERIFY(again.ok());
    QCOMPARE(again->streams, resume.streams);
}

void tst_Json::textIsNeverChanged_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("spaces at both ends") << u"  a  "_s;
    QTest::newRow("control characters") << u"a\u0001\u001f\u007f\r\n"_s;
    QTest::newRow("nul") << QString(QChar(0)) + u"x"_s;
    QTest::newRow("bidi") << u"\u202eabc\u202c"_s;
    QTest::newRow("astral") << u"\U0001F469\u200D\U0001F4BB"_s;
    QTest::newRow("combining, not normalised") << u"e\u0301 \u00e9"_s;
    QTest::newRow("html") << u"<script>alert(1)</script>&amp;"_s;
    QTest::newRow("10,000 astral code points") << u"\U0001F600"_s.repeated(10'000);
}

void tst_Json::textIsNeverChanged()
{
    QFETCH(QString, text);
    const auto read = fromJson<NewMessage>(toJson(NewMessage{.content = text}));
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->content, text);
}

void tst_Json::unknownFieldsAreIgnoredOnRequest()
{
    const auto read = fromJson<NewMessage>(R"({"content":"x","extra":[1]})", Unknown::Ignore);
    QVERIFY(read.ok());
    QCOMPARE(read->content, u"x"_s);
}

void tst_Json::timesAreReadInAnyOffset_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("utc");
    QTest::newRow("Z") << "2026-11-20T19:02:48.123Z"_ba
                       << "2026-11-20T19:02:48.123Z"_ba;
    QTest::newRow("offset") << "2026-11-20T22:02:48+03:00"_ba
                            << "2026-11-20T19:02:48.000Z"_ba;
    QTest::newRow("west, past midnight") << "2025-12-31T23:30:00.5-01:00"_ba
                                         << "2026-01-01T00:30:00.500Z"_ba;
    QTest::newRow("nanoseconds") << "2026-01-01T00:00:00.123456789Z"_ba
                                 << "2026-01-01T00:00:00.123Z"_ba;
    QTest::newRow("no such day") << "2026-02-30T00:00:00Z"_ba
                                 << ""_ba;
    QTest::newRow("no zone") << "2026-02-20T00:00:00"_ba
                             << ""_ba;
    QTest::newRow("junk behind") << "2026-02-20T00:00:00Zx"_ba
                                 << ""_ba;
}

void tst_Json::timesAreReadInAnyOffset()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, utc);
    const auto time = fromRfc3339(text);
    QCOMPARE(time ? toRfc3339(*time) : QByteArray(), utc);
}

KITH_TEST(tst_Json)
#include "tst_json.moc"
