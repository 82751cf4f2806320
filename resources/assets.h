// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that kithd serves to browsers: landing page, chat page, Swagger UI and Redoc, embedded
// as scripts/web built them into resources/web/built. Owns nothing at run time: every byte array
// points into the program's own image and costs no memory. Any thread may call it.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kith::web {

struct Asset
{
    QByteArray path; // as in the request, such as /chats/ui/assets/chat.1a2b….js
    QByteArray contentType; // a whole header value
    QByteArray etag; // quoted, strong; gzip and plain need different ones: see etagGzip
    QByteArray etagGzip; // quoted, of the gzip form
    QByteArray body; // plain
    QByteArray gzip; // the same, for `Content-Encoding: gzip`
    QByteArray contentPolicy; // Content-Security-Policy of a page; empty for what a page loads
    QByteArray cacheControl; // "no-cache" for pages, a year for addresses with a hash in them
};

// The asset at a request path without query, or null. `/chats/ui/`, `/docs/` and `/redoc/` are the
// same as without the last slash.
const Asset *findAsset(QByteArrayView urlPath);

} // namespace kith::web
