// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/commandpalette.h"

#include "admingui/look/icons.h"
#include "admingui/look/labels.h"
#include "admingui/shell/palettemodel.h"

#include <QCoreApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kPause = 120ms;
constexpr int kWidth = 620;
constexpr int kTop = 80;
constexpr int kRows = 10;
constexpr int kFoundOfAKind = 6;
constexpr qsizetype kSearchedFrom = 2; ///< characters

bool hasAll(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(),
        [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString nameOfChat(const AdminChat &chat)
{
    if (!chat.name.isEmpty())
        return chat.name;
    QStringList names;
    for (const UserBrief &person : chat.people)
        names.append(person.username);
    return names.join(u", "_s);
}

} // namespace

CommandPalette::CommandPalette(Workspace &workspace, QWidget *over)
    : QFrame(over), m_workspace(workspace), m_over(over), m_line(new QLineEdit(this)),
      m_list(new QListView(this)), m_empty(label(TextRole::Faint, this)),
      m_model(new PaletteModel(this))
{
    build();
    hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &CommandPalette::search);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::onTyped);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runAt);
    m_line->installEventFilter(this);
    over->installEventFilter(this);
}

void CommandPalette::build()
{
    setObjectName(u"palette"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setContentsMargins(16, 10, 16, 12);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_list);
    column->addWidget(m_empty);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(40);
    shadow->setOffset(0, 8);
    shadow->setColor(QColor(0, 0, 0, 90));
    setGraphicsEffect(shadow);
}

int CommandPalette::resultCount() const { return m_model->rowCount(); }

void CommandPalette::open(const QList<QAction *> &actions)
{
    m_actions = actions;
    m_people.clear();
    m_chats.clear();
    m_focusBefore = m_over->window()->focusWidget();
    m_line->setPlaceholderText(tr("Go to a screen, an action, a person or a chat"));
    m_line->setAccessibleName(m_line->placeholderText());
    m_list->setAccessibleName(tr("What was found"));
    m_line->clear();
    onTyped();
    show();
    raise();
    m_line->setFocus();
}

void CommandPalette::dismiss()
{
    ++m_search; // answers under way are not wanted any more
    m_pause.stop();
    hide();
    m_actions.clear();
}

void CommandPalette::giveFocusBack()
{
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void CommandPalette::onTyped()
{
    ++m_search;
    m_waiting = 0;
    const QString text = m_line->text().trimmed();
    m_people.clear();
    m_chats.clear();
    m_pause.stop();
    if (text.size() >= kSearchedFrom) {
        m_waiting = 2;
        m_pause.start();
    }
    showFound();
}

void CommandPalette::search()
{
    const QString text = m_line->text().trimmed();
    const int number = m_search;
    m_workspace.admin().users({.search = text, .limit = kFoundOfAKind},
        {this, [this, number](Result<CountedPage<User>> page) {
             if (number != m_search)
                 return;
             --m_waiting;
             if (page)
                 m_people = commandsOf(page->items);
             showFound();
         }});
    m_workspace.admin().chats({.search = text, .limit = kFoundOfAKind},
        {this, [this, number](Result<CountedPage<AdminChat>> page) {
             if (number != m_search)
                 return;
             --m_waiting;
             if (page)
                 m_chats = commandsOf(page->items);
             showFound();
         }});
}

std::vector<Command> CommandPalette::commandsOf(const std::vector<User> &users)
{
    std::vector<Command> out;
    for (const User &user : users) {
        const QString name = user.fullName.isEmpty()
            ? user.username
            : u"%1  (%2)"_s.arg(user.fullName, user.username);
        out.push_back({.icon = icon("user"),
            .title = name,
            .hint = tr("Person"),
            .run = [this, id = user.id] { m_workspace.openUser(id); }});
    }
    return out;
}

std::vector<Command> CommandPalette::commandsOf(const std::vector<AdminChat> &chats)
{
    std::vector<Command> out;
    for (const AdminChat &chat : chats) {
        out.push_back({.icon = icon("chats"),
            .title = nameOfChat(chat),
            .hint = tr("Chat"),
            .run = [this, id = chat.id] { m_workspace.openChat(id); }});
    }
    return out;
}

std::vector<Command> CommandPalette::matchingActions(const QStringList &words) const
{
    std::vector<Command> starting;
    std::vector<Command> containing;
    for (QAction *action : m_actions) {
        QString title = action->text();
        title.remove(u'&');
        if (!action->isEnabled() || !hasAll(title, words))
            continue;
        const bool isStart =
            !words.isEmpty() && title.startsWith(words.front(), Qt::CaseInsensitive);
        (isStart ? starting : containing)
            .push_back({.icon = action->icon().isNull() ? icon("action") : action->icon(),
                .title = title,
                .hint = action->shortcut().toString(QKeySequence::NativeText),
                .run = [chosen = QPointer(action)] {
                    if (chosen)
                        chosen->trigger();
                }});
    }
    starting.insert(starting.end(), containing.begin(), containing.end());
    return starting;
}

void CommandPalette::showFound()
{
    const QStringList words = m_line->text().split(u' ', Qt::SkipEmptyParts);
    std::vector<Command> found = matchingActions(words);
    found.insert(found.end(), m_people.begin(), m_people.end());
    found.insert(found.end(), m_chats.begin(), m_chats.end());
    m_model->setCommands(std::move(found));
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->setVisible(m_model->rowCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0 || m_waiting > 0);
    m_empty->setText(m_waiting > 0 ? tr("Searching the server…") : tr("Nothing found."));
    place();
}

void CommandPalette::place()
{
    const int rowHeight = m_list->sizeHintForRow(0);
    m_list->setFixedHeight(std::min(m_model->rowCount(), kRows) * std::max(rowHeight, 0) + 10);
    const int width = std::min(kWidth, m_over->width() - 40);
    setFixedWidth(width);
    adjustSize();
    move((m_over->width() - width) / 2, std::min(kTop, m_over->height() / 8));
}

void CommandPalette::runAt(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto run = m_model->at(index.row()).run;
    dismiss();
    giveFocusBack();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_over && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_line)
        return false;
    if (event->type() == QEvent::FocusOut && isVisible())
        dismiss();
    if (event->type() != QEvent::KeyPress)
        return false;
    const int rows = m_model->rowCount();
    const int row = m_list->currentIndex().row();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        dismiss();
        giveFocusBack();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runAt(m_list->currentIndex());
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (rows > 0) {
            const int by = static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down ? 1 : rows - 1;
            m_list->setCurrentIndex(m_model->index((row + by) % rows, 0));
        }
        return true;
    default:
        return false;
    }
}

} // namespace kith::console
