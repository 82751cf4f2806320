// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlsession.h"
#include "store/writer.h"

#include <memory>

namespace kith::test {

/// What a call of a FailingSession comes to.
struct Fate
{
    store::SqlFailure failure = store::SqlFailure::None;
    /// The call is made all the same, and its answer is lost: a COMMIT of unknown outcome.
    bool isDone = false;
};

/// Decides the fate of each call: `call` is the statement's text, "INSERT " and the table, "BEGIN",
/// "COMMIT", "SAVEPOINT", "RELEASE". Called on the session's thread.
using Fates = std::function<Fate(const QByteArray &call)>;

/// Fails the n-th call (from 1) and no other.
Fates failNth(int n, store::SqlFailure failure);
/// Fails the n-th call that starts with `start`.
Fates failNth(int n, const char *start, Fate fate);

/// A real session whose calls fail as a test wants. It keeps the promise of SqlSession: after a
/// failure that ends the transaction everything fails until rollback(), and a lost session for
/// ever.
class FailingSession final : public store::SqlSession
{
public:
    FailingSession(std::unique_ptr<SqlSession> inner, Fates fates);
    ~FailingSession() override;

    Result<qint64> exec(store::Sql sql, store::Params params) override;
    Result<void> query(store::Sql sql, store::Params params,
        const std::function<void(const store::SqlRow &)> &visit) override;
    Result<void> insertRows(
        const store::InsertShape &shape, std::span<const store::SqlValue> values) override;
    Result<void> script(const QByteArray &statements) override;
    Result<void> begin(store::Access access) override;
    Result<void> commit() override;
    void rollback() override;
    Result<void> savepoint() override;
    Result<void> releaseSavepoint() override;
    void rollbackToSavepoint() override;
    store::SqlFailure lastFailure() const override;
    QString lastMessage() const override { return m_inner->lastMessage(); }
    const store::SqlDialect &dialect() const override { return m_inner->dialect(); }

private:
    template <class Work> auto fated(const QByteArray &call, Work &&work) -> decltype(work());

    std::unique_ptr<SqlSession> m_inner;
    Fates m_fates;
    store::SqlFailure m_failure = store::SqlFailure::None; ///< ours; the inner one's otherwise
    bool m_broken = false;
};

/// Opens sessions by `open` and puts each under the same fates.
store::Writer::Open failing(store::Writer::Open open, Fates fates);

} // namespace kith::test
