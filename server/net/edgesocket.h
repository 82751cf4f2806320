// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/edgeserver.h"
#include "net/outputqueue.h"
#include "net/reply.h"
#include "net/wsreader.h"

#include <QSocketNotifier>
#include <QTcpSocket>

#include <memory>
#include <optional>

namespace kith::net {

/// What an upgraded connection hears from its socket. Called from the event loop only, never from
/// inside one of the socket's own functions.
class WebSocketEvents
{
public:
    virtual void traffic() = 0;
    virtual void drained() = 0;
    /// Last. The socket deletes itself.
    virtual void gone(quint16 code, const QByteArray &reason) = 0;

protected:
    ~WebSocketEvents() = default;
};

/// One client connection. To Qt's servers it is a connected QTcpSocket; what they read from it is
/// not what arrived but what passed: a whole request at a time, a whole WebSocket message at a
/// time, and the next only when the one before is answered. So their parsers never see a partial,
/// ill or oversized thing, bodies stay outside of them, and a client may leave in any state.
///
/// It does its own system calls on the descriptor (as QSslSocket does on a plain socket inside):
/// one read into a buffer of the thread, one gathering write a flush, no buffers kept while idle.
///
/// Lives on its reactor's thread. Made by EdgeServer; deletes itself after disconnected().
class EdgeSocket final : public QTcpSocket
{
    Q_OBJECT
public:
    enum class Phase {
        Reading, ///< a request, or waiting for one
        Answering, ///< a request is with the handler
        Upgrading, ///< accepted; Qt is about to answer 101
        Open, ///< a WebSocket
        CloseSent, ///< a WebSocket that waits for the peer's Close
        Closing, ///< the last bytes leave, what comes is dropped
        Gone,
    };

    EdgeSocket(UniqueFd descriptor, const QHostAddress &peer, quint16 peerPort, bool isProxy,
        EdgeServer &server);
    ~EdgeSocket() override;

    Phase phase() const { return m_phase; }
    const QHostAddress &peer() const { return m_peer; }
    bool isProxy() const { return m_isProxy; }

    // For the HTTP server behind
    /// The request that is being delivered, as a value. Taken once.
    HttpRequest takeRequest();
    /// Its number, which names it to answer().
    quint64 requestNumber() const { return m_request; }
    bool wantsUpgrade() const { return m_http && m_http->head().upgrade; }
    /// Answers that request; the one after it is then looked at. No effect on an older one.
    void answer(quint64 request, const Reply &reply);
    bool isAnswering(quint64 request) const;
    bool peerLeft() const { return m_peerLeft; }
    void onPeerLeft(quint64 request, std::function<void()> left);
    /// Instead of answer(): Qt may send 101.
    void acceptUpgrade(std::unique_ptr<HttpRequest> request);

    // For the WebSocket connection behind
    std::unique_ptr<HttpRequest> openWebSocket(WebSocketEvents &events);
    /// Queues bytes that leave with the next flushOutput().
    void queue(QByteArray bytes);
    void flushOutput();
    /// Sends Close and waits for the peer's, 2 s at most.
    void closeWebSocket(quint16 code, QByteArrayView reason);
    /// Ends the connection now and reports `code`; the object dies soon after.
    void drop(quint16 code = 1006, const QByteArray &reason = {});
    /// No more events to whom openWebSocket() named.
    void forgetEvents() { m_events = nullptr; }
    /// Ends the connection after the answer under way, or now if it is idle.
    void drain();

    // QTcpSocket, as Qt's servers use it
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return m_output.bytes(); }
    qintptr socketDescriptor() const override { return m_descriptor.fd(); }
    void disconnectFromHost() override;
    void setReadBufferSize(qint64) override { }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 skipData(qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    enum class Wait { Nothing, Head, Body, Idle };

    void readInput();
    void takeInput(QByteArrayView bytes);
    void inputEnded();
    void setReading(bool on);
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

    void takeWebSocket(QByteArrayView bytes);
    void violated(quint16 code, const char *reason);
    void queueClose(quint16 code, QByteArrayView reason);

    void flushSoon();
    void allSent();
    void kernelHasRoom();
    void startClosing();
    void finish();
    void finishSoon();

    EdgeServer &m_server;
    UniqueFd m_descriptor;
    const QHostAddress m_peer;
    const quint16 m_peerPort;
    const bool m_isProxy;
    Phase m_phase = Phase::Reading;

    QSocketNotifier m_readable;
    std::unique_ptr<QSocketNotifier> m_writable; // made when the kernel is full for the first time
    OutputQueue m_output;
    QByteArray m_held; // arrived, not looked at yet
    QByteArray m_ready; // what Qt may read
    qsizetype m_readyAt = 0;

    std::optional<HttpFraming> m_http;
    QByteArray m_body;
    quint64 m_request = 0;
    bool m_taken = false; // the handler has seen the request being delivered
    bool m_inHttp = false; // takeHttp() is on the stack and will go on and flush
    std::function<void()> m_onPeerLeft;
    std::unique_ptr<HttpRequest> m_upgrade;

    std::optional<WebSocketReader> m_webSocket;
    WebSocketEvents *m_events = nullptr;
    quint16 m_closeCode = 1006;
    QByteArray m_closeReason;

    bool m_peerLeft = false; // no more input
    bool m_flushAsked = false;
    bool m_wasBlocked = false;
    bool m_stalled = false; // input waits until the peer has read some of our output
    bool m_halfClosed = false; // we have sent our FIN

    Deadline m_readDeadline; // or the end of closing
    Deadline m_writeDeadline;
    Wait m_wait = Wait::Nothing; // what m_readDeadline is about
    quint64 m_waitRequest = 0;
    quint64 m_sentBefore = 0; // when the write deadline was armed
    SteadyTime m_bodySince;
};

} // namespace kith::net
