// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/model/adminuser.h"

#include <QDialog>

namespace kith::console {

/// A password link, shown once: whoever has it sets the password. The console keeps it nowhere.
class PasswordLinkDialog final : public QDialog
{
    Q_OBJECT

public:
    PasswordLinkDialog(const QString &person, const PasswordLink &link, QWidget *parent);
};

} // namespace kith::console
