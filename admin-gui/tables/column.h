// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"
#include "admingui/tables/celltext.h"

#include <cstring>
#include <functional>
#include <vector>

namespace kith::console {

/// What a RecordModel needs to know of a column. Its name and value are the model's own field
/// (shared/fields.h); a page adds how it is shown.
///
///     columnsOf<User>({column(&User::username,
///     tr("User")).wide(220).sortedBy(AdminUserSort::Username),
///         column(&User::role, tr("Role")).drawn([](const User &user) { … })});
template <class T> struct Column
{
    const char *field = nullptr; ///< by this name settings and exports know it
    QString title{};
    int width = 130;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool shown = true; ///< until somebody chooses otherwise
    int sortKey = -1; ///< of the enum that the list sorts by; -1: the server does not
    std::function<QString(const T &)> text{}; ///< for people
    std::function<QString(const T &)> plain{}; ///< for programs
    std::function<QString(const T &)> tip{};
    std::function<CellLook(const T &)> look{};

    Column wide(int pixels) &&
    {
        width = pixels;
        return std::move(*this);
    }
    Column right() &&
    {
        alignment = Qt::AlignRight | Qt::AlignVCenter;
        return std::move(*this);
    }
    Column hidden() &&
    {
        shown = false;
        return std::move(*this);
    }
    template <NamedEnum E> Column sortedBy(E key) &&
    {
        sortKey = static_cast<int>(key);
        return std::move(*this);
    }
    Column written(std::function<QString(const T &)> function) &&
    {
        text = std::move(function);
        return std::move(*this);
    }
    Column drawn(std::function<CellLook(const T &)> function) &&
    {
        look = std::move(function);
        return std::move(*this);
    }
    Column explained(std::function<QString(const T &)> function) &&
    {
        tip = std::move(function);
        return std::move(*this);
    }
};

namespace detail {

template <class T, class V> Column<T> columnOf(const Field<T, V> &field)
{
    V T::*member = field.member;
    Column<T> made{.field = field.name};
    made.text = [member](const T &row) { return readable(row.*member); };
    made.plain = [member](const T &row) { return console::plain(row.*member); };
    using Bare = std::remove_cvref_t<V>;
    if constexpr (std::is_same_v<Bare, Timestamp>)
        made.tip = [member](const T &row) { return wholeTime(row.*member); };
    if constexpr (std::is_same_v<Bare, std::optional<Timestamp>>)
        made.tip = [member](
                       const T &row) { return wholeTime((row.*member).value_or(Timestamp())); };
    if constexpr (std::is_arithmetic_v<Bare> && !std::is_same_v<Bare, bool>)
        made.alignment = Qt::AlignRight | Qt::AlignVCenter;
    return made;
}

} // namespace detail

/// The column of a member, which must be in the model's field list.
template <class T, class V> Column<T> column(V T::*member, const QString &title)
{
    Column<T> made;
    eachField<T>([&](const auto &field) {
        if constexpr (std::is_same_v<decltype(field.member), V T::*>) {
            if (field.member == member)
                made = detail::columnOf<T, V>(field);
        }
    });
    Q_ASSERT_X(made.field, "column", "the member is not in the field list");
    made.title = title;
    return made;
}

/// The columns of a table: those that a page presents, in its order, and then every other field of
/// the model, hidden until it is chosen.
template <class T> std::vector<Column<T>> columnsOf(std::vector<Column<T>> presented)
{
    const size_t count = presented.size();
    eachField<T>([&](const auto &field) {
        for (size_t i = 0; i < count; ++i) {
            if (std::strcmp(presented[i].field, field.name) == 0)
                return;
        }
        Column<T> rest = detail::columnOf(field);
        rest.title = titleFromField(field.name);
        rest.shown = false;
        presented.push_back(std::move(rest));
    });
    return presented;
}

} // namespace kith::console
