// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kith::faults {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

qint64 differing(const QByteArray &a, const QByteArray &b)
{
    const auto common = std::min(a.size(), b.size());
    qint64 count = std::max(a.size(), b.size()) - common;
    for (qsizetype i = 0; i < common; ++i)
        count += a[i] != b[i] ? 1 : 0;
    return count;
}

bool sameFile(const QString &a, const QString &b)
{
    struct stat one = {};
    struct stat other = {};
    return ::stat(QFile::encodeName(a).constData(), &one) == 0
        && ::stat(QFile::encodeName(b).constData(), &other) == 0 && one.st_ino == other.st_ino;
}

} // namespace

Disk::Disk(support::TestServer &server)
    // As the kernel names it: the shim compares paths of /proc/self/fd.
    : m_live(QFileInfo(server.dataFolder()).dir().canonicalPath() + u"/data"_s)
{
    const QString path = m_folder.filePath(u"control"_s);
    replace(path, QByteArray(sizeof(DiskControl), '\0'));
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    void *memory = ::mmap(nullptr, sizeof(DiskControl), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (memory == MAP_FAILED)
        qFatal("cannot map %s", qPrintable(path));
    m_control = static_cast<DiskControl *>(memory);
    qstrncpy(m_control->live, QFile::encodeName(m_live).constData(), sizeof m_control->live);
    qstrncpy(m_control->shadow, QFile::encodeName(m_folder.path()).constData(),
        sizeof m_control->shadow);
    QDir().mkpath(m_live);
    settle();
    server.setVariable(u"LD_PRELOAD"_s, QStringLiteral(KITH_DISK_SHIM));
    server.setVariable(u"DISK_UNDER_TEST"_s, path);
}

Disk::~Disk() { ::munmap(m_control, sizeof(DiskControl)); }

QString Disk::live(const QString &name) const { return m_live + u'/' + name; }

QString Disk::tree(const QString &name) const { return m_folder.filePath(u"tree/"_s + name); }

QString Disk::content(const QString &liveName) const
{
    struct stat info = {};
    ::stat(QFile::encodeName(live(liveName)).constData(), &info);
    return m_folder.filePath(u"content/"_s + QString::number(info.st_ino));
}

void Disk::settle()
{
    for (const QString &part : {u"tree"_s, u"content"_s}) {
        QDir(m_folder.filePath(part)).removeRecursively();
        QDir().mkpath(m_folder.filePath(part));
    }
    for (const QString &name : filesIn(m_live)) {
        replace(content(name), bytesOf(live(name)));
        if (::link(QFile::encodeName(content(name)).constData(),
                QFile::encodeName(tree(name)).constData())
            != 0)
            qFatal("cannot link %s", qPrintable(name));
    }
    m_control->cutAt = m_control->calls = 0;
}

qint64 Disk::cut(Unsynced unsynced, QRandomGenerator &random)
{
    qint64 lost = 0;
    const bool isTorn = unsynced != Unsynced::Lost;
    const auto chance = [&] { return isTorn && random.bounded(2) == 1; };
    const QStringList named = filesIn(m_folder.filePath(u"tree"_s));
    for (const QString &name : filesIn(m_live)) {
        const QByteArray before = bytesOf(live(name));
        const bool isNamed = named.contains(name) && sameFile(tree(name), content(name));
        if (isNamed || chance())
            mix(name, content(name), unsynced, random);
        else if (named.contains(name))
            replace(live(name), bytesOf(tree(name))); // another file had the name
        else
            QFile::remove(live(name));
        lost += differing(before, bytesOf(live(name)));
    }
    for (const QString &name : named) {
        if (!QFile::exists(live(name)) && !chance()) // it was taken away, perhaps
            replace(live(name), bytesOf(tree(name)));
    }
    return lost;
}

/// Makes the live file what is left of it: its synced bytes, and any of the others.
void Disk::mix(
    const QString &name, const QString &synced, Unsynced unsynced, QRandomGenerator &random) const
{
    QByteArray left = bytesOf(synced);
    if (unsynced == Unsynced::Lost)
        return replace(live(name), left);
    const QByteArray written = bytesOf(live(name));
    const qsizetype sector = unsynced == Unsynced::Torn512 ? 512 : 4096;
    const int reached = random.bounded(1, 10); // of ten sectors
    const auto [smaller, larger] = std::minmax({left.size(), written.size()});
    const qsizetype size = smaller + (larger - smaller) * random.bounded(3) / 2;
    if (size > left.size())
        left.append(size - left.size(), '\0');
    left.truncate(size);
    for (qsizetype at = 0; at < std::min<qsizetype>(size, written.size()); at += sector) {
        const qsizetype part = std::min({sector, size - at, written.size() - at});
        if (random.bounded(10) < reached)
            std::memcpy(left.data() + at, written.constData() + at, static_cast<size_t>(part));
    }
    replace(live(name), left);
}

} // namespace kith::faults
