// SPDX-License-Identifier: GPL-3.0-or-later
// Requests a second over 32 connections that stay open, one request under way on each: a durable
// send, a page of 50 messages, and the health check.
#include "asker.h"
#include "scenarios.h"

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kConnections = 32;
constexpr int kHistory = 50;

struct Kind
{
    QString name{};
    int status = 200;
    double goal = 0; ///< requests a second
    std::function<NextRequest(UserId)> requests{};
};

/// Each with its own client_id.
NextRequest sends(const Target &target, qint64 chat, UserId by)
{
    const QByteArray path = "/api/v2/chats/" + QByteArray::number(chat) + "/messages";
    return [path, token = target.token(by)] {
        static qint64 sent = 0;
        const QByteArray body = R"({"content":"A message of a length that people write, with a )"
                                R"(word or two in it.","client_id":"rest-)"
            + QByteArray::number(++sent) + "\"}";
        return httpRequest("POST", path, token, body);
    };
}

Result<void> fillHistory(const Target &target, qint64 chat, UserId by)
{
    const QByteArray path = "chats/" + QByteArray::number(chat) + "/messages";
    for (int i = 0; i < kHistory; ++i)
        TRY(target.ask("POST", path, by,
            R"({"content":"A message of a length that people write, with a word or two in it."})"));
    return {};
}

Result<void> measure(const Target &target, const Kind &kind, const Options &options, Report &report)
{
    AskedWork work{
        .port = target.port(), .pid = target.pid(), .status = kind.status, .span = options.span()};
    for (const UserId user : std::span(target.people()).first(kConnections))
        work.connections.push_back(kind.requests(user));
    TRY_ASSIGN(const AskedOutcome outcome, measureAsks(work));
    report.add({.scenario = u"rest"_s,
        .name = kind.name,
        .value = outcome.perSecond,
        .unit = u"requests/s"_s,
        .goal = atLeast(kind.goal),
        .processor = outcome.processor});
    return {};
}

} // namespace

Result<void> runRest(const Options &options, Report &report)
{
    TRY_ASSIGN(const auto target, targetFor(options, kConnections));
    const auto people = std::span(target->people()).first(kConnections);
    TRY_ASSIGN(const qint64 chat, target->makeChat(people));
    TRY(fillHistory(*target, chat, people.front()));
    const QByteArray page = "/api/v2/chats/" + QByteArray::number(chat)
        + "/messages?limit=" + QByteArray::number(kHistory);
    const auto history = [&](UserId user) {
        return always(httpRequest("GET", page, target->token(user)));
    };
    const auto health = [](UserId) { return always(httpRequest("GET", "/health", {})); };
    const auto send = [&](UserId user) { return sends(*target, chat, user); };
    const Kind all[] = {
        {.name = u"history"_s, .goal = 4'000, .requests = history},
        {.name = u"health"_s, .goal = 30'000, .requests = health},
        {.name = u"send"_s, .status = 201, .goal = 8'000, .requests = send},
    };
    for (const Kind &kind : all) {
        if (options.text("what", kind.name) == kind.name)
            TRY(measure(*target, kind, options, report));
    }
    return {};
}

} // namespace kith::bench
