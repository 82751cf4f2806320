// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/workspace.h"

namespace kith::console {

Workspace::Workspace(std::unique_ptr<ApiClient> api, User self, SavedConnection connection)
    : m_api(std::move(api)),
      m_events(std::make_unique<EventSocket>(*m_api, EventSocket::Settings{.admin = true})),
      m_self(std::move(self)), m_connection(std::move(connection))
{
    if (m_connection.url.isEmpty())
        m_connection.url = m_api->base();
    m_events->open();
}

Workspace::~Workspace() = default;

void Workspace::setReadOnly(bool on)
{
    if (m_connection.isReadOnly == on)
        return;
    m_connection.isReadOnly = on;
    Q_EMIT readOnlyChanged(on);
}

} // namespace kith::console
