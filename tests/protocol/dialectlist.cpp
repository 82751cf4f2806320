// SPDX-License-Identifier: GPL-3.0-or-later
// What kithd-protocol-test speaks instead of the dialects: the server that the official suites of
// Engine.IO v4 and Socket.IO v5 ask for (their READMEs), at /engine.io/ and /socket.io/. Everything
// else of it is kithd.
#include "app/dialectlist.h"

#include "apis/refusal.h"
#include "apis/socketio/socket.h"

namespace kith {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using api::SocketCall;
using api::SocketHost;
using api::SocketMount;

namespace {

/// Every message comes back.
class Echo final : public api::DialectSocket
{
public:
    explicit Echo(SocketHost &host) : m_host(host) { }
    void opened() override { m_host.staysAnonymous(); }
    void text(const QByteArray &utf8) override { m_host.send('4' + utf8); }
    void binary(const QByteArray &payload) override { m_host.sendBinary(payload); }
    void hear(const Event &, api::FrameSink &) override { }
    void removed(ChatId) override { }
    void sessionEnded() override { m_host.close(1008, "ended"); }

private:
    SocketHost &m_host;
};

/// Two namespaces: "auth" is said with what the client connected with, "message" comes back as
/// "message-back", "message-with-ack" is acknowledged with its arguments.
class Talk final : public dialects::socketio::Socket
{
public:
    using Socket::Socket;
    void hear(const kith::Event &, api::FrameSink &) override { }
    void removed(ChatId) override { }
    void sessionEnded() override { m_host.close(1008, "ended"); }

private:
    void connecting(const QByteArray &nsp, const QByteArray &auth) override
    {
        if (nsp != "/" && nsp != "/custom")
            return reject(nsp, R"({"message":"Invalid namespace"})");
        m_host.staysAnonymous();
        accept(nsp);
        // The suite begins to listen for one packet when it has read the one before: two in one
        // segment of TCP would be read at once, and the second missed.
        m_host.after(20ms, [this, nsp, said = auth.isEmpty() ? QByteArray("{}") : auth] {
            emitTo(nsp, "auth", said);
        });
    }
    void happened(const Event &event) override
    {
        // What stands behind the name in ["name", …].
        const qsizetype comma = event.data.indexOf(',');
        const QByteArray rest = comma < 0 ? QByteArray("]") : event.data.sliced(comma + 1);
        if (event.name == "message-with-ack"_L1)
            return acknowledge(event, '[' + rest);
        if (event.name != "message"_L1)
            return;
        const bool isBinary = !event.attachments.empty();
        sendPacket({.type = isBinary ? dialects::socketio::PacketType::BinaryEvent
                                     : dialects::socketio::PacketType::Event,
                       .nsp = event.nsp,
                       .attachments = static_cast<int>(event.attachments.size()),
                       .data = "[\"message-back\"" + (comma < 0 ? rest : ',' + rest)},
            event.attachments);
    }
    void disconnected(const QByteArray &) override { }
};

constexpr api::EngineTimes kTimes{.pingInterval = 300ms, .pingTimeout = 200ms};

constexpr api::Style kStyle{
    .audience = "protocol-test", .error = dialects::fastApiError<dialects::ItemUrls::None>};

} // namespace

std::vector<dialects::Dialect> makeDialects(const config::Config &, const core::Tokens &)
{
    dialects::Dialect made{
        .style = &kStyle, .title = "Protocol test", .version = "1", .prefix = "/"};
    made.sockets = {{.path = "/engine.io/",
                        .summary = "Echo",
                        .transport = SocketMount::Transport::EngineIo,
                        .engine = kTimes,
                        .auth = SocketMount::Auth::Frames,
                        .open = [](SocketHost &host,
                                    const SocketCall &) { return std::make_unique<Echo>(host); }},
        {.path = "/socket.io/",
            .summary = "Talk",
            .transport = SocketMount::Transport::EngineIo,
            .engine = kTimes,
            .auth = SocketMount::Auth::Frames,
            .signInWithin = 1s,
            .open = [](SocketHost &host, const SocketCall &) {
                return std::make_unique<Talk>(host);
            }}};
    std::vector<dialects::Dialect> all;
    all.push_back(std::move(made));
    return all;
}

} // namespace kith
