// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/outputqueue.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace kith::net {

void OutputQueue::append(QByteArray bytes)
{
    if (bytes.isEmpty())
        return;
    m_bytes += bytes.size();
    m_parts.push_back(std::move(bytes));
}

OutputQueue::Outcome OutputQueue::send(int fd)
{
    constexpr size_t kParts = 64;
    while (m_bytes > 0) {
        std::array<iovec, kParts> parts{};
        const size_t count = std::min(kParts, m_parts.size() - m_first);
        qsizetype offset = m_offset;
        size_t offered = 0;
        for (size_t i = 0; i < count; ++i) {
            const QByteArray &part = m_parts[m_first + i];
            parts[i].iov_base = const_cast<char *>(part.constData() + offset);
            parts[i].iov_len = static_cast<size_t>(part.size() - offset);
            offered += parts[i].iov_len;
            offset = 0;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) {
            if (errno == EINTR)
                continue;
            return errno == EAGAIN || errno == EWOULDBLOCK ? Outcome::Blocked : Outcome::Broken;
        }
        take(sent);
        if (static_cast<size_t>(sent) < offered)
            return Outcome::Blocked; // another try would only say EAGAIN
    }
    return Outcome::Sent;
}

void OutputQueue::take(qsizetype count)
{
    m_bytes -= count;
    m_sent += static_cast<quint64>(count);
    m_offset += count;
    while (m_first < m_parts.size() && m_offset >= m_parts[m_first].size()) {
        m_offset -= m_parts[m_first].size();
        m_parts[m_first++] = QByteArray(); // frees what nobody else shares
    }
    if (m_first == m_parts.size()) {
        m_parts.clear();
        m_first = 0;
        if (m_parts.capacity() > 64)
            m_parts.shrink_to_fit(); // an idle connection keeps little
    } else if (m_first >= 256) {
        m_parts.erase(m_parts.begin(), m_parts.begin() + static_cast<qsizetype>(m_first));
        m_first = 0;
    }
}

void OutputQueue::dropUnstarted()
{
    const size_t keep = m_first + (m_offset > 0 ? 1 : 0);
    while (m_parts.size() > keep) {
        m_bytes -= m_parts.back().size();
        m_parts.pop_back();
    }
}

} // namespace kith::net
