// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/passwordlinkdialog.h"

#include "admingui/tables/celltext.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace kith::console {

using namespace Qt::StringLiterals;

PasswordLinkDialog::PasswordLinkDialog(
    const QString &person, const PasswordLink &link, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"passwordlink"_s);
    setWindowTitle(tr("Password link of %1").arg(person));
    auto *text = new QLabel(this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setText(tr("Hand this link to %1 by a way that you trust: whoever has it sets the "
                     "password. It works once, until %2, and is shown only now.")
                      .arg(person, readable(link.expiresAt)));
    auto *line = new QLineEdit(link.url, this);
    line->setReadOnly(true);
    line->setObjectName(u"link"_s);
    line->setAccessibleName(tr("Password link"));
    line->setCursorPosition(0);
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setObjectName(u"copy"_s);
    copy->setDefault(true);
    connect(copy, &QPushButton::clicked, this, [copy, url = link.url] {
        QGuiApplication::clipboard()->setText(url);
        copy->setText(tr("Copied"));
    });
    auto *row = new QHBoxLayout;
    row->addWidget(line, 1);
    row->addWidget(copy);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(12);
    column->addWidget(text);
    column->addLayout(row);
    column->addWidget(buttons);
    setMinimumWidth(560);
    copy->setFocus();
}

} // namespace kith::console
