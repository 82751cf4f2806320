// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/engineio/engineserver.h"

#include "net/edge/edgesocket.h"

#include <QThread>
#include <QUrlQuery>
#include <QtEndian>

#include <sodium.h>

namespace kith::net {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRandom = 16; // bytes of a sid: 128 bits
constexpr qsizetype kReactor = 2;

Reply refuse(const char *text)
{
    return {.status = 400,
        .contentType = QByteArrayLiteral("text/plain"),
        .body = '"' + QByteArray(text) + '"',
        .headers = {}};
}

void addFields(Reply &reply, const std::vector<HeaderField> &fields)
{
    reply.headers.insert(reply.headers.end(), fields.begin(), fields.end());
}

constexpr const char *kNoVersion =
    "The client is using an unsupported version of the Socket.IO or Engine.IO protocols";

} // namespace

struct EngineServer::Asked
{
    explicit Asked(const HttpRequest &request)
    {
        const QUrlQuery query(QString::fromUtf8(request.query));
        sid = query.queryItemValue(u"sid"_s).toLatin1();
        transport = query.queryItemValue(u"transport"_s);
        version = query.queryItemValue(u"EIO"_s);
    }
    QByteArray sid{};
    QString transport{};
    QString version{};
};

EngineServer::EngineServer(
    ReactorServices &services, PendingReplies &pending, Gateway::Opened opened)
    : m_services(services), m_pending(pending), m_opened(std::move(opened))
{
}

// ---- Requests -----------------------------------------------------------------------------------

void EngineServer::handle(HttpRequest request, ReplyHandle reply, const SocketTable::Match &match)
{
    const HttpPolicy &http = m_services.shared.http;
    if (!http.allows(request))
        return reply.send(refuse("Not an accepted origin."));
    const auto cors = http.corsFields(request.header("Origin"), request.header("Host"));
    if (request.method == Method::Options) {
        Reply answer{.status = 200, .contentType = "text/plain", .body = "OK", .headers = cors};
        answer.headers.push_back({"Access-Control-Allow-Methods", "OPTIONS, GET, POST"});
        answer.headers.push_back({"Access-Control-Allow-Headers", "Content-Type, Authorization"});
        return reply.send(answer);
    }
    const Asked asked(request);
    const bool isGet = request.method == Method::Get;
    const auto fail = [&](const char *text) {
        Reply answer = refuse(text);
        addFields(answer, cors);
        reply.send(answer);
    };
    if (!isGet && request.method != Method::Post) {
        Reply answer{.status = asked.sid.isEmpty() ? 400 : 405,
            .contentType = "text/plain",
            .body = "Method Not Allowed",
            .headers = cors};
        return reply.send(answer);
    }
    if (asked.transport != "polling"_L1)
        return fail("Invalid transport");
    if (asked.sid.isEmpty()) {
        if (!isGet)
            return fail("Bad Request");
        if (asked.version != "4"_L1)
            return fail(kNoVersion);
        return begin(std::move(request), std::move(reply), match);
    }
    const auto reactor = reactorOf(asked.sid);
    if (!reactor)
        return fail("Invalid session");
    if (isGet)
        reply.onClientLeft([this, reactor = *reactor, sid = asked.sid] {
            on(reactor, [sid](EngineServer &there) { there.left(sid); });
        });
    auto answer = [parked = park(std::move(reply)), cors](Reply said) {
        addFields(said, cors);
        return parked(said);
    };
    if (isGet)
        return on(*reactor,
            [sid = asked.sid, answer](EngineServer &there) { there.polled(sid, answer); });
    on(*reactor, [sid = asked.sid, body = request.body, answer](EngineServer &there) {
        there.posted(sid, body, answer);
    });
}

void EngineServer::upgrade(HttpRequest request, ReplyHandle reply, const SocketTable::Match &match)
{
    const Asked asked(request);
    const auto fail = [&](const char *text) { reply.send(refuse(text)); };
    if (!m_services.shared.http.allows(request))
        return reply.send({.status = 403, .contentType = {}, .body = {}, .headers = {}});
    if (asked.transport != "websocket"_L1)
        return fail("Invalid transport");
    if (asked.sid.isEmpty()) {
        if (asked.version != "4"_L1)
            return fail(kNoVersion);
        auto socket = reply.upgrade(request);
        if (!socket)
            return;
        const QByteArray sid = newSid();
        return keep(std::make_unique<EngineConnection>(
                        EngineConnection::Options{.sid = sid,
                            .opening = std::move(request),
                            .times = match.mount->engine,
                            .wheel = m_services.wheel,
                            .gone = [this](const QByteArray &gone) { m_sessions.erase(gone); },
                            .seat = {}}, // its connection has one
                        std::move(socket)),
            sid, match);
    }
    const auto reactor = reactorOf(asked.sid);
    if (!reactor)
        return fail("Invalid session");
    if (*reactor == m_services.index) {
        if (!find(asked.sid))
            return fail("Invalid session");
        if (auto socket = reply.upgrade(std::move(request)))
            probed(asked.sid, std::move(socket));
        return;
    }
    auto handed = reply.handOver();
    if (!handed)
        return;
    // What a call captures can be copied.
    const auto kept = std::make_shared<HandedOver>(std::move(*handed));
    on(*reactor, [kept, request = std::move(request), sid = asked.sid](EngineServer &there) {
        there.probed(sid, there.m_services.edge().open(std::move(*kept), request));
    });
}

// ---- On the session's own reactor ---------------------------------------------------------------

void EngineServer::polled(const QByteArray &sid, EngineConnection::Answer answer)
{
    if (EngineConnection *session = find(sid))
        return session->poll(std::move(answer));
    answer(refuse("Invalid session"));
}

void EngineServer::posted(
    const QByteArray &sid, const QByteArray &body, const EngineConnection::Answer &answer)
{
    if (EngineConnection *session = find(sid))
        return session->post(body, answer);
    answer(refuse("Invalid session"));
}

void EngineServer::left(const QByteArray &sid)
{
    if (EngineConnection *session = find(sid))
        session->pollLeft();
}

void EngineServer::probed(const QByteArray &sid, std::unique_ptr<Connection> socket)
{
    EngineConnection *session = find(sid);
    if (session && socket)
        session->probe(std::move(socket));
    // A socket that nobody takes is closed by its destruction.
}

void EngineServer::begin(HttpRequest request, ReplyHandle reply, const SocketTable::Match &match)
{
    const HttpPolicy &http = m_services.shared.http;
    const QByteArray sid = newSid();
    const auto cors = http.corsFields(request.header("Origin"), request.header("Host"));
    const QHostAddress client = http.clientOf(request);
    auto seat = m_services.shared.engineSessions.enter(client, http.isProxy(client));
    if (!seat) {
        Reply full = refuse("Too many sessions: end one, or come back later");
        full.status = 503;
        full.headers = cors;
        full.headers.push_back({"Retry-After", "30"});
        return reply.send(full);
    }
    auto answer = [parked = park(std::move(reply)), cors](Reply said) {
        addFields(said, cors);
        return parked(said);
    };
    keep(std::make_unique<EngineConnection>(
             EngineConnection::Options{.sid = sid,
                 .opening = std::move(request),
                 .times = match.mount->engine,
                 .wheel = m_services.wheel,
                 .gone = [this](const QByteArray &gone) { m_sessions.erase(gone); },
                 .seat = std::move(seat)},
             std::move(answer)),
        sid, match);
}

void EngineServer::keep(std::unique_ptr<EngineConnection> session, const QByteArray &sid,
    const SocketTable::Match &match)
{
    m_sessions.emplace(sid, session.get());
    m_opened(std::move(session), match, std::nullopt);
}

EngineConnection *EngineServer::find(const QByteArray &sid) const
{
    const auto it = m_sessions.find(sid);
    return it == m_sessions.end() ? nullptr : it->second;
}

QByteArray EngineServer::newSid() const
{
    QByteArray bytes(kReactor + kRandom, Qt::Uninitialized);
    qToBigEndian(static_cast<quint16>(m_services.index), bytes.data());
    randombytes_buf(bytes.data() + kReactor, kRandom);
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<size_t> EngineServer::reactorOf(const QByteArray &sid) const
{
    const auto decoded = QByteArray::fromBase64Encoding(
        sid, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() != kReactor + kRandom)
        return {};
    const size_t index = qFromBigEndian<quint16>((*decoded).constData());
    return index < m_services.shared.engines.servers.size() ? std::optional(index) : std::nullopt;
}

void EngineServer::on(size_t reactor, std::function<void(EngineServer &)> call)
{
    if (reactor == m_services.index)
        return call(*this);
    EngineServer *there = m_services.shared.engines.servers[reactor];
    m_services.shared.switchboard.post(
        reactor, Call([there, call = std::move(call)] { call(*there); }));
}

EngineConnection::Answer EngineServer::park(ReplyHandle reply)
{
    return [this, home = m_services.index, parked = m_pending.park(std::move(reply)),
               &switchboard = m_services.shared.switchboard,
               thread = QThread::currentThread()](const Reply &said) {
        if (QThread::currentThread() == thread)
            return m_pending.complete(parked, said);
        switchboard.post(home, HttpDone{.reply = parked, .answer = said});
        return true;
    };
}

} // namespace kith::net
