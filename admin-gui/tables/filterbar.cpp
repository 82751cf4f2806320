// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/filterbar.h"

#include "shared/limits.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace kith::console {

using namespace std::chrono_literals;

namespace {

constexpr auto kTypingPause = 180ms;

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_clear(new QToolButton(this))
{
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(limits::kNameChars);
    m_search->setMinimumWidth(150);
    m_search->setMaximumWidth(360);
    m_search->installEventFilter(this);
    m_clear->setAutoRaise(true);
    m_clear->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    m_chipRow = new QHBoxLayout;
    m_chipRow->setSpacing(6);
    row->addLayout(m_chipRow);
    row->addWidget(m_clear);
    row->addStretch(0);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPause);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::tell);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        tell();
        Q_EMIT left();
    });
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);
    retranslate();
}

std::optional<QString> FilterBar::searched() const
{
    const QString text = m_search->text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

void FilterBar::setPlaceholder(const QString &text)
{
    m_search->setPlaceholderText(text);
    m_search->setAccessibleName(text);
}

void FilterBar::addChip(FilterChip *chip)
{
    chip->setParent(this);
    m_chipRow->addWidget(chip);
    m_chips.append(chip);
    connect(chip, &FilterChip::changed, this, [this] {
        m_pause.stop();
        m_told = m_search->text().trimmed();
        m_clear->setVisible(isNarrowing());
        Q_EMIT changed();
    });
}

bool FilterBar::isNarrowing() const
{
    return searched() || std::any_of(m_chips.begin(), m_chips.end(), [](FilterChip *chip) {
        return chip->isSet();
    });
}

void FilterBar::clear()
{
    {
        const QSignalBlocker quiet(this);
        m_search->clear();
        for (FilterChip *chip : std::as_const(m_chips))
            chip->clear();
    }
    m_pause.stop();
    m_told.clear();
    m_clear->hide();
    Q_EMIT changed();
    m_search->setFocus();
}

void FilterBar::tell()
{
    m_pause.stop();
    m_clear->setVisible(isNarrowing());
    if (std::exchange(m_told, m_search->text().trimmed()) != m_search->text().trimmed())
        Q_EMIT changed();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            tell();
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            tell();
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FilterBar::retranslate()
{
    m_clear->setText(tr("Clear filters"));
    m_clear->setAccessibleName(m_clear->text());
}

} // namespace kith::console
