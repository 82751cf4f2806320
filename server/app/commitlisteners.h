// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/executor.h"
#include "core/accounts/sessiongate.h"
#include "net/realtime/switchboard.h"
#include "ops/metrics.h"

namespace kith {

struct CommitParts
{
    const Clock &clock;
    core::SessionGate &gate;
    net::Switchboard &switchboard;
    ops::Counter &messages;
    ops::Histogram &writes;
};

/// Everything in this process that a COMMIT is told to, in its order, with the reason for each
/// place. Whatever else must follow from a change gets a row here. The parts outlive the listeners.
std::vector<api::CommitListener> commitListeners(const CommitParts &parts);

} // namespace kith
