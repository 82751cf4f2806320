// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// detail/ is what the details of a user, a chat or an entry are made of, beside a list. On the GUI
// thread. All texts of the server are shown as plain text.

#include "admingui/tables/cell.h"

#include <QWidget>

namespace kith::console {

/// A word in a rounded field: a role, a state.
class BadgeLabel final : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    /// An empty text hides it.
    void setBadge(const QString &text, Tone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Plain;
};

/// The circle of initials.
class AvatarLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit AvatarLabel(int size, QWidget *parent = nullptr);
    void setPerson(const QString &name, qint64 seed, std::optional<bool> online = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    qint64 m_seed = 0;
    std::optional<bool> m_online;
};

} // namespace kith::console
