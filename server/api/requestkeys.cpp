// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestkeys.h"

namespace kith::api {

using namespace Qt::StringLiterals;
using store::IdempotencyRow;
using store::Sql;

StepResult runOnce(core::Tx &tx, const RequestKey &key, const Step &step)
{
    auto sql = tx.unit.writing();
    if (!sql)
        return std::move(sql.error());
    static const QByteArray text = "SELECT " + store::columns<IdempotencyRow>()
        + " FROM idempotency_keys WHERE user_id = :user AND idempotency_key = :key";
    auto kept = store::rowOf<IdempotencyRow>(
        **sql, Sql(text.constData()), {{":user", tx.actor.user.value}, {":key", key.key}});
    if (!kept)
        return std::move(kept.error());
    if (*kept) {
        if ((*kept)->requestHash != key.bodyHash)
            return conflict(u"This Idempotency-Key was used for another request."_s);
        return Answer{.status = (*kept)->status,
            .body = (*kept)->body,
            .contentType = (*kept)->body.isEmpty() ? QByteArray() : "application/json"};
    }
    StepResult result = step.write(tx);
    if (const Answer *answer = std::get_if<Answer>(&result)) {
        tx.unit.insert(IdempotencyRow{.userId = tx.actor.user,
            .key = key.key,
            .requestHash = key.bodyHash,
            .status = answer->status,
            .body = answer->body,
            .createdAt = tx.now});
    }
    return result;
}

Result<bool> forgetOldKeys(core::Tx &tx)
{
    constexpr qint64 kPiece = 500; // a few milliseconds of the writer's time
    constexpr auto kLife = std::chrono::hours(24);
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    std::vector<std::pair<qint64, QString>> old;
    constexpr Sql kOld(R"(
        SELECT user_id, idempotency_key FROM idempotency_keys
        WHERE created_at < :before
        ORDER BY created_at
        LIMIT :limit)");
    TRY(sql->query(kOld, {{":before", toMillis(tx.now - kLife)}, {":limit", kPiece}},
        [&](const store::SqlRow &row) { old.emplace_back(row.integer(0), row.text(1)); }));
    constexpr Sql kForget(
        "DELETE FROM idempotency_keys WHERE user_id = :user AND idempotency_key = :key");
    for (const auto &[user, key] : old)
        TRY(sql->exec(kForget, {{":user", user}, {":key", key}}));
    return static_cast<qint64>(old.size()) == kPiece;
}

qint64 hashOfRequest(Method method, QByteArrayView path, QByteArrayView query, QByteArrayView body)
{
    quint64 hash = 0xcbf29ce484222325ull;
    const auto mix = [&hash](QByteArrayView bytes) {
        for (const char c : bytes)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
        hash = (hash ^ 0xff) * 0x100000001b3ull; // ends a part: "a"+"bc" is not "ab"+"c"
    };
    mix(nameOf(method));
    mix(path);
    mix(query);
    mix(body);
    return static_cast<qint64>(hash);
}

} // namespace kith::api
