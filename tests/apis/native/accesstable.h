// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

// What each route answers to each kind of person: the authorisation matrix (docs/security.md), one
// line a route. tst_access fails for a route of the server that has no line here, and for a line
// whose route is gone. Objects are a private group with an owner, an admin, two members and a
// message by one of them; the admin and the owner of the server do not belong to it.

/// In the order of the columns below. An expired token stands for every bad one (tst_authapi).
enum Principal {
    Anonymous,
    Expired,
    Stranger,
    MemberOf,
    ChatAdmin,
    ChatOwner,
    ServerAdmin,
    ServerOwner
};
inline constexpr int kPrincipals = 8;

struct AccessRow
{
    const char *method;
    const char *path;
    /// VICTIM: the other member's id; OUTSIDER: of somebody not in the group; UNIQUE: a new number
    const char *body;
    std::array<int, kPrincipals> status;
    bool endsSession = false; ///< runs in a session of its own
};

// clang-format off
inline constexpr AccessRow kAccess[] = {
    // Public: the same for everybody, whatever token comes with it.
    {"GET",    "/",                                          "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/health",                                    "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/livez",                                     "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/readyz",                                    "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/openapi",                                   "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/openapi.json",                              "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/openapi/{file}",                            "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/metrics",                                   "", {200, 200, 200, 200, 200, 200, 200, 200}},
    {"POST",   "/api/v2/auth/register",                      R"({"username":"x"})",
                                                                 {422, 422, 422, 422, 422, 422, 422, 422}},
    {"POST",   "/api/v2/auth/login",                         R"({"login":"nobody","password":"x"})",
                                                                 {401, 401, 401, 401, 401, 401, 401, 401}},
    {"POST",   "/api/v2/auth/password/reset",                R"({"token":"x","new_password":"a new long one"})",
                                                                 {422, 422, 422, 422, 422, 422, 422, 422}},
    {"POST",   "/api/v2/auth/refresh",                       R"({"refresh_token":"x"})",
                                                                 {401, 401, 401, 401, 401, 401, 401, 401}},

    // One's own session and account.
    {"GET",    "/api/v2/auth/me",                            "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/api/v2/auth/sessions",                      "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"DELETE", "/api/v2/auth/sessions/{session_id}",         "", {401, 401, 404, 404, 404, 404, 404, 404}},
    {"POST",   "/api/v2/auth/ws-ticket",                     "", {401, 401, 201, 201, 201, 201, 201, 201}},
    {"PUT",    "/api/v2/auth/password",                      R"({"current_password":"wrong","new_password":"a new long one"})",
                                                                 {401, 401, 422, 422, 422, 422, 422, 422}},
    {"POST",   "/api/v2/auth/logout",                        "", {401, 401, 204, 204, 204, 204, 204, 204}, true},
    {"POST",   "/api/v2/auth/logout-all",                    "", {401, 401, 204, 204, 204, 204, 204, 204}, true},
    {"GET",    "/api/v2/users/me",                           "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"PATCH",  "/api/v2/users/me",                           R"({"title":"x"})",
                                                                 {401, 401, 200, 200, 200, 200, 200, 200}},
    {"PUT",    "/api/v2/users/me/status",                    R"({"text":"x"})",
                                                                 {401, 401, 200, 200, 200, 200, 200, 200}},

    // Other people.
    {"GET",    "/api/v2/users",                              "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/api/v2/users/online",                       "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/api/v2/users/{user_id}",                    "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"PATCH",  "/api/v2/users/{user_id}",                    R"({"title":"x"})",
                                                                 {401, 401, 403, 403, 403, 403, 200, 200}},

    // The server, for those who look after it.
    {"GET",    "/api/v2/admin/overview",                     "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/metrics",                      "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/connections",                  "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"DELETE", "/api/v2/admin/connections/{connection_id}",  "", {401, 401, 403, 403, 403, 403, 404, 404}},

    // Chats. Being an admin of the server opens no private chat.
    {"GET",    "/api/v2/chats",                              "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"POST",   "/api/v2/chats",                              R"({"kind":"group","name":"new"})",
                                                                 {401, 401, 201, 201, 201, 201, 201, 201}},
    {"GET",    "/api/v2/chats/public",                       "", {401, 401, 200, 200, 200, 200, 200, 200}},
    {"GET",    "/api/v2/chats/{chat_id}",                    "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"PATCH",  "/api/v2/chats/{chat_id}",                    R"({"topic":"new"})",
                                                                 {401, 401, 404, 403, 200, 200, 404, 404}},
    {"POST",   "/api/v2/chats/{chat_id}/join",               "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"POST",   "/api/v2/chats/{chat_id}/leave",              "", {401, 401, 404, 204, 204, 204, 404, 404}},
    {"GET",    "/api/v2/chats/{chat_id}/members",            "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"POST",   "/api/v2/chats/{chat_id}/members",            R"({"user_id":OUTSIDER})",
                                                                 {401, 401, 404, 403, 201, 201, 404, 404}},
    {"PATCH",  "/api/v2/chats/{chat_id}/members/{user_id}",  R"({"role":"admin"})",
                                                                 {401, 401, 404, 403, 403, 200, 404, 404}},
    {"DELETE", "/api/v2/chats/{chat_id}/members/{user_id}",  "", {401, 401, 404, 403, 204, 204, 404, 404}},
    {"POST",   "/api/v2/chats/{chat_id}/read",               R"({"seq":1})",
                                                                 {401, 401, 404, 200, 200, 200, 404, 404}},
    {"GET",    "/api/v2/chats/{chat_id}/readers",            "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"GET",    "/api/v2/chats/{chat_id}/events",             "", {401, 401, 404, 200, 200, 200, 404, 404}},

    // Messages. This one is by the other member: only its sender edits it.
    {"GET",    "/api/v2/chats/{chat_id}/messages",           "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"POST",   "/api/v2/chats/{chat_id}/messages",           R"({"content":"new"})",
                                                                 {401, 401, 404, 201, 201, 201, 404, 404}},
    {"GET",    "/api/v2/messages/{message_id}",              "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"PATCH",  "/api/v2/messages/{message_id}",              R"({"content":"new"})",
                                                                 {401, 401, 404, 403, 403, 403, 404, 404}},
    {"DELETE", "/api/v2/messages/{message_id}",              "", {401, 401, 404, 403, 204, 204, 404, 404}},
    {"GET",    "/api/v2/messages/{message_id}/history",      "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"PUT",    "/api/v2/messages/{message_id}/reactions/{emoji}", "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"DELETE", "/api/v2/messages/{message_id}/reactions/{emoji}", "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"GET",    "/api/v2/messages/{message_id}/readers",      "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"GET",    "/api/v2/messages/{message_id}/replies",      "", {401, 401, 404, 200, 200, 200, 404, 404}},
    {"GET",    "/api/v2/mentions",                           "", {401, 401, 200, 200, 200, 200, 200, 200}},

    // Administration.
    {"GET",    "/api/v2/admin/users",                        "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"POST",   "/api/v2/admin/users",                        R"({"username":"new-UNIQUE","email":"new-UNIQUE@example.org"})",
                                                                 {401, 401, 403, 403, 403, 403, 201, 201}},
    {"POST",   "/api/v2/admin/users/bulk",                   R"({"action":"end_sessions","user_ids":[VICTIM],"dry_run":true})",
                                                                 {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/users/{user_id}",              "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"POST",   "/api/v2/admin/users/{user_id}/password-link", "", {401, 401, 403, 403, 403, 403, 201, 201}},
    {"DELETE", "/api/v2/admin/users/{user_id}/sessions",     "", {401, 401, 403, 403, 403, 403, 200, 200}},
    // Reading what is said asks for a reading, which nobody opens unless the operator allows it.
    {"GET",    "/api/v2/admin/chats",                        "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/chats/{chat_id}",              "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"PATCH",  "/api/v2/admin/chats/{chat_id}",              R"({"is_archived":true})",
                                                                 {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/chats/{chat_id}/members",      "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/chats/{chat_id}/messages",     "", {401, 401, 403, 403, 403, 403, 403, 403}},
    {"POST",   "/api/v2/admin/chats/{chat_id}/readings",     R"({"reason":"a complaint"})",
                                                                 {401, 401, 403, 403, 403, 403, 403, 403}},
    {"GET",    "/api/v2/admin/sessions",                     "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"DELETE", "/api/v2/admin/sessions/{session_id}",        "", {401, 401, 403, 403, 403, 403, 404, 404}},
    {"GET",    "/api/v2/admin/audit",                        "", {401, 401, 403, 403, 403, 403, 200, 200}},
    {"GET",    "/api/v2/admin/audit/verification",           "", {401, 401, 403, 403, 403, 403, 200, 200}},
};
// clang-format on
