// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "shared/model/audit.h"
#include "shared/result.h"

namespace kith {

/// An entry whose hash was written down elsewhere, "412:9f2c…": what shows that the log's end was
/// cut off, or that the whole of it was made anew.
struct NotedEntry
{
    qint64 seq = 0;
    QString hash{};
};
std::optional<NotedEntry> notedEntry(const QString &text);

/// `kithd audit verify`: the whole chain, in pieces, beside a running server or without one.
Result<AuditVerification> verifyAuditLog(
    const config::Config &config, const std::optional<NotedEntry> &noted);

} // namespace kith
