// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include <atomic>

#include <QtEndian>

namespace kith::net {

namespace {

QByteArray serverFrame(char firstByte, QByteArrayView payload)
{
    QByteArray frame;
    frame.reserve(payload.size() + 10);
    frame.append(firstByte);
    if (payload.size() < 126) {
        frame.append(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        frame.append('\x7e');
        const quint16 size = qToBigEndian(static_cast<quint16>(payload.size()));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    } else {
        frame.append('\x7f');
        const quint64 size = qToBigEndian(static_cast<quint64>(payload.size()));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    return frame.append(payload);
}

} // namespace

ConnectionId nextConnectionId()
{
    static std::atomic<qint64> last{0};
    return ConnectionId(last.fetch_add(1, std::memory_order_relaxed) + 1);
}

SharedFrame SharedFrame::text(QByteArrayView utf8)
{
    return SharedFrame(serverFrame('\x81', utf8));
}

SharedFrame SharedFrame::binary(QByteArrayView payload)
{
    return SharedFrame(serverFrame('\x82', payload));
}

QByteArrayView SharedFrame::payload() const
{
    if (isEmpty())
        return {};
    // RFC 6455 §5.2, without a mask: the length is in the second byte, or in 2 or 8 more.
    const auto length = static_cast<quint8>(m_bytes.at(1));
    const qsizetype head = length < 126 ? 2 : length == 126 ? 4 : 10;
    return QByteArrayView(m_bytes).sliced(head);
}

} // namespace kith::net
