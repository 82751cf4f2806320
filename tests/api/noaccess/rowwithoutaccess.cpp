// SPDX-License-Identifier: GPL-3.0-or-later
// Not part of any build: the test row_without_access_does_not_compile compiles it twice. With
// KITH_WITH_ACCESS it must compile, so that nothing else in it is what fails.
#include "api/route.h"

namespace kith::api {

Routes rows()
{
    return {
#ifdef KITH_WITH_ACCESS
        get("/somewhere", Access::User, "Somewhere",
#else
        get("/somewhere", "Somewhere",
#endif
            [](const Inline &) -> Result<Answer> { return Answer{}; }),
    };
}

} // namespace kith::api
