// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/detail/factlist.h"

#include "admingui/look/labels.h"

#include <QFormLayout>

namespace kith::console {

FactList::FactList(QWidget *parent) : QWidget(parent), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(16, 14, 16, 14);
    m_form->setHorizontalSpacing(18);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

void FactList::setFacts(const QList<Fact> &facts)
{
    QStringList names;
    for (const Fact &fact : facts)
        names.append(fact.name);
    if (names != m_names) { // otherwise a selection in the values stays
        while (m_form->rowCount() > 0)
            m_form->removeRow(0);
        m_values.clear();
        for (const Fact &fact : facts) {
            auto *name = new QLabel(fact.name, this);
            name->setTextFormat(Qt::PlainText);
            setStyleProperty(name, "role", QStringLiteral("faint"));
            auto *value = new QLabel(this);
            value->setTextFormat(Qt::PlainText);
            value->setWordWrap(true);
            value->setTextInteractionFlags(
                Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            value->setAccessibleName(fact.name);
            m_form->addRow(name, value);
            m_values.append(value);
        }
        m_names = names;
    }
    for (qsizetype i = 0; i < facts.size(); ++i) {
        m_values[i]->setText(facts[i].value.isEmpty() ? QStringLiteral("—") : facts[i].value);
        m_values[i]->setToolTip(facts[i].tip);
    }
}

} // namespace kith::console
