// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A query string from a model's field list: the other direction of the server's Query<T>.

#include "shared/fields.h"

#include <QUrlQuery>

namespace kith {

/// Absent members are left out. Its members are numbers, texts, times, enums or truth values.
QUrlQuery queryOf(const FieldList &fields, const void *model);
template <HasFields T> QUrlQuery queryOf(const T &model)
{
    return queryOf(fieldsOf(Of<T>()), &model);
}

} // namespace kith
