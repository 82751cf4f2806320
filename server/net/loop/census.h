// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace kith::net {

/// Counts the open connections of a process, in all and by address, and refuses those above the
/// caps. IPv6 counts by /64, which is what one customer gets; IPv4-mapped counts as IPv4.
/// Shared by all reactors; any thread. An address costs an entry only while it has a connection.
class ConnectionCensus
{
    struct Key
    {
        quint64 value = 0;
        bool v6 = false;
        bool operator==(const Key &) const = default;
    };

public:
    struct Caps
    {
        int all;
        int perAddress; ///< generous: an office shares one (docs/security.md)
    };

    explicit ConnectionCensus(Caps caps) : m_caps(caps) { }

    /// A connection's place in the count, given back when it is destroyed. The census outlives it.
    class Seat
    {
    public:
        Seat(Seat &&other) noexcept
            : m_census(std::exchange(other.m_census, nullptr)), m_key(other.m_key)
        {
        }
        Seat &operator=(Seat &&) = delete;
        ~Seat();

    private:
        friend class ConnectionCensus;
        Seat(ConnectionCensus &census, std::optional<Key> key) : m_census(&census), m_key(key) { }
        ConnectionCensus *m_census;
        std::optional<Key> m_key; // none: counted in all only
    };

    /// Nothing if no more may come. `exempt`: a trusted proxy, counted in all only.
    std::optional<Seat> enter(const QHostAddress &address, bool exempt);
    int count() const;

private:
    struct KeyHash
    {
        size_t operator()(const Key &key) const noexcept
        {
            return std::hash<quint64>()(key.value * 2 + (key.v6 ? 1 : 0));
        }
    };
    static Key keyOf(const QHostAddress &address);
    void leave(const std::optional<Key> &key);

    const Caps m_caps;
    // Guards the counts: one short hold an accepted and a closed connection, and the caps are of
    // the process, which no single reactor can know.
    mutable std::mutex m_mutex;
    int m_all = 0;
    std::unordered_map<Key, int, KeyHash> m_byAddress;
};

} // namespace kith::net
