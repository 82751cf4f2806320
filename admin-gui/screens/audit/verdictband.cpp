// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/verdictband.h"

#include "admingui/look/icons.h"
#include "admingui/tables/celltext.h"
#include "admingui/tables/tones.h"

#include <QBoxLayout>
#include <QPainter>

namespace kith::console {

VerdictBand::VerdictBand(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_close(new QToolButton(this))
{
    m_text->setObjectName(QStringLiteral("verdict"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setIcon(icon("close"));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Dismiss"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->addWidget(m_text, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void VerdictBand::show(const AuditVerification &verdict)
{
    m_tone = verdict.brokenAt ? Tone::Bad : Tone::Good;
    if (verdict.brokenAt) {
        m_text->setText(
            tr("The chain is broken at entry %1: %2\nEntries from there on may have been changed, "
               "added or removed by somebody with access to the database. Compare with a backup.")
                .arg(readable(*verdict.brokenAt), verdict.detail));
    } else {
        m_text->setText(tr("The chain is whole: %1 entries fit together.\nIts end is %2. Note it "
                           "elsewhere: only that shows if somebody cuts the end off later.")
                            .arg(readable(verdict.to), verdict.headHash));
    }
    setVisible(true);
    update();
}

void VerdictBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneField(m_tone));
    painter.fillRect(QRect(0, 0, 3, height()), toneText(m_tone));
}

} // namespace kith::console
