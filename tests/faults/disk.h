// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diskcontrol.h"
#include "support/testserver.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

namespace kith::faults {

/// The disk under a server's data folder, which can lose its power, fill up or fail (diskshim.cpp
/// inside kithd does it). `live` is the data folder: what programs see as long as there is power.
/// `shadow` is what was synced: shadow/content has bytes by inode, shadow/tree the folder's names
/// as links to them.
class Disk
{
public:
    /// From its next start on the server runs on this disk.
    explicit Disk(support::TestServer &server);
    ~Disk();

    DiskControl &control() { return *m_control; }

    /// What of the data that was not synced survives a cut.
    enum class Unsynced {
        Lost, ///< nothing
        Torn512, ///< any of its sectors; of names, of which the folder was not synced, any
        Torn4096, ///< the same in pages
    };
    /// The power is gone (the process is): the data folder becomes what survived. Answers how
    /// many bytes did not.
    qint64 cut(Unsynced unsynced, QRandomGenerator &random);
    /// A new beginning, nothing unsynced: to be called before each start after a cut.
    void settle();

private:
    void mix(const QString &name, const QString &synced, Unsynced unsynced,
        QRandomGenerator &random) const;
    QString live(const QString &name) const;
    QString tree(const QString &name) const;
    QString content(const QString &liveName) const;

    QTemporaryDir m_folder;
    QString m_live;
    DiskControl *m_control = nullptr;
};

} // namespace kith::faults
