// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/diskspace.h"

#include <QFile>

#include <sys/statvfs.h>

namespace kith::ops {

std::optional<qint64> freeBytes(const QString &folder)
{
    struct statvfs info = {};
    if (::statvfs(QFile::encodeName(folder).constData(), &info) != 0)
        return std::nullopt;
    return static_cast<qint64>(info.f_bavail) * static_cast<qint64>(info.f_frsize);
}

} // namespace kith::ops
