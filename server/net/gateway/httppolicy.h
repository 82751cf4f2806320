// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/edge/reply.h"
#include "shared/secret.h"

#include <QHostAddress>
#include <QStringList>

#include <optional>

namespace kith::net {

/// Which hosts, origins and proxies are believed, and the header fields that say so. Made once from
/// the configuration; immutable: any thread. The rules: docs/security.md.
class HttpPolicy
{
public:
    struct Options
    {
        QStringList hosts{}; ///< names that requests may be addressed to; empty: any
        QStringList origins{}; ///< exact; "http://localhost:*" stands for every port
        QStringList proxies{}; ///< networks in CIDR
        Secret metricsToken{};
        bool docs = true;
        bool queryTickets = true; ///< `?ticket=` in the address of a socket
    };
    explicit HttpPolicy(Options options);

    bool allowsHost(QByteArrayView hostField) const;
    /// A page of this origin may call the API: listed, or served by us under the name it asked for.
    bool allowsOrigin(QByteArrayView origin, QByteArrayView hostField) const;
    /// Both of a request, whose page may then open a socket: one of a foreign site must not, with
    /// what its visitor is signed in to.
    bool allows(const HttpRequest &request) const;
    bool isProxy(const QHostAddress &peer) const;
    /// The client's address: the rightmost that no trusted proxy has added.
    QHostAddress clientOf(const HttpRequest &request) const;
    const Secret &metricsToken() const { return m_options.metricsToken; }
    bool docs() const { return m_options.docs; }
    bool queryTickets() const { return m_options.queryTickets; }

    /// CORS fields for an answer to a page of that origin; nothing when it is not allowed.
    std::vector<HeaderField> corsFields(QByteArrayView origin, QByteArrayView hostField) const;
    /// What every answer carries.
    static const std::vector<HeaderField> &securityFields();

private:
    Options m_options;
    std::vector<std::pair<QHostAddress, int>> m_proxies;
};

} // namespace kith::net
