// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"

namespace kith::net {

/// The sockets of the dialects that are switched on, by path. Immutable; any thread.
class SocketTable
{
public:
    /// The dialects must outlive it.
    explicit SocketTable(const std::vector<dialects::Dialect> &dialects);

    struct Match
    {
        const api::Style *style = nullptr;
        const api::SocketMount *mount = nullptr;
        std::vector<QByteArray> pathParams{}; ///< percent-decoded
    };
    /// Nothing: no WebSocket lives there. Paths are taken as they are: "/ws/" is not "/ws".
    std::optional<Match> find(QByteArrayView rawPath) const;
    /// The Engine.IO endpoint that this path lies under, with its last slash or without.
    std::optional<Match> engine(QByteArrayView rawPath) const;

private:
    struct Row
    {
        const api::Style *style;
        const api::SocketMount *mount;
        QList<QByteArray> segments;
    };
    std::vector<Row> m_rows;
};

} // namespace kith::net
