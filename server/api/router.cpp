// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/router.h"

#include <QtGlobal>

#include <algorithm>

namespace kith::api {

namespace {

std::vector<QByteArrayView> segmentsOf(QByteArrayView path)
{
    std::vector<QByteArrayView> segments;
    if (path.startsWith('/'))
        path = path.sliced(1);
    if (path.endsWith('/'))
        path.chop(1);
    qsizetype from = 0;
    for (qsizetype i = 0; i <= path.size(); ++i) {
        if (i == path.size() || path[i] == '/') {
            segments.push_back(path.sliced(from, i - from));
            from = i + 1;
        }
    }
    return segments;
}

} // namespace

Router::Router(const Routes &routes)
{
    for (const Route &route : routes) {
        Node *node = &m_root;
        for (const QByteArrayView segment : segmentsOf(route.path)) {
            auto &next =
                segment.startsWith('{') ? node->parameter : node->literals[segment.toByteArray()];
            if (!next)
                next = std::make_unique<Node>();
            node = next.get();
        }
        for (const Route *other : node->routes) {
            if (other->method == route.method)
                qFatal("two routes for %s %s", nameOf(route.method), route.path);
        }
        node->routes.push_back(&route);
    }
}

const Router::Node *Router::walk(const Node &node, std::span<const QByteArrayView> rest,
    Method method, std::vector<QByteArray> &params, const Node *&other)
{
    if (rest.empty()) {
        const bool fits = std::any_of(node.routes.begin(), node.routes.end(),
            [method](const Route *route) { return route->method == method; });
        if (!fits && !other && !node.routes.empty())
            other = &node;
        return fits ? &node : nullptr;
    }
    if (const auto it = node.literals.find(rest.front().toByteArray()); it != node.literals.end()) {
        if (const Node *found = walk(*it->second, rest.subspan(1), method, params, other))
            return found;
    }
    if (!node.parameter || rest.front().isEmpty())
        return nullptr;
    params.push_back(QByteArray::fromPercentEncoding(rest.front().toByteArray()));
    if (const Node *found = walk(*node.parameter, rest.subspan(1), method, params, other))
        return found;
    params.pop_back();
    return nullptr;
}

Router::Match Router::find(Method method, QByteArrayView rawPath) const
{
    Match match;
    const auto segments = segmentsOf(rawPath);
    constexpr size_t kDeepest = 16; // no route has more; a longer path needs no walk
    const Node *other = nullptr;
    const Node *node = segments.size() > kDeepest
        ? nullptr
        : walk(m_root, segments, method, match.pathParams, other);
    node = node ? node : other;
    if (!node)
        return match;
    for (const Route *route : node->routes) {
        if (route->method == method)
            match.route = route;
        if (!match.allow.isEmpty())
            match.allow += ", ";
        match.allow += nameOf(route->method);
        if (route->method == Method::Get)
            match.allow += ", HEAD";
    }
    return match;
}

} // namespace kith::api
