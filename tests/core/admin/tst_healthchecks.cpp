// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/admin/healthchecks.h"
#include "runner/runner.h"

#include <algorithm>

using namespace kith;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kMiB = 1024 * 1024;

/// A server that is in good health.
core::HealthFacts healthy()
{
    core::HealthFacts facts;
    facts.now = fromMillis(1'800'000'000'000);
    facts.diskFreeBytes = 50'000 * kMiB;
    facts.diskBytes = 100'000 * kMiB;
    facts.lastBackup = facts.now - 1h;
    facts.writerQueueLimit = facts.readerQueueLimit = facts.connectionLimit = 1'000;
    facts.passwordQueueLimit = 64;
    facts.descriptorLimit = 1'000;
    return facts;
}

using Spoil = void (*)(core::HealthFacts &);

} // namespace

Q_DECLARE_METATYPE(Spoil)

class tst_HealthChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHealthyServerHasNoAdvice();
    void aFaultIsNamedWithWhatToDo_data();
    void aFaultIsNamedWithWhatToDo();
};

void tst_HealthChecks::aHealthyServerHasNoAdvice()
{
    const auto checks = core::judgeHealth(healthy());
    QVERIFY(checks.size() >= 10);
    QCOMPARE(core::worstOf(checks), HealthLevel::Ok);
    for (const HealthCheck &check : checks) {
        QVERIFY2(check.advice.isEmpty(), qPrintable(check.name));
        QVERIFY2(!check.detail.isEmpty(), qPrintable(check.name));
    }
}

void tst_HealthChecks::aFaultIsNamedWithWhatToDo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<int>("level");
    const auto row = [](const char *tag, const char *name, Spoil spoil, HealthLevel level) {
        QTest::newRow(tag) << QString::fromLatin1(name) << spoil << static_cast<int>(level);
    };
    using enum HealthLevel;
    using Facts = core::HealthFacts;
    row(
        "not serving", "serving", [](Facts &f) { f.isServing = false; }, Critical);
    row(
        "disk low", "disk_space", [](Facts &f) { f.diskFreeBytes = 1'000 * kMiB; }, Warning);
    row(
        "disk full", "disk_space", [](Facts &f) { f.diskFreeBytes = 100 * kMiB; }, Critical);
    row(
        "loops slow", "event_loops", [](Facts &f) { f.sample.loopLagMs = 100; }, Warning);
    row(
        "loops stuck", "event_loops", [](Facts &f) { f.sample.loopLagMs = 1'000; }, Critical);
    row(
        "writes half full", "writer_queue", [](Facts &f) { f.sample.writerQueue = 500; }, Warning);
    row(
        "writes full", "writer_queue", [](Facts &f) { f.sample.writerQueue = 900; }, Critical);
    row(
        "reads full", "reader_queue", [](Facts &f) { f.sample.readerQueue = 950; }, Critical);
    row(
        "sign-ins wait", "password_queue", [](Facts &f) { f.sample.passwordQueue = 32; }, Warning);
    row(
        "many connections", "connections", [](Facts &f) { f.sample.connections = 901; }, Critical);
    row(
        "descriptors", "descriptors", [](Facts &f) { f.descriptorsOpen = 501; }, Warning);
    row(
        "no backup", "backup", [](Facts &f) { f.lastBackup.reset(); }, Warning);
    row(
        "old backup", "backup", [](Facts &f) { f.lastBackup = f.now - 24h * 7; }, Warning);
    row(
        "demo", "demo", [](Facts &f) { f.isDemo = true; }, Warning);
}

void tst_HealthChecks::aFaultIsNamedWithWhatToDo()
{
    QFETCH(const QString, name);
    QFETCH(const Spoil, spoil);
    QFETCH(const int, level);
    core::HealthFacts facts = healthy();
    spoil(facts);
    const auto checks = core::judgeHealth(facts);
    const auto found = std::find_if(
        checks.begin(), checks.end(), [&](const HealthCheck &check) { return check.name == name; });
    QVERIFY(found != checks.end());
    QCOMPARE(static_cast<int>(found->level), level);
    QVERIFY(!found->advice.isEmpty());
    QCOMPARE(static_cast<int>(core::worstOf(checks)), level);
    QCOMPARE(std::count_if(checks.begin(), checks.end(),
                 [](const HealthCheck &check) { return check.level != HealthLevel::Ok; }),
        1);
}

KITH_TEST(tst_HealthChecks)
#include "tst_healthchecks.moc"
