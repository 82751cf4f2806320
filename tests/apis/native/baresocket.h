// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/person.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QWebSocket>

/// A bare WebSocket to /api/v2/ws that keeps every frame: for what EventSocket would never send,
/// and to see exactly what comes and in which order. Lives on the test's thread.
class BareSocket
{
public:
    explicit BareSocket(const kith::support::TestServer &server);

    void open(const QString &query = {}, const QByteArray &authorization = {});
    /// Opened, signed in by a frame, and `ready` has come. False: not so within 10 s.
    bool signIn(const QByteArray &token);
    void send(const QJsonObject &frame);
    void sendText(const QString &text) { m_socket.sendTextMessage(text); }
    void close() { m_socket.close(); }

    /// The frames of these types, in order; all without types.
    std::vector<QJsonObject> frames(const QStringList &types = {}) const;
    int count(const QString &type) const { return static_cast<int>(frames({type}).size()); }
    /// Waits for the n-th frame of a type. An empty object: it did not come within 10 s.
    QJsonObject await(const QString &type, int n = 1);
    /// Waits for the end of the connection; its close code, or 0.
    int awaitClose(int milliseconds = 10'000);
    QString closeReason() const { return m_socket.closeReason(); }
    QWebSocket &socket() { return m_socket; }

private:
    QUrl m_url;
    QWebSocket m_socket;
    std::vector<QJsonObject> m_frames;
    bool m_closed = false;
};
