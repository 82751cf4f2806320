// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/figures.h"

#include "admingui/look/labels.h"

#include <QGridLayout>
#include <QLocale>

namespace kith::console {

using namespace Qt::StringLiterals;

QString bytesText(double bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), bytes < 100.0 * 1024 * 1024 ? 1 : 0);
}

QString countText(qint64 count) { return QLocale().toString(count); }

Figures::Figures(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"card"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(18, 14, 18, 14);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(2);
    for (int kind = 0; kind < KindCount; ++kind) {
        m_values[kind] = label(TextRole::Figure, this, u"–"_s);
        m_names[kind] = label(TextRole::Faint, this);
        const int row = kind / 3 * 3;
        grid->addWidget(m_values[kind], row, kind % 3);
        grid->addWidget(m_names[kind], row + 1, kind % 3);
        grid->setColumnStretch(kind % 3, 1);
    }
    grid->setRowMinimumHeight(2, 12);
    grid->setRowStretch(5, 1);
}

void Figures::set(Kind kind, const QString &value, const QString &more)
{
    m_values[kind]->setText(value);
    m_values[kind]->setToolTip(more);
}

void Figures::retranslate()
{
    m_names[Online]->setText(tr("people online"));
    m_names[People]->setText(tr("accounts"));
    m_names[Chats]->setText(tr("chats"));
    m_names[Messages]->setText(tr("messages"));
    m_names[Database]->setText(tr("database"));
    m_names[Disk]->setText(tr("free on disk"));
}

void Figures::show(const Overview &overview)
{
    set(Online, countText(overview.current.usersOnline));
    set(People, countText(overview.usersActive),
        tr("%1 active, %2 suspended")
            .arg(countText(overview.usersActive), countText(overview.usersSuspended)));
    set(Chats, countText(overview.chats));
    set(Messages, countText(overview.messages));
    set(Database, overview.databaseBytes > 0 ? bytesText(double(overview.databaseBytes)) : u"–"_s,
        overview.database);
    set(Disk, overview.diskFreeBytes > 0 ? bytesText(double(overview.diskFreeBytes)) : u"–"_s);
}

} // namespace kith::console
