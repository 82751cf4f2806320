// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/schema.h"

#include <optional>
#include <vector>

namespace kith {

/// One page of a list. `next` leads on (for messages: to older ones), `prev` back; a cursor is
/// opaque, and null at that end.
template <class T> struct Page
{
    std::vector<T> items{};
    std::optional<QString> next{};
    std::optional<QString> prev{};

    bool operator==(const Page &) const = default;
};

template <class T>
inline constexpr auto fields<Page<T>> = fieldList("Page", field("items", &Page<T>::items),
    field("next", &Page<T>::next, doc("Cursor of the following page, null on the last one")),
    field("prev", &Page<T>::prev, doc("Cursor of the page before, null on the first one")));

template <class T> struct SchemaName<Page<T>>
{
    static QString value() { return SchemaName<T>::value() + QStringLiteral("List"); }
};

/// A list that is always whole, such as the readers of a message.
template <class T> struct Items
{
    std::vector<T> items{};

    bool operator==(const Items &) const = default;
};

template <class T>
inline constexpr auto fields<Items<T>> = fieldList("Items", field("items", &Items<T>::items));

template <class T> struct SchemaName<Items<T>>
{
    static QString value() { return SchemaName<T>::value() + QStringLiteral("Items"); }
};
template <> struct SchemaName<Items<UserId>>
{
    static QString value() { return QStringLiteral("UserIdItems"); }
};

} // namespace kith
