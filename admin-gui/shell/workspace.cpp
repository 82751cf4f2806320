// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/workspace.h"

namespace kith::console {

Workspace::Workspace(std::unique_ptr<ApiClient> api, User self, QObject *parent)
    : QObject(parent), m_api(std::move(api)), m_events(std::make_unique<EventSocket>(*m_api)),
      m_self(std::move(self))
{
    m_events->open();
}

Workspace::~Workspace() = default;

void Workspace::setReadOnly(bool on)
{
    if (m_isReadOnly == on)
        return;
    m_isReadOnly = on;
    Q_EMIT readOnlyChanged(on);
}

} // namespace kith::console
