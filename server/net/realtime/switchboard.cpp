// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/realtime/switchboard.h"

#include "ops/seeded.h"

namespace kith::net {

using ops::Bug;
using ops::seeded;

void Switchboard::attach(Mailbox<Mail> &reactor) { m_lines.push_back({.mailbox = &reactor}); }

void Switchboard::post(size_t reactor, Mail mail)
{
    Line &line = m_lines[reactor];
    const bool overtakesCommit = seeded(Bug::AckBeforeCommit) || seeded(Bug::EventBeforeCommit);
    if (onWriter() && !overtakesCommit) {
        line.hasAnswers |=
            std::holds_alternative<FrameDone>(mail) || std::holds_alternative<HttpDone>(mail);
        line.batch.push_back(std::move(mail));
    } else
        line.mailbox->post(std::move(mail));
}

void Switchboard::publish(SharedChanges changes)
{
    for (size_t i = 0; i < m_lines.size(); ++i)
        post(i, changes);
}

void Switchboard::publish(core::Changes &&changes)
{
    publish(std::make_shared<const core::Changes>(std::move(changes)));
}

void Switchboard::flushBatch()
{
    m_writer = std::this_thread::get_id();
    // To wake a thread takes time: those who wait for an answer go first.
    for (const bool answers : {true, false}) {
        for (Line &line : m_lines) {
            if (line.hasAnswers == answers)
                line.mailbox->postAll(std::move(line.batch));
        }
    }
    for (Line &line : m_lines)
        line.hasAnswers = false;
}

} // namespace kith::net
