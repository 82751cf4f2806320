// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/api.h"
#include "api/router.h"

namespace kith::api {

/// The APIs that this server speaks, and which of them a request is for. Dialects share paths
/// ("/api/users/me" is two services'); a request's token carries the dialect that issued it, and
/// that decides. Immutable after construction; any thread.
class ApiTable
{
public:
    /// Earlier ones are asked first; the first refuses what is nobody's. They must outlive it.
    explicit ApiTable(const std::vector<Api> &apis);

    struct Match
    {
        const Route *route = nullptr; ///< null: no such path, or not with this method
        const Style *style = nullptr; ///< whose words refuse the request; never null
        std::vector<QByteArray> pathParams{}; ///< percent-decoded
        QByteArray allow{}; ///< methods of the path for Allow; empty: no such path
    };
    /// `audience`: of the request's token, empty where there is none. `call`: what rows that share
    /// a public path look at (Route::takes); its path parameters are not set yet.
    Match find(
        Method method, QByteArrayView rawPath, QByteArrayView audience, const Call &call) const;
    /// Methods of a path over all APIs, for OPTIONS; empty: no such path.
    QByteArray methodsOf(QByteArrayView rawPath) const;
    /// The style of an audience, or null.
    const Style *styleOf(QByteArrayView audience) const;

private:
    struct Speaker
    {
        const Style *style;
        bool sharesPaths;
        Router router;
    };
    std::vector<Speaker> m_speakers;
};

} // namespace kith::api
