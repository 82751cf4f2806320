// SPDX-License-Identifier: GPL-3.0-or-later
// Not part of any build: the tests forgotten_setting_…_compiles compile it with all settings of a
// struct and with one less, which must not compile.
#include "store/writer.h"

namespace kith::store {

WriterOptions options()
{
    return {
        .queueLimit = 1,
#ifdef KITH_RIGHT
        .batchLimit = 1,
#endif
    };
}

} // namespace kith::store
