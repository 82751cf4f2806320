// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/metrics.h"

#include <QFrame>
#include <QLabel>

namespace kith::console {

/// The numbers that describe a server: how many people, chats and messages, and what they take.
class Figures : public QFrame
{
    Q_OBJECT

public:
    explicit Figures(QWidget *parent = nullptr);

    void show(const Overview &overview);
    void retranslate();

private:
    enum Kind { Online, People, Chats, Messages, Database, Disk, KindCount };

    void set(Kind kind, const QString &value, const QString &more = {});

    QLabel *m_values[KindCount];
    QLabel *m_names[KindCount];
};

/// "1.4 MiB", in the language that now holds.
QString bytesText(double bytes);
/// A count with its groups of digits: "12,408".
QString countText(qint64 count);

} // namespace kith::console
