// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/client/adminapi.h"

#include "shared/client/apiquery.h"

// Each call is the request of one route and nothing else.

namespace kith {

using namespace Qt::StringLiterals;

namespace {

QString underAdmin(const QString &area, const QString &rest = {})
{
    return u"/api/v2/admin/"_s + area + rest;
}
template <class Tag> QString one(const QString &area, Id<Tag> id, const QString &rest = {})
{
    return underAdmin(area, u'/' + QString::number(id.value) + rest);
}

} // namespace

void AdminApi::overview(Callback<Overview> done)
{
    m_client->get<Overview>(underAdmin(u"overview"_s), {}, std::move(done));
}

void AdminApi::metrics(const MetricsQuery &query, Callback<Items<MetricsSample>> done)
{
    m_client->get<Items<MetricsSample>>(underAdmin(u"metrics"_s), queryOf(query), std::move(done));
}

void AdminApi::users(const AdminUserQuery &query, Callback<CountedPage<User>> done)
{
    m_client->get<CountedPage<User>>(underAdmin(u"users"_s), queryOf(query), std::move(done));
}

void AdminApi::user(UserId id, Callback<UserDetail> done)
{
    m_client->get<UserDetail>(one(u"users"_s, id), {}, std::move(done));
}

void AdminApi::createUser(const NewUser &in, Callback<CreatedUser> done)
{
    m_client->send<CreatedUser>("POST", underAdmin(u"users"_s), in, std::move(done));
}

void AdminApi::changeUser(UserId id, const AdminUserChange &change, Callback<User> done)
{
    m_client->changeUser(id, change, std::move(done));
}

void AdminApi::changeUsers(const UserBulk &in, Callback<UserBulkResult> done)
{
    m_client->send<UserBulkResult>("POST", underAdmin(u"users/bulk"_s), in, std::move(done));
}

void AdminApi::passwordLink(UserId id, Callback<PasswordLink> done)
{
    m_client->request<PasswordLink>(
        {.method = "POST", .path = one(u"users"_s, id, u"/password-link"_s)}, std::move(done));
}

void AdminApi::endSessionsOf(UserId id, Callback<EndedSessions> done)
{
    m_client->request<EndedSessions>(
        {.method = "DELETE", .path = one(u"users"_s, id, u"/sessions"_s)}, std::move(done));
}

void AdminApi::chats(const AdminChatQuery &query, Callback<CountedPage<AdminChat>> done)
{
    m_client->get<CountedPage<AdminChat>>(underAdmin(u"chats"_s), queryOf(query), std::move(done));
}

void AdminApi::chat(ChatId id, Callback<AdminChat> done)
{
    m_client->get<AdminChat>(one(u"chats"_s, id), {}, std::move(done));
}

void AdminApi::changeChat(ChatId id, const AdminChatChange &change, Callback<AdminChat> done)
{
    m_client->send<AdminChat>("PATCH", one(u"chats"_s, id), change, std::move(done));
}

void AdminApi::members(ChatId id, const Paging &paging, Callback<Page<Member>> done)
{
    m_client->get<Page<Member>>(
        one(u"chats"_s, id, u"/members"_s), queryOf(paging), std::move(done));
}

void AdminApi::openReading(ChatId id, const NewReading &in, Callback<Reading> done)
{
    m_client->send<Reading>("POST", one(u"chats"_s, id, u"/readings"_s), in, std::move(done));
}

void AdminApi::messages(ChatId id, const AdminHistoryQuery &query, Callback<Page<Message>> done)
{
    m_client->get<Page<Message>>(
        one(u"chats"_s, id, u"/messages"_s), queryOf(query), std::move(done));
}

void AdminApi::sessions(const AdminSessionQuery &query, Callback<Page<AdminSession>> done)
{
    m_client->get<Page<AdminSession>>(underAdmin(u"sessions"_s), queryOf(query), std::move(done));
}

void AdminApi::endSession(SessionId id, Callback<void> done)
{
    m_client->request<void>({.method = "DELETE", .path = one(u"sessions"_s, id)}, std::move(done));
}

void AdminApi::connections(const ConnectionQuery &query, Callback<Page<ClientConnection>> done)
{
    m_client->get<Page<ClientConnection>>(
        underAdmin(u"connections"_s), queryOf(query), std::move(done));
}

void AdminApi::closeConnection(SocketId id, Callback<void> done)
{
    m_client->request<void>(
        {.method = "DELETE", .path = one(u"connections"_s, id)}, std::move(done));
}

void AdminApi::audit(const AuditQuery &query, Callback<Page<AuditEntry>> done)
{
    m_client->get<Page<AuditEntry>>(underAdmin(u"audit"_s), queryOf(query), std::move(done));
}

void AdminApi::verifyAudit(const AuditVerificationQuery &query, Callback<AuditVerification> done)
{
    m_client->get<AuditVerification>(
        underAdmin(u"audit/verification"_s), queryOf(query), std::move(done));
}

} // namespace kith
