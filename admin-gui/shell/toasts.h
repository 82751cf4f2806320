// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"

#include <QFrame>

namespace kith::console {

/// Notices and failures over the lower edge of `over`. A notice goes after some seconds; a failure
/// stays until it is dismissed, and can be copied. At most five are shown; the oldest gives way.
class Toasts : public QObject
{
    Q_OBJECT

public:
    explicit Toasts(QWidget *over);

    void showNotice(const Notice &notice);
    void showFailure(const QString &what, const Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add(QFrame *toast);
    void place();

    QWidget *m_over;
    std::vector<QFrame *> m_shown; ///< oldest first
};

} // namespace kith::console
