// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/recordwalk.h"

namespace kith::console {

void RecordWalk::cancel() { m_cancelled = true; }

void RecordWalk::advance(qint64 rows, std::optional<qint64> total)
{
    m_done += rows;
    if (total)
        m_total = *total;
    Q_EMIT progressed(m_done, m_total);
}

} // namespace kith::console
