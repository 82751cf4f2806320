// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// tables/ is what every list of the console is made of: a model over pages that the server sorts
// and filters, a view that is smooth over 100,000 rows, and the panel around it. On the GUI thread;
// nothing here waits for the network. It knows no screen and no route.
//
// This file: values as cells show them (`readable`) and as programs read them (`plain`).

#include "shared/model/chat.h"
#include "shared/type.h"

#include <QLocale>
#include <QString>

namespace kith::console {

// ---- For people: in the language and the time zone of this console --------------------------

/// "14:03", "Yesterday 14:03", "24 Nov 14:03", "24 Nov 2025": as short as it stays clear.
QString readable(Timestamp time);
/// The same measured from a given moment, for tests.
QString readableAt(Timestamp time, const QDateTime &now);
/// Date, time to the second and zone, with the machine's form below: for tips.
QString wholeTime(Timestamp time);
/// "5 s", "3 min", "2 h", "12 d": how long ago or how long.
QString readable(std::chrono::seconds time);
/// "1.5 MiB".
QString readableBytes(qint64 bytes);
QString readable(bool value);
inline QString readable(const QString &text) { return text; }
inline QString readable(double value) { return QLocale().toString(value, 'f', 1); }
template <class Tag> QString readable(Id<Tag> id) { return QString::number(id.value); }
template <std::integral V>
requires(!std::is_same_v<V, bool>) QString readable(V value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}
/// The full name, or the username of somebody without one.
QString readable(const UserBrief &user);
QString readable(const User &user);
QString readable(const UserStatus &status);
QString readable(UserRole role);
QString readable(ChatKind kind);
QString readable(MemberRole role);
template <NamedEnum E> QString readable(E value) { return QString::fromLatin1(nameOf(value)); }

template <class V> QString readable(const std::optional<V> &value)
{
    return value ? readable(*value) : QString();
}
/// A member of a model, by its type as data.
QString readable(const Type &type, const void *value);
/// Whether a time has a longer form for a tip, and that form.
bool hasWholeTime(const Type &type);
QString wholeTime(const Type &type, const void *value);
/// Whether values are numbers that one compares by their digits, so that they stand on the right.
bool isCounted(const Type &type);

// ---- For programs: the same in every language ------------------------------------------------

/// A text as it is, a time in RFC 3339, an enum by its name, a person by username; whatever has
/// parts as JSON; nothing as an empty text.
QString plain(const Type &type, const void *value);
template <class V> QString plain(const V &value) { return plain(typeOf<V>, &value); }

/// "created_at" as "Created at": the title of a column that no page gave one.
QString titleFromField(const char *field);

} // namespace kith::console
