// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/route.h"

#include <map>

namespace kith::api {

/// Finds the row of a request: a tree of path segments, so that the cost is the path's length and
/// not the number of routes. Immutable after construction; any thread.
class Router
{
public:
    /// The routes must outlive the router. Two rows for the same method and path are a mistake of
    /// ours and end the process at start.
    explicit Router(const Routes &routes);

    struct Match
    {
        const Route *route = nullptr; ///< null: no such path, or not with this method
        std::vector<QByteArray> pathParams{}; ///< percent-decoded
        QByteArray allow{}; ///< methods of the path for Allow; empty: no such path
    };
    /// `rawPath` as sent, still percent-encoded; one trailing slash is forgiven. HEAD is answered
    /// by GET's row. A literal wins over a parameter ("users/me" over "users/{id}"), where it has
    /// the method.
    Match find(Method method, QByteArrayView rawPath) const;

private:
    struct Node
    {
        std::map<QByteArray, std::unique_ptr<Node>, std::less<>> literals{};
        std::unique_ptr<Node> parameter{};
        std::vector<const Route *> routes{};
    };

    /// The node of a path that has this method; `other` becomes the first that has another.
    static const Node *walk(const Node &node, std::span<const QByteArrayView> rest, Method method,
        std::vector<QByteArray> &params, const Node *&other);

    Node m_root;
};

} // namespace kith::api
