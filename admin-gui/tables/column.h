// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/cell.h"
#include "admingui/tables/celltext.h"

#include <algorithm>
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

/// A column of any field: how it is written follows from the field's type.
template <class T> Column<T> columnOf(const Field &field)
{
    Column<T> made{.field = field.name};
    made.text = [field](const T &row) { return readable(*field.type, field.in(&row)); };
    made.plain = [field](const T &row) { return console::plain(*field.type, field.in(&row)); };
    if (hasWholeTime(*field.type))
        made.tip = [field](const T &row) { return wholeTime(*field.type, field.in(&row)); };
    if (isCounted(*field.type))
        made.alignment = Qt::AlignRight | Qt::AlignVCenter;
    return made;
}

const Field *fieldAt(const FieldList &fields, size_t offset, const Type *type);

} // namespace detail

/// The column of a member, which must be in the model's field list.
template <class T, class V> Column<T> column(V T::*member, const QString &title)
{
    const Field *field = detail::fieldAt(fieldsOf(Of<T>()), offsetOf(member), &typeOf<V>);
    Q_ASSERT_X(field, "column", "the member is not in the field list");
    Column<T> made = detail::columnOf<T>(*field);
    made.title = title;
    return made;
}

/// The columns of a table: those that a page presents, in its order, and then every other field of
/// the model, hidden until it is chosen.
template <class T> std::vector<Column<T>> columnsOf(std::vector<Column<T>> presented)
{
    const size_t count = presented.size();
    for (const Field &field : fieldsOf(Of<T>()).all) {
        const auto isIt = [&field](const Column<T> &column) {
            return std::strcmp(column.field, field.name) == 0;
        };
        if (std::any_of(presented.begin(), presented.begin() + static_cast<ptrdiff_t>(count), isIt))
            continue;
        Column<T> rest = detail::columnOf<T>(field);
        rest.title = titleFromField(field.name);
        rest.shown = false;
        presented.push_back(std::move(rest));
    }
    return presented;
}

} // namespace kith::console
