// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/edge/edgeserver.h"
#include "net/edge/reply.h"
#include "net/loop/plainsocket.h"

#include <QTcpSocket>

#include <memory>

namespace kith::net {

/// A connection that was answered 101 and leaves its reactor, with what came behind its request.
struct HandedOver
{
    PlainSocket::Parts plain{};
    QByteArray early{};
};

/// One client connection as long as it speaks HTTP. To Qt's server it is a connected QTcpSocket;
/// what that reads from it is not what arrived but what passed: a whole request at a time, and the
/// next only when the one before is answered. So Qt's parser never sees a partial, ill or oversized
/// thing, bodies stay outside of it, and a client may leave in any state.
///
/// The system calls are its PlainSocket's (as QSslSocket has a plain socket inside).
///
/// Lives on its reactor's thread. Made by EdgeServer; deletes itself after disconnected().
class EdgeSocket final : public QTcpSocket, private PlainSocket::Owner
{
    Q_OBJECT
public:
    enum class Phase {
        Reading, ///< a request, or waiting for one
        Answering, ///< a request is with the handler
        Closing, ///< the last bytes leave, what comes is dropped
        Gone,
    };

    EdgeSocket(
        PlainSocket::Ptr plain, const QHostAddress &peer, quint16 peerPort, EdgeServer &server);
    ~EdgeSocket() override;

    // For the HTTP server behind
    /// The request that is being delivered, as a value. Taken once.
    HttpRequest takeRequest();
    /// Its number, which names it to answer().
    quint64 requestNumber() const { return m_request; }
    bool wantsUpgrade() const { return m_http.head().upgrade; }
    /// Answers that request; the one after it is then looked at. No effect on an older one.
    void answer(quint64 request, const Reply &reply);
    bool isAnswering(quint64 request) const;
    bool peerLeft() const { return m_peerLeft; }
    void onPeerLeft(quint64 request, std::function<void()> left);
    /// Instead of answer(): answers 101, and hands the plain socket to the WebSocket. Qt sees no
    /// more of it than a request that was dealt with.
    std::unique_ptr<Connection> upgrade(HttpRequest request);
    /// The same for a WebSocket that another reactor is to have.
    std::optional<HandedOver> handOver();
    /// Ends the connection after the answer under way, or now if it is idle.
    void drain();

    // QTcpSocket, as Qt's servers use it
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return m_plain ? m_plain->bytesQueued() : 0; }
    qintptr socketDescriptor() const override { return m_plain ? m_plain->descriptor() : -1; }
    void disconnectFromHost() override;
    void setReadBufferSize(qint64) override { }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 skipData(qint64 most) override;
    /// Qt's closing words: the edge has its own.
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    enum class Wait { Nothing, Head, Body, Idle };

    void arrived(QByteArrayView bytes) override;
    void inputEnded() override;
    void moved() override;
    void broken() override { finish(); }
    /// False while the peer does not read what it asked for.
    bool hasRoom();
    void hold(QByteArrayView bytes);
    void resumeInput();

    void takeHttp(QByteArrayView bytes);
    void headDone(QByteArrayView rest);
    void deliver();
    void showToQt(QByteArray head);
    void finishAnswer(bool close);
    void refuse(HttpFraming::Refusal refusal);
    void watchReading();
    void readingTookTooLong();

    void flushOutput();
    void allSent();
    void startClosing();
    void finish();
    void finishSoon();

    EdgeServer &m_server;
    PlainSocket::Ptr m_plain; // none once upgraded or gone
    const QHostAddress m_peer;
    const quint16 m_peerPort;
    Phase m_phase = Phase::Reading;

    QByteArray m_held; // arrived, not looked at yet
    QByteArray m_ready; // what Qt may read
    qsizetype m_readyAt = 0;

    HttpFraming m_http;
    QByteArray m_body;
    QByteArrayView m_rest; // while a request is delivered: what arrived behind it
    quint64 m_request = 0;
    bool m_taken = false; // the handler has seen the request being delivered
    bool m_inHttp = false; // takeHttp() is on the stack and will go on and flush
    std::function<void()> m_onPeerLeft;

    bool m_peerLeft = false; // no more input
    bool m_stalled = false; // input waits until the peer has read some of our output
    bool m_halfClosed = false; // we have sent our FIN

    Deadline m_readDeadline; // or the end of closing
    Wait m_wait = Wait::Nothing; // what m_readDeadline is about
    quint64 m_waitRequest = 0;
    SteadyTime m_bodySince;
};

} // namespace kith::net
