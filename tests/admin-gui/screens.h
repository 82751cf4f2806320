// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What tests of the screens made of tables share: the window on a page, and hands for it. Each
// function works as a person would, by keys and clicks, and waits for what must follow.

#include "admingui/screens/listpage.h"
#include "admingui/shell/workspaceview.h"
#include "consoletest.h"

#include <QDialog>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace kith::test {

/// The console's settings in a folder that ends with this object.
class OwnSettings
{
public:
    OwnSettings()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("kith-test"));
        QCoreApplication::setApplicationName(QStringLiteral("kith-admin"));
    }

private:
    QTemporaryDir m_folder;
};

/// The window on one screen, shown.
template <class P> struct Screen
{
    explicit Screen(std::unique_ptr<console::Workspace> signedIn, const QString &id)
        : window(std::move(signedIn))
    {
        window.resize(1360, 820);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qWarning("the window did not become active");
        window.go({.page = id});
    }
    P *page() { return qobject_cast<P *>(window.currentPage()); }
    console::TablePanel *panel() { return page()->panel(); }
    console::RecordView *table() { return panel()->view(); }
    console::RecordModelBase *rows() { return panel()->records(); }

    console::WorkspaceView window;
};

/// A key of the window, which has to be the active one again after a dialog.
inline void press(QWidget &window, Qt::Key key, Qt::KeyboardModifiers keys)
{
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qWarning("the window did not become active");
    QTest::keyClick(&window, key, keys);
}

/// The list has been read and has `count` rows.
inline bool hasRows(const console::RecordModelBase *rows, int count)
{
    return QTest::qWaitFor(
        [&] {
            return rows->state() == console::RecordModelBase::State::Ready && !rows->isReading()
                && rows->rowCount() == count;
        },
        10'000);
}

/// The row whose column `field` reads `text`, or -1.
inline int rowWith(
    const console::RecordModelBase *rows, const QByteArray &field, const QString &text)
{
    for (int column = 0; column < rows->columnCount(); ++column) {
        if (rows->field(column) != field)
            continue;
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->text(row, column, console::RecordModelBase::Form::Programs) == text)
                return row;
        }
    }
    return -1;
}

/// A click on a row, as by a mouse.
inline void clickRow(
    console::RecordView *table, int row, Qt::KeyboardModifiers keys = Qt::NoModifier)
{
    const int column = table->shownColumns().front();
    table->scrollTo(table->model()->index(row, column));
    const QRect cell = table->visualRect(table->model()->index(row, column));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, keys, cell.center());
}

/// Opens the table's menu at the chosen row and picks entries by their texts, one a level.
inline bool choose(console::RecordView *table, const QStringList &path)
{
    const QPoint at = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &asked);
    for (const QString &text : path) {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        const QList<QAction *> actions = menu->actions();
        const auto found = std::find_if(actions.begin(), actions.end(),
            [&](const QAction *action) { return action->text() == text; });
        if (found == actions.end() || !(*found)->isEnabled()) {
            menu->close();
            return false;
        }
        menu->setActiveAction(*found);
        QTest::keyClick(menu, (*found)->menu() ? Qt::Key_Right : Qt::Key_Return);
    }
    return true;
}

/// The open dialog of that name, once it is there.
inline QDialog *dialog(const QString &name)
{
    QDialog *found = nullptr;
    const auto isThere = [&] {
        const QWidgetList all = QApplication::topLevelWidgets();
        for (QWidget *widget : all) {
            if (widget->objectName() == name && widget->isVisible())
                found = qobject_cast<QDialog *>(widget);
        }
        return found != nullptr;
    };
    return QTest::qWaitFor(isThere, 5'000) ? found : nullptr;
}

inline bool isGone(const QString &dialogName)
{
    return QTest::qWaitFor(
        [&] {
            const QWidgetList all = QApplication::topLevelWidgets();
            return std::none_of(all.begin(), all.end(), [&](QWidget *widget) {
                return widget->objectName() == dialogName && widget->isVisible();
            });
        },
        10'000);
}

/// Presses the dialog's main button once it can be pressed.
inline bool accept(QDialog *shown)
{
    auto *button = shown ? shown->findChild<QPushButton *>(QStringLiteral("accept")) : nullptr;
    if (!button || !QTest::qWaitFor([&] { return button->isEnabled(); }, 10'000))
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

/// Types into a field of a dialog, in place of what stands there.
inline void fill(QDialog *shown, const char *field, const QString &text)
{
    auto *line = shown->findChild<QLineEdit *>(QString::fromLatin1(field));
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

} // namespace kith::test
