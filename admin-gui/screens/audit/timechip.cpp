// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/timechip.h"

#include <QDateTimeEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

std::optional<Timestamp> stamp(const QDateTime &time)
{
    return time.isValid() ? std::optional(fromMillis(time.toMSecsSinceEpoch())) : std::nullopt;
}

} // namespace

TimeChip::TimeChip(QWidget *parent) : FilterChip(parent) { retranslate(); }

void TimeChip::retranslate()
{
    auto *filled = new QMenu(this);
    for (const Kind kind : {Any, Hour, Today, Week, Month})
        connect(filled->addAction(textOf(kind)), &QAction::triggered, this,
            [this, kind] { choose(kind); });
    filled->addSeparator();
    connect(filled->addAction(tr("From … to …")), &QAction::triggered, this, &TimeChip::askForSpan);
    QMenu *old = menu();
    setMenu(filled);
    if (old)
        old->deleteLater();
    setName(tr("Time"));
}

QString TimeChip::textOf(Kind kind) const
{
    switch (kind) {
    case Any:
        return tr("Any time");
    case Hour:
        return tr("Last hour");
    case Today:
        return tr("Today");
    case Week:
        return tr("Last 7 days");
    case Month:
        return tr("Last 30 days");
    case Span:
        break;
    }
    const QString format = u"d MMM HH:mm"_s;
    return QLocale().toString(m_from, format) + u" – "_s + QLocale().toString(m_to, format);
}

QString TimeChip::valueText() const { return textOf(m_kind); }

std::optional<Timestamp> TimeChip::since() const
{
    const QDateTime now = QDateTime::currentDateTime();
    switch (m_kind) {
    case Any:
        return {};
    case Hour:
        return stamp(now.addSecs(-3600));
    case Today:
        return stamp(now.date().startOfDay());
    case Week:
        return stamp(now.addDays(-7));
    case Month:
        return stamp(now.addDays(-30));
    case Span:
        break;
    }
    return stamp(m_from);
}

std::optional<Timestamp> TimeChip::until() const
{
    return m_kind == Span ? stamp(m_to) : std::nullopt;
}

void TimeChip::choose(Kind kind)
{
    if (m_kind == kind && kind != Span)
        return;
    m_kind = kind;
    refreshText();
    Q_EMIT changed();
}

void TimeChip::setSpan(const QDateTime &from, const QDateTime &to)
{
    m_from = std::min(from, to);
    m_to = std::max(from, to);
    choose(Span);
}

void TimeChip::askForSpan()
{
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Time"));
    const QDateTime now = QDateTime::currentDateTime();
    const auto edit = [dialog](const QDateTime &time) {
        auto *made = new QDateTimeEdit(time, dialog);
        made->setCalendarPopup(true);
        return made;
    };
    QDateTimeEdit *from = edit(m_from.isValid() ? m_from : now.addDays(-1));
    QDateTimeEdit *to = edit(m_to.isValid() ? m_to : now);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    auto *form = new QFormLayout(dialog);
    form->addRow(tr("From"), from);
    form->addRow(tr("To"), to);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this,
        [this, from, to] { setSpan(from->dateTime(), to->dateTime()); });
    dialog->open();
}

} // namespace kith::console
