// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"

#include <QStringList>

namespace kith::faults {

/// A promise that was broken: by its rule, and in words.
struct Violation
{
    QString rule{};
    QString what{};
};

/// Judges a run, after its clients have come to rest and the end was read. Its rules:
///
///     lost      an acknowledged message is not stored, or not in the history that members see
///     changed   two acks of one client id, or an ack and the database, name different messages
///     doubled   one send is stored twice
///     gap       a chat's places are not 1, 2, 3 …; messages, events and counts do not agree
///     hole      a reader missed a place, or was told that it had
///     order     a reader saw a place twice, backwards, or not as the database has it
///     realtime  a message that was sent after the ack of another stands before it
///     phantom   something is stored, or was seen, that nobody sent, or that had been refused
///     diverged  a text, or a reader's last view of it, is not what edits and deletes have made
///     behind    a reader at rest has not seen the end
///     cursor    somebody's read cursor went back
///     unread    a count of unread messages is not what the history says
///     leak      somebody saw a message of a chat that they were not in
///
/// Empty: nothing was broken. At most some of each rule are named.
std::vector<Violation> check(const History &history);

/// One line a violation, for a failing test.
QString describe(const std::vector<Violation> &violations);

} // namespace kith::faults
