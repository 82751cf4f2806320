// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace kith::net {

/// Bytes on their way into one socket, as the buffers that hold them: a frame for a thousand
/// connections is in memory once, and up to 64 of them leave in one system call.
/// Lives on the socket's thread. The socket's owner bounds bytes().
class OutputQueue
{
public:
    enum class Outcome {
        Sent, ///< nothing is left
        Blocked, ///< the kernel takes no more now
        Broken, ///< the connection is gone
    };

    void append(QByteArray bytes);
    /// Sends what the kernel takes of it.
    Outcome send(int fd);
    qsizetype bytes() const { return m_bytes; }
    bool isEmpty() const { return m_bytes == 0; }
    /// Bytes sent since the socket opened.
    quint64 sent() const { return m_sent; }
    /// Drops every buffer of which nothing has left yet: what is sent stays whole frames.
    void dropUnstarted();

private:
    void take(qsizetype count);

    std::vector<QByteArray> m_parts;
    size_t m_first = 0; // parts before this one have left
    qsizetype m_offset = 0; // in the first
    qsizetype m_bytes = 0;
    quint64 m_sent = 0;
};

} // namespace kith::net
