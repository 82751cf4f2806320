// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/bulkdialog.h"

#include "admingui/look/labels.h"
#include "admingui/screens/users/bulkwords.h"
#include "admingui/screens/users/outcomemodel.h"
#include "admingui/tables/celldelegate.h"
#include "admingui/tables/overlays.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableView>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

BulkDialog::BulkDialog(Workspace &workspace, UserBulkRun::Order order, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_order(std::move(order)),
      m_outcomes(new OutcomeModel(this)), m_title(plainLabel(this)), m_text(plainLabel(this)),
      m_summary(plainLabel(this)), m_table(new QTableView(this)), m_reason(new QLineEdit(this)),
      m_problem(plainLabel(this)), m_progress(new QProgressBar(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"bulk"_s);
    setWindowTitle(BulkWords::question(m_order));
    build();
    startDryRun();
}

void BulkDialog::build()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setText(BulkWords::question(m_order));
    m_text->setText(BulkWords::consequence(m_order.action));
    m_table->setModel(m_outcomes);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("What happens to each person"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(CellDelegate::rowHeight(fontMetrics()));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(OutcomeModel::Person, 250);
    m_table->setColumnWidth(OutcomeModel::Before, 100);
    m_table->setColumnWidth(OutcomeModel::After, 130);
    m_reason->setPlaceholderText(tr("Reason, kept in the audit log (may be left empty)"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(limits::kReasonChars);
    setLevel(m_problem, "critical");
    m_problem->hide();
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(8);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_accept->setObjectName(u"accept"_s);
    m_accept->setAutoDefault(false);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &BulkDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, &BulkDialog::startApply);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(10);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_summary})
        column->addWidget(part);
    column->addWidget(m_table, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_reason, m_problem, m_progress, buttons})
        column->addWidget(part);
    resize(900, 560);
}

void BulkDialog::run(UserBulkRun::Mode mode, std::function<void()> finished)
{
    delete m_run;
    m_run = new UserBulkRun(m_workspace, m_order, mode, this);
    m_problem->hide();
    m_progress->setRange(0, static_cast<int>(m_order.people.size()));
    m_progress->setValue(0);
    m_progress->show();
    connect(m_run, &UserBulkRun::progressed, m_progress,
        [this](qint64 done) { m_progress->setValue(static_cast<int>(done)); });
    connect(m_run, &UserBulkRun::finished, this, std::move(finished));
    connect(m_run, &UserBulkRun::failed, this, &BulkDialog::showFailure);
    m_run->start();
}

void BulkDialog::startDryRun()
{
    m_accept->setText(tr("Looking…"));
    m_accept->setEnabled(false);
    m_summary->setText(tr("Asking the server what would happen…"));
    run(UserBulkRun::Mode::DryRun, [this] { showDryRun(); });
}

void BulkDialog::showDryRun()
{
    const UserBulkResult &result = m_run->result();
    m_outcomes->setOutcomes(m_order.action, result.outcomes);
    m_table->setCurrentIndex(m_outcomes->index(0, 0));
    const auto count = [](qint64 n) { return QLocale().toString(n); };
    QStringList parts{tr("%1 will change").arg(count(result.changed))};
    if (result.unchanged > 0)
        parts.append(tr("%1 unchanged").arg(count(result.unchanged)));
    if (result.refused > 0)
        parts.append(tr("%1 refused").arg(count(result.refused)));
    m_summary->setText(parts.join(u"  ·  "_s));
    m_accept->setText(
        result.changed > 0 ? BulkWords::verb(m_order, result.changed) : tr("Nothing to do"));
    m_accept->setEnabled(result.changed > 0);
    m_progress->hide();
    m_isReady = true;
    (result.changed > 0 ? static_cast<QWidget *>(m_reason) : m_cancel)->setFocus();
}

void BulkDialog::startApply()
{
    m_isReady = false;
    m_isApplying = true;
    m_order.reason = m_reason->text().trimmed();
    m_reason->setEnabled(false);
    m_accept->setEnabled(false);
    m_cancel->setText(tr("Stop"));
    run(UserBulkRun::Mode::Apply, [this] {
        m_isApplying = false;
        Q_EMIT applied(m_run->result());
        accept();
    });
}

void BulkDialog::showFailure(const Error &error)
{
    m_problem->setText(sentenceOf(error));
    m_problem->show();
    m_progress->hide();
    m_cancel->setText(tr("Close"));
    if (std::exchange(m_isApplying, false)) {
        m_problem->setText(tr("Stopped after %1 of %2 people. %3")
                               .arg(m_run->done())
                               .arg(m_order.people.size())
                               .arg(sentenceOf(error)));
        if (m_run->result().changed > 0)
            Q_EMIT applied(m_run->result());
    }
}

void BulkDialog::reject()
{
    if (m_isApplying)
        m_run->cancel(); // the piece that is under way decides; then applied() tells what was done
    else
        QDialog::reject();
}

} // namespace kith::console
