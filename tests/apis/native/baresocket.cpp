// SPDX-License-Identifier: GPL-3.0-or-later
#include "baresocket.h"

using namespace kith;
using namespace Qt::StringLiterals;

BareSocket::BareSocket(const support::TestServer &server) : m_url(server.base())
{
    m_url.setScheme(u"ws"_s);
    m_url.setPath(u"/api/v2/ws"_s);
    QObject::connect(
        &m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
            support::recordFrame(text.toUtf8());
            m_frames.push_back(QJsonDocument::fromJson(text.toUtf8()).object());
        });
    QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket, [this] { m_closed = true; });
}

void BareSocket::open(const QString &query, const QByteArray &authorization)
{
    QUrl url = m_url;
    url.setQuery(query);
    QNetworkRequest request(url);
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    m_socket.open(request);
}

bool BareSocket::signIn(const QByteArray &token)
{
    QSignalSpy connected(&m_socket, &QWebSocket::connected);
    open();
    if (!connected.wait(10'000))
        return false;
    send({{u"type"_s, u"auth"_s}, {u"token"_s, QString::fromUtf8(token)}});
    return !await(u"ready"_s).isEmpty();
}

void BareSocket::send(const QJsonObject &frame)
{
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

std::vector<QJsonObject> BareSocket::frames(const QStringList &types) const
{
    std::vector<QJsonObject> found;
    for (const QJsonObject &frame : m_frames) {
        if (types.isEmpty() || types.contains(frame[u"type"].toString()))
            found.push_back(frame);
    }
    return found;
}

QJsonObject BareSocket::await(const QString &type, int n)
{
    const bool came = QTest::qWaitFor([&] { return count(type) >= n; }, 10'000);
    return came ? frames({type})[static_cast<size_t>(n - 1)] : QJsonObject();
}

int BareSocket::awaitClose(int milliseconds)
{
    const bool closed = QTest::qWaitFor([this] { return m_closed; }, milliseconds);
    return closed ? static_cast<int>(m_socket.closeCode()) : 0;
}
