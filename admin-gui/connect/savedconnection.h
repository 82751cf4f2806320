// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"
#include "shared/time.h"

#include <QColor>
#include <QString>
#include <QUrl>

namespace kith::console {

/// What a server is for. Production has a bar over the whole window that cannot be overlooked.
enum class ServerKind { Development, Test, Production };

/// A server as the person keeps it. Holds no secret: tokens are in a TokenStore, by `id`.
struct SavedConnection
{
    QString id{}; ///< made once; empty: not saved
    QString name{};
    QUrl url{}; ///< http or https, without user, query and fragment
    ServerKind kind = ServerKind::Development;
    QColor colour{}; ///< invalid: that of the kind
    QString login{}; ///< of the last sign-in
    bool isReadOnly = false;
    std::optional<Timestamp> lastUsed{};

    /// Its name, or its address where it has none.
    QString title() const { return name.isEmpty() ? url.toDisplayString() : name; }
    bool operator==(const SavedConnection &) const = default;
};

/// The connection's own colour or that of its kind.
QColor colourOf(const SavedConnection &connection);
/// In the language that now holds.
QString kindName(ServerKind kind);

/// What a person typed as a server's address: "chat.example.com" means https, but http for this
/// machine itself. Invalid when it is no address of a server.
QUrl serverUrl(const QString &typed);

} // namespace kith::console

template <>
inline constexpr auto kith::enumNames<kith::console::ServerKind> =
    std::to_array<kith::EnumName<kith::console::ServerKind>>({
        {kith::console::ServerKind::Development, "development"},
        {kith::console::ServerKind::Test, "test"},
        {kith::console::ServerKind::Production, "production"},
    });
