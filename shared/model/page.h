// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/type.h"

#include <optional>
#include <vector>

namespace kith {

/// What a list of T is called where T has no schema of its own.
template <class T> struct ListedName;
template <> struct ListedName<UserId>
{
    static constexpr const char *value = "UserId";
};

/// The schema component of a list of T: "Message" and "List".
template <class T> QByteArray listName(const char *suffix)
{
    if constexpr (HasFields<T>)
        return fieldsOf(Of<T>()).name + suffix;
    else
        return QByteArray(ListedName<T>::value) + suffix;
}

/// One page of a list. `next` leads on (for messages: to older ones), `prev` back; a cursor is
/// opaque, and null at that end.
template <class T> struct Page
{
    std::vector<T> items{};
    std::optional<QString> next{};
    std::optional<QString> prev{};

    bool operator==(const Page &) const = default;
};

template <class T> const FieldList &fieldsOf(Of<Page<T>>)
{
    static const FieldList list = fieldList<Page<T>>(listName<T>("List"),
        {field("items", &Page<T>::items),
            field(
                "next", &Page<T>::next, doc("Cursor of the following page, null on the last one")),
            field(
                "prev", &Page<T>::prev, doc("Cursor of the page before, null on the first one"))});
    return list;
}

/// A list that is always whole, such as the readers of a message.
template <class T> struct Items
{
    std::vector<T> items{};

    bool operator==(const Items &) const = default;
};

template <class T> const FieldList &fieldsOf(Of<Items<T>>)
{
    static const FieldList list =
        fieldList<Items<T>>(listName<T>("Items"), {field("items", &Items<T>::items)});
    return list;
}

} // namespace kith
