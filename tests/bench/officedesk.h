// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What an office asks for over REST. Each browser has a connection of its own; here a few serve
// all people, because the descriptors of a process are needed for sockets.

#include "histogram.h"
#include "httppeer.h"

#include <deque>
#include <memory>
#include <vector>

namespace kith::bench {

class OfficeDesk
{
public:
    OfficeDesk(Loop &loop, quint16 port);
    ~OfficeDesk();

    /// Asked at once, or when a connection is free; its time counts from `due`.
    void ask(Instant due, QByteArray request);
    bool isIdle() const { return m_answered == m_asked; }

    Instant from{}; ///< what was due before, and from `until` on, is not measured
    Instant until{};
    Histogram latency{};
    /// The first answer that was none of 200, or how a connection broke.
    const QByteArray &fault() const { return m_fault; }

private:
    struct Asked
    {
        Instant due{};
        QByteArray request{};
    };
    class Clerk;

    void takeNext(Clerk &clerk);
    void answered(Clerk &clerk, int status, QByteArrayView body);

    const quint16 m_port;
    std::vector<std::unique_ptr<Clerk>> m_clerks{};
    std::vector<Clerk *> m_free{};
    std::deque<Asked> m_waiting{};
    qint64 m_asked = 0;
    qint64 m_answered = 0;
    QByteArray m_fault{};
};

} // namespace kith::bench
