// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that can fail, under one process: preloaded into kithd, it stands between the program
// (with SQLite, which is a shared library) and the files of the data folder. Writes go to the live
// files. What a sync confirms is copied to the shadow, so that after a power cut the shadow holds
// what a disk would: bytes by fsync of their file, names by fsync of the folder, and nothing else.
// A sync that fails forgets what it should have written, as Linux's page cache does.
//
// It knows files directly in the folder, changed by write, pwrite, ftruncate, unlink and rename;
// mapped memory (SQLite's -shm) never reaches the shadow. Only for the tests; see disk.h.
#include "diskcontrol.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

using kith::faults::DiskControl;

// Ours would come back to this file.
ssize_t writeAt(int fd, const void *bytes, size_t size, off_t at)
{
    return ::syscall(SYS_pwrite64, fd, bytes, size, at);
}
int setSize(int fd, off_t size) { return static_cast<int>(::syscall(SYS_ftruncate, fd, size)); }
void removeFile(const std::string &path) { ::syscall(SYS_unlink, path.c_str()); }

std::string pathOf(int fd)
{
    char path[2048] = {};
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    return ::readlink(link.c_str(), path, sizeof path - 1) < 0 ? std::string() : std::string(path);
}

std::string folderOf(const std::string &path) { return path.substr(0, path.rfind('/')); }

struct Range
{
    off_t from;
    off_t to;
};

/// A file by its inode: whether it is one of the folder, and what of it the shadow does not have.
struct File
{
    bool isOurs = false;
    std::vector<Range> dirty{};
    off_t shrunkTo = -1; ///< the smallest it was since the last sync; -1: it did not shrink
    /// Nothing was seen of it yet. What it holds when it is synced came another way (sendfile(), by
    /// which QFile::copy() writes).
    bool isUnseen = false;
};

class Disk
{
public:
    static Disk &instance()
    {
        static auto *const disk = new Disk; // never destroyed: destructors of others still write
        return *disk;
    }

    bool isOn() const { return m_control != nullptr; }
    bool covers(int fd, struct stat &info);
    bool coversPath(const char *path) const { return isOn() && folderOf(path) == m_control->live; }
    /// Counts a call that changes the disk; the power may go instead.
    void count();
    /// For how many of `size` bytes at `at` there is room; -1 and errno when for none.
    ssize_t room(const struct stat &info, off_t at, size_t size);
    void wrote(const struct stat &info, off_t at, ssize_t size);
    void resized(const struct stat &info, off_t size);
    int sync(int fd, const struct stat &info);
    void forget(const char *path);
    void limit(struct statvfs &info) const;

private:
    Disk();
    int syncFile(int fd, const struct stat &info);
    void syncNames();
    std::string content(ino_t inode) const
    {
        return std::string(m_control->shadow) + "/content/" + std::to_string(inode);
    }

    DiskControl *m_control = nullptr;
    std::mutex m_mutex; // guards the files: several threads of kithd write and sync
    std::map<ino_t, File> m_files;
};

Disk::Disk()
{
    const char *path = std::getenv("DISK_UNDER_TEST");
    const int fd = path ? ::open(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *memory = ::mmap(nullptr, sizeof(DiskControl), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (memory != MAP_FAILED)
        m_control = static_cast<DiskControl *>(memory);
}

bool Disk::covers(int fd, struct stat &info)
{
    if (!isOn() || ::fstat(fd, &info) != 0 || !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
        return false;
    const std::scoped_lock lock(m_mutex);
    const auto [file, isNew] = m_files.try_emplace(info.st_ino);
    if (isNew) {
        const std::string path = pathOf(fd);
        file->second.isOurs = path == m_control->live || folderOf(path) == m_control->live;
        file->second.isUnseen = true;
    }
    return file->second.isOurs;
}

void Disk::count()
{
    const std::int64_t cutAt = m_control->cutAt;
    if (++m_control->calls < cutAt || cutAt == 0)
        return;
    // Readers change SQLite's -shm file, so a cut may come from any thread: another's sync is
    // whole by then, or was not begun.
    const std::scoped_lock lock(m_mutex);
    ::kill(::getpid(), SIGKILL);
}

ssize_t Disk::room(const struct stat &info, off_t at, size_t size)
{
    if (m_control->failingWrites > 0) {
        --m_control->failingWrites;
        errno = EIO;
        return -1;
    }
    const off_t end = at + static_cast<off_t>(size);
    if (!m_control->isBounded || end <= info.st_size)
        return static_cast<ssize_t>(size);
    const off_t wanted = end - std::max(info.st_size, at);
    const off_t given = std::min<off_t>(wanted, m_control->freeBytes);
    m_control->freeBytes -= given;
    if (given == 0 && wanted == static_cast<off_t>(size)) {
        errno = ENOSPC;
        return -1;
    }
    return static_cast<ssize_t>(size) - wanted + given;
}

void Disk::wrote(const struct stat &info, off_t at, ssize_t size)
{
    if (size <= 0)
        return;
    const std::scoped_lock lock(m_mutex);
    File &file = m_files[info.st_ino];
    file.isUnseen = false;
    std::vector<Range> &dirty = file.dirty;
    if (!dirty.empty() && dirty.back().to == at)
        dirty.back().to += size;
    else
        dirty.push_back({at, at + size});
}

void Disk::resized(const struct stat &info, off_t size)
{
    const std::scoped_lock lock(m_mutex);
    File &file = m_files[info.st_ino];
    file.isUnseen = false;
    if (size < info.st_size && (file.shrunkTo < 0 || size < file.shrunkTo))
        file.shrunkTo = size;
}

int Disk::sync(int fd, const struct stat &info)
{
    const std::scoped_lock lock(m_mutex);
    if (S_ISREG(info.st_mode))
        return syncFile(fd, info);
    syncNames();
    return 0;
}

int Disk::syncFile(int fd, const struct stat &info)
{
    File file = std::exchange(m_files[info.st_ino], File{.isOurs = true});
    if (file.isUnseen)
        file.dirty.push_back({0, info.st_size});
    if (m_control->failingSyncs > 0) {
        --m_control->failingSyncs;
        if (m_control->diesOfFailure)
            ::kill(::getpid(), SIGKILL);
        errno = EIO;
        return -1;
    }
    // Through a description of its own: fd may be for writing only.
    const int from = ::open(("/proc/self/fd/" + std::to_string(fd)).c_str(), O_RDONLY | O_CLOEXEC);
    const int to = ::open(content(info.st_ino).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (from < 0 || to < 0)
        std::abort();
    if (file.shrunkTo >= 0)
        setSize(to, file.shrunkTo);
    char buffer[65536];
    for (const auto &[begin, end] : file.dirty) {
        ssize_t got = 1;
        for (off_t at = begin; at < end && got > 0; at += got) {
            got = ::pread(from, buffer, std::min<size_t>(sizeof buffer, size_t(end - at)), at);
            if (got > 0) // otherwise it was cut off since
                writeAt(to, buffer, static_cast<size_t>(got), at);
        }
    }
    setSize(to, info.st_size);
    ::close(from);
    ::close(to);
    return 0;
}

/// Makes the shadow's names those of the folder. A file that was never synced is there, empty.
void Disk::syncNames()
{
    const std::string tree = std::string(m_control->shadow) + "/tree/";
    const auto eachName = [](const std::string &folder, const auto &visit) {
        DIR *dir = ::opendir(folder.c_str());
        while (const dirent *entry = dir ? ::readdir(dir) : nullptr) {
            if (entry->d_type == DT_REG)
                visit(std::string(entry->d_name), entry->d_ino);
        }
        if (dir)
            ::closedir(dir);
    };
    std::map<std::string, ino_t> live;
    eachName(m_control->live, [&](const std::string &name, ino_t inode) { live[name] = inode; });
    eachName(tree, [&](const std::string &name, ino_t) { removeFile(tree + name); });
    for (const auto &[name, inode] : live) {
        ::close(::open(content(inode).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        if (::link(content(inode).c_str(), (tree + name).c_str()) != 0)
            std::abort();
    }
}

/// A name goes: its inode's number may come again for another file. What the shadow's folder
/// still names keeps its bytes until the folder is synced.
void Disk::forget(const char *path)
{
    struct stat info = {};
    if (::stat(path, &info) != 0 || info.st_nlink > 1)
        return;
    const std::scoped_lock lock(m_mutex);
    m_files.erase(info.st_ino);
    removeFile(content(info.st_ino));
}

void Disk::limit(struct statvfs &info) const
{
    if (m_control->isBounded)
        info.f_bavail = info.f_bfree =
            static_cast<fsblkcnt_t>(m_control->freeBytes) / info.f_frsize;
}

template <class Function> Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

ssize_t writeTo(int fd, const void *bytes, size_t size, off_t at, const struct stat &info)
{
    Disk &disk = Disk::instance();
    disk.count();
    const ssize_t room = disk.room(info, at, size);
    if (room < 0)
        return -1;
    const ssize_t done = writeAt(fd, bytes, static_cast<size_t>(room), at);
    disk.wrote(info, at, done);
    return done;
}

int resize(int fd, off_t size)
{
    struct stat info = {};
    Disk &disk = Disk::instance();
    if (!disk.covers(fd, info))
        return setSize(fd, size);
    disk.count();
    if (size > info.st_size && disk.room(info, size, 0) < 0)
        return -1;
    disk.resized(info, size);
    return setSize(fd, size);
}

int syncOf(int fd, const char *name)
{
    struct stat info = {};
    Disk &disk = Disk::instance();
    if (!disk.covers(fd, info))
        return next<int(int)>(name)(fd);
    disk.count();
    return disk.sync(fd, info);
}

} // namespace

extern "C" {

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
    struct stat info = {};
    return Disk::instance().covers(fd, info) ? writeTo(fd, bytes, size, at, info)
                                             : writeAt(fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    return pwrite64(fd, bytes, size, at);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    struct stat info = {};
    if (!Disk::instance().covers(fd, info))
        return ::syscall(SYS_write, fd, bytes, size);
    const off_t at = (::fcntl(fd, F_GETFL) & O_APPEND) ? info.st_size : ::lseek(fd, 0, SEEK_CUR);
    const ssize_t done = writeTo(fd, bytes, size, at, info);
    if (done > 0)
        ::lseek(fd, at + done, SEEK_SET);
    return done;
}

int ftruncate64(int fd, off64_t size) noexcept { return resize(fd, size); }
int ftruncate(int fd, off_t size) noexcept { return resize(fd, size); }
int fsync(int fd) { return syncOf(fd, "fsync"); }
int fdatasync(int fd) { return syncOf(fd, "fdatasync"); }

int unlink(const char *path) noexcept
{
    Disk &disk = Disk::instance();
    if (disk.coversPath(path)) {
        disk.count();
        disk.forget(path);
    }
    return static_cast<int>(::syscall(SYS_unlink, path));
}

int rename(const char *from, const char *to) noexcept
{
    Disk &disk = Disk::instance();
    if (disk.coversPath(to)) {
        disk.count();
        disk.forget(to);
    }
    return static_cast<int>(::syscall(SYS_rename, from, to));
}

/// As QFile::rename() calls it: nothing is replaced.
int renameat2(
    int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) noexcept
{
    Disk &disk = Disk::instance();
    if (disk.coversPath(to) && ::access(to, F_OK) != 0) {
        disk.count();
        disk.forget(to);
    }
    return static_cast<int>(::syscall(SYS_renameat2, fromFolder, from, toFolder, to, flags));
}

int statvfs64(const char *path, struct statvfs64 *info) noexcept
{
    const int done = next<int(const char *, struct statvfs64 *)>("statvfs64")(path, info);
    // On the systems that Kith runs on, the two are one.
    if (done == 0 && Disk::instance().isOn())
        Disk::instance().limit(*reinterpret_cast<struct statvfs *>(info));
    return done;
}

int statvfs(const char *path, struct statvfs *info) noexcept
{
    return statvfs64(path, reinterpret_cast<struct statvfs64 *>(info));
}

} // extern "C"
