// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop/census.h"

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

ConnectionCensus::Seat::~Seat()
{
    if (m_census)
        m_census->leave(m_key);
}

std::optional<ConnectionCensus::Seat> ConnectionCensus::enter(
    const QHostAddress &address, bool exempt)
{
    const std::lock_guard lock(m_mutex);
    if (m_all >= m_caps.all)
        return {};
    std::optional<Key> key;
    if (!exempt) {
        key = keyOf(address);
        int &here = m_byAddress[*key];
        if (here >= m_caps.perAddress)
            return {};
        ++here;
    }
    ++m_all;
    return Seat(*this, key);
}

void ConnectionCensus::leave(const std::optional<Key> &key)
{
    const std::lock_guard lock(m_mutex);
    --m_all;
    if (!key)
        return;
    const auto found = m_byAddress.find(*key);
    if (found != m_byAddress.end() && --found->second == 0)
        m_byAddress.erase(found);
}

int ConnectionCensus::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_all;
}

} // namespace kith::net
