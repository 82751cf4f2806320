// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gateway/httppolicy.h"

#include <algorithm>

namespace kith::net {

namespace {

/// "example.org" of "example.org:8000" and "[::1]" of "[::1]:8000".
QByteArray hostName(QByteArrayView hostField)
{
    const qsizetype bracket = hostField.lastIndexOf(']');
    const qsizetype colon = hostField.lastIndexOf(':');
    return (colon > bracket ? hostField.first(colon) : hostField).toByteArray().toLower();
}

bool matches(const QString &pattern, const QString &origin)
{
    if (!pattern.endsWith(QLatin1StringView(":*")))
        return pattern == origin;
    const QStringView start = QStringView(pattern).chopped(1);
    if (!origin.startsWith(start) || origin.size() == start.size())
        return false;
    const QStringView port = QStringView(origin).sliced(start.size());
    return std::all_of(port.begin(), port.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

HttpPolicy::HttpPolicy(Options options) : m_options(std::move(options))
{
    for (const QString &network : m_options.proxies) {
        const auto subnet = QHostAddress::parseSubnet(network);
        if (!subnet.first.isNull())
            m_proxies.push_back(subnet);
    }
}

bool HttpPolicy::allowsHost(QByteArrayView hostField) const
{
    if (m_options.hosts.isEmpty())
        return true;
    return m_options.hosts.contains(QString::fromLatin1(hostName(hostField)), Qt::CaseInsensitive);
}

bool HttpPolicy::allowsOrigin(QByteArrayView origin, QByteArrayView hostField) const
{
    const QString text = QString::fromLatin1(origin);
    if (std::any_of(m_options.origins.begin(), m_options.origins.end(),
            [&](const QString &pattern) { return matches(pattern, text); }))
        return true;
    const qsizetype slashes = origin.indexOf("://");
    return slashes > 0 && !hostField.isEmpty() && origin.sliced(slashes + 3) == hostField;
}

bool HttpPolicy::allows(const HttpRequest &request) const
{
    const QByteArrayView host = request.header("Host");
    const QByteArrayView origin = request.header("Origin");
    return allowsHost(host) && (origin.isEmpty() || allowsOrigin(origin, host));
}

bool HttpPolicy::isProxy(const QHostAddress &peer) const
{
    return std::any_of(m_proxies.begin(), m_proxies.end(),
        [&](const auto &network) { return peer.isInSubnet(network); });
}

QHostAddress HttpPolicy::clientOf(const HttpRequest &request) const
{
    QHostAddress client = request.peer;
    if (!isProxy(client))
        return client;
    const auto hops = request.header("X-Forwarded-For").toByteArray().split(',');
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const QHostAddress address(QString::fromLatin1(hop->trimmed()));
        if (address.isNull())
            break; // not an address: nothing to its left can be believed either
        client = address;
        if (!isProxy(client))
            break;
    }
    return client;
}

std::vector<HeaderField> HttpPolicy::corsFields(
    QByteArrayView origin, QByteArrayView hostField) const
{
    // Vary on every answer: a cache must not serve one origin's answer to another.
    std::vector<HeaderField> fields{{"Vary", "Origin"}};
    if (origin.isEmpty() || !allowsOrigin(origin, hostField))
        return fields;
    fields.push_back({"Access-Control-Allow-Origin", origin.toByteArray()});
    fields.push_back({"Access-Control-Expose-Headers",
        "Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Content-Disposition, "
        "X-Request-Id"});
    return fields;
}

const std::vector<HeaderField> &HttpPolicy::securityFields()
{
    static const std::vector<HeaderField> fields{
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-site"},
    };
    return fields;
}

} // namespace kith::net
