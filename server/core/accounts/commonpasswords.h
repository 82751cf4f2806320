// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kith::core {

/// Whether a folded password is one that guessing programs try first: a listed word, with or
/// without digits and signs around it and with the usual letter swaps (p4ssw0rd!), or a run such
/// as 12345678, aaaaaaaa or qwertyui.
bool isCommonPassword(const QString &folded);

} // namespace kith::core
