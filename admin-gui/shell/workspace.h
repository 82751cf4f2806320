// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What every page stands on: one signed-in session with one server. Made at sign-in, destroyed at
// sign-out together with all pages.

#include "admingui/connect/savedconnection.h"
#include "admingui/shell/place.h"
#include "shared/client/adminapi.h"
#include "shared/client/eventsocket.h"

#include <QObject>
#include <QUndoStack>

namespace kith::console {

/// Something told to the person at the window's lower edge; it goes away by itself.
struct Notice
{
    QString text{}; ///< plain; never read as rich text
    QString actionText{}; ///< of a button such as "Undo"; empty: none
    std::function<void()> action{};
};

/// Lives on the GUI thread. Nothing here waits: calls answer through callbacks, and a page passes
/// itself as their context so that they end with it.
class Workspace : public QObject
{
    Q_OBJECT

public:
    /// `api` is signed in, as `self`.
    Workspace(std::unique_ptr<ApiClient> api, User self, SavedConnection connection = {});
    ~Workspace() override;

    ApiClient &api() { return *m_api; }
    AdminApi admin() { return AdminApi(*m_api); }
    /// The console's one socket. Opened by the workspace.
    EventSocket &events() { return *m_events; }
    const User &self() const { return m_self; }
    /// The server as the person keeps it.
    const SavedConnection &connection() const { return m_connection; }

    /// While set, pages offer nothing that changes the server. A safety catch against slips, not
    /// access control: the server decides that by role.
    bool isReadOnly() const { return m_connection.isReadOnly; }
    void setReadOnly(bool on);

    /// Changes that can be taken back; see shell/undo.h.
    QUndoStack &undo() { return m_undo; }

    void notify(const Notice &notice) { Q_EMIT noticeGiven(notice); }
    void notify(const QString &text) { notify(Notice{.text = text}); }
    /// `what` did not work: "Cannot suspend anna". Shown until dismissed, with the error's
    /// sentence, code and request id, ready to be copied.
    void fail(const QString &what, const Error &error) { Q_EMIT failed(what, error); }

    // Navigation: each adds to the history (Alt+←, Alt+→).
    void go(const Place &place) { Q_EMIT placeWanted(place); }
    void openUser(UserId id) { go({.page = QStringLiteral("users"), .id = id.value}); }
    void openChat(ChatId id) { go({.page = QStringLiteral("chats"), .id = id.value}); }

Q_SIGNALS:
    void readOnlyChanged(bool on);
    void noticeGiven(const kith::console::Notice &notice);
    void failed(const QString &what, const kith::Error &error);
    void placeWanted(const kith::console::Place &place);

private:
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<EventSocket> m_events;
    User m_self;
    SavedConnection m_connection;
    QUndoStack m_undo;
};

} // namespace kith::console
