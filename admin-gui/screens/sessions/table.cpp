// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/sessions/table.h"

#include "admingui/tables/personcell.h"

namespace kith::console {

std::vector<Column<AdminSession>> SessionTable::columns(Of whose)
{
    std::vector<Column<AdminSession>> columns{
        column(&AdminSession::user, tr("User")).wide(220).drawn([](const AdminSession &session) {
            return personLook(session.user);
        }),
        column(&AdminSession::client, tr("Client"))
            .wide(250)
            .explained([](const AdminSession &session) { return session.client; })
            .drawn([](const AdminSession &session) {
                return CellLook{.second = session.isCurrent ? tr("this console") : QString()};
            }),
        column(&AdminSession::address, tr("Address")).wide(130).drawn([](const AdminSession &) {
            return CellLook{.fixedWidth = true};
        }),
        column(&AdminSession::connections, tr("Open sockets"))
            .wide(100)
            .drawn([](const AdminSession &session) {
                return CellLook{.tone = session.connections > 0 ? Tone::Good : Tone::Quiet};
            }),
        column(&AdminSession::lastUsedAt, tr("Last used")).wide(130),
        column(&AdminSession::createdAt, tr("Signed in")).wide(130),
        column(&AdminSession::expiresAt, tr("Ends")).wide(130),
        column(&AdminSession::dialect, tr("API")).wide(90).hidden(),
        column(&AdminSession::isCurrent, tr("This console")).hidden(),
        column(&AdminSession::id, tr("Id")).wide(90).hidden(),
    };
    if (whose == Of::OnePerson)
        columns.front().shown = false;
    return columnsOf(std::move(columns));
}

} // namespace kith::console
