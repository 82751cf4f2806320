// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/acts/endsessions.h"

#include "admingui/acts/inturn.h"
#include "admingui/acts/question.h"
#include "admingui/tables/celltext.h"

#include <QCoreApplication>

namespace kith::console {

namespace {

/// The translation context of this file.
struct EndWords
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::endSessions)
};

} // namespace

void endSessions(Workspace &workspace, QWidget *parent, const std::vector<AdminSession> &sessions,
    std::function<void()> done)
{
    const int count = static_cast<int>(sessions.size());
    const bool isOwn = std::any_of(
        sessions.begin(), sessions.end(), [](const AdminSession &one) { return one.isCurrent; });
    Question question;
    question.title = count == 1
        ? EndWords::tr("End the session of %1?").arg(readable(sessions[0].user))
        : EndWords::tr("End %n sessions?", nullptr, count);
    question.text =
        EndWords::tr("The devices are signed out at once and their sockets close. Nothing "
                     "is lost: people can sign in again. This cannot be undone.");
    if (isOwn)
        question.warning =
            EndWords::tr("One of them is this console's own: you will be signed out.");
    question.accept = EndWords::tr("End");
    ask(parent, question, [&workspace, parent, sessions, done] {
        const auto end = [&workspace](const AdminSession &one, Callback<void> called) {
            workspace.admin().endSession(one.id, std::move(called));
        };
        const auto tell = [&workspace, done](const InTurn<AdminSession>::Outcome &outcome) {
            const int worked = static_cast<int>(outcome.worked.size());
            if (worked > 0)
                workspace.notify(EndWords::tr("%n sessions ended", nullptr, worked));
            if (outcome.error)
                workspace.fail(EndWords::tr("Cannot end all sessions"), *outcome.error);
            done();
        };
        (new InTurn<AdminSession>(sessions, end, tell, parent))->next();
    });
}

void closeConnections(Workspace &workspace, QWidget *parent,
    const std::vector<ClientConnection> &connections, std::function<void()> done)
{
    const int count = static_cast<int>(connections.size());
    Question question;
    question.title = count == 1
        ? EndWords::tr("Close the connection of %1?").arg(readable(connections[0].user))
        : EndWords::tr("Close %n connections?", nullptr, count);
    question.text =
        EndWords::tr("Their clients may connect again at once, and will miss nothing. To "
                     "keep a device away, end its session instead.");
    question.accept = EndWords::tr("Close");
    ask(parent, question, [&workspace, parent, connections, done] {
        const auto close = [&workspace](const ClientConnection &one, Callback<void> called) {
            workspace.admin().closeConnection(one.id, std::move(called));
        };
        const auto tell = [&workspace, done](const InTurn<ClientConnection>::Outcome &outcome) {
            const int worked = static_cast<int>(outcome.worked.size());
            if (worked > 0)
                workspace.notify(EndWords::tr("%n connections closed", nullptr, worked));
            if (outcome.error)
                workspace.fail(EndWords::tr("Cannot close all connections"), *outcome.error);
            done();
        };
        (new InTurn<ClientConnection>(connections, close, tell, parent))->next();
    });
}

} // namespace kith::console
