// SPDX-License-Identifier: GPL-3.0-or-later
// Not part of any build: the tests row_limiter_…_compiles compile it with a limiter that there is
// and with one that there is not, which must not compile.
#include "api/route.h"

namespace kith::api {

Routes rows()
{
    return {
        get("/somewhere", Access::User, "Somewhere",
            [](const Inline &) -> Result<Answer> { return Answer{}; })
#ifdef KITH_RIGHT
            .limitedBy(Limiter::Search),
#else
            .limitedBy(Limiter::Searching),
#endif
    };
}

} // namespace kith::api
