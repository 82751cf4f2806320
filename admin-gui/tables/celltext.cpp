// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/celltext.h"

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

QString titleFromField(const char *field)
{
    QString title = QString::fromLatin1(field).replace(u'_', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace kith::console
