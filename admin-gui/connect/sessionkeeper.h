// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/tokenstore.h"

namespace kith::console {

/// Keeps a session's refresh token in the store as it changes, and removes it when the server has
/// ended the session. The server takes each refresh token once, so each new one must be kept at
/// once. Outlived by both.
class SessionKeeper : public QObject
{
    Q_OBJECT

public:
    SessionKeeper(ApiClient &api, TokenStore &tokens, const QString &key, QObject *parent)
        : QObject(parent)
    {
        tokens.write(key, api.refreshToken());
        connect(&api, &ApiClient::tokensChanged, this, [&api, &tokens, key] {
            if (api.refreshToken().isEmpty())
                tokens.remove(key);
            else
                tokens.write(key, api.refreshToken());
        });
    }
};

} // namespace kith::console
