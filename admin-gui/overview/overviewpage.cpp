// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/overview/overviewpage.h"

namespace kith::console {

OverviewPage::OverviewPage(Workspace &workspace, QWidget *parent) : Page(workspace, parent) { }

void OverviewPage::refresh() { }

} // namespace kith::console
