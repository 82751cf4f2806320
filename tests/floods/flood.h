// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/loop/listener.h"

#include <QByteArray>

#include <vector>

namespace kith::floods {

/// How a bad client behaves.
struct Manner
{
    const char *name = "";
    QByteArray opening{}; ///< sent at once
    QByteArray drip{}; ///< sent again and again
    QByteArray answer{}; ///< what must come before the server closes: its beginning
    bool answersPings = false;
};

/// Many connections to one port of 127.0.0.1, none of them blocking. One thread.
class Flood
{
public:
    explicit Flood(quint16 port) : m_port(port) { }

    /// False: the kernel gave no more connections.
    bool open(const Manner &manner, int count);
    void drip();
    /// Reads what has come, waiting up to `milliseconds` for something to come at all.
    void read(int milliseconds);
    int openCount() const;
    void closeAll() { m_clients.clear(); }

    struct Client
    {
        net::UniqueFd socket;
        const Manner *manner = nullptr;
        QByteArray received{}; ///< the beginning of what came; frames, cut off as they are read
        bool upgraded = false;
        bool closed = false; ///< by the server
    };
    const std::vector<Client> &clients() const { return m_clients; }

private:
    void readOne(Client &client);
    void takeFrames(Client &client);

    const quint16 m_port;
    std::vector<Client> m_clients;
};

} // namespace kith::floods
