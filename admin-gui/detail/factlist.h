// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

class QFormLayout;

namespace kith::console {

/// One line of a FactList. Both are plain text.
struct Fact
{
    QString name{};
    QString value{};
    QString tip{};
};

/// Names and values under each other; the values can be selected and copied. An empty value is
/// shown as a dash.
class FactList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);
    void setFacts(const QList<Fact> &facts);

private:
    QFormLayout *m_form;
    QList<QLabel *> m_values;
    QStringList m_names; ///< of the rows that stand
};

} // namespace kith::console
