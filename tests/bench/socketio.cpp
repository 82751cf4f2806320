// SPDX-License-Identifier: GPL-3.0-or-later
// N Socket.IO clients in one chat, every second of them polling: idle, and then all hear a message.
// A delivery counts from when the sender sent it.
#include "histogram.h"
#include "httppeer.h"
#include "load.h"
#include "scenarios.h"

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMessages = 10; ///< one after the other, each heard by all before the next

/// What all clients heard.
struct Heard
{
    Instant sent{};
    qint64 connected = 0;
    qint64 delivered = 0;
    Histogram latency{};
    QByteArray error{};

    void hear()
    {
        ++delivered;
        latency.add(now() - sent);
    }
};

const QByteArray kCreated = R"(42["new_message")";

class Listener final : public WsPeer
{
public:
    Listener(Loop &loop, quint16 port, const QByteArray &token, Heard &heard)
        : WsPeer(loop, port,
            Speech{.path = "/socket.io/?EIO=4&transport=websocket",
                .hello = R"(40{"token":")" + token + R"("})",
                .live = R"(40{"sid")",
                .created = kCreated}),
          m_heard(heard)
    {
    }

private:
    void frame(FrameKind kind, QByteArrayView) override
    {
        if (kind == FrameKind::Created)
            m_heard.hear();
    }

    Heard &m_heard;
};

/// A client that asks again whenever it is answered. One connection does: what it says, it says
/// between two polls.
class Poller final : public HttpPeer
{
public:
    Poller(Loop &loop, quint16 port, QByteArray token, Heard &heard)
        : HttpPeer(loop), m_token(std::move(token)), m_heard(heard)
    {
        open(port, 9);
    }

private:
    void connected() override
    {
        HttpPeer::connected();
        send(httpRequest("GET", "/socket.io/?EIO=4&transport=polling", {}));
    }
    void answered(int status, QByteArrayView body) override
    {
        if (status != 200) {
            m_heard.error = QByteArray::number(status) + ' ' + body.toByteArray();
            return drop();
        }
        if (m_path.isEmpty()) {
            constexpr QByteArrayView kSid = R"("sid":")";
            const qsizetype at = body.indexOf(kSid) + kSid.size();
            m_path = "/socket.io/?EIO=4&transport=polling&sid="
                + body.sliced(at, body.indexOf('"', at) - at).toByteArray();
            return send(httpRequest("POST", m_path, {}, R"(40{"token":")" + m_token + R"("})"));
        }
        bool isPinged = false;
        for (const QByteArray &packet : body.toByteArray().split('\x1e')) {
            if (packet.startsWith(kCreated))
                m_heard.hear();
            else if (packet.startsWith(R"(40{"sid")"))
                ++m_heard.connected;
            isPinged = isPinged || packet == "2";
        }
        if (isPinged)
            return send(httpRequest("POST", m_path, {}, "3"));
        send(httpRequest("GET", m_path, {}));
    }

    const QByteArray m_token;
    QByteArray m_path;
    Heard &m_heard;
};

class Speaker final : public WsPeer
{
public:
    using WsPeer::WsPeer;

private:
    void frame(FrameKind, QByteArrayView) override { }
};

Result<QByteArray> signIn(quint16 port, size_t number)
{
    const QByteArray name = "person" + QByteArray::number(qulonglong(number));
    TRY_ASSIGN(const HttpAnswer answer,
        askOnce(port,
            httpRequest(
                "POST", "/api/auth/login?email=" + name + "@example.org&name=" + name, {})));
    constexpr QByteArrayView kToken = R"("access_token":")";
    const qsizetype at = answer.body.indexOf(kToken);
    if (at < 0)
        return internalError(QString::fromUtf8(answer.body.left(500)));
    const qsizetype from = at + kToken.size();
    return answer.body.mid(from, answer.body.indexOf('"', from) - from);
}

struct Clients
{
    std::vector<std::unique_ptr<Listener>> listeners{};
    std::vector<std::unique_ptr<Poller>> pollers{};
};

Result<Clients> connectAll(Loop &loop, const Target &target, qint64 count, Heard &heard)
{
    Clients clients;
    std::vector<WsPeer *> peers;
    for (qint64 i = 0; i < count; ++i) {
        TRY_ASSIGN(const QByteArray token, signIn(target.port(), static_cast<size_t>(i + 2)));
        if (i % 2 == 0) {
            clients.listeners.push_back(
                std::make_unique<Listener>(loop, target.port(), token, heard));
            peers.push_back(clients.listeners.back().get());
        } else {
            clients.pollers.push_back(std::make_unique<Poller>(loop, target.port(), token, heard));
        }
        loop.turn(0ns);
    }
    TRY(openAll(loop, peers));
    const auto polling = static_cast<qint64>(clients.pollers.size());
    if (!loop.runUntil([&] { return heard.connected == polling; }, 60s))
        return unavailable(u"%1 of %2 polling clients connected %3"_s.arg(heard.connected)
                               .arg(polling)
                               .arg(QString::fromUtf8(heard.error)));
    return clients;
}

} // namespace

Result<void> runSocketIo(const Options &options, Report &report)
{
    const qint64 count = options.number("sockets", 5'000, 40);
    TRY_ASSIGN(const auto target,
        Target::start({.people = count + 1,
            .settings = {{u"dialects.chatsocket_passwordless"_s, u"true"_s}}}));
    TRY_ASSIGN(const qint64 chat, target->makeChat(target->people()));
    Loop loop;
    Heard heard;
    TRY_ASSIGN(const Clients clients, connectAll(loop, *target, count, heard));
    Speaker speaker(loop, target->port(), target->token(target->people().front()));
    TRY(openAll(loop, {&speaker}));
    const Span idle(target->pid());
    loop.runFor(options.span());
    const Processor resting = idle.processor(1);
    for (int i = 1; i <= kMessages; ++i) {
        heard.sent = now();
        speaker.send(sendFrame(chat, "for everybody"));
        if (!loop.runUntil([&] { return heard.delivered == i * count; }, 20s))
            return internalError(
                u"%1 of %2 heard message %3 %4"_s.arg(heard.delivered - (i - 1) * count)
                    .arg(count)
                    .arg(i)
                    .arg(QString::fromUtf8(heard.error)));
    }
    const auto add = [&](double percent, std::optional<Goal> goal) {
        report.add({.scenario = u"socketio"_s,
            .name = u"p%1 of a message to %2 clients"_s.arg(percent).arg(count),
            .value = heard.latency.percentile(percent),
            .unit = u"ms"_s,
            .goal = goal,
            .note =
                u"longest %1 ms of %2"_s.arg(heard.latency.longest()).arg(heard.latency.count())});
    };
    add(50, std::nullopt);
    add(99, atMost(1'000));
    report.add({.scenario = u"socketio"_s,
        .name = u"processor at rest"_s,
        .value = resting.cores * 100,
        .unit = u"% of a core"_s});
    return {};
}

} // namespace kith::bench
