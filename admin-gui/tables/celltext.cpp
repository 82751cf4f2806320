// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/celltext.h"

#include "admingui/tables/column.h"
#include "shared/json.h"

#include <QCoreApplication>
#include <QDateTime>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

/// The translation context of this file.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(kith::console::Words)
};

QDateTime localTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time)).toLocalTime();
}

} // namespace

QString readable(Timestamp time) { return readableAt(time, QDateTime::currentDateTime()); }

QString readableAt(Timestamp time, const QDateTime &now)
{
    if (time == Timestamp())
        return {};
    const QLocale locale;
    const QDateTime local = localTime(time);
    const QString clock = locale.toString(local.time(), u"HH:mm"_s);
    const qint64 days = local.date().daysTo(now.date());
    if (days == 0)
        return Words::tr("Today %1").arg(clock);
    if (days == 1)
        return Words::tr("Yesterday %1").arg(clock);
    if (local.date().year() == now.date().year())
        return locale.toString(local.date(), u"d MMM"_s) + u' ' + clock;
    return locale.toString(local.date(), u"d MMM yyyy"_s);
}

QString wholeTime(Timestamp time)
{
    if (time == Timestamp())
        return {};
    const QDateTime local = localTime(time);
    return QLocale().toString(local, u"dddd, d MMMM yyyy, HH:mm:ss t"_s) + u'\n'
        + QString::fromLatin1(toRfc3339(time));
}

QString readable(std::chrono::seconds time)
{
    const qint64 seconds = time.count();
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return Words::tr("%1 h").arg(seconds / 3600);
    return Words::tr("%1 d").arg(seconds / 86400);
}

QString readableBytes(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1); }

QString readable(bool value) { return value ? Words::tr("Yes") : Words::tr("No"); }

QString readable(const UserBrief &user)
{
    return user.fullName.isEmpty() ? user.username : user.fullName;
}

QString readable(const User &user)
{
    return user.fullName.isEmpty() ? user.username : user.fullName;
}

QString readable(const UserStatus &status)
{
    return status.emoji.isEmpty() ? status.text : status.emoji + u' ' + status.text;
}

QString readable(UserRole role)
{
    switch (role) {
    case UserRole::User:
        return Words::tr("User");
    case UserRole::Moderator:
        return Words::tr("Moderator");
    case UserRole::Admin:
        return Words::tr("Admin");
    case UserRole::Owner:
        return Words::tr("Owner");
    }
    return {};
}

QString readable(ChatKind kind)
{
    switch (kind) {
    case ChatKind::Direct:
        return Words::tr("Direct");
    case ChatKind::Group:
        return Words::tr("Group");
    case ChatKind::Channel:
        return Words::tr("Channel");
    }
    return {};
}

QString readable(MemberRole role)
{
    switch (role) {
    case MemberRole::Member:
        return Words::tr("Member");
    case MemberRole::Admin:
        return Words::tr("Chat admin");
    case MemberRole::Owner:
        return Words::tr("Chat owner");
    }
    return {};
}

// ---- By type ------------------------------------------------------------------------------

namespace {

template <class T> const T &as(const void *value) { return *static_cast<const T *>(value); }

QString readableEnum(const Type &type, const void *value)
{
    if (&type == &typeOf<UserRole>)
        return readable(as<UserRole>(value));
    if (&type == &typeOf<ChatKind>)
        return readable(as<ChatKind>(value));
    if (&type == &typeOf<MemberRole>)
        return readable(as<MemberRole>(value));
    return QString::fromLatin1(type.nameOf(type.integer(value)));
}

/// Of models, only people and what they say of themselves have a short form.
QString readableModel(const Type &type, const void *value)
{
    if (&type == &typeOf<UserBrief>)
        return readable(as<UserBrief>(value));
    if (&type == &typeOf<User>)
        return readable(as<User>(value));
    if (&type == &typeOf<UserStatus>)
        return readable(as<UserStatus>(value));
    return {};
}

QString readableList(const Type &type, const void *list)
{
    QStringList texts;
    const auto *item = static_cast<const char *>(type.first(list));
    for (size_t left = type.count(list); left > 0; --left, item += type.inner->size) {
        if (const QString text = readable(*type.inner, item); !text.isEmpty())
            texts.append(text);
    }
    return texts.join(u", "_s);
}

/// Of an optional what it holds; nothing when it is empty.
const void *heldBy(const Type *&type, const void *value)
{
    if (type->kind != Type::Kind::Optional)
        return value;
    value = type->held(value);
    type = type->inner;
    return value;
}

const Type &withoutOptional(const Type &type)
{
    return type.kind == Type::Kind::Optional ? *type.inner : type;
}

} // namespace

QString readable(const Type &type, const void *value)
{
    switch (type.kind) {
    case Type::Kind::Bool:
        return readable(as<bool>(value));
    case Type::Kind::Int: {
        const qint64 number = type.integer(value);
        return type.isId ? QString::number(number) : readable(number);
    }
    case Type::Kind::Double:
        return readable(as<double>(value));
    case Type::Kind::Text:
        return as<QString>(value);
    case Type::Kind::Time:
        return readable(as<Timestamp>(value));
    case Type::Kind::Enum:
        return readableEnum(type, value);
    case Type::Kind::Optional:
        return type.held(value) ? readable(*type.inner, type.held(value)) : QString();
    case Type::Kind::List:
        return readableList(type, value);
    case Type::Kind::Model:
        return readableModel(type, value);
    default:
        return {};
    }
}

bool hasWholeTime(const Type &type) { return withoutOptional(type).kind == Type::Kind::Time; }

QString wholeTime(const Type &type, const void *value)
{
    const Type *held = &type;
    value = heldBy(held, value);
    return wholeTime(value ? as<Timestamp>(value) : Timestamp());
}

bool isCounted(const Type &type)
{
    return (type.kind == Type::Kind::Int && !type.isId) || type.kind == Type::Kind::Double;
}

QString plain(const Type &type, const void *value)
{
    const Type *held = &type;
    value = heldBy(held, value);
    if (!value)
        return {};
    switch (held->kind) {
    case Type::Kind::Text:
        return as<QString>(value);
    case Type::Kind::Time:
        return QString::fromLatin1(toRfc3339(as<Timestamp>(value)));
    case Type::Kind::Enum:
        return QString::fromLatin1(held->nameOf(held->integer(value)));
    default:
        break;
    }
    if (held == &typeOf<UserBrief>)
        return as<UserBrief>(value).username;
    if (held == &typeOf<User>)
        return as<User>(value).username;
    QByteArray out;
    json::append(out, *held, value);
    return QString::fromUtf8(out);
}

const Field *detail::fieldAt(const FieldList &fields, size_t offset, const Type *type)
{
    for (const Field &field : fields.all) {
        if (field.offset == offset && field.type == type)
            return &field;
    }
    return nullptr;
}

QString titleFromField(const char *field)
{
    QString title = QString::fromLatin1(field).replace(u'_', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace kith::console
