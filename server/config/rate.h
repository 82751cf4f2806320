// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace kith::config {

/// A limiter's figures: a token bucket that holds `burst` and regains `count` every `per`.
/// Written as "10/second burst 30", "5/30min" or "off".
struct Rate
{
    int count = 0; ///< 0: off
    std::chrono::seconds per{1};
    int burst = 0;

    bool isOff() const { return count == 0; }
    bool operator==(const Rate &) const = default;
};

/// A burst that is not written is the count: "5/30min" lets five through at once.
constexpr Rate rate(int count, std::chrono::seconds per, int burst = 0)
{
    return {.count = count, .per = per, .burst = burst > 0 ? burst : count};
}

std::optional<Rate> parseRate(const QString &text);
QString toText(const Rate &rate);

} // namespace kith::config
