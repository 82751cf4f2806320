// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace kith::console {

/// Notices that nobody has touched keyboard or mouse for a while. One a program; on the GUI thread.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    explicit IdleWatch(QObject *parent = nullptr);

    /// Zero, and until it is called: never.
    void setLimit(std::chrono::milliseconds limit);
    void start();
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::chrono::milliseconds m_limit{}; // zero: never
    QTimer m_timer;
};

} // namespace kith::console
