// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace kith {

/// The type of a member that must be given. A struct of options has no defaults of its own beside
/// the configuration's: its members have none, so that -Wmissing-field-initializers finds the one
/// that a list of initialisers forgets. That warning passes over `{}` and over no list at all; with
/// one member that is Required, neither compiles.
template <class T> class Required
{
public:
    constexpr Required(T value) : m_value(std::move(value)) { }
    constexpr operator const T &() const { return m_value; }

private:
    T m_value;
};

} // namespace kith
