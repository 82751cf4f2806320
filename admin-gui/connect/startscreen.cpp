// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/startscreen.h"

#include "admingui/connect/connectiondialog.h"
#include "admingui/connect/connectionedits.h"
#include "admingui/connect/connectionlist.h"
#include "admingui/look/labels.h"
#include "admingui/shell/toasts.h"

#include <QEvent>
#include <QShortcut>

namespace kith::console {

using namespace Qt::StringLiterals;

StartScreen::StartScreen(SavedConnections &connections, TokenStore &tokens, QWidget *parent)
    : QWidget(parent), m_connections(connections), m_tokens(tokens),
      m_model(new ConnectionModel(connections, this)), m_toasts(new Toasts(this)),
      m_title(label(TextRole::Title, this, u"Kith"_s)), m_subtitle(label(TextRole::Faint, this)),
      m_address(new QLineEdit(this)), m_quick(new QPushButton(this)),
      m_middle(new QStackedWidget(this)), m_list(new QListView(this)),
      m_emptyTitle(label(TextRole::Heading, this)), m_emptyText(label(TextRole::Faint, this)),
      m_open(new QPushButton(this)), m_new(new QPushButton(this)), m_edit(new QPushButton(this)),
      m_duplicate(new QPushButton(this)), m_remove(new QPushButton(this)),
      m_progressRow(new QWidget(this)), m_progress(label(TextRole::Body, this)),
      m_cancel(new QPushButton(this)), m_keeping(label(TextRole::Faint, this))
{
    build();
    addShortcuts();
    connect(m_quick, &QPushButton::clicked, this, &StartScreen::quickConnect);
    connect(m_address, &QLineEdit::returnPressed, this, &StartScreen::quickConnect);
    connect(m_list, &QListView::activated, this, &StartScreen::openSelected);
    connect(m_open, &QPushButton::clicked, this, &StartScreen::openSelected);
    connect(m_new, &QPushButton::clicked, this, &StartScreen::editNew);
    connect(m_edit, &QPushButton::clicked, this, &StartScreen::editSelected);
    connect(m_duplicate, &QPushButton::clicked, this, &StartScreen::duplicateSelected);
    connect(m_remove, &QPushButton::clicked, this, &StartScreen::removeSelected);
    connect(m_cancel, &QPushButton::clicked, this, &StartScreen::cancelled);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &StartScreen::updateButtons);
    connect(m_model, &QAbstractItemModel::modelReset, this, &StartScreen::updateButtons);
    connect(&m_tokens, &TokenStore::lastingChanged, this, &StartScreen::retranslate);
    retranslate();
    setProgress({});
    setFocusProxy(m_list);
    updateButtons();
}

void StartScreen::build()
{
    auto *sheet = new QWidget(this);
    sheet->setFixedWidth(760);
    auto *outer = new QHBoxLayout(this);
    outer->addStretch();
    outer->addWidget(sheet);
    outer->addStretch();

    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(0, 48, 0, 32);
    column->setSpacing(14);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(8);
    auto *quickRow = new QHBoxLayout;
    quickRow->addWidget(m_address, 1);
    quickRow->addWidget(m_quick);
    column->addLayout(quickRow);
    m_middle->addWidget(buildList());
    m_middle->addWidget(buildEmpty());
    column->addWidget(m_middle, 1);
    auto *progressRow = new QHBoxLayout(m_progressRow);
    progressRow->setContentsMargins({});
    m_progress->setWordWrap(true);
    progressRow->addWidget(m_progress, 1);
    progressRow->addWidget(m_cancel);
    column->addWidget(m_progressRow);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_new, m_edit, m_duplicate, m_remove})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(m_open);
    column->addLayout(buttons);
    m_keeping->setWordWrap(true);
    column->addWidget(m_keeping);
}

QWidget *StartScreen::buildList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ConnectionDelegate(m_list));
    m_list->setObjectName(u"connections"_s);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    return m_list;
}

QWidget *StartScreen::buildEmpty()
{
    auto *empty = new QFrame(this);
    empty->setObjectName(u"card"_s);
    auto *column = new QVBoxLayout(empty);
    column->addStretch();
    for (QLabel *text : {m_emptyTitle, m_emptyText}) {
        text->setAlignment(Qt::AlignCenter);
        text->setWordWrap(true);
        column->addWidget(text);
    }
    column->addStretch();
    return empty;
}

void StartScreen::addShortcuts()
{
    const auto shortcut = [this](const QKeySequence &keys, auto work) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, work);
    };
    shortcut(QKeySequence::Undo, [this] { m_undo.undo(); });
    shortcut(QKeySequence::Redo, [this] { m_undo.redo(); });
    shortcut(QKeySequence::New, [this] { editNew(); });
    shortcut(Qt::Key_F2, [this] { editSelected(); });
    // A line that is typed in takes this key for itself.
    shortcut(QKeySequence::Delete, [this] { removeSelected(); });
}

void StartScreen::retranslate()
{
    m_subtitle->setText(tr("Choose a server to look after."));
    m_address->setPlaceholderText(tr("Address of another server, such as chat.example.com"));
    m_address->setAccessibleName(tr("Address of a server"));
    m_list->setAccessibleName(tr("Saved connections"));
    m_quick->setText(tr("Quick connect"));
    m_emptyTitle->setText(tr("No servers yet"));
    m_emptyText->setText(tr("Type an address above, or save a connection with “New”."));
    m_open->setText(tr("Connect"));
    setStyleProperty(m_open, "role", u"main"_s);
    m_new->setText(tr("New…"));
    m_edit->setText(tr("Edit…"));
    m_duplicate->setText(tr("Duplicate"));
    m_remove->setText(tr("Remove"));
    m_cancel->setText(tr("Cancel"));
    m_keeping->setText(m_tokens.isLasting()
            ? tr("Sign-ins are kept in the system's keychain. Passwords are never kept.")
            : tr("%1 Sign-ins are forgotten when the console closes.").arg(m_tokens.whyNot()));
    setLevel(m_keeping, m_tokens.isLasting() ? "" : "warning");
}

void StartScreen::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StartScreen::setProgress(const QString &text)
{
    m_progress->setText(text);
    m_progressRow->setVisible(!text.isEmpty());
}

void StartScreen::updateButtons()
{
    if (!m_list->currentIndex().isValid() && m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0, 0));
    const bool isSelected = selected().has_value();
    for (QPushButton *button : {m_open, m_edit, m_duplicate, m_remove})
        button->setEnabled(isSelected);
    m_middle->setCurrentIndex(m_connections.all().empty() ? 1 : 0);
}

std::optional<SavedConnection> StartScreen::selected() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    if (rows.isEmpty())
        return {};
    return m_model->at(rows.front().row());
}

void StartScreen::select(const QString &id)
{
    m_list->setCurrentIndex(m_model->index(m_connections.indexOf(id), 0));
}

void StartScreen::quickConnect()
{
    const QUrl url = serverUrl(m_address->text());
    if (!url.isValid()) {
        m_address->setFocus();
        return m_toasts->showNotice({.text = tr("Please type the address of a server.")});
    }
    const SavedConnection *known = m_connections.findUrl(url);
    Q_EMIT wanted(known ? *known : SavedConnection{.url = url, .kind = ServerKind::Production});
}

void StartScreen::openSelected()
{
    if (const auto connection = selected())
        Q_EMIT wanted(*connection);
}

void StartScreen::editNew()
{
    auto *dialog = new ConnectionDialog({.url = serverUrl(m_address->text())}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        SavedConnection made = dialog->connection();
        made.id = SavedConnections::newId();
        m_undo.push(new ConnectionEdit(m_connections, tr("add %1").arg(made.title()), {}, made));
        select(made.id);
    });
    dialog->open();
}

void StartScreen::editSelected()
{
    const auto before = selected();
    if (!before)
        return;
    auto *dialog = new ConnectionDialog(*before, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, before] {
        const SavedConnection after = dialog->connection();
        if (after == *before)
            return;
        // A token belongs to the server that gave it.
        if (after.url != before->url)
            m_tokens.remove(after.id);
        m_undo.push(
            new ConnectionEdit(m_connections, tr("change %1").arg(before->title()), before, after));
        select(after.id);
    });
    dialog->open();
}

void StartScreen::duplicateSelected()
{
    const auto original = selected();
    if (!original)
        return;
    SavedConnection copy = *original;
    copy.id = SavedConnections::newId();
    copy.name = tr("%1 (copy)").arg(original->title());
    copy.lastUsed.reset();
    m_undo.push(
        new ConnectionEdit(m_connections, tr("duplicate %1").arg(original->title()), {}, copy));
    select(copy.id);
}

void StartScreen::removeSelected()
{
    const auto gone = selected();
    if (!gone)
        return;
    const int row = m_connections.indexOf(gone->id);
    m_tokens.remove(gone->id);
    m_undo.push(new ConnectionEdit(m_connections, tr("remove %1").arg(gone->title()), gone, {}));
    m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
    m_toasts->showNotice(
        {.text = tr("%1 is removed, and its sign-in forgotten.").arg(gone->title()),
            .actionText = tr("Undo"),
            .action = [this, id = gone->id] {
                m_undo.undo();
                select(id);
            }});
}

} // namespace kith::console
