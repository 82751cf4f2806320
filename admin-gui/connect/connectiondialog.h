// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/savedconnection.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace kith::console {

/// Makes or changes a saved connection. Shown with open(); what was entered is in connection()
/// when it is accepted.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectionDialog(const SavedConnection &connection, QWidget *parent);

    SavedConnection connection() const;

private:
    void build();
    void fillKinds();
    void fillColours();
    void check();

    SavedConnection m_connection;
    QLineEdit *m_name;
    QLineEdit *m_url;
    QComboBox *m_kind;
    QComboBox *m_colour;
    QCheckBox *m_readOnly;
    QLabel *m_hint;
    QPushButton *m_save;
};

} // namespace kith::console
