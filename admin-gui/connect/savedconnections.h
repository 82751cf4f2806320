// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnection.h"

#include <QObject>

#include <vector>

class QSettings;

namespace kith::console {

/// The person's servers, kept in the program's settings as they change. On the GUI thread.
class SavedConnections : public QObject
{
    Q_OBJECT

public:
    explicit SavedConnections(QSettings &settings, QObject *parent = nullptr);

    /// In the person's order: as they were added.
    const std::vector<SavedConnection> &all() const { return m_all; }
    const SavedConnection *find(const QString &id) const;
    /// The one with this address, if there is one.
    const SavedConnection *findUrl(const QUrl &url) const;

    static QString newId();
    /// At `index`, or at the end; a connection without an id is given one. The id.
    QString add(SavedConnection connection, int index = -1);
    void change(const SavedConnection &connection); ///< by its id
    void remove(const QString &id);
    int indexOf(const QString &id) const;

    /// The connection to go on with at the next start; empty: none.
    QString toResume() const;
    void setToResume(const QString &id);

Q_SIGNALS:
    void changed();

private:
    void load();
    void store();

    QSettings &m_settings;
    std::vector<SavedConnection> m_all;
};

} // namespace kith::console
