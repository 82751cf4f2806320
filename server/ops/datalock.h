// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QString>

namespace kith::ops {

/// The data folder, held by one kithd at a time. The kernel drops the lock however the process
/// ends. Two servers on one SQLite file, or on one port through SO_REUSEPORT, would otherwise share
/// it in silence.
class DataLock
{
public:
    /// Creates the folder (0700) if it is absent and takes it. Errors: Conflict with the process
    /// that holds it; Forbidden when the folder may not be written, or others may read it.
    static Result<DataLock> take(const QString &folder);

    DataLock(DataLock &&other) noexcept;
    DataLock &operator=(DataLock &&other) noexcept;
    ~DataLock();

    const QString &folder() const { return m_folder; }

private:
    DataLock(QString folder, int fd) : m_folder(std::move(folder)), m_fd(fd) { }

    QString m_folder;
    int m_fd = -1;
};

} // namespace kith::ops
