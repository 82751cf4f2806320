// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/shell/page.h"

namespace kith::console {

/// How the server is: a verdict with its reasons, live charts, what admins did last.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    explicit OverviewPage(Workspace &workspace, QWidget *parent = nullptr);

    void activate() override { refresh(); }
    void refresh() override;
};

} // namespace kith::console
