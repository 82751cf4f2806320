// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/type.h"

#include <cstring>

namespace kith {

namespace {

template <class T> qint64 readAs(const void *value)
{
    T number;
    std::memcpy(&number, value, sizeof number);
    return static_cast<qint64>(number);
}

template <class T> void writeAs(void *value, qint64 number)
{
    const T narrow = static_cast<T>(number);
    std::memcpy(value, &narrow, sizeof narrow);
}

} // namespace

qint64 Type::integer(const void *value) const
{
    switch (width) {
    case 0:
        return *static_cast<const bool *>(value) ? 1 : 0;
    case 1:
        return isSigned ? readAs<qint8>(value) : readAs<quint8>(value);
    case 2:
        return isSigned ? readAs<qint16>(value) : readAs<quint16>(value);
    case 4:
        return isSigned ? readAs<qint32>(value) : readAs<quint32>(value);
    default:
        return readAs<qint64>(value);
    }
}

void Type::setInteger(void *value, qint64 number) const
{
    switch (width) {
    case 0:
        *static_cast<bool *>(value) = number != 0;
        break;
    case 1:
        writeAs<qint8>(value, number);
        break;
    case 2:
        writeAs<qint16>(value, number);
        break;
    case 4:
        writeAs<qint32>(value, number);
        break;
    default:
        writeAs<qint64>(value, number);
    }
}

qint64 Type::least() const
{
    if (!isSigned)
        return 0;
    return width >= 8 ? std::numeric_limits<qint64>::min() : -(qint64(1) << (8 * width - 1));
}

qint64 Type::most() const
{
    if (width >= 8)
        return std::numeric_limits<qint64>::max();
    return (qint64(1) << (8 * width - (isSigned ? 1 : 0))) - 1;
}

const char *Type::nameOf(qint64 value) const
{
    for (const Name &row : names) {
        if (row.value == value)
            return row.name;
    }
    return "";
}

const Field *FieldList::find(std::string_view fieldName) const
{
    for (const Field &field : all) {
        if (fieldName == field.name)
            return &field;
    }
    return nullptr;
}

FieldList detail::finishedList(const QByteArray &name, std::initializer_list<Field> all)
{
    FieldList list{.name = name, .all = all};
    list.keys.reserve(all.size());
    for (const Field &field : all)
        list.keys.push_back('"' + QByteArray(field.name) + "\":");
    return list;
}

} // namespace kith
