// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/tables/filterbar.h"
#include "admingui/tables/overlays.h"
#include "admingui/tables/recordview.h"
#include "admingui/tables/textjob.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>

class QHBoxLayout;
class QVBoxLayout;

namespace kith::console {

/// A whole list as every screen shows it: filters, acts, the table, what it says while it is empty,
/// loading or broken, and a status line with totals and the progress of an export. The screen
/// brings the model and reacts to filters, sorting and acts. On the GUI thread.
class TablePanel : public QWidget
{
    Q_OBJECT

public:
    /// How a screen speaks of its rows. Set again at a change of language.
    struct Texts
    {
        std::function<QString(qint64)> count{}; ///< "100,004 people"
        QString emptyTitle{}; ///< of a list that has nothing at all
        QString emptyHint{};
        QString emptyButton{}; ///< empty: none; else emptyActed() is emitted
        QString noMatchTitle{}; ///< of filters that nothing passes
        QString fileName{}; ///< of an export, without its ending
    };
    enum class Extent { Whole, Compact }; ///< Compact: within a detail, without bar and status line

    explicit TablePanel(Extent extent = Extent::Whole, QWidget *parent = nullptr);
    ~TablePanel() override;

    FilterBar *filters() const { return m_filters; }
    RecordView *view() const { return m_view; }
    RecordModelBase *records() const { return m_view->records(); }

    /// `settingsName` names the columns' settings; see settingsNameFor().
    void setRecords(RecordModelBase *records, const QString &settingsName);
    void setTexts(const Texts &texts);
    /// A button of the bar, at its end.
    void addButton(QAction *action);
    /// An entry of the table's menu (and of the button of the same menu); a separator where null.
    void addMenuAction(QAction *action);
    /// Something of the screen's own below the bar, such as a notice.
    void addBand(QWidget *band);

    /// The list's rows that are selected; the row with the focus when none are.
    QList<RowRange> chosenRows() const;
    void focusSearch();
    void refresh() { records()->refresh(); }

    void copySelection(TextFormat format);
    /// All that match, or the selected rows, into a file; progress stands in the status line.
    void exportTo(const QString &file, TextFormat format, bool onlySelected);
    bool isBusy() const { return m_job != nullptr; }
    void cancelJob();
    /// Shows that something else of this list is under way; total -1: unknown. Ends with endWork().
    void showWork(const QString &text, qint64 done, qint64 total, std::function<void()> cancel);
    void endWork(const QString &said = {});

Q_SIGNALS:
    void opened(int row);
    void removeWanted();
    void sortWanted(int sortKey, Qt::SortOrder order);
    void selectedChanged();
    void emptyActed(); ///< the button of a list that has nothing at all
    void jobFailed(const QString &what, const kith::Error &error);
    void jobEnded(); ///< finished, failed or cancelled

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(Extent extent);
    QHBoxLayout *buildBar();
    QWidget *buildStatus();
    void connectAll();
    void retranslate();
    void placeOverlays();
    void showState();
    void showStatus();
    void openMenu(const QPoint &globalAt);
    void fillTextMenu(QMenu *menu);
    void askForFile(TextFormat format, bool onlySelected);
    void startJob(TextJob::Order order, std::function<bool(const QByteArray &)> write,
        std::function<bool()> keep, const QString &doneText);

    Texts m_texts;
    FilterBar *m_filters;
    RecordView *m_view;
    QWidget *m_bar = nullptr;
    QHBoxLayout *m_buttons = nullptr;
    QVBoxLayout *m_bands = nullptr;
    QToolButton *m_columnsButton = nullptr;
    QToolButton *m_textButton = nullptr;
    QToolButton *m_menuButton = nullptr;
    FailureBand *m_failure;
    SkeletonOverlay *m_skeleton;
    EmptyOverlay *m_empty;
    NewRowsPill *m_pill;
    QLabel *m_status;
    QLabel *m_workText;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QList<QAction *> m_menuActions;
    std::function<void()> m_cancelWork;
    std::unique_ptr<TextJob> m_job;
};

/// Widths are kept for each server: "tables/chat.example.org:8000/users".
QString settingsNameFor(const QUrl &server, const QString &table);

} // namespace kith::console
