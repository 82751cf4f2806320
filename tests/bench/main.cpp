// SPDX-License-Identifier: GPL-3.0-or-later
// kith-bench: what kithd does in a second, and how near that is to what the machine can do.
// docs/benchmarks.md has the figures and says how each is measured.
#include "scenarios.h"

#include "ops/exitcodes.h"
#include "ops/log.h"
#include "ops/process.h"

#include <QCoreApplication>

#include <cstdio>

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr char kHelp[] = R"(kith-bench - measures kithd

Usage: kith-bench SCENARIO [options]
       kith-bench seed --data FOLDER --people N [options]

It starts kithd (--kithd, or the one in its own folder) on a free port of loopback with a fresh data
folder and limits.profile=off, and measures it; or, with --port and --data, one that runs already
on a folder that `kith-bench seed` filled. Build both as release, and leave the machine alone.

)";

constexpr char kCommon[] = R"(
Options of all scenarios
  --seconds S     how long each figure is measured (3)
  --quick         the short form: small numbers, to see that everything works
  --json FILE     writes all figures there
  --kithd FILE    the kithd to measure, instead of the one beside kith-bench; it may be an older one
  --port N --data FOLDER
                  measure the kithd that listens on this port of 127.0.0.1 with this data folder;
                  it must have enough people, and limits.profile=off
  --help          this text
)";

constexpr char kSeedHelp[] = R"(
Options of seed: --people N (100), --chats N (0), --members N in each (10), --messages N in all (0),
--kind direct|group|channel, --password TEXT of everybody ("correct horse battery"), --owner yes:
the first person is an owner. People are called person1, person2, ...; their addresses are
person1@example.org and so on.
)";

const QStringList kCommonOptions{u"seconds"_s, u"json"_s, u"port"_s, u"data"_s, u"kithd"_s};

void printHelp()
{
    std::printf("%sScenarios\n", kHelp);
    for (const Scenario &scenario : scenarios()) {
        std::printf("  %-10s %s\n", scenario.name, scenario.what);
        if (scenario.options && *scenario.options && scenario.isMeasured)
            std::printf("  %-10s options: %s\n", "", scenario.options);
    }
    std::printf("  %-10s everything, one after the other\n%s%s", "all", kCommon, kSeedHelp);
}

int fail(const Error &error)
{
    const QString field = error.fields.empty() ? QString() : error.fields.front().message;
    std::fprintf(stderr, "kith-bench: %s\n",
        qPrintable(error.detail.isEmpty() || !field.isEmpty() ? field : error.detail));
    return error.code == ErrorCode::InvalidInput ? ops::kExitUsage : ops::kExitFailure;
}

QStringList optionsOf(const Scenario &scenario)
{
    return kCommonOptions + QString::fromLatin1(scenario.options).split(u' ', Qt::SkipEmptyParts);
}

Result<void> runAll(const Options &options, Report &report)
{
    Result<void> outcome;
    for (const Scenario &scenario : scenarios()) {
        if (!scenario.isMeasured)
            continue;
        auto done = scenario.run(options, report);
        if (!done) { // the others are worth having
            fail(done.error());
            outcome = internalError(u"not all scenarios could be measured"_s);
        }
    }
    return outcome;
}

int run(const QString &name, const QStringList &words)
{
    const auto all = scenarios();
    const auto found = std::find_if(all.begin(), all.end(),
        [&](const Scenario &scenario) { return name == QLatin1StringView(scenario.name); });
    const bool isAll = name == "all"_L1;
    if (found == all.end() && !isAll)
        return fail(invalidInput(QString(), u"there is no scenario "_s + name));
    const auto options = Options::parse(words, isAll ? kCommonOptions : optionsOf(*found));
    if (!options)
        return fail(options.error());
    if (options->has("kithd"))
        qputenv("KITH_KITHD", options->text("kithd").toLocal8Bit());
    Report report;
    const auto done = isAll ? runAll(*options, report) : found->run(*options, report);
    if (const QString file = options->text("json"); !file.isEmpty() && !report.write(file))
        return fail(internalError(file + u" cannot be written"_s));
    return done ? int(ops::kExitOk) : fail(done.error());
}

} // namespace

std::span<const Scenario> scenarios()
{
    static constexpr Scenario kAll[] = {
        {"seed", "fills a data folder with people, chats and messages",
            "people chats members messages kind password owner", runSeed, false},
        {"fanout",
            "one sender, N receivers: stored deliveries a second, against a bare broadcaster",
            "receivers in-flight", runFanout},
        {"few",
            "one sender with few messages in flight: its wait for an ack, by turns with a floor "
            "that syncs and with another kithd",
            "receivers in-flight rounds beside", runFew},
        {"durable", "20 senders: acked sends a second, against a bare commit loop and FastAPI",
            "shape pairs in-flight", runDurable},
        {"rest", "32 connections: sends, pages of history and health checks a second", "what",
            runRest},
        {"latency", "messages at fixed times into a chat of 100: from due to delivered", "rate",
            runLatency},
        {"idle", "silent sockets: time to connect, memory and processor of each", "sockets",
            runIdle},
        {"storm", "all sockets cut, all back at once: time until all have resumed", "sockets",
            runStorm},
        {"size", "sends and history in a chat of a million messages against an empty one",
            "messages", runSize},
        {"start", "memory when empty, and the time to start on a million messages", "messages",
            runStart},
        {"dialects",
            "fan-out into a chat in which all five older APIs listen, against the native one",
            "receivers", runDialects},
        {"socketio", "Socket.IO clients, half of them polling, who all hear one message", "sockets",
            runSocketIo},
        {"engines",
            "fan-out to 100, sends and sockets by Qt's QWebSocketServer, against Kith's own codec",
            "sockets", runEngines},
        {"office", "people at work with their sockets open: how many until deliveries take 100 ms",
            "people pace fastapi-people", runOffice},
        {"mariadb", "durable sends on MariaDB against SQLite", "", runMariaDb},
    };
    return kAll;
}

Result<std::unique_ptr<Target>> targetFor(const Options &options, qint64 people)
{
    if (options.has("port"))
        return Target::running(
            static_cast<quint16>(options.number("port", 0)), options.text("data"), people);
    return Target::start({.people = people});
}

} // namespace kith::bench

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication app(argc, argv);
    kith::ops::raiseFileLimit();
    kith::ops::setLogLevel(kith::ops::Level::Warning);
    if (!qEnvironmentVariableIsSet("KITH_BIN"))
        qputenv("KITH_BIN", QCoreApplication::applicationDirPath().toLocal8Bit());
    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.isEmpty() || words.contains(QStringLiteral("--help"))) {
        kith::bench::printHelp();
        return words.isEmpty() ? kith::ops::kExitUsage : kith::ops::kExitOk;
    }
    const QString name = words.takeFirst();
    return kith::bench::run(name, words);
}
