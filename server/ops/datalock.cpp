// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/datalock.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kith::ops {

using namespace Qt::StringLiterals;

namespace {

QString systemError() { return QString::fromLocal8Bit(std::strerror(errno)); }

/// Creates the folder for its owner alone; one that exists must not be open to others.
Result<void> preparePrivateFolder(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    const QString parent = QDir::cleanPath(QDir(folder).absolutePath() + u"/.."_s);
    if (!QDir().mkpath(parent) || (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST))
        return forbidden(
            u"the data folder %1 cannot be created (%2); name a folder of yours with --data"_s.arg(
                folder, systemError()));
    struct stat info = {};
    if (::stat(path.constData(), &info) != 0 || !S_ISDIR(info.st_mode))
        return forbidden(u"the data folder %1 is not a folder"_s.arg(folder));
    if ((info.st_mode & S_IRWXO) != 0)
        return forbidden(
            u"other users may look into the data folder %1; run: chmod o= %1"_s.arg(folder));
    return {};
}

QString holderOf(int fd)
{
    char text[32] = {};
    const ssize_t size = ::pread(fd, text, sizeof text - 1, 0);
    const QString pid = QString::fromLatin1(text, std::max<qsizetype>(size, 0)).trimmed();
    return pid.isEmpty() ? u"another process"_s : u"process "_s + pid;
}

} // namespace

Result<DataLock> DataLock::take(const QString &folder)
{
    TRY(preparePrivateFolder(folder));
    const QByteArray path = QFile::encodeName(folder + u"/kithd.lock"_s);
    const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return forbidden(u"the data folder %1 cannot be written: %2"_s.arg(folder, systemError()));
    DataLock lock(folder, fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0)
        return conflict(
            u"%1 holds the data folder %2; stop it first, or name another folder with --data"_s.arg(
                holderOf(fd), folder));
    // For whoever is refused next: the lock itself is the kernel's.
    const QByteArray pid = QByteArray::number(getpid()) + '\n';
    if (::ftruncate(fd, 0) != 0
        || ::pwrite(fd, pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        return unavailable(
            u"%1 cannot be written: %2"_s.arg(QFile::decodeName(path), systemError()));
    return lock;
}

DataLock::DataLock(DataLock &&other) noexcept
    : m_folder(std::move(other.m_folder)), m_fd(std::exchange(other.m_fd, -1))
{
}

DataLock &DataLock::operator=(DataLock &&other) noexcept
{
    std::swap(m_folder, other.m_folder);
    std::swap(m_fd, other.m_fd);
    return *this;
}

DataLock::~DataLock()
{
    // The file stays: removing it would let two processes lock two files of one name.
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace kith::ops
