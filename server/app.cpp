// SPDX-License-Identifier: GPL-3.0-or-later
#include "app.h"

#include "ops/exitcodes.h"
#include "ops/log.h"

namespace kith {

int serve(const config::Config &)
{
    ops::log(ops::kLogApp, ops::Level::Error, "no_server")
        .with("detail", "this build holds no server");
    return ops::kExitUnavailable;
}

} // namespace kith
