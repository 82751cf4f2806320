// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/loop/listener.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace kith::net {

/// A client that sends any bytes and believes nothing: a blocking socket with time limits. The
/// server it talks to runs in another thread.
class RawClient
{
public:
    using milliseconds = std::chrono::milliseconds;
    static constexpr milliseconds kPatience{10'000};

    explicit RawClient(quint16 port);

    /// False once the server has closed.
    bool send(QByteArrayView bytes);
    /// Our FIN; reading goes on.
    void finishSending();
    /// A reset instead of a FIN.
    void reset();
    void close() { m_socket.reset(); }
    /// Makes a server's answers pile up soon.
    void shrinkReceiveBuffer(int bytes);

    struct Answer
    {
        int status = 0;
        QByteArray head;
        QByteArray body;
        QByteArray field(QByteArrayView name) const;
    };
    /// The next whole answer; nothing if the connection ends or time is up first.
    /// `toHead`: it has no body whatever its length says.
    std::optional<Answer> answer(bool toHead = false, milliseconds patience = kPatience);
    /// Everything until the server closes; sets `closed` if it did so in time.
    QByteArray rest(milliseconds patience = kPatience);
    bool isClosed() const { return m_closed; }

    struct Frame
    {
        quint8 opcode = 0;
        QByteArray payload;
        int closeCode() const;
    };
    std::optional<Frame> frame(milliseconds patience = kPatience);
    /// A handshake on /ws; false if it was not answered with 101.
    bool upgrade(const QByteArray &path = "/ws");

private:
    bool readMore(milliseconds patience);

    UniqueFd m_socket;
    QByteArray m_buffer;
    bool m_closed = false;
};

} // namespace kith::net
