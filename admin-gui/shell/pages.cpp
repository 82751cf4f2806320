// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/pages.h"

#include "admingui/overview/overviewpage.h"

#include <QCoreApplication>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

template <class P> Page *make(Workspace &workspace, QWidget *parent)
{
    return new P(workspace, parent);
}

} // namespace

const std::vector<PageEntry> &pages()
{
    static const std::vector<PageEntry> all{
        {u"overview"_s, QT_TRANSLATE_NOOP("pages", "Overview"), "overview", make<OverviewPage>},
    };
    return all;
}

} // namespace kith::console
