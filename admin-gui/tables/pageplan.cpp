// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/pageplan.h"

#include <algorithm>

namespace kith::console {

bool PagePlan::Chain::isFresh(int page) const
{
    const auto found = loaded.find(page);
    return found != loaded.end() && !found->second.stale;
}

int PagePlan::Chain::stepsTo(int page) const
{
    return std::max(0, page - (static_cast<int>(starts.size()) - 1));
}

int PagePlan::Chain::reachable(int page) const
{
    return std::min(page, static_cast<int>(starts.size()) - 1);
}

std::optional<RowPlace> PagePlan::placeOf(int row) const
{
    if (row < 0 || row >= m_rows)
        return {};
    if (m_head.loaded.contains(row / kPage))
        return RowPlace{{false, row / kPage}, static_cast<size_t>(row % kPage)};
    const int back = m_rows - 1 - row;
    if (endIsKnown() && m_tail.loaded.contains(back / kPage))
        return RowPlace{{true, back / kPage}, static_cast<size_t>(back % kPage)};
    return {};
}

int PagePlan::rowOf(const RowPlace &place) const
{
    const int along = place.page.number * kPage + static_cast<int>(place.at);
    return place.page.fromEnd ? m_rows - 1 - along : along;
}

std::optional<PageAddress> PagePlan::wanted(int first, int last) const
{
    first = std::max(first, 0);
    last = m_rows == 0 ? first : std::min(last, m_rows - 1);
    for (int row = first; row <= last; row = (row / kPage + 1) * kPage) {
        const int page = row / kPage;
        if (m_head.isFresh(page))
            continue;
        if (!endIsKnown())
            return PageAddress{false, m_head.reachable(page)};
        // Pages counted from the end lie across those from the start: these rows may be in two.
        const int farther = (m_rows - 1 - row) / kPage;
        const int nearer = (m_rows - 1 - std::min(page * kPage + kPage - 1, last)) / kPage;
        if (m_tail.isFresh(nearer) && m_tail.isFresh(farther))
            continue;
        if (m_head.stepsTo(page) <= m_tail.stepsTo(farther))
            return PageAddress{false, m_head.reachable(page)};
        return PageAddress{true, m_tail.reachable(m_tail.isFresh(nearer) ? farther : nearer)};
    }
    return {};
}

std::optional<QString> PagePlan::cursorOf(PageAddress page) const
{
    return chain(page).starts[static_cast<size_t>(page.number)];
}

void PagePlan::arrived(PageAddress page, const PageFacts &facts)
{
    Chain &in = chain(page);
    in.loaded[page.number] = {.stale = false, .usedAt = ++m_clock};
    const auto following = static_cast<size_t>(page.number) + 1;
    if (!facts.next) {
        in.starts.resize(following);
        in.loaded.erase(in.loaded.upper_bound(page.number), in.loaded.end());
    } else if (in.starts.size() == following) {
        in.starts.push_back(facts.next);
    } else if (in.starts[following] != facts.next) {
        // Rows came or went in this page: the next one begins elsewhere now.
        in.starts[following] = facts.next;
        if (const auto after = in.loaded.find(page.number + 1); after != in.loaded.end())
            after->second.stale = true;
    }
    count(page, facts);
}

void PagePlan::count(PageAddress page, const PageFacts &facts)
{
    if (page.fromEnd)
        return;
    const int read = page.number * kPage + facts.rows;
    if (!facts.next) {
        m_rows = read;
        m_exact = true;
        return;
    }
    if (facts.total) {
        m_rows = static_cast<int>(*facts.total);
        m_exact = !facts.totalIsMinimum;
    }
    // More than is known of follows: a page of rows that are still to be read stands for it.
    const int known = static_cast<int>(m_head.starts.size() - 1) * kPage;
    if (m_rows <= known) {
        m_rows = known + kPage;
        m_exact = false;
    }
}

void PagePlan::setStale()
{
    for (Chain *in : {&m_head, &m_tail}) {
        for (auto &[number, page] : in->loaded)
            page.stale = true;
    }
}

void PagePlan::touch(int first, int last)
{
    for (int row = std::max(first, 0); row <= std::min(last, m_rows - 1); ++row) {
        if (const auto place = placeOf(row))
            chain(place->page).loaded[place->page.number].usedAt = ++m_clock;
    }
}

std::optional<PageAddress> PagePlan::forgetOne()
{
    if (m_head.loaded.size() + m_tail.loaded.size() <= kPagesKept)
        return {};
    std::optional<PageAddress> oldest;
    quint64 usedAt = m_clock + 1;
    for (const bool fromEnd : {false, true}) {
        for (const auto &[number, page] : chain({fromEnd, 0}).loaded) {
            if (page.usedAt < usedAt) {
                usedAt = page.usedAt;
                oldest = PageAddress{fromEnd, number};
            }
        }
    }
    chain(*oldest).loaded.erase(oldest->number);
    return oldest;
}

} // namespace kith::console
