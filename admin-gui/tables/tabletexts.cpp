// SPDX-License-Identifier: GPL-3.0-or-later
// TablePanel's ways out: the clipboard and files, with progress and cancel.
#include "admingui/tables/tablepanel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QString endingOf(TextFormat format)
{
    switch (format) {
    case TextFormat::Csv:
        return u"csv"_s;
    case TextFormat::Tsv:
        return u"tsv"_s;
    case TextFormat::Json:
        break;
    }
    return u"json"_s;
}

} // namespace

void TablePanel::fillTextMenu(QMenu *menu)
{
    const bool hasRows = records()->rowCount() > 0;
    const bool isChosen = !chosenRows().isEmpty();
    const auto add = [&](const QString &text, bool enabled, std::function<void()> run) {
        QAction *action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, std::move(run));
        return action;
    };
    add(tr("Select all that match"), hasRows, [this] {
        m_view->selectAll();
    })->setShortcut(QKeySequence::SelectAll);
    menu->addSeparator();
    add(tr("Copy"), isChosen, [this] {
        copySelection(TextFormat::Tsv);
    })->setShortcut(QKeySequence::Copy);
    add(tr("Copy as CSV"), isChosen, [this] { copySelection(TextFormat::Csv); });
    add(tr("Copy as JSON"), isChosen, [this] { copySelection(TextFormat::Json); });
    menu->addSeparator();
    const auto exports = [&](const QString &title, bool onlySelected, bool enabled) {
        QMenu *sub = menu->addMenu(title);
        sub->setEnabled(enabled && !isBusy());
        for (const TextFormat format : {TextFormat::Csv, TextFormat::Tsv, TextFormat::Json})
            connect(sub->addAction(endingOf(format).toUpper()), &QAction::triggered, this,
                [this, format, onlySelected] { askForFile(format, onlySelected); });
    };
    exports(tr("Export all that match"), false, hasRows);
    exports(tr("Export the selection"), true, m_view->selectedCount() > 0);
}

void TablePanel::copySelection(TextFormat format)
{
    const QList<RowRange> rows = chosenRows();
    if (rows.isEmpty() || isBusy())
        return;
    const auto text = std::make_shared<QByteArray>();
    startJob(
        {.format = format, .columns = m_view->shownColumns(), .rows = rows},
        [text](const QByteArray &piece) {
            text->append(piece);
            return true;
        },
        [text, format] {
            auto *copied = new QMimeData;
            copied->setText(QString::fromUtf8(*text));
            if (format == TextFormat::Csv)
                copied->setData(u"text/csv"_s, *text);
            if (format == TextFormat::Json)
                copied->setData(u"application/json"_s, *text);
            QGuiApplication::clipboard()->setMimeData(copied);
            return true;
        },
        tr("Copied"));
}

void TablePanel::askForFile(TextFormat format, bool onlySelected)
{
    auto *dialog = new QFileDialog(this, tr("Export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(endingOf(format));
    dialog->setNameFilter(endingOf(format).toUpper() + u" (*."_s + endingOf(format) + u')');
    dialog->selectFile(m_texts.fileName + u'.' + endingOf(format));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format, onlySelected](
            const QString &file) { exportTo(file, format, onlySelected); });
    dialog->open();
}

void TablePanel::exportTo(const QString &name, TextFormat format, bool onlySelected)
{
    if (isBusy())
        return;
    const auto file = std::make_shared<QSaveFile>(name);
    if (!file->open(QIODevice::WriteOnly)) {
        Q_EMIT jobFailed(tr("Cannot export"), internalError(file->errorString()));
        return;
    }
    // Spreadsheets read a CSV without it in the machine's old code page.
    if (format == TextFormat::Csv)
        file->write("\xEF\xBB\xBF");
    startJob(
        {.format = format,
            .columns = m_view->shownColumns(),
            .rows = onlySelected ? m_view->selectedRanges() : QList<RowRange>()},
        [file](const QByteArray &piece) { return file->write(piece) == piece.size(); },
        [file] { return file->commit(); }, tr("Exported to %1").arg(name));
}

void TablePanel::startJob(TextJob::Order order, std::function<bool(const QByteArray &)> write,
    std::function<bool()> keep, const QString &doneText)
{
    m_job = std::make_unique<TextJob>(*records(), std::move(order), std::move(write), nullptr);
    const auto end = [this](const QString &text) {
        m_job.release()->deleteLater(); // it is what called
        endWork(text);
        Q_EMIT jobEnded();
    };
    connect(m_job.get(), &TextJob::progressed, this, [this](qint64 done, qint64 total) {
        showWork(tr("Reading %1").arg(QLocale().toString(done)), done, total, {});
    });
    connect(m_job.get(), &TextJob::finished, this, [this, end, keep, doneText](qint64 rows) {
        if (!keep()) {
            Q_EMIT jobFailed(
                tr("Cannot export"), internalError(tr("The file could not be written.")));
            return end({});
        }
        end(tr("%1: %2").arg(
            doneText, m_texts.count ? m_texts.count(rows) : QString::number(rows)));
    });
    connect(m_job.get(), &TextJob::failed, this, [this, end](const Error &error) {
        Q_EMIT jobFailed(tr("Cannot export"), error);
        end({});
    });
    m_job->start();
}

void TablePanel::cancelJob()
{
    if (m_cancelWork)
        return std::exchange(m_cancelWork, {})();
    if (!m_job)
        return;
    m_job.reset();
    endWork(tr("Cancelled"));
    Q_EMIT jobEnded();
}

void TablePanel::showWork(
    const QString &text, qint64 done, qint64 total, std::function<void()> cancel)
{
    m_cancelWork = std::move(cancel);
    m_workText->setText(text);
    m_progress->setRange(0, total > 0 ? static_cast<int>(total) : 0);
    m_progress->setValue(static_cast<int>(done));
    m_progress->show();
    m_cancel->show();
}

void TablePanel::endWork(const QString &text)
{
    m_cancelWork = {};
    m_workText->setText(text);
    m_progress->hide();
    m_cancel->hide();
}

} // namespace kith::console
