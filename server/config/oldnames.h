// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include <QStringView>

namespace kith::config {

/// An environment name of one of the five services that Kith replaces.
struct OldName
{
    enum class Effect {
        Alias, ///< sets `text`, a key or, where two services had the name, two with a space between
        Refused, ///< stops the start with the sentence `text`
        Ignored, ///< has no effect here, for the reason `text`
    };
    const char *name; ///< a trailing '*' stands for any end
    Effect effect;
    const char *text;
};

std::span<const OldName> oldNames();
const OldName *findOldName(QStringView name);

} // namespace kith::config
