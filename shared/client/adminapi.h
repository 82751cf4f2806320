// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The typed client of /api/v2/admin: what kith-admin is made of. Everything that the console can do
// is a call here, and so a route of the API.

#include "shared/client/apiclient.h"
#include "shared/model/adminchat.h"
#include "shared/model/adminsession.h"
#include "shared/model/adminuser.h"
#include "shared/model/audit.h"
#include "shared/model/metrics.h"

namespace kith {

/// Adds the calls of admins to a client, whose thread, tokens and errors it shares; outlived by it.
/// A plain value: copy it freely.
class AdminApi
{
public:
    explicit AdminApi(ApiClient &client) : m_client(&client) { }

    void overview(Callback<Overview> done);
    void metrics(const MetricsQuery &query, Callback<Items<MetricsSample>> done);

    void users(const AdminUserQuery &query, Callback<CountedPage<User>> done);
    void user(UserId id, Callback<UserDetail> done);
    void createUser(const NewUser &in, Callback<CreatedUser> done);
    void changeUser(UserId id, const AdminUserChange &change, Callback<User> done);
    void changeUsers(const UserBulk &in, Callback<UserBulkResult> done);
    void passwordLink(UserId id, Callback<PasswordLink> done);
    void endSessionsOf(UserId id, Callback<EndedSessions> done);

    void chats(const AdminChatQuery &query, Callback<CountedPage<AdminChat>> done);
    void chat(ChatId id, Callback<AdminChat> done);
    void changeChat(ChatId id, const AdminChatChange &change, Callback<AdminChat> done);
    void members(ChatId id, const Paging &paging, Callback<Page<Member>> done);
    void openReading(ChatId id, const NewReading &in, Callback<Reading> done);
    void messages(ChatId id, const AdminHistoryQuery &query, Callback<Page<Message>> done);

    void sessions(const AdminSessionQuery &query, Callback<Page<AdminSession>> done);
    void endSession(SessionId id, Callback<void> done);
    void connections(const ConnectionQuery &query, Callback<Page<ClientConnection>> done);
    /// Closes the socket. The client may come back; to keep it away end its session.
    void closeConnection(SocketId id, Callback<void> done);

    void audit(const AuditQuery &query, Callback<Page<AuditEntry>> done);
    void verifyAudit(const AuditVerificationQuery &query, Callback<AuditVerification> done);

private:
    ApiClient *m_client;
};

} // namespace kith
