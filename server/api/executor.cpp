// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/executor.h"

#include "api/requestkeys.h"
#include "ops/seeded.h"

namespace kith::api {

using namespace Qt::StringLiterals;
using ops::Bug;
using ops::seeded;

namespace {

Error busy(const QString &what)
{
    return unavailable(u"The server is busy (%1). Try again."_s.arg(what));
}

} // namespace

/// A write step as a job of the writer: run in its transaction, told after COMMIT.
class StepJob final : public store::WriteJob
{
public:
    StepJob(Executor &executor, Work work, Executor::Done done)
        : m_executor(executor), m_work(std::move(work)), m_done(std::move(done)),
          m_arrived(executor.m_clock.steady())
    {
    }

    Result<void> run(store::UnitOfWork &unit) override
    {
        core::Tx tx{.unit = unit,
            .env = m_executor.m_env,
            .actor = m_work.actor,
            .origin = m_work.origin,
            .now = m_executor.m_clock.now()};
        if (m_work.key)
            tx.requestKey = m_work.key->key;
        const bool keep = m_work.key && !m_work.key->ownKeys;
        m_result = keep ? runOnce(tx, *m_work.key, *m_work.step) : m_work.step->write(tx);
        m_changes = std::move(tx.changes);
        if (seeded(Bug::AckBeforeCommit) && std::holds_alternative<Answer>(m_result))
            std::exchange(m_done, [](Result<Answer>) {})(std::get<Answer>(m_result));
        if (seeded(Bug::EventBeforeCommit))
            m_executor.tell(Told::AfterAnswer,
                {.changes = std::make_shared<const core::Changes>(std::exchange(m_changes, {}))});
        if (const Error *error = std::get_if<Error>(&m_result); error && !tx.keepOnError)
            return *error;
        return {};
    }

    void finish(Result<void> outcome) override
    {
        if (!outcome) {
            m_done(std::move(outcome.error()));
            return;
        }
        Executor &executor = m_executor;
        const Commit commit{.changes = std::make_shared<const core::Changes>(std::move(m_changes)),
            .took = executor.m_clock.steady() - m_arrived};
        executor.tell(Told::BeforeAnswer, commit);
        executor.proceed(std::move(m_result), std::move(m_work), std::move(m_done));
        executor.tell(Told::AfterAnswer, commit);
    }

    Executor::Done takeDone() { return std::move(m_done); }

private:
    Executor &m_executor;
    Work m_work;
    Executor::Done m_done;
    StepResult m_result;
    core::Changes m_changes;
    SteadyTime m_arrived;
};

Executor::Executor(const core::Environment &env, const Clock &clock, store::Writer &writer,
    store::Readers &readers, store::WorkPool &pool)
    : m_env(env), m_clock(clock), m_writer(writer), m_readers(readers), m_pool(pool)
{
}

void Executor::run(Work work, Done done)
{
    switch (work.step->runs) {
    case Runs::Inline:
        return runInline(std::move(work), std::move(done));
    case Runs::Read:
        return runRead(std::move(work), std::move(done));
    case Runs::Write:
        return runWrite(std::move(work), std::move(done));
    case Runs::Slow:
        return runSlow(std::move(work), std::move(done));
    }
}

void Executor::proceed(StepResult result, Work work, Done done)
{
    if (Error *error = std::get_if<Error>(&result))
        return done(std::move(*error));
    if (Answer *answer = std::get_if<Answer>(&result))
        return done(std::move(*answer));
    work.step = std::get<std::shared_ptr<Step>>(result);
    run(std::move(work), std::move(done));
}

void Executor::tell(Told told, const Commit &commit) const
{
    for (const CommitListener &listener : listeners) {
        if (listener.told == told)
            listener.hear(commit);
    }
}

void Executor::runInline(Work work, Done done)
{
    const Inline place{
        .env = m_env, .actor = work.actor, .origin = work.origin, .now = m_clock.now()};
    StepResult result = work.step->here(place);
    proceed(std::move(result), std::move(work), std::move(done));
}

void Executor::runRead(Work work, Done done)
{
    // std::function copies; one shared block keeps work and done whole if the queue refuses.
    auto kept = std::make_shared<std::pair<Work, Done>>(std::move(work), std::move(done));
    const bool taken = m_readers.submit([this, kept](store::SqlSession &session) {
        core::ReadTx tx{.sql = session,
            .env = m_env,
            .actor = kept->first.actor,
            .origin = kept->first.origin,
            .now = m_clock.now()};
        StepResult result = kept->first.step->read(tx);
        proceed(std::move(result), std::move(kept->first), std::move(kept->second));
    });
    if (!taken)
        kept->second(busy(u"reads"_s));
}

void Executor::runWrite(Work work, Done done)
{
    if (m_holdsWrites && !work.essential)
        return done(unavailable(u"The server's disk is nearly full: it takes no changes."_s));
    auto step = std::make_unique<StepJob>(*this, std::move(work), std::move(done));
    StepJob *mine = step.get();
    std::unique_ptr<store::WriteJob> job = std::move(step);
    if (!m_writer.submit(job))
        mine->takeDone()(busy(u"writes"_s));
}

void Executor::runSlow(Work work, Done done)
{
    auto kept = std::make_shared<std::pair<Work, Done>>(std::move(work), std::move(done));
    const bool taken = m_pool.submit([this, kept] {
        StepResult result = kept->first.step->slow();
        proceed(std::move(result), std::move(kept->first), std::move(kept->second));
    });
    if (!taken)
        kept->second(busy(u"sign-ins"_s));
}

} // namespace kith::api
