// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/workspace.h"
#include "admingui/tables/filterchip.h"
#include "shared/model/adminuser.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

namespace kith::console {

/// One person: opens a search over everybody.
class PersonChip final : public FilterChip
{
    Q_OBJECT

public:
    PersonChip(Workspace &workspace, QWidget *parent = nullptr);

    void retranslate(const QString &name);
    std::optional<UserId> value() const { return m_id; }
    void setPerson(UserId id, const QString &name);

    bool isSet() const override { return m_id.has_value(); }
    void clear() override;

protected:
    QString valueText() const override { return m_person; }
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void take(const std::vector<User> &found);
    void choose(QListWidgetItem *item);

    Workspace &m_workspace;
    std::optional<UserId> m_id;
    QString m_person;
    QLineEdit *m_search;
    QListWidget *m_found;
    QTimer m_pause;
    quint64 m_asked = 0; ///< an answer to an older search is dropped
};

} // namespace kith::console
