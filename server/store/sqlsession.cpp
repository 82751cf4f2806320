// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlsession.h"

namespace kith::store {

using namespace Qt::StringLiterals;

Error errorOf(SqlFailure failure)
{
    switch (failure) {
    case SqlFailure::Duplicate:
        return conflict(u"This exists already."_s);
    case SqlFailure::Retry:
        return unavailable(u"The database is busy. Try again."_s);
    case SqlFailure::Full:
        return unavailable(u"The server's disk is full: nothing can be written for now."_s,
            std::chrono::seconds(30));
    case SqlFailure::Lost:
        return unavailable(u"The database is not reachable. Try again."_s);
    case SqlFailure::Io:
        return unavailable(u"The server's storage failed."_s, std::chrono::seconds(30));
    case SqlFailure::None:
    case SqlFailure::Exists:
    case SqlFailure::Other:
        break;
    }
    return internalError(u"The database refused a statement; the server's log says why."_s);
}

} // namespace kith::store
