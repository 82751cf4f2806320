// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"

#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace kith::net {

class Connection;
class EdgeSocket;
struct HandedOver;

/// An answer. The edge adds Date, Content-Length and Connection; a field with a CR, LF or NUL in it
/// is left out.
struct Reply
{
    int status = 200;
    QByteArray contentType; ///< empty: no Content-Type
    QByteArray body;
    std::vector<HeaderField> headers;

    bool operator==(const Reply &) const = default;
};

/// How the bytes of an answer depend on the request.
struct ReplyFraming
{
    bool head = false; ///< HEAD: Content-Length as for GET, no body
    bool close = false; ///< the connection ends after this answer
};

/// The whole answer as one buffer. `now` is only for the Date field, cached for a second a thread.
QByteArray serialise(const Reply &reply, ReplyFraming framing);
QByteArrayView reasonPhrase(int status);

/// The one right to answer one request. Movable; used on the reactor thread that made it only.
/// Safe when the client has left: send() then does nothing. A handle that is dropped without
/// send() answers 500, so that no client waits for ever.
class ReplyHandle
{
public:
    ReplyHandle() = default;
    ReplyHandle(EdgeSocket &socket, quint64 request);
    ReplyHandle(ReplyHandle &&other) noexcept;
    ReplyHandle &operator=(ReplyHandle &&other) noexcept;
    ~ReplyHandle();

    /// One write and one flush. Only the first call does anything.
    void send(const Reply &reply);
    /// Instead of send(), for a right upgrade request: answers 101 and gives the WebSocket, whether
    /// it is asked for at once or later. Null when the client has left.
    std::unique_ptr<Connection> upgrade(HttpRequest request);
    /// The same for a WebSocket that another reactor is to have: 101 is answered.
    std::optional<HandedOver> handOver();
    /// True until send(), and while the client may still be there.
    bool isWanted() const;
    /// Calls `left` once if the client closes its side before send(). Long polls end here; others
    /// need not care. It must not destroy the handle's connection, it may drop the handle.
    void onClientLeft(std::function<void()> left);

private:
    QPointer<EdgeSocket> m_socket;
    quint64 m_request = 0; // the socket's count of requests: a stale handle answers nothing
};

/// Handles of answers that other threads will complete, by id and never by pointer. An id carries a
/// generation: one that was used or dropped is never right again. Lives on the reactor thread; only
/// the id travels, and comes back through a Mailbox.
class PendingReplies
{
public:
    /// 0 is never an id.
    quint64 park(ReplyHandle handle);
    /// Nothing if that id is not pending (any more).
    std::optional<ReplyHandle> take(quint64 id);
    /// False if nobody waits for that id any more.
    bool complete(quint64 id, const Reply &reply);
    size_t size() const { return m_used; }

private:
    struct Slot
    {
        quint32 generation = 1;
        bool used = false;
        ReplyHandle handle;
    };
    std::vector<Slot> m_slots;
    std::vector<quint32> m_free;
    size_t m_used = 0;
};

} // namespace kith::net
