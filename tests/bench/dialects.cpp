// SPDX-License-Identifier: GPL-3.0-or-later
// One native sender, N receivers of whom each fifth speaks another of the older services' APIs:
// deliveries a second, against N native receivers of the same server.
#include "apis/ids.h"
#include "core/accounts/passwords.h"
#include "load.h"
#include "scenarios.h"
#include "sockets.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kDialects = 5;
constexpr qint64 kArgonMemory = 19'456; // KiB: the least that kithd takes
constexpr int kArgonPasses = 2;
const QString kPassword = u"correct horse battery"_s;

/// Somebody's access token, out of an answer of any of the five.
QByteArray tokenIn(const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    for (const char *wrapper : {"", "tokens", "data"}) {
        const QJsonObject part =
            *wrapper ? answer.value(QLatin1StringView(wrapper)).toObject() : answer;
        for (const char *name : {"access_token", "accessToken"}) {
            const QString token = part.value(QLatin1StringView(name)).toString();
            if (!token.isEmpty())
                return token.toLatin1();
        }
    }
    return {};
}

Result<QByteArray> signIn(quint16 port, const QByteArray &path, const QJsonObject &who)
{
    TRY_ASSIGN(const HttpAnswer answer,
        askOnce(port,
            httpRequest("POST", path, {}, QJsonDocument(who).toJson(QJsonDocument::Compact))));
    QByteArray token = tokenIn(answer.body);
    if (token.isEmpty())
        return internalError(QString::fromUtf8(path + ": " + answer.body.left(500)));
    return token;
}

/// The socket of person `number` (from 1) in the chat, by each API in turn.
Result<Speech> speechOf(quint16 port, size_t number, qint64 chat)
{
    const QString name = u"person%1"_s.arg(number);
    const QString email = name + u"@example.org"_s;
    const QByteArray id = QByteArray::number(chat);
    switch (number % kDialects) {
    case 0: {
        TRY_ASSIGN(const QByteArray token,
            signIn(
                port, "/api/v1/users/login", {{u"username"_s, name}, {u"password"_s, kPassword}}));
        return Speech{.path = "/api/v1/ws/" + id + "?token=" + token,
            .hello = R"({"type":"ping","chat_id":)" + id + '}',
            .live = R"({"type":"pong")",
            .created = R"({"type":"new_message")"};
    }
    case 1: {
        TRY_ASSIGN(const QByteArray token,
            signIn(port, "/accounts/sign-in/", {{u"email"_s, email}, {u"password"_s, kPassword}}));
        return Speech{.path = "/chats/" + dialects::toUuid(dialects::IdKind::Chat, chat) + "/ws",
            .hello = R"({"type":"auth","token":")" + token + R"("})",
            .live = R"({"type":"chat_history")",
            .created = R"({"type":"new_message")"};
    }
    case 2: {
        TRY_ASSIGN(const QByteArray token,
            signIn(
                port, "/api/v1/auth/login", {{u"username"_s, name}, {u"password"_s, kPassword}}));
        return Speech{.path = "/ws?token=" + token,
            .live = R"({"type":"connection_established")",
            .created = R"({"type":"new_message")"};
    }
    case 3: {
        TRY_ASSIGN(const QByteArray token,
            signIn(port, "/api/auth/login", {{u"email"_s, email}, {u"password"_s, kPassword}}));
        return Speech{.path = "/api/ws/chats/" + dialects::toHex24(dialects::IdKind::Chat, chat)
                + "?token=" + token,
            .live = R"({"event":"connected")",
            .created = R"({"event":"message:new")"};
    }
    default:
        break;
    }
    TRY_ASSIGN(const QByteArray token,
        signIn(port, "/api/auth/login",
            {{u"email"_s, email}, {u"name"_s, name}, {u"password"_s, kPassword}}));
    return Speech{.path = "/socket.io/?EIO=4&transport=websocket",
        .hello = R"(40{"token":")" + token + R"("})",
        .live = R"(40{"sid")",
        .created = R"(42["new_message")"};
}

struct Rate
{
    double perSecond = 0;
    Processor processor{};
};

Result<Rate> broadcast(const Target &target, qint64 chat, std::chrono::milliseconds span,
    const std::function<std::unique_ptr<Receiver>(Loop &, Tally &, size_t)> &make, size_t count)
{
    Loop loop;
    Tally tally;
    std::vector<std::unique_ptr<Receiver>> receivers;
    std::vector<WsPeer *> peers;
    for (size_t i = 1; i <= count; ++i) {
        receivers.push_back(make(loop, tally, i));
        peers.push_back(receivers.back().get());
    }
    const QByteArray text = "A message of a length that people write, with a word or two in it.";
    Sender sender(
        loop, target.port(), target.token(target.people().front()), tally,
        [&] { return sendFrame(chat, text); }, false);
    peers.push_back(&sender);
    TRY(openAll(loop, peers));
    sender.begin(4);
    loop.runFor(span / 5); // warm
    const qint64 before = tally.delivered;
    const Span measured(target.pid());
    loop.runFor(span);
    const qint64 delivered = tally.delivered - before;
    Rate rate{.perSecond = static_cast<double>(delivered) / measured.seconds(),
        .processor = measured.processor(delivered)};
    sender.finish();
    TRY(checkAllCame(loop, tally, static_cast<qint64>(count)));
    return rate;
}

} // namespace

Result<void> runDialects(const Options &options, Report &report)
{
    const qint64 count = options.number("receivers", 100, 10);
    TRY_ASSIGN(const QString hash,
        core::hashPassword(
            kPassword, {.memoryBytes = kArgonMemory * limits::KiB, .passes = kArgonPasses}));
    TRY_ASSIGN(const auto target,
        Target::start({.people = count + 1,
            .settings = {{u"auth.argon2_memory_kib"_s, QString::number(kArgonMemory)},
                {u"auth.argon2_passes"_s, QString::number(kArgonPasses)}},
            .passwordHash = hash}));
    TRY_ASSIGN(const qint64 chat, target->makeChat(target->people()));
    std::vector<Speech> speeches;
    for (size_t i = 1; i <= static_cast<size_t>(count); ++i) {
        TRY_ASSIGN(Speech speech, speechOf(target->port(), i + 1, chat));
        speeches.push_back(std::move(speech));
    }
    TRY_ASSIGN(const Rate native,
        broadcast(
            *target, chat, options.span(),
            [&](Loop &loop, Tally &tally, size_t i) {
                return std::make_unique<Receiver>(
                    loop, target->port(), target->token(target->people()[i]), tally);
            },
            static_cast<size_t>(count)));
    TRY_ASSIGN(const Rate mixed,
        broadcast(
            *target, chat, options.span(),
            [&](Loop &loop, Tally &tally, size_t i) {
                return std::make_unique<Receiver>(loop, target->port(), speeches[i - 1], tally);
            },
            static_cast<size_t>(count)));
    report.add({.scenario = u"dialects"_s,
        .name = u"to %1 receivers of five APIs"_s.arg(count),
        .value = mixed.perSecond,
        .unit = u"deliveries/s"_s,
        .references = {{.name = u"all native"_s,
            .value = native.perSecond,
            .microseconds = native.processor.microseconds,
            .goal = atLeast(0.7)}},
        .processor = mixed.processor});
    return {};
}

} // namespace kith::bench
