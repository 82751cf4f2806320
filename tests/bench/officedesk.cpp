// SPDX-License-Identifier: GPL-3.0-or-later
#include "officedesk.h"

namespace kith::bench {

using namespace std::chrono_literals;

namespace {

constexpr int kClerks = 32;
constexpr auto kRest = 2s;

} // namespace

/// One connection; one request under way.
class OfficeDesk::Clerk final : public HttpPeer
{
public:
    Clerk(Loop &loop, OfficeDesk &desk) : HttpPeer(loop), m_desk(desk) { }

    void ask(Asked asked)
    {
        m_asked = std::move(asked);
        m_isAsking = true;
        // One that was not used for a while is about to be closed by its server.
        if (isOpen() && now() < m_lastUsed + kRest)
            return send(m_asked.request);
        if (!open(m_desk.m_port))
            fault("no connection for requests");
    }
    Instant due() const { return m_asked.due; }

private:
    void connected() override { send(m_asked.request); }
    void answered(int status, QByteArrayView body) override
    {
        m_isAsking = false;
        m_lastUsed = now();
        m_desk.answered(*this, status, body);
    }
    void closed() override
    {
        if (m_isAsking)
            fault("a connection was closed without an answer to its request");
    }
    void fault(const char *what)
    {
        if (m_desk.m_fault.isEmpty())
            m_desk.m_fault = what;
    }

    OfficeDesk &m_desk;
    Asked m_asked{};
    bool m_isAsking = false;
    Instant m_lastUsed{};
};

OfficeDesk::OfficeDesk(Loop &loop, quint16 port) : m_port(port)
{
    for (int i = 0; i < kClerks; ++i) {
        m_clerks.push_back(std::make_unique<Clerk>(loop, *this));
        m_free.push_back(m_clerks.back().get());
    }
}

OfficeDesk::~OfficeDesk() = default;

void OfficeDesk::ask(Instant due, QByteArray request)
{
    ++m_asked;
    m_waiting.push_back({due, std::move(request)});
    if (m_free.empty())
        return;
    Clerk *clerk = m_free.back();
    m_free.pop_back();
    takeNext(*clerk);
}

void OfficeDesk::takeNext(Clerk &clerk)
{
    Asked next = std::move(m_waiting.front());
    m_waiting.pop_front();
    clerk.ask(std::move(next));
}

void OfficeDesk::answered(Clerk &clerk, int status, QByteArrayView body)
{
    ++m_answered;
    if (status != 200 && m_fault.isEmpty())
        m_fault = QByteArray::number(status) + ' ' + body.toByteArray().left(500);
    if (clerk.due() >= from && clerk.due() < until)
        latency.add(now() - clerk.due());
    if (m_waiting.empty())
        m_free.push_back(&clerk);
    else
        takeNext(clerk);
}

} // namespace kith::bench
