// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/client/eventsocket.h"

#include "shared/closecodes.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

// Connecting, staying connected and sending. What the server's frames mean is in eventstreams.cpp.

namespace kith {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kUnderWay = 16;

QUrl socketUrl(const QUrl &base)
{
    QUrl url = base;
    url.setScheme(base.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    QString root = base.path();
    if (root.endsWith(u'/'))
        root.chop(1);
    url.setPath(root + u"/api/v2/ws"_s);
    url.setQuery(QString());
    return url;
}

/// "shutting down; retry_ms=1234": a server that goes down spreads its clients' return by it.
std::chrono::milliseconds hintIn(const QString &reason)
{
    const QString name = u"retry_ms="_s;
    const qsizetype at = reason.indexOf(name);
    if (at < 0)
        return 0ms;
    const QString digits = reason.mid(at + name.size()).section(u' ', 0, 0);
    return std::chrono::milliseconds(std::clamp(digits.toInt(), 0, 60'000));
}

} // namespace

std::chrono::milliseconds jitteredBackoff(int attempt)
{
    const int whole = std::min(30'000, 500 << std::min(attempt, 6));
    return std::chrono::milliseconds(QRandomGenerator::global()->bounded(whole / 2, whole + 1));
}

EventSocket::EventSocket(ApiClient &api, Settings settings, QObject *parent)
    : QObject(parent), m_api(api), m_settings(std::move(settings))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EventSocket::connectNow);
    m_tick.setInterval(std::min(m_settings.pingEvery, m_settings.silence) / 4);
    connect(&m_tick, &QTimer::timeout, this, &EventSocket::onTick);
}

EventSocket::~EventSocket() { dropSocket(); }

void EventSocket::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void EventSocket::open()
{
    if (m_state != State::Closed)
        return;
    m_attempt = 0;
    m_tokenRefused = false;
    connectNow();
}

void EventSocket::close()
{
    m_retry.stop();
    dropSocket();
    setState(State::Closed);
    failUnacked(unavailable(u"The connection was closed before the server confirmed this."_s));
}

void EventSocket::failUnacked(const Error &error)
{
    const auto unacked = std::exchange(m_unacked, {});
    for (const Unacked &waiting : unacked)
        waiting.done(error);
}

void EventSocket::connectNow()
{
    setState(State::Connecting);
    const Secret refused = m_tokenRefused ? m_token : Secret();
    m_api.accessToken(refused, {this, [this](Result<Secret> token) {
                                    if (m_state != State::Connecting)
                                        return; // closed while the token was renewed
                                    if (token)
                                        return startSocket(*token);
                                    if (token.error().code != ErrorCode::Unauthenticated)
                                        return retryLater(0ms);
                                    setState(State::Closed);
                                    failUnacked(token.error());
                                    Q_EMIT signedOut();
                                }});
}

void EventSocket::startSocket(const Secret &token)
{
    m_token = token;
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(limits::kClientFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(limits::kClientFrameBytes);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        write(toJson(frames::Auth{u"auth"_s, QString::fromUtf8(m_token.reveal())}));
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, &EventSocket::onText);
    connect(m_socket, &QWebSocket::disconnected, this,
        [this] { onDisconnected(m_socket->closeCode(), m_socket->closeReason()); });
    m_lastHeard.start();
    m_lastPing.start();
    m_tick.start();
    m_socket->open(socketUrl(m_api.base()));
}

void EventSocket::dropSocket()
{
    m_tick.stop();
    m_authenticated = false;
    m_targets.clear();
    m_resuming.clear();
    m_underWay = 0;
    for (Unacked &waiting : m_unacked)
        waiting.isUnderWay = false;
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    if (socket->state() == QAbstractSocket::ConnectedState)
        socket->close();
    else
        socket->abort();
    // Possibly inside one of its own signals.
    socket->deleteLater();
}

void EventSocket::onDisconnected(int code, const QString &reason)
{
    m_lastCloseCode = code;
    // A token that ended is renewed once; a second refusal in a row waits like any other failure.
    const bool renew = code == closecodes::kUnauthenticated && !m_tokenRefused;
    m_tokenRefused = code == closecodes::kUnauthenticated;
    dropSocket();
    const QPointer<EventSocket> alive(this);
    Q_EMIT disconnected(code, reason);
    if (!alive || m_state == State::Closed)
        return;
    if (renew)
        return connectNow();
    retryLater(code == closecodes::kTooMany ? 1s : hintIn(reason));
}

void EventSocket::retryLater(std::chrono::milliseconds atLeast)
{
    m_retry.start(std::max(atLeast, m_settings.backoff(m_attempt++)));
    setState(State::Waiting);
}

void EventSocket::onTick()
{
    if (m_lastHeard.hasExpired(m_settings.silence.count()))
        return onDisconnected(1006, u"silent"_s);
    if (m_authenticated && m_lastPing.hasExpired(m_settings.pingEvery.count())) {
        m_lastPing.restart();
        write(toJson(frames::Ping{u"ping"_s}));
    }
}

void EventSocket::write(const QByteArray &frame)
{
    if (m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(frame));
}

QString EventSocket::newClientId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

void EventSocket::keepAndSend(
    const QString &clientId, const QByteArray &frame, Callback<frames::Ack> done)
{
    if (m_unacked.size() >= static_cast<size_t>(limits::kUnackedSends))
        return done(unavailable(u"Too many changes wait for the connection."_s));
    m_unacked.push_back({clientId, frame, std::move(done)});
    sendWaiting();
}

void EventSocket::sendWaiting()
{
    if (!m_authenticated)
        return;
    for (auto it = m_unacked.begin(); it != m_unacked.end() && m_underWay < kUnderWay; ++it) {
        if (it->isUnderWay)
            continue;
        it->isUnderWay = true;
        ++m_underWay;
        write(it->frame);
    }
}

EventSocket::UnackedList::iterator EventSocket::findUnacked(const QString &clientId)
{
    return std::find_if(m_unacked.begin(), m_unacked.end(),
        [&](const Unacked &waiting) { return waiting.clientId == clientId; });
}

Callback<frames::Ack> EventSocket::takeUnacked(UnackedList::iterator which)
{
    Callback<frames::Ack> done = std::move(which->done);
    if (which->isUnderWay)
        --m_underWay;
    m_unacked.erase(which);
    sendWaiting();
    return done;
}

void EventSocket::sendTyping(ChatId chat, bool on)
{
    if (m_authenticated)
        write(toJson(frames::Typing{u"typing"_s, chat, on}));
}

void EventSocket::watch(std::vector<UserId> users)
{
    m_watched = std::move(users);
    if (m_authenticated)
        write(toJson(frames::Watch{u"watch"_s, m_watched}));
}

void EventSocket::resume(const std::map<QString, qint64> &streams)
{
    for (const auto &[stream, seq] : streams)
        m_resuming.insert(stream);
    write(toJson(frames::Resume{u"resume"_s, streams}));
}

} // namespace kith
