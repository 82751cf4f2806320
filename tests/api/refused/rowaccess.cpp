// SPDX-License-Identifier: GPL-3.0-or-later
// Not part of any build: the tests row_access_…_compiles compile it with a rule of access and
// without, which must not compile.
#include "api/route.h"

namespace kith::api {

Routes rows()
{
    return {
#ifdef KITH_RIGHT
        get("/somewhere", Access::User, "Somewhere",
#else
        get("/somewhere", "Somewhere",
#endif
            [](const Inline &) -> Result<Answer> { return Answer{}; }),
    };
}

} // namespace kith::api
