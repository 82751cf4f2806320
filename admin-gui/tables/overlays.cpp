// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/tables/overlays.h"

#include "admingui/look/labels.h"
#include "admingui/tables/celldelegate.h"
#include "admingui/tables/tones.h"
#include "shared/problem.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPainter>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QPushButton *flatButton(QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace

// ---- SkeletonOverlay ------------------------------------------------------------------------

SkeletonOverlay::SkeletonOverlay(QWidget *over) : QWidget(over)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Loading"));
}

void SkeletonOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int height = CellDelegate::rowHeight(fontMetrics());
    const int columns = qMax(1, width() / 190);
    for (int row = 0; row * height < this->height(); ++row) {
        for (int column = 0; column < columns; ++column) {
            const int length = 60 + (row * 37 + column * 53) % 80;
            QColor colour = hairline();
            colour.setAlphaF(static_cast<float>(qMax(0.0, 1.0 - row * 0.07)));
            painter.setBrush(colour);
            painter.drawRoundedRect(
                QRect(10 + column * 190, row * height + height / 2 - 4, length, 8), 4, 4);
        }
    }
}

// ---- EmptyOverlay ---------------------------------------------------------------------------

EmptyOverlay::EmptyOverlay(QWidget *over)
    : QWidget(over), m_title(new QLabel(this)), m_hint(new QLabel(this)), m_button(flatButton(this))
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMaximumWidth(420);
    setStyleProperty(m_hint, "role", u"faint"_s);
    for (QLabel *label : {m_title, m_hint})
        label->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(m_hint, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyOverlay::clicked);
}

void EmptyOverlay::setTexts(const QString &title, const QString &hint, const QString &button)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setMinimumWidth(qMin(420, m_hint->fontMetrics().horizontalAdvance(hint) + 8));
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

// ---- NewRowsPill ----------------------------------------------------------------------------

NewRowsPill::NewRowsPill(QWidget *over) : QPushButton(over)
{
    setCursor(Qt::PointingHandCursor);
    hide();
}

void NewRowsPill::setCount(int count)
{
    setText(tr("%n new", "rows", count));
    setAccessibleName(tr("%n new rows: read the list anew", nullptr, count));
    setVisible(count > 0);
    place();
}

QSize NewRowsPill::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 44, fontMetrics().height() + 14};
}

void NewRowsPill::place()
{
    resize(sizeHint());
    move((parentWidget()->width() - width()) / 2, 10);
    raise();
}

void NewRowsPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setPen(hasFocus() ? QPen(toneText(Tone::Plain), 1.5) : Qt::NoPen);
    painter.setBrush(underMouse() ? accent.lighter(112) : accent);
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2);
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(rect(), Qt::AlignCenter, u"↑  "_s + text());
}

// ---- FailureBand ----------------------------------------------------------------------------

FailureBand::FailureBand(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_retry(flatButton(this)), m_copy(flatButton(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy);
    row->addWidget(m_retry);
    connect(m_retry, &QPushButton::clicked, this, &FailureBand::retryWanted);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(wholeText(m_error)); });
    retranslate();
    hide();
}

void FailureBand::show(const Error &error)
{
    m_error = error;
    m_text->setText(sentenceOf(error));
    setVisible(true);
}

void FailureBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneField(Tone::Bad));
    painter.fillRect(QRect(0, 0, 3, height()), toneText(Tone::Bad));
}

void FailureBand::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void FailureBand::retranslate()
{
    m_retry->setText(tr("Try again"));
    m_copy->setText(tr("Copy details"));
}

QString sentenceOf(const Error &error)
{
    QStringList lines;
    for (const FieldError &field : error.fields)
        lines.append(field.field + u": "_s + field.message);
    if (lines.isEmpty() || !error.detail.isEmpty())
        lines.prepend(error.detail.isEmpty() ? FailureBand::tr("It did not work.") : error.detail);
    return lines.join(u'\n');
}

QString wholeText(const Error &error)
{
    QString text = QString::fromLatin1(nameOf(error.code)) + u": "_s + sentenceOf(error);
    if (!error.requestId.isEmpty())
        text += u" (request "_s + error.requestId + u')';
    return text;
}

} // namespace kith::console
