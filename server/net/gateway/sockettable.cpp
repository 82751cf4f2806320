// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/sockettable.h"

namespace kith::net {

using api::SocketMount;

SocketTable::SocketTable(const std::vector<dialects::Dialect> &dialects)
{
    for (const dialects::Dialect &dialect : dialects) {
        for (const SocketMount &mount : dialect.sockets)
            m_rows.push_back({dialect.style, &mount, QByteArray(mount.path).split('/')});
    }
}

std::optional<SocketTable::Match> SocketTable::find(QByteArrayView rawPath) const
{
    const QList<QByteArray> segments = rawPath.toByteArray().split('/');
    for (const Row &row : m_rows) {
        if (row.mount->transport != SocketMount::Transport::WebSocket
            || row.segments.size() != segments.size())
            continue;
        Match match{.style = row.style, .mount = row.mount};
        bool fits = true;
        for (qsizetype i = 0; fits && i < segments.size(); ++i) {
            if (row.segments[i].startsWith('{'))
                match.pathParams.push_back(QByteArray::fromPercentEncoding(segments[i]));
            else
                fits = row.segments[i] == segments[i];
        }
        if (fits)
            return match;
    }
    return {};
}

std::optional<SocketTable::Match> SocketTable::engine(QByteArrayView rawPath) const
{
    for (const Row &row : m_rows) {
        if (row.mount->transport != SocketMount::Transport::EngineIo)
            continue;
        const QByteArrayView path(row.mount->path); // "/socket.io/"
        if (rawPath.startsWith(path) || rawPath == path.chopped(1))
            return Match{.style = row.style, .mount = row.mount, .pathParams = {}};
    }
    return {};
}

} // namespace kith::net
