// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"
#include "shared/result.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <map>

namespace kith::console {

/// The rules of a model's field, from its field list: what the server will check.
template <HasFields M> Rules rulesOf(const char *name)
{
    const Field *field = fieldsOf(Of<M>()).find(name);
    Q_ASSERT_X(field, "rulesOf", name);
    return field->rules;
}

/// The text fields of a form, by their names in the API: each is checked by the field list's rules
/// when it is left, and what the server finds wrong with one is shown below it.
class FormFields final : public QObject
{
    Q_OBJECT

public:
    FormFields(QFormLayout *form, QWidget *parent);

    /// `name` must outlive the form: a literal.
    QLineEdit *add(const char *name, const QString &label, const Rules &rules);
    /// Any other editor, so that an error of it has a place.
    void addEditor(const char *name, const QString &label, QWidget *editor);
    QString text(const char *name) const;
    void setText(const char *name, const QString &text);
    /// Checks all, shows what is wrong, and puts the focus there.
    bool isValid();
    /// Shows a refusal where it belongs; what belongs to no field is returned.
    QString show(const Error &error);
    void clearErrors();

Q_SIGNALS:
    void edited();

private:
    struct Field
    {
        QLineEdit *line = nullptr;
        QWidget *editor = nullptr;
        QLabel *error = nullptr;
        Rules rules{};
    };
    bool check(const Field &field) const;
    void showError(const Field &field, const QString &text) const;

    QFormLayout *m_form;
    std::map<QByteArray, Field> m_fields;
    QList<QByteArray> m_order;
};

} // namespace kith::console
