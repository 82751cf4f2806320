// SPDX-License-Identifier: GPL-3.0-or-later
// The half of the gateway that decides which sockets open.
#include "net/gateway/gateway.h"

#include <QUrlQuery>

namespace kith::net {

using namespace Qt::StringLiterals;

namespace {

/// A token in the address (`?token=`), where the operator lets it be there; or, better, in the
/// Authorization field.
QByteArray tokenOf(const HttpRequest &request, const HttpPolicy &http)
{
    const QString token =
        QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(u"token"_s, QUrl::FullyDecoded);
    return http.queryTickets() ? token.toUtf8() : QByteArray();
}

} // namespace

void Gateway::upgrade(HttpRequest request, ReplyHandle reply)
{
    const HttpPolicy &http = m_services.shared.http;
    const auto refuse = [&](int status) {
        reply.send({.status = status,
            .contentType = {},
            .body = {},
            .headers = http.corsFields(request.header("Origin"), request.header("Host"))});
    };
    const bool isNative = request.path == "/api/v2/ws" || request.path == "/api/v2/ws/";
    auto match = isNative ? std::nullopt : m_surface.sockets.find(request.path);
    if (isNative ? m_surface.isOneDialect : !match)
        return refuse(404);
    if (!http.allows(request))
        return refuse(403);
    if (match && match->mount->auth == api::SocketMount::Auth::Query)
        return openSignedIn(std::move(request), std::move(reply), std::move(*match));
    if (auto connection = reply.upgrade(std::move(request)))
        m_opened(std::move(connection), std::move(match), std::nullopt);
}

void Gateway::openSignedIn(HttpRequest request, ReplyHandle reply, SocketTable::Match match)
{
    const QByteArray token = tokenOf(request, m_services.shared.http);
    const Identity identity = token.isEmpty() ? m_guard.identify(request) : m_guard.identify(token);
    const Reply refusal{.status = 403, .contentType = {}, .body = {}, .headers = {}};
    if (identity.problem || identity.audience != match.style->audience)
        return reply.send(refusal);
    auto step = std::make_shared<api::Step>();
    step->runs = api::Runs::Read;
    step->read = [admit = match.mount->admit,
                     call = api::SocketCall{.pathParams = match.pathParams,
                         .query = request.query,
                         .actor = identity.actor}](core::ReadTx &tx) -> api::StepResult {
        if (!admit)
            return api::Answer{};
        if (auto allowed = admit(tx, call); !allowed)
            return std::move(allowed.error());
        return api::Answer{};
    };
    const quint64 parked = m_pending.park(std::move(reply));
    auto kept = std::make_shared<HttpRequest>(std::move(request));
    m_services.shared.executor.run({.step = std::move(step), .actor = identity.actor},
        [this, parked, kept, match = std::move(match), identity, refusal](
            Result<api::Answer> allowed) {
            m_services.shared.switchboard.post(m_services.index,
                Call([this, parked, kept, match, identity, refusal, isAllowed = allowed.ok()] {
                    auto handle = m_pending.take(parked);
                    if (!handle)
                        return;
                    if (!isAllowed)
                        return handle->send(refusal);
                    if (auto connection = handle->upgrade(std::move(*kept)))
                        m_opened(std::move(connection), match, identity);
                }));
        });
}

} // namespace kith::net
