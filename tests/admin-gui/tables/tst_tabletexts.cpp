// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves a table as text, and how cells read.
#include "admingui/tables/celltext.h"
#include "admingui/tables/textformat.h"
#include "admingui/tables/tones.h"
#include "runner/runner.h"

#include <QDateTime>

namespace kith {

using namespace console;
using namespace Qt::StringLiterals;

class tst_TableTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void cellsThatSpreadsheetsWouldRun_data();
    void cellsThatSpreadsheetsWouldRun();
    void csvIsQuotedAsItMust();
    void jsonIsAList();
    void timesAreAsShortAsTheyAreClear_data();
    void timesAreAsShortAsTheyAreClear();
    void initialsOfNames_data();
    void initialsOfNames();
};

void tst_TableTexts::cellsThatSpreadsheetsWouldRun_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("written");
    QTest::newRow("plain") << u"Anna"_s << u"Anna"_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("formula") << u"=HYPERLINK(\"x\")"_s << u"'=HYPERLINK(\"x\")"_s;
    QTest::newRow("plus") << u"+cmd|' /C calc'!A0"_s << u"'+cmd|' /C calc'!A0"_s;
    QTest::newRow("minus") << u"-2+3"_s << u"'-2+3"_s;
    QTest::newRow("at") << u"@SUM(1)"_s << u"'@SUM(1)"_s;
    QTest::newRow("tab") << u"\t=1"_s << u"'\t=1"_s;
    QTest::newRow("carriage return") << u"\r=1"_s << u"'\r=1"_s;
    QTest::newRow("a number stays one") << u"-12.5"_s << u"-12.5"_s;
    QTest::newRow("inside is harmless") << u"a=b"_s << u"a=b"_s;
}

void tst_TableTexts::cellsThatSpreadsheetsWouldRun()
{
    QFETCH(QString, cell);
    QFETCH(QString, written);
    QCOMPARE(neutralised(cell), written);
}

void tst_TableTexts::csvIsQuotedAsItMust()
{
    TextWriter csv(TextFormat::Csv, {u"name"_s, u"about"_s});
    QCOMPARE(csv.begin(), "name,about\r\n"_ba);
    QCOMPARE(csv.line({u"a,b"_s, u"say \"hi\""_s}), "\"a,b\",\"say \"\"hi\"\"\"\r\n"_ba);
    QCOMPARE(csv.line({u""_s, u"two\nlines"_s}), ",\"two\nlines\"\r\n"_ba);
    QCOMPARE(csv.line({u""_s, u""_s}), ",\r\n"_ba);
    TextWriter tsv(TextFormat::Tsv, {u"name"_s, u"about"_s});
    QCOMPARE(tsv.line({u"a\tb"_s, u"=1"_s}), "a b\t'=1\n"_ba);
}

void tst_TableTexts::jsonIsAList()
{
    TextWriter json(TextFormat::Json, {});
    QByteArray text = json.begin();
    text += json.line({u"{\"id\":1}"_s});
    text += json.line({u"{\"id\":2}"_s});
    text += json.end();
    QCOMPARE(text, "[\n{\"id\":1},\n{\"id\":2}\n]\n"_ba);
    TextWriter none(TextFormat::Json, {});
    QCOMPARE(none.begin() + none.end(), "[\n]\n"_ba);
}

void tst_TableTexts::timesAreAsShortAsTheyAreClear_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("text");
    const QDate day(2026, 11, 26);
    QTest::newRow("today") << QDateTime(day, QTime(9, 5)) << u"Today 09:05"_s;
    QTest::newRow("yesterday") << QDateTime(day.addDays(-1), QTime(23, 59)) << u"Yesterday 23:59"_s;
    QTest::newRow("this year") << QDateTime(QDate(2026, 3, 1), QTime(14, 3)) << u"1 Mar 14:03"_s;
    QTest::newRow("earlier") << QDateTime(QDate(2024, 3, 1), QTime(14, 3)) << u"1 Mar 2024"_s;
    QTest::newRow("never") << QDateTime::fromMSecsSinceEpoch(0) << u""_s;
}

void tst_TableTexts::timesAreAsShortAsTheyAreClear()
{
    QFETCH(QDateTime, time);
    QFETCH(QString, text);
    const QDateTime now(QDate(2026, 11, 26), QTime(12, 0));
    QCOMPARE(readableAt(fromMillis(time.toMSecsSinceEpoch()), now), text);
}

void tst_TableTexts::initialsOfNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("initials");
    QTest::newRow("two") << u"Ada Lovelace"_s << u"AL"_s;
    QTest::newRow("one") << u"ada"_s << u"A"_s;
    QTest::newRow("three") << u"Jean Luc Picard"_s << u"JP"_s;
    QTest::newRow("Cyrillic") << u"анна каренина"_s << u"АК"_s;
    QTest::newRow("signs first") << u"«Bot» (new)"_s << u"BN"_s;
    QTest::newRow("nothing") << u"  "_s << u""_s;
}

void tst_TableTexts::initialsOfNames()
{
    QFETCH(QString, name);
    QFETCH(QString, initials);
    QCOMPARE(initialsOf(name), initials);
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_TableTexts)
#include "tst_tabletexts.moc"
