// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apitable.h"

namespace kith::api {

ApiTable::ApiTable(const std::vector<Api> &apis)
{
    m_speakers.reserve(apis.size());
    for (const Api &api : apis)
        m_speakers.push_back({api.style, api.sharesPaths, Router(api.routes)});
}

ApiTable::Match ApiTable::find(
    Method method, QByteArrayView rawPath, QByteArrayView audience, const Call &call) const
{
    Match best{.style = styleOf(audience)};
    if (!best.style)
        best.style = m_speakers.front().style;
    bool isTaken = false;
    for (const Speaker &speaker : m_speakers) {
        Router::Match found = speaker.router.find(method, rawPath);
        if (!found.route) {
            if (!best.route && best.allow.isEmpty() && !found.allow.isEmpty())
                best = {.style = speaker.style, .allow = std::move(found.allow)};
            continue;
        }
        const bool isIssuer = audience == speaker.style->audience;
        // One that leaves a request to others answers it only where there are none.
        const bool takes = !found.route->takes || found.route->takes(call);
        if (!speaker.sharesPaths || isIssuer || !best.route || (takes && !isTaken)) {
            best = {
                found.route, speaker.style, std::move(found.pathParams), std::move(found.allow)};
            isTaken = takes;
        }
        if (!speaker.sharesPaths || isIssuer)
            break;
    }
    return best;
}

QByteArray ApiTable::methodsOf(QByteArrayView rawPath) const
{
    QList<QByteArray> methods;
    for (const Speaker &speaker : m_speakers) {
        for (const QByteArray &method :
            speaker.router.find(Method::Get, rawPath).allow.split(',')) {
            if (const QByteArray name = method.trimmed();
                !name.isEmpty() && !methods.contains(name))
                methods.push_back(name);
        }
    }
    return methods.join(", ");
}

const Style *ApiTable::styleOf(QByteArrayView audience) const
{
    for (const Speaker &speaker : m_speakers) {
        if (audience == speaker.style->audience)
            return speaker.style;
    }
    return nullptr;
}

} // namespace kith::api
