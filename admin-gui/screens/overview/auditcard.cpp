// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/auditcard.h"

#include "admingui/look/labels.h"

#include <QDateTime>
#include <QLocale>
#include <QVBoxLayout>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kEntriesShown = 8;

QString whenText(Timestamp at)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(toMillis(at));
    const bool isToday = when.date() == QDate::currentDate();
    return isToday ? QLocale().toString(when.time(), QLocale::ShortFormat)
                   : QLocale().toString(when, QLocale::ShortFormat);
}

} // namespace

AuditCard::AuditCard(QWidget *parent)
    : QFrame(parent), m_title(label(TextRole::Heading, this)), m_all(new QPushButton(this)),
      m_empty(label(TextRole::Faint, this)), m_grid(new QGridLayout)
{
    setObjectName(u"card"_s);
    setStyleProperty(m_all, "role", u"flat"_s);
    connect(m_all, &QPushButton::clicked, this, &AuditCard::allWanted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 12, 14, 14);
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_all);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addLayout(m_grid);
    m_grid->setHorizontalSpacing(20);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(3, 1);
}

void AuditCard::retranslate()
{
    m_title->setText(tr("Recent changes"));
    m_all->setText(tr("Open the audit log"));
    m_empty->setText(tr("No administrator has changed anything yet."));
}

void AuditCard::clear()
{
    while (QLayoutItem *old = m_grid->takeAt(0)) {
        delete old->widget();
        delete old;
    }
}

void AuditCard::show(const std::vector<AuditEntry> &entries)
{
    clear();
    m_empty->setVisible(entries.empty());
    for (size_t i = 0; i < std::min(entries.size(), kEntriesShown); ++i) {
        const AuditEntry &entry = entries[i];
        const int row = int(i);
        QString target = entry.targetName;
        if (!entry.reason.isEmpty())
            target += u"  ·  "_s + entry.reason;
        m_grid->addWidget(label(TextRole::Faint, this, whenText(entry.at)), row, 0);
        m_grid->addWidget(label(TextRole::Body, this, entry.actorName), row, 1);
        m_grid->addWidget(label(TextRole::Faint, this, entry.action), row, 2);
        m_grid->addWidget(label(TextRole::Body, this, target), row, 3);
    }
}

} // namespace kith::console
