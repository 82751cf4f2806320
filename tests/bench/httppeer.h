// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loop.h"
#include "shared/result.h"

namespace kith::bench {

/// A request of HTTP/1.1 on a connection that stays open. `body` empty: none.
QByteArray httpRequest(const QByteArray &method, const QByteArray &path, const QByteArray &token,
    const QByteArray &body = {});

/// One connection that asks and is answered; one request under way at a time.
class HttpPeer : public TcpPeer
{
public:
    using TcpPeer::TcpPeer;

    bool isConnected() const { return m_connected; }
    bool failed() const { return m_failed; }

protected:
    /// The body is valid during the call.
    virtual void answered(int status, QByteArrayView body) = 0;
    void connected() override { m_connected = true; }
    qsizetype consume(QByteArrayView bytes) override;
    void closed() override;

private:
    bool m_connected = false;
    bool m_failed = false;
};

struct HttpAnswer
{
    int status = 0;
    QByteArray body{};
};
/// Asks once, on a connection of its own. Error: none came within 30 s.
Result<HttpAnswer> askOnce(quint16 port, const QByteArray &request);

} // namespace kith::bench
