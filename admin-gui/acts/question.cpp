// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/acts/question.h"

#include "admingui/look/labels.h"

#include <QBoxLayout>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>

namespace kith::console {

namespace {

QLabel *textLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

void ask(QWidget *parent, const Question &question, std::function<void()> accepted)
{
    auto *dialog = new QDialog(parent ? parent->window() : nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("question"));
    dialog->setWindowTitle(question.title);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(10);
    QLabel *title = textLabel(question.title, dialog);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    column->addWidget(title);
    column->addWidget(textLabel(question.text, dialog));
    if (!question.warning.isEmpty()) {
        QLabel *warning = textLabel(question.warning, dialog);
        setLevel(warning, "warning");
        column->addWidget(warning);
    }
    column->addSpacing(8);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *accept = buttons->addButton(question.accept, QDialogButtonBox::AcceptRole);
    accept->setObjectName(QStringLiteral("accept"));
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    accept->setAutoDefault(question.isHarmless);
    (question.isHarmless ? accept : cancel)->setDefault(true);
    (question.isHarmless ? accept : cancel)->setFocus();
    column->addWidget(buttons);
    dialog->setMinimumWidth(420);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, parent, std::move(accepted));
    dialog->open();
}

} // namespace kith::console
