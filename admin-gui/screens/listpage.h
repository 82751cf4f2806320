// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/page.h"
#include "admingui/tables/tablepanel.h"

class QSplitter;

namespace kith::console {

class DetailPane;

/// A screen that is a list with a detail beside it. The screen brings the model, its filters and
/// its acts; the keys, the history and the read-only switch are the same everywhere.
class ListPage : public Page
{
    Q_OBJECT

public:
    ListPage(Workspace &workspace, QWidget *parent);

    void activate() override;
    void deactivate() override;
    void refresh() override { m_panel->refresh(); }
    void focusSearch() override { m_panel->focusSearch(); }
    void open(const Place &place) override;
    QList<QAction *> paletteActions() const override;

    TablePanel *panel() const { return m_panel; }
    DetailPane *detail() const { return m_detail; }
    /// 0: no detail is open.
    qint64 openId() const { return m_openId; }

protected:
    /// What an act needs before it is offered.
    enum class Needs { Nothing, OneRow, SomeRows };
    struct Act
    {
        QAction *action = nullptr;
        Needs needs = Needs::Nothing;
        bool changes = true; ///< the server; not offered while the console is read-only
    };

    /// `name`: this screen's id, for settings and for the history. `detail` may be null.
    void setUp(const QString &name, RecordModelBase *records, DetailPane *detail);
    QAction *addAct(Needs needs, bool changes, std::function<void()> run);
    /// Called when the selection, the detail or the switch has changed; after the acts were enabled
    /// by what they need.
    virtual void refineActs() { }
    void updateActs();
    /// Reads and shows one row's detail; the pane is visible when this is called.
    virtual void showDetail(qint64 id) { Q_UNUSED(id) }
    virtual void sortBy(int key, Qt::SortOrder order)
    {
        Q_UNUSED(key)
        Q_UNUSED(order)
    }
    virtual void removeChosen() { } ///< Del
    void openDetail(qint64 id);
    void closeDetail();
    bool isActive() const { return m_isActive; }

private:
    void followSelection();

    TablePanel *m_panel;
    QSplitter *m_splitter;
    DetailPane *m_detail = nullptr;
    QString m_name;
    std::vector<Act> m_acts;
    qint64 m_openId = 0;
    bool m_isActive = false;
};

} // namespace kith::console
