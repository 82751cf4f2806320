// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/walwrites.h"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

namespace kith::store {

namespace {

/// The frames of a commit of 30 pages; a larger one is written in parts. SQLite's own VFS takes
/// less than 128 KiB at once.
constexpr size_t kBuffer = 124 * 1024;
constexpr int kFrameHeader = 24; // https://sqlite.org/fileformat2.html#the_write_ahead_log

/// A write-ahead log whose writes wait for one another while they follow one another. None outlasts
/// the commit that it belongs to: the last frame of a commit is the one that names the size of the
/// database, and what it ends is written at once, before any reader is told that it is there.
class WalFile
{
public:
    explicit WalFile(sqlite3_file *under) : m_under(under) { }

    /// SQLite's own file, with everything in it; `outcome` says whether that succeeded.
    sqlite3_file *written(int &outcome)
    {
        outcome = flush();
        return m_under;
    }

    int write(const char *bytes, int size, sqlite3_int64 at)
    {
        const bool isHeader = size == kFrameHeader;
        if (isHeader) {
            constexpr std::array<char, 4> kMoreToCome{};
            m_endsCommit = std::memcmp(bytes + 4, kMoreToCome.data(), kMoreToCome.size()) != 0;
        }
        const auto length = static_cast<size_t>(size);
        if (at != m_at + static_cast<sqlite3_int64>(m_used) || m_used + length > kBuffer) {
            if (const int outcome = flush(); outcome != SQLITE_OK)
                return outcome;
            if (length > kBuffer)
                return m_under->pMethods->xWrite(m_under, bytes, size, at);
            m_at = at;
        }
        std::memcpy(m_buffer->data() + m_used, bytes, length);
        m_used += length;
        return m_endsCommit && !isHeader ? flush() : SQLITE_OK;
    }

private:
    /// What could not be written is forgotten: its transaction fails.
    int flush()
    {
        const auto size = static_cast<int>(std::exchange(m_used, 0));
        return size == 0 ? SQLITE_OK
                         : m_under->pMethods->xWrite(m_under, m_buffer->data(), size, m_at);
    }

    using Buffer = std::array<char, kBuffer>;

    sqlite3_file *m_under;
    std::unique_ptr<Buffer> m_buffer = std::make_unique<Buffer>();
    sqlite3_int64 m_at = 0; ///< where the buffer begins in the file
    size_t m_used = 0;
    bool m_endsCommit = false; ///< the frame that is being written
};

/// What SQLite gets; its own file lies behind it in the same memory.
struct OpenedWal
{
    sqlite3_file base;
    WalFile wal;
};
static_assert(sizeof(OpenedWal) % alignof(std::max_align_t) == 0);

WalFile &walOf(sqlite3_file *file) { return reinterpret_cast<OpenedWal *>(file)->wal; }

int closeWal(sqlite3_file *file)
{
    int outcome = SQLITE_OK; // of frames without a commit: nobody misses them
    sqlite3_file *const under = walOf(file).written(outcome);
    const int closed = under->pMethods->xClose(under);
    std::destroy_at(&walOf(file));
    return closed;
}

int writeWal(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    return walOf(file).write(static_cast<const char *>(bytes), size, at);
}

/// One of SQLite's own methods, called when everything is written.
template <auto method, class... Args> int afterWrites(sqlite3_file *file, Args... args)
{
    int outcome = SQLITE_OK;
    sqlite3_file *const under = walOf(file).written(outcome);
    return outcome == SQLITE_OK ? (under->pMethods->*method)(under, args...) : outcome;
}

/// One that tells what kind of file this is.
template <auto method> int ofTheFile(sqlite3_file *file)
{
    auto *const under = reinterpret_cast<sqlite3_file *>(reinterpret_cast<OpenedWal *>(file) + 1);
    return (under->pMethods->*method)(under);
}

using Methods = sqlite3_io_methods;

constexpr Methods kWalMethods{.iVersion = 1,
    .xClose = closeWal,
    .xRead = afterWrites<&Methods::xRead, void *, int, sqlite3_int64>,
    .xWrite = writeWal,
    .xTruncate = afterWrites<&Methods::xTruncate, sqlite3_int64>,
    .xSync = afterWrites<&Methods::xSync, int>,
    .xFileSize = afterWrites<&Methods::xFileSize, sqlite3_int64 *>,
    .xLock = afterWrites<&Methods::xLock, int>,
    .xUnlock = afterWrites<&Methods::xUnlock, int>,
    .xCheckReservedLock = afterWrites<&Methods::xCheckReservedLock, int *>,
    .xFileControl = afterWrites<&Methods::xFileControl, int, void *>,
    .xSectorSize = ofTheFile<&Methods::xSectorSize>,
    .xDeviceCharacteristics = ofTheFile<&Methods::xDeviceCharacteristics>,
    // Of version 1: what follows is for the database itself.
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

sqlite3_vfs *usualVfs() { return sqlite3_vfs_find(nullptr); }

int openFile(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *flagsTaken)
{
    sqlite3_vfs *const usual = usualVfs();
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return usual->xOpen(usual, name, file, flags, flagsTaken);
    auto *const opened = reinterpret_cast<OpenedWal *>(file);
    auto *const under = reinterpret_cast<sqlite3_file *>(opened + 1);
    file->pMethods = nullptr; // not to be closed if this fails
    if (const int outcome = usual->xOpen(usual, name, under, flags, flagsTaken);
        outcome != SQLITE_OK)
        return outcome;
    new (&opened->wal) WalFile(under);
    file->pMethods = &kWalMethods;
    return SQLITE_OK;
}

} // namespace

const char *oneWriteACommit()
{
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs made = *usualVfs();
        made.szOsFile += static_cast<int>(sizeof(OpenedWal));
        made.pNext = nullptr;
        made.zName = "kith-one-write";
        made.xOpen = openFile;
        return made;
    }();
    [[maybe_unused]] static const int registered = sqlite3_vfs_register(&vfs, 0);
    return vfs.zName;
}

} // namespace kith::store
