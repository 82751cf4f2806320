// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/page.h"

#include "admingui/look/icons.h"
#include "admingui/screens/users/table.h"

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

UsersPage::UsersPage(Workspace &workspace, QWidget *parent)
    : ListPage(workspace, parent), m_role(panel()->filters()->add(new ChoiceChip)),
      m_state(panel()->filters()->add(new ChoiceChip)),
      m_users([this](const PageRequest &request,
                  Callback<CountedPage<User>> done) { fetch(request, std::move(done)); },
          [](const User &user) { return user.id.value; }, PagePlan::Ends::Both, this),
      m_pane(new UserDetailPane(workspace, this)), m_does(new UserActs(workspace, this)),
      m_listActions(new UserActions(this)), m_paneActions(new UserActions(m_pane))
{
    m_users.setColumns(UserTable::columns());
    setUp(u"users"_s, &m_users, m_pane);
    panel()->view()->setSort(1, Qt::AscendingOrder);
    m_create = addAct(Needs::Nothing, true, [this] { m_does->create(); });
    m_create->setIcon(icon("add"));
    m_create->setShortcut(QKeySequence::New);
    panel()->addButton(m_create);
    for (QAction *act : m_listActions->all())
        panel()->addMenuAction(act);
    for (QAction *act : m_paneActions->all())
        m_pane->addButton(act);
    m_listActions->edit()->setShortcut(Qt::Key_F2);
    m_listActions->edit()->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_listActions->edit());
    connectActs();
    UsersPage::retranslate();
}

void UsersPage::connectActs()
{
    connect(m_does, &UserActs::changed, this, &UsersPage::refresh);
    connect(m_does, &UserActs::created, this, [this](UserId id) {
        refresh();
        openDetail(id.value);
    });
    connect(m_listActions, &UserActions::bulkWanted, this, &UsersPage::actOnChosen);
    connect(m_listActions, &UserActions::editWanted, this, [this] {
        if (const auto user = chosenUser())
            m_does->edit(*user);
    });
    connect(m_listActions, &UserActions::linkWanted, this, [this] {
        if (const auto user = chosenUser())
            m_does->passwordLink(briefOf(*user));
    });
    connect(m_paneActions, &UserActions::bulkWanted, this,
        [this](UserAction action, std::optional<UserRole> role) {
            m_does->bulk(
                {.action = action, .role = role, .people = {UserId(openId())}, .reason = {}});
        });
    connect(m_paneActions, &UserActions::editWanted, this,
        [this] { m_does->edit(m_pane->shown()->user); });
    connect(m_paneActions, &UserActions::linkWanted, this,
        [this] { m_does->passwordLink(briefOf(m_pane->shown()->user)); });
    connect(m_pane, &UserDetailPane::shownChanged, this, &UsersPage::updateActs);
    connect(panel(), &TablePanel::emptyActed, m_create, &QAction::trigger);
    connect(&m_users, &QAbstractItemModel::modelReset, this,
        [this] { m_readAt = SystemClock().now(); });
    connect(&workspace().events(), &EventSocket::userEvent, this,
        [this](const frames::UserEvent &event) {
            if (event.stream == streamName(StreamId::admins()))
                hear(event.user);
        });
}

// ---- The list -------------------------------------------------------------------------------

void UsersPage::fetch(const PageRequest &request, Callback<CountedPage<User>> done)
{
    workspace().admin().users({.search = panel()->filters()->searched(),
                                  .role = m_role->chosen<UserRole>(),
                                  .isActive = m_state->chosenBool(),
                                  .sort = m_sort,
                                  .order = request.fromEnd ? opposite(m_order) : m_order,
                                  .cursor = request.cursor,
                                  .limit = request.limit,
                                  .total = request.total},
        std::move(done));
}

void UsersPage::sortBy(int key, Qt::SortOrder order)
{
    m_sort = static_cast<AdminUserSort>(key);
    m_order = order == Qt::AscendingOrder ? SortOrder::Ascending : SortOrder::Descending;
    m_users.reload();
}

void UsersPage::hear(const User &user)
{
    const bool isShown = m_users.upsert(user);
    if (!isShown && user.createdAt > m_readAt)
        m_users.noteNewRow();
    if (openId() == user.id.value)
        m_pane->refresh();
}

void UsersPage::refresh()
{
    ListPage::refresh();
    if (openId() != 0)
        m_pane->refresh();
}

// ---- Acts -----------------------------------------------------------------------------------

std::optional<User> UsersPage::chosenUser() const
{
    const QList<RowRange> rows = panel()->chosenRows();
    if (rows.size() != 1 || rows.front().first != rows.front().last)
        return {};
    const User *user = m_users.at(rows.front().first);
    return user ? std::optional(*user) : std::nullopt;
}

void UsersPage::removeChosen()
{
    if (m_listActions->suspend()->isEnabled())
        actOnChosen(UserAction::Suspend, {});
}

void UsersPage::actOnChosen(UserAction action, std::optional<UserRole> role)
{
    collect([this, action, role](std::vector<UserId> people) {
        if (!people.empty())
            m_does->bulk(
                {.action = action, .role = role, .people = std::move(people), .reason = {}});
    });
}

void UsersPage::collect(std::function<void(std::vector<UserId>)> done)
{
    const QList<RowRange> rows = panel()->chosenRows();
    if (rows.isEmpty())
        return;
    if (m_users.areLoaded(rows)) {
        std::vector<UserId> people;
        for (const User &user : m_users.loadedRows(rows))
            people.push_back(user.id);
        return done(std::move(people));
    }
    walkTo(rows, std::move(done));
}

void UsersPage::walkTo(const QList<RowRange> &rows, std::function<void(std::vector<UserId>)> done)
{
    const auto people = std::make_shared<std::vector<UserId>>();
    m_walk = m_users.walk([people, rows, at = 0](const std::vector<User> &page) mutable {
        for (const User &user : page) {
            const auto isIn = [row = at++](const RowRange &range) {
                return range.first <= row && row <= range.last;
            };
            if (std::any_of(rows.begin(), rows.end(), isIn))
                people->push_back(user.id);
        }
        return at <= rows.back().last;
    });
    const auto end = [this](const QString &said) {
        m_walk.release()->deleteLater(); // it may be what called
        panel()->endWork(said);
    };
    const int wanted = rows.back().last + 1;
    connect(m_walk.get(), &RecordWalk::progressed, this, [this, end, wanted](qint64 read) {
        panel()->showWork(
            tr("Reading %1 people").arg(QLocale().toString(read)), read, wanted, [this, end] {
                m_walk->cancel();
                end(tr("Cancelled"));
            });
    });
    connect(m_walk.get(), &RecordWalk::finished, this, [people, done, end] {
        end({});
        done(std::move(*people));
    });
    connect(m_walk.get(), &RecordWalk::failed, this, [this, end](const Error &error) {
        end({});
        workspace().fail(tr("Cannot read the selection"), error);
    });
    m_walk->start();
}

void UsersPage::refineActs()
{
    const bool isReadOnly = workspace().isReadOnly();
    const User &self = workspace().self();
    const qint64 selected = panel()->view()->selectedCount();
    m_listActions->update(
        {.count = panel()->chosenRows().isEmpty() ? 0 : std::max<qint64>(selected, 1),
            .only = chosenUser()},
        self, isReadOnly);
    const auto &shown = m_pane->shown();
    m_paneActions->update(
        {.count = shown ? 1 : 0, .only = shown ? std::optional(shown->user) : std::nullopt}, self,
        isReadOnly);
}

QList<QAction *> UsersPage::paletteActions() const
{
    return ListPage::paletteActions() + m_listActions->all();
}

void UsersPage::retranslate()
{
    m_users.setColumns(UserTable::columns());
    m_create->setText(tr("New user…"));
    m_listActions->retranslate();
    m_paneActions->retranslate();
    QList<ChoiceChip::Choice> roles;
    for (const auto &row : enumNames<UserRole>)
        roles.append({static_cast<int>(row.value), readable(row.value)});
    m_role->setChoices(tr("Role"), roles);
    m_state->setChoices(tr("State"), {{true, tr("Active")}, {false, tr("Suspended")}});
    panel()->filters()->setPlaceholder(tr("Search name, username, e-mail, title or team"));
    panel()->view()->setAccessibleName(tr("Users"));
    panel()->setTexts({.count = [](qint64 n) { return tr("%1 people").arg(QLocale().toString(n)); },
        .emptyTitle = tr("Nobody here yet"),
        .emptyHint = tr("Create the first person, or let people register."),
        .emptyButton = tr("New user…"),
        .noMatchTitle = tr("Nobody matches"),
        .fileName = u"users"_s});
}

} // namespace kith::console
