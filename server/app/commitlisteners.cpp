// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commitlisteners.h"

namespace kith {

using api::Commit;
using api::Told;

namespace {

void countMessages(ops::Counter &counter, const core::Changes &changes)
{
    for (const SharedEvent &event : changes.events) {
        if (event->kind == EventKind::MessageCreated)
            counter.add();
    }
}

} // namespace

std::vector<api::CommitListener> commitListeners(const CommitParts &parts)
{
    return {
        // First, since the time is taken when it is told: that of a write, without what follows.
        {"write_times", Told::BeforeAnswer,
            [&writes = parts.writes](const Commit &commit) { writes.observe(commit.took); }},
        // Before the answer: who is told that a session has ended may use its token in the same
        // moment, and must find it ended. Before the sockets too, which ask the gate.
        {"session_gate", Told::BeforeAnswer,
            [&gate = parts.gate, &clock = parts.clock](
                const Commit &commit) { gate.apply(*commit.changes, clock.now()); }},
        // After the answer, which nobody should wait for longer than for the COMMIT. Before the
        // sockets: who sees a message in its chat finds it counted in /metrics.
        {"message_count", Told::AfterAnswer,
            [&messages = parts.messages](
                const Commit &commit) { countMessages(messages, *commit.changes); }},
        // Last. An ack leaves before the events of its own write, so that a client knows its own
        // message when it hears of it; and whatever a socket does on hearing finds the rest done.
        {"sockets", Told::AfterAnswer,
            [&switchboard = parts.switchboard](const Commit &commit) {
                if (!commit.changes->isEmpty())
                    switchboard.publish(commit.changes);
            }},
    };
}

} // namespace kith
