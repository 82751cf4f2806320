// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/users/acts.h"

#include "admingui/acts/question.h"
#include "admingui/acts/undoable.h"
#include "admingui/screens/users/bulkdialog.h"
#include "admingui/screens/users/bulkwords.h"
#include "admingui/screens/users/form.h"
#include "admingui/screens/users/passwordlinkdialog.h"
#include "admingui/tables/celltext.h"

namespace kith::console {

UserActs::UserActs(Workspace &workspace, QWidget *window)
    : QObject(window), m_workspace(workspace), m_window(window)
{
}

void UserActs::create()
{
    auto *form = new UserForm(m_workspace, m_window);
    connect(form, &UserForm::created, this, [this](const CreatedUser &made) {
        Q_EMIT created(made.user.id);
        (new PasswordLinkDialog(made.user.username, made.passwordLink, m_window))->open();
    });
    form->open();
}

void UserActs::edit(const User &user)
{
    auto *form = new UserForm(m_workspace, user, m_window);
    connect(form, &UserForm::changed, this,
        [this](const User &now, const AdminUserChange &change, const AdminUserChange &back) {
            const QString name = tr("edit %1").arg(now.username);
            offerUndo(m_workspace, this,
                {.said = tr("%1 was changed").arg(now.username),
                    .name = name,
                    .takeBack = [this, id = now.id, back,
                                    name] { apply(id, back, tr("Undone: %1").arg(name)); },
                    .repeat = [this, id = now.id, change,
                                  name] { apply(id, change, tr("Redone: %1").arg(name)); }});
            Q_EMIT changed();
        });
    form->open();
}

void UserActs::apply(UserId id, const AdminUserChange &change, const QString &said)
{
    m_workspace.admin().changeUser(id, change, Callback<User>(this, [this, said](Result<User> now) {
        if (!now)
            return m_workspace.fail(tr("Cannot undo or redo that"), now.error());
        m_workspace.notify(said);
        Q_EMIT changed();
    }));
}

void UserActs::bulk(const UserBulkRun::Order &order)
{
    auto *dialog = new BulkDialog(m_workspace, order, m_window);
    connect(dialog, &BulkDialog::applied, this,
        [this, order](const UserBulkResult &result) { tellBulk(order, result); });
    dialog->open();
}

void UserActs::tellBulk(const UserBulkRun::Order &order, const UserBulkResult &result)
{
    Q_EMIT changed();
    const QString said = BulkWords::done(order, result.changed);
    const std::vector<UserBulkRun::Order> inverse = inverseOf(order.action, result);
    if (inverse.empty())
        return m_workspace.notify(said);
    UserBulkRun::Order again = order;
    again.people.clear();
    for (const UserBulkRun::Order &one : inverse)
        again.people.insert(again.people.end(), one.people.begin(), one.people.end());
    offerUndo(m_workspace, this,
        {.said = said,
            .name = said,
            .takeBack = [this, inverse, said] { runQuietly(inverse, tr("Undone: %1").arg(said)); },
            .repeat = [this, again, said] { runQuietly({again}, tr("Redone: %1").arg(said)); }});
}

void UserActs::runQuietly(std::vector<UserBulkRun::Order> orders, const QString &said)
{
    if (orders.empty()) {
        m_workspace.notify(said);
        return Q_EMIT changed();
    }
    auto *run = new UserBulkRun(m_workspace, orders.front(), UserBulkRun::Mode::Apply, this);
    orders.erase(orders.begin());
    connect(run, &UserBulkRun::finished, this, [this, run, orders, said] {
        run->deleteLater();
        if (run->result().refused > 0)
            m_workspace.notify(
                tr("%n were refused", nullptr, static_cast<int>(run->result().refused)));
        runQuietly(orders, said);
    });
    connect(run, &UserBulkRun::failed, this, [this, run](const Error &error) {
        run->deleteLater();
        m_workspace.fail(tr("Cannot undo or redo that"), error);
        Q_EMIT changed();
    });
    run->start();
}

void UserActs::passwordLink(const UserBrief &user)
{
    const Question question{.title = tr("Make a password link for %1?").arg(user.username),
        .text = tr("Whoever has the link sets a new password, once, within half an hour. Using it "
                   "ends all sessions of this person. An earlier link stops working."),
        .warning = {},
        .accept = tr("Make link"),
        .isHarmless = true};
    ask(m_window, question, [this, user] {
        m_workspace.admin().passwordLink(
            user.id, Callback<PasswordLink>(this, [this, user](Result<PasswordLink> link) {
                if (!link)
                    return m_workspace.fail(
                        tr("Cannot make a password link for %1").arg(user.username), link.error());
                (new PasswordLinkDialog(user.username, *link, m_window))->open();
            }));
    });
}

} // namespace kith::console
