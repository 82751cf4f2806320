// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/filterchip.h"

#include <QLineEdit>
#include <QTimer>

class QHBoxLayout;

namespace kith::console {

/// What narrows a table: a search, and chips. Says changed() once typing has paused, at once for
/// Enter and for chips.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    QLineEdit *search() const { return m_search; }
    /// None when nothing is searched for.
    std::optional<QString> searched() const;
    void setPlaceholder(const QString &text);
    /// Takes the chip over.
    template <class Chip> Chip *add(Chip *chip)
    {
        addChip(chip);
        return chip;
    }
    bool isNarrowing() const;
    void clear();

Q_SIGNALS:
    void changed();
    /// Down or Enter in the search: on into the table.
    void left();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addChip(FilterChip *chip);
    void tell();
    void retranslate();

    QLineEdit *m_search;
    QHBoxLayout *m_chipRow;
    QToolButton *m_clear;
    QTimer m_pause;
    QList<FilterChip *> m_chips;
    QString m_told; ///< the search that listeners last heard of
};

} // namespace kith::console
