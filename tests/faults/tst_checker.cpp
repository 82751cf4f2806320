// SPDX-License-Identifier: GPL-3.0-or-later
#include "checker.h"
#include "runner/runner.h"

#include <QDir>
#include <QFile>

using namespace kith::faults;
using namespace Qt::StringLiterals;

/// The judge of all fault runs, on histories made by hand: each bad one must be rejected, and for
/// its own reason; the good ones must pass. They are in histories/*.txt, one after the other:
///
///     == what is wrong in it
///     finds RULE …        (nothing: it is good)
///     records
class tst_Checker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void isWritten_asItIsRead();
    void thereAreEnoughBadHistories();

private:
    struct Case
    {
        QString name{};
        QStringList rules{};
        QString text{};
    };
    static std::vector<Case> cases();
};

std::vector<tst_Checker::Case> tst_Checker::cases()
{
    std::vector<Case> all;
    const QDir folder(qEnvironmentVariable("KITH_SOURCE") + u"/tests/faults/histories"_s);
    for (const QString &name : folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QStringList parts = QString::fromUtf8(file.readAll()).split(u"\n== "_s);
        for (const QString &part : parts.mid(1)) { // before the first: what the file is about
            const QString finds = part.section(u'\n', 1, 1);
            all.push_back({.name = part.section(u'\n', 0, 0),
                .rules = finds.mid(6).split(u' ', Qt::SkipEmptyParts),
                .text = part.section(u'\n', 2)});
        }
    }
    return all;
}

void tst_Checker::judges_data()
{
    QTest::addColumn<QStringList>("rules");
    QTest::addColumn<QString>("text");
    for (const Case &one : cases())
        QTest::newRow(qPrintable(one.name)) << one.rules << one.text;
}

void tst_Checker::judges()
{
    QFETCH(QStringList, rules);
    QFETCH(QString, text);
    QString wrong;
    const History history = History::fromText(text, &wrong);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    const std::vector<Violation> violations = check(history);
    QStringList found;
    for (const Violation &violation : violations) {
        if (!found.contains(violation.rule))
            found << violation.rule;
    }
    found.sort();
    rules.sort();
    QVERIFY2(found == rules, qPrintable(u"found: "_s + describe(violations)));
}

void tst_Checker::isWritten_asItIsRead()
{
    for (const Case &one : cases()) {
        QString wrong;
        const History history = History::fromText(one.text, &wrong);
        const QString written = history.toText();
        QCOMPARE(History::fromText(written, &wrong).toText(), written);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void tst_Checker::thereAreEnoughBadHistories()
{
    const std::vector<Case> all = cases();
    const auto bad =
        std::count_if(all.begin(), all.end(), [](const Case &one) { return !one.rules.isEmpty(); });
    QVERIFY(bad >= 30);
    QVERIFY(static_cast<qsizetype>(all.size()) - bad >= 5);
    QStringList rules;
    for (const Case &one : all)
        rules += one.rules;
    rules.removeDuplicates();
    QCOMPARE(rules.size(), 13); // every rule has found something
}

KITH_TEST(tst_Checker)
#include "tst_checker.moc"
