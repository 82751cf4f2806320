// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/idblocks.h"

#include "store/table.h"

#include <algorithm>

namespace kith::store {

using namespace Qt::StringLiterals;

Result<IdBlocks::Range> IdBlocks::lease(SqlSession &session, qint64 count)
{
    // The UPDATE comes first: it locks the row, so that the SELECT reads what no other node can
    // take any more.
    constexpr Sql take(R"(
        UPDATE id_blocks
        SET next_id = next_id + :count
        WHERE name = 'all')");
    constexpr Sql read("SELECT next_id FROM id_blocks WHERE name = 'all'");
    TRY(session.exec(take, {{":count", count}}));
    TRY_ASSIGN(const std::optional<qint64> end, integerOf(session, read, {}));
    if (!end)
        return internalError(u"The table id_blocks has no row \"all\": the schema is damaged."_s);
    return Range{*end - count, *end};
}

Result<void> IdBlocks::refill(SqlSession &session)
{
    if (m_left >= kReserve)
        return {};
    TRY(session.begin(Access::ReadWrite));
    Result<Range> range = lease(session, m_nextLease);
    Result<void> outcome = range.ok() ? session.commit() : Result<void>(range.error());
    if (!outcome.ok()) {
        session.rollback();
        return outcome;
    }
    m_ranges.push_back(*range);
    m_left += m_nextLease;
    m_nextLease = std::min(2 * m_nextLease, kLargestLease);
    return {};
}

void IdBlocks::giveBack(SqlSession &session)
{
    // Only while next_id is still where this range ended: ids behind it may be in use.
    constexpr Sql put(R"(
        UPDATE id_blocks
        SET next_id = :next
        WHERE name = 'all' AND next_id = :end)");
    while (!m_ranges.empty()) {
        const Range last = m_ranges.back();
        const auto changed = session.exec(put, {{":next", last.next}, {":end", last.end}});
        if (!changed || *changed == 0)
            break;
        m_ranges.pop_back();
    }
    // An UPDATE whose answer was lost may have been done: what is left is not ours any more.
    m_ranges.clear();
    m_left = 0;
}

qint64 IdBlocks::next()
{
    if (m_left == 0)
        qFatal("kith.store: a batch used up all leased ids");
    Range &range = m_ranges.front();
    const qint64 id = range.next++;
    --m_left;
    if (range.next == range.end)
        m_ranges.pop_front();
    return id;
}

} // namespace kith::store
