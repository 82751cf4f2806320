// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/failingsession.h"

namespace kith::test {

using namespace store;

Fates failNth(int n, SqlFailure failure)
{
    return [n, failure](
               const QByteArray &) mutable { return Fate{--n == 0 ? failure : SqlFailure::None}; };
}

Fates failNth(int n, const char *start, Fate fate)
{
    return [n, start, fate](const QByteArray &call) mutable {
        return call.trimmed().startsWith(start) && --n == 0 ? fate : Fate{};
    };
}

FailingSession::FailingSession(std::unique_ptr<SqlSession> inner, Fates fates)
    : m_inner(std::move(inner)), m_fates(std::move(fates))
{
}

FailingSession::~FailingSession() = default;

template <class Work>
auto FailingSession::fated(const QByteArray &call, Work &&work) -> decltype(work())
{
    if (m_broken)
        return errorOf(m_failure);
    const Fate fate = m_fates(call);
    m_failure = fate.failure;
    if (fate.failure == SqlFailure::None)
        return work();
    if (fate.isDone)
        static_cast<void>(work());
    m_broken = endsTransaction(fate.failure);
    return errorOf(fate.failure);
}

Result<qint64> FailingSession::exec(Sql sql, Params params)
{
    return fated(sql.text, [&] { return m_inner->exec(sql, params); });
}

Result<void> FailingSession::query(
    Sql sql, Params params, const std::function<void(const SqlRow &)> &visit)
{
    return fated(sql.text, [&] { return m_inner->query(sql, params, visit); });
}

Result<void> FailingSession::insertRows(const InsertShape &shape, std::span<const SqlValue> values)
{
    return fated(
        QByteArray("INSERT ") + shape.table, [&] { return m_inner->insertRows(shape, values); });
}

Result<void> FailingSession::script(const QByteArray &statements)
{
    return fated(statements, [&] { return m_inner->script(statements); });
}

Result<void> FailingSession::begin(Access access)
{
    return fated("BEGIN", [&] { return m_inner->begin(access); });
}

Result<void> FailingSession::commit()
{
    return fated("COMMIT", [&] { return m_inner->commit(); });
}

void FailingSession::rollback()
{
    m_inner->rollback();
    m_broken = m_failure == SqlFailure::Lost;
}

Result<void> FailingSession::savepoint()
{
    return fated("SAVEPOINT", [&] { return m_inner->savepoint(); });
}

Result<void> FailingSession::releaseSavepoint()
{
    return fated("RELEASE", [&] { return m_inner->releaseSavepoint(); });
}

void FailingSession::rollbackToSavepoint()
{
    if (!m_broken)
        m_inner->rollbackToSavepoint();
}

SqlFailure FailingSession::lastFailure() const
{
    return m_failure == SqlFailure::None ? m_inner->lastFailure() : m_failure;
}

Writer::Open failing(Writer::Open open, Fates fates)
{
    const auto shared = std::make_shared<Fates>(std::move(fates));
    return [open = std::move(open), shared]() -> Result<std::unique_ptr<SqlSession>> {
        TRY_ASSIGN(auto inner, open());
        return std::unique_ptr<SqlSession>(std::make_unique<FailingSession>(
            std::move(inner), [shared](const QByteArray &call) { return (*shared)(call); }));
    };
}

} // namespace kith::test
