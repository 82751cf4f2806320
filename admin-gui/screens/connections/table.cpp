// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/connections/table.h"

#include "admingui/tables/personcell.h"
#include "shared/limits.h"

namespace kith::console {

namespace {

constexpr double kSlowRoundTrip = 500; ///< milliseconds: people notice
constexpr qint64 kLongQueue = limits::kConnectionQueue / 4;

} // namespace

std::vector<Column<ClientConnection>> SocketTable::columns(Of whose)
{
    std::vector<Column<ClientConnection>> columns{
        column(&ClientConnection::user, tr("User"))
            .wide(210)
            .drawn([](const ClientConnection &one) { return personLook(one.user); }),
        column(&ClientConnection::address, tr("Address"))
            .wide(125)
            .drawn([](const ClientConnection &) { return CellLook{.fixedWidth = true}; }),
        column(&ClientConnection::client, tr("Client"))
            .wide(190)
            .explained([](const ClientConnection &one) { return one.client; }),
        column(&ClientConnection::connectedAt, tr("Since")).wide(125),
        column(&ClientConnection::roundTripMs, tr("Round trip"))
            .wide(110)
            .right()
            .written([](const ClientConnection &one) {
                return one.roundTripMs ? tr("%1 ms").arg(readable(*one.roundTripMs)) : QString();
            })
            .drawn([](const ClientConnection &one) {
                const bool isSlow = one.roundTripMs.value_or(0) > kSlowRoundTrip;
                return CellLook{.tone = isSlow ? Tone::Warning : Tone::Plain};
            }),
        column(&ClientConnection::bytesQueued, tr("Queued"))
            .wide(110)
            .right()
            .written([](const ClientConnection &one) {
                return one.bytesQueued == 0 ? QStringLiteral("0") : readableBytes(one.bytesQueued);
            })
            .drawn([](const ClientConnection &one) {
                if (one.bytesQueued == 0)
                    return CellLook{.tone = Tone::Quiet};
                return CellLook{.tone = one.bytesQueued > kLongQueue ? Tone::Bad : Tone::Plain};
            }),
        column(&ClientConnection::framesSent, tr("Sent")).wide(115),
        column(&ClientConnection::framesReceived, tr("Received")).wide(110),
        column(&ClientConnection::streams, tr("Streams")).wide(95),
        column(&ClientConnection::dialect, tr("API")).wide(90).hidden(),
        column(&ClientConnection::sessionId, tr("Session")).wide(90).hidden(),
        column(&ClientConnection::id, tr("Id")).wide(90).hidden(),
    };
    if (whose == Of::OnePerson)
        columns.front().shown = false;
    return columnsOf(std::move(columns));
}

} // namespace kith::console
