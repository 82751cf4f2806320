// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/acts/formfields.h"

#include "admingui/look/labels.h"
#include "shared/textformat.h"

#include <QBoxLayout>

namespace kith::console {

FormFields::FormFields(QFormLayout *form, QWidget *parent) : QObject(parent), m_form(form)
{
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

QLineEdit *FormFields::add(const char *name, const QString &label, const Rules &rules)
{
    auto *line = new QLineEdit;
    if (rules.maxLength > 0)
        line->setMaxLength(rules.maxLength);
    addEditor(name, rules.required ? label + QStringLiteral(" *") : label, line);
    Field &field = m_fields[name];
    field.line = line;
    field.rules = rules;
    line->setAccessibleName(label);
    connect(line, &QLineEdit::editingFinished, this, [this, name] { check(m_fields.at(name)); });
    connect(line, &QLineEdit::textEdited, this, [this, name] {
        showError(m_fields.at(name), {});
        Q_EMIT edited();
    });
    return line;
}

void FormFields::addEditor(const char *name, const QString &label, QWidget *editor)
{
    auto *cell = new QVBoxLayout;
    cell->setSpacing(2);
    auto *error = new QLabel;
    error->setTextFormat(Qt::PlainText);
    error->setWordWrap(true);
    setLevel(error, "critical");
    error->hide();
    cell->addWidget(editor);
    cell->addWidget(error);
    editor->setObjectName(QString::fromLatin1(name));
    m_form->addRow(label, cell);
    m_fields[name] = {.editor = editor, .error = error};
    m_order.append(name);
}

QString FormFields::text(const char *name) const { return m_fields.at(name).line->text(); }

void FormFields::setText(const char *name, const QString &text)
{
    m_fields.at(name).line->setText(text);
}

bool FormFields::check(const Field &field) const
{
    if (!field.line)
        return true;
    const QString text = field.line->text();
    QString wrong;
    if (text.isEmpty() && !field.rules.required)
        wrong.clear();
    else if (codePoints(text) < field.rules.minLength)
        wrong = text.isEmpty() ? tr("This is needed.")
                               : tr("At least %n characters.", nullptr, field.rules.minLength);
    else if (field.rules.format)
        wrong = checkFormat(field.rules.format, text);
    showError(field, wrong);
    return wrong.isEmpty();
}

void FormFields::showError(const Field &field, const QString &text) const
{
    field.error->setText(text);
    field.error->setVisible(!text.isEmpty());
    field.editor->setAccessibleDescription(text);
}

bool FormFields::isValid()
{
    QWidget *first = nullptr;
    for (const QByteArray &name : std::as_const(m_order)) {
        const Field &field = m_fields.at(name);
        if (!check(field) && !first)
            first = field.editor;
    }
    if (first)
        first->setFocus();
    return !first;
}

QString FormFields::show(const Error &error)
{
    QStringList rest;
    QWidget *first = nullptr;
    for (const FieldError &wrong : error.fields) {
        const auto found = m_fields.find(wrong.field.toLatin1());
        if (found == m_fields.end()) {
            rest.append(wrong.field + QStringLiteral(": ") + wrong.message);
            continue;
        }
        showError(found->second, wrong.message);
        if (!first)
            first = found->second.editor;
    }
    if (first)
        first->setFocus();
    if (error.fields.empty())
        rest.append(error.detail);
    return rest.join(u'\n');
}

void FormFields::clearErrors()
{
    for (const auto &[name, field] : m_fields)
        showError(field, {});
}

} // namespace kith::console
