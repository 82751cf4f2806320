// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlitefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace kith::store {

using namespace Qt::StringLiterals;

namespace {

/// File systems of other machines, by the magic numbers of statfs(2). FUSE is not among them: it
/// may be local, and says nothing of its kind.
struct NetworkFileSystem
{
    unsigned long magic;
    const char *name;
};
constexpr NetworkFileSystem kNetworkFileSystems[] = {
    {0x6969, "NFS"},
    {0x517B, "SMB"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "SMB2"},
    {0x00C36400, "Ceph"},
    {0x01021997, "9P"},
    {0x0BD00BD0, "Lustre"},
    {0x5346414F, "AFS"},
    {0x73757245, "Coda"},
};

QString reason() { return QString::fromLocal8Bit(std::strerror(errno)); }

Result<void> checkFolder(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    struct statfs fileSystem = {};
    if (::statfs(path.constData(), &fileSystem) != 0)
        return internalError(u"Cannot look at the data folder %1: %2."_s.arg(folder, reason()));
    const auto magic = static_cast<unsigned long>(fileSystem.f_type) & 0xFFFFFFFFul;
    for (const NetworkFileSystem &known : kNetworkFileSystems) {
        if (known.magic == magic)
            return internalError(
                u"The data folder %1 is on a network file system (%2), where SQLite's locks do not "
                "hold and messages would be lost. Move it to a local disk, or use MariaDB."_s.arg(
                    folder, QLatin1StringView(known.name)));
    }
    struct stat status = {};
    if (::stat(path.constData(), &status) != 0)
        return internalError(u"Cannot look at the data folder %1: %2."_s.arg(folder, reason()));
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return internalError(
            u"Others may write to the data folder %1. Run: chmod 700 %1"_s.arg(folder));
    return {};
}

} // namespace

Result<void> prepareDatabaseFile(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    const QByteArray folderPath = QFile::encodeName(folder);
    if (::mkdir(folderPath.constData(), 0700) != 0 && errno != EEXIST) {
        const QString why = reason();
        return internalError(u"Cannot make the data folder %1: %2."_s.arg(folder, why));
    }
    TRY(checkFolder(folder));

    // SQLite gives its -wal and -shm files the mode of the database file.
    const int descriptor =
        ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return internalError(u"Cannot open the database %1: %2."_s.arg(file, reason()));
    const bool closedToOthers = ::fchmod(descriptor, 0600) == 0;
    const QString why = reason();
    ::close(descriptor);
    if (!closedToOthers)
        return internalError(u"Cannot close the database %1 to others: %2."_s.arg(file, why));
    return {};
}

Result<void> syncToDisk(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return internalError(u"Cannot open %1: %2."_s.arg(path, reason()));
    const bool synced = ::fsync(descriptor) == 0;
    const QString why = reason();
    ::close(descriptor);
    if (!synced)
        return internalError(u"Cannot write %1 to disk: %2."_s.arg(path, why));
    return {};
}

} // namespace kith::store
