// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/adminrows.h"

namespace kith::store {

const Table &tableOf(Of<AuditRow>)
{
    static const Table table("audit_log", 1,
        {field("seq", &AuditRow::seq), field("at", &AuditRow::at),
            field("actor_id", &AuditRow::actorId), field("actor_name", &AuditRow::actorName),
            field("action", &AuditRow::action), field("target_kind", &AuditRow::targetKind),
            field("target_id", &AuditRow::targetId), field("target_name", &AuditRow::targetName),
            field("changes", &AuditRow::changes), field("reason", &AuditRow::reason),
            field("address", &AuditRow::address), field("request_id", &AuditRow::requestId),
            field("search_key", &AuditRow::searchKey), field("hash", &AuditRow::hash)});
    return table;
}

const Table &tableOf(Of<AuditHeadRow>)
{
    static const Table table("audit_head", 1,
        {field("id", &AuditHeadRow::id), field("seq", &AuditHeadRow::seq),
            field("hash", &AuditHeadRow::hash)});
    return table;
}

const Table &tableOf(Of<PasswordLinkRow>)
{
    static const Table table("password_links", 1,
        {field("user_id", &PasswordLinkRow::userId),
            field("token_hash", &PasswordLinkRow::tokenHash),
            field("expires_at", &PasswordLinkRow::expiresAt)});
    return table;
}

const Table &tableOf(Of<ChatSearchRow>)
{
    static const Table table("chat_search", 1,
        {field("chat_id", &ChatSearchRow::chatId), field("search_key", &ChatSearchRow::searchKey)});
    return table;
}

const Table &tableOf(Of<ChatReadingRow>)
{
    static const Table table("chat_readings", 1,
        {field("id", &ChatReadingRow::id), field("chat_id", &ChatReadingRow::chatId),
            field("user_id", &ChatReadingRow::userId),
            field("expires_at", &ChatReadingRow::expiresAt)});
    return table;
}

} // namespace kith::store
