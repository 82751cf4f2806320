// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/census.h"

#include <QtEndian>

namespace kith::net {

ConnectionCensus::Key ConnectionCensus::keyOf(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // an IPv4-mapped address too
    if (isV4)
        return {.value = v4, .v6 = false};
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    return {.value = qFromBigEndian<quint64>(bytes.c), .v6 = true};
}

bool ConnectionCensus::enter(const QHostAddress &address, bool exempt)
{
    const std::lock_guard lock(m_mutex);
    if (m_all >= m_caps.all)
        return false;
    if (!exempt) {
        int &here = m_byAddress[keyOf(address)];
        if (here >= m_caps.perAddress)
            return false;
        ++here;
    }
    ++m_all;
    return true;
}

void ConnectionCensus::leave(const QHostAddress &address, bool exempt)
{
    const std::lock_guard lock(m_mutex);
    --m_all;
    if (exempt)
        return;
    const auto found = m_byAddress.find(keyOf(address));
    if (found != m_byAddress.end() && --found->second == 0)
        m_byAddress.erase(found);
}

int ConnectionCensus::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_all;
}

} // namespace kith::net
