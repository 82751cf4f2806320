// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"

#include <QString>

#include <compare>
#include <map>
#include <optional>
#include <vector>

namespace kith::console {

/// Which page of a list: counted from its start, or from its end (the same list, sorted the other
/// way round).
struct PageAddress
{
    bool fromEnd = false;
    int number = 0;

    friend constexpr auto operator<=>(PageAddress, PageAddress) = default;
};

/// Where a row is: in which page, and at which place in it.
struct RowPlace
{
    PageAddress page{};
    size_t at = 0;
};

/// What a page's answer says about the list, without its rows.
struct PageFacts
{
    int rows = 0;
    std::optional<QString> next{};
    std::optional<qint64> total{};
    bool totalIsMinimum = false;
};

/// A list of pages that only lead from one to the next, as if it could be entered anywhere: decides
/// which page to read so that given rows can be shown, and which of those in memory to forget. A
/// row far away is reached by walking from the nearest place that is known: the start, the end, or
/// a page seen before, whose cursor is kept (a short text a page; the rows are what is heavy).
///
/// A plain value that holds no rows and reads nothing; RecordModel does both.
class PagePlan
{
public:
    static constexpr int kPage = limits::kPageMax;
    static constexpr int kPagesKept = 60; ///< with their rows: 6,000 rows

    enum class Ends { StartOnly, Both };
    explicit PagePlan(Ends ends = Ends::StartOnly) : m_ends(ends) { }

    /// How many rows the list has, as far as is known; at least one more than was read while there
    /// is a next page.
    int rowCount() const { return m_rows; }
    bool isExact() const { return m_exact; }
    /// The page that holds a row, if it is in memory.
    std::optional<RowPlace> placeOf(int row) const;
    /// Whether a page is in memory.
    bool holds(PageAddress page) const { return chain(page).loaded.contains(page.number); }
    /// The row of a place.
    int rowOf(const RowPlace &place) const;

    /// The page to read next so that rows first…last are there and fresh; none when they are.
    std::optional<PageAddress> wanted(int first, int last) const;
    /// The cursor that reads a page which wanted() named.
    std::optional<QString> cursorOf(PageAddress page) const;

    void arrived(PageAddress page, const PageFacts &facts);
    /// All that is in memory is to be read again when it is next looked at.
    void setStale();
    /// Rows first…last are on the screen: theirs are the pages to keep.
    void touch(int first, int last);
    /// The page that was looked at longest ago, when there are more than kPagesKept. Forgotten by
    /// this call.
    std::optional<PageAddress> forgetOne();

private:
    struct Chain
    {
        struct Loaded
        {
            bool stale = false;
            quint64 usedAt = 0;
        };
        std::vector<std::optional<QString>> starts{std::nullopt}; ///< cursor of each page known
        std::map<int, Loaded> loaded{};

        bool isFresh(int page) const;
        int stepsTo(int page) const;
        /// The page itself when it can be read now, else the farthest that can.
        int reachable(int page) const;
    };
    Chain &chain(PageAddress page) { return page.fromEnd ? m_tail : m_head; }
    const Chain &chain(PageAddress page) const { return page.fromEnd ? m_tail : m_head; }
    bool endIsKnown() const { return m_ends == Ends::Both && m_exact; }
    void count(PageAddress page, const PageFacts &facts);

    Ends m_ends;
    Chain m_head;
    Chain m_tail;
    int m_rows = 0;
    bool m_exact = false;
    quint64 m_clock = 0;
};

} // namespace kith::console
