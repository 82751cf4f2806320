// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/overview/healthcard.h"

#include "admingui/look/labels.h"

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

QString checkName(const QString &name)
{
    const std::pair<QString, QString> known[] = {
        {u"serving"_s, HealthCard::tr("Service")},
        {u"disk_space"_s, HealthCard::tr("Disk space")},
        {u"event_loops"_s, HealthCard::tr("Event loops")},
        {u"writer_queue"_s, HealthCard::tr("Write queue")},
        {u"reader_queue"_s, HealthCard::tr("Read queue")},
        {u"password_queue"_s, HealthCard::tr("Sign-in queue")},
        {u"connections"_s, HealthCard::tr("Connections")},
        {u"descriptors"_s, HealthCard::tr("File descriptors")},
        {u"backup"_s, HealthCard::tr("Backup")},
        {u"demo"_s, HealthCard::tr("Demo people")},
    };
    for (const auto &[id, text] : known) {
        if (name == id)
            return text;
    }
    return name;
}

HealthCard::HealthCard(QWidget *parent)
    : QFrame(parent), m_verdict(label(TextRole::Figure, this)), m_reasons(new QVBoxLayout),
      m_well(label(TextRole::Faint, this))
{
    setObjectName(u"card"_s);
    m_well->setWordWrap(true);
    m_reasons->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 14, 18, 14);
    column->setSpacing(8);
    column->addWidget(m_verdict);
    column->addLayout(m_reasons);
    column->addStretch();
    column->addWidget(m_well);
}

void HealthCard::show(const Overview &overview)
{
    switch (overview.health) {
    case HealthLevel::Ok:
        m_verdict->setText(tr("✓ All is well"));
        break;
    case HealthLevel::Warning:
        m_verdict->setText(tr("! Worth a look"));
        break;
    case HealthLevel::Critical:
        m_verdict->setText(tr("✕ Needs help now"));
        break;
    }
    setLevel(m_verdict, nameOf(overview.health));
    while (QLayoutItem *old = m_reasons->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    auto checks = overview.checks;
    std::stable_sort(checks.begin(), checks.end(),
        [](const HealthCheck &a, const HealthCheck &b) { return a.level > b.level; });
    QStringList well;
    for (const HealthCheck &check : checks) {
        if (check.level == HealthLevel::Ok)
            well.append(checkName(check.name));
        else
            addReason(check);
    }
    m_well->setText(tr("In order: %1").arg(well.join(u", "_s)));
    m_well->setVisible(!well.isEmpty());
}

void HealthCard::addReason(const HealthCheck &check)
{
    auto *reason = new QWidget(this);
    auto *column = new QVBoxLayout(reason);
    column->setContentsMargins({});
    column->setSpacing(1);
    QLabel *what =
        label(TextRole::Body, reason, u"%1: %2"_s.arg(checkName(check.name), check.detail));
    setLevel(what, nameOf(check.level));
    QLabel *advice = label(TextRole::Faint, reason, check.advice);
    for (QLabel *text : {what, advice}) {
        text->setWordWrap(true);
        column->addWidget(text);
    }
    advice->setVisible(!check.advice.isEmpty());
    m_reasons->addWidget(reason);
}

void HealthCard::showUnknown()
{
    m_verdict->setText(tr("? Not known"));
    setLevel(m_verdict, "");
}

} // namespace kith::console
