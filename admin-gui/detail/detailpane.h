// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/detail/badgelabel.h"

#include <QLabel>
#include <QTabWidget>
#include <QToolButton>

class QHBoxLayout;

namespace kith::console {

/// The frame of a detail beside a list: who or what it is, acts, and tabs. Esc closes it.
class DetailPane : public QFrame
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);

    struct Title
    {
        QString text{};
        QString second{};
        qint64 seed = 0; ///< of the avatar's colour
        std::optional<bool> online{};
    };
    void setTitle(const Title &title);
    struct Badge
    {
        QString text{};
        Tone tone = Tone::Plain;
    };
    void setBadges(const QList<Badge> &badges);
    void addButton(QAction *action);
    QTabWidget *tabs() { return m_tabs; }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    virtual void retranslate();

private:
    AvatarLabel *m_avatar;
    QLabel *m_title;
    QLabel *m_second;
    QHBoxLayout *m_badgeRow;
    QHBoxLayout *m_buttonRow;
    QTabWidget *m_tabs;
    QToolButton *m_close;
    QList<BadgeLabel *> m_badges;
};

} // namespace kith::console
