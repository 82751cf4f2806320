// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/edge/reply.h"

#include "net/edge/edgesocket.h"
#include "net/edge/httpsyntax.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace kith::net {

namespace {

QByteArrayView dateNow()
{
    struct Cache
    {
        std::time_t second = -1;
        std::array<char, 32> text{};
        size_t size = 0;
    };
    static thread_local Cache cache;
    const std::time_t now = std::time(nullptr);
    if (now != cache.second) {
        std::tm parts{};
        ::gmtime_r(&now, &parts);
        // The daemon never leaves the C locale, so these are the English names that HTTP wants.
        cache.size = std::strftime(
            cache.text.data(), cache.text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
        cache.second = now;
    }
    return {cache.text.data(), static_cast<qsizetype>(cache.size)};
}

bool isSound(const HeaderField &field)
{
    return syntax::isToken(field.name)
        && std::all_of(field.value.begin(), field.value.end(), syntax::isFieldByte);
}

bool hasNoBody(int status) { return status < 200 || status == 204 || status == 304; }

void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 411:
        return "Length Required";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 416:
        return "Range Not Satisfiable";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 426:
        return "Upgrade Required";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "Status"; // a phrase is for people; any will do
    }
}

QByteArray serialise(const Reply &reply, ReplyFraming framing)
{
    const bool empty = hasNoBody(reply.status);
    const bool sendsBody = !empty && !framing.head;
    QByteArray out;
    qsizetype size = 160 + reply.contentType.size() + (sendsBody ? reply.body.size() : 0);
    for (const HeaderField &field : reply.headers)
        size += field.name.size() + field.value.size() + 4;
    out.reserve(size);

    out.append("HTTP/1.1 ").append(QByteArray::number(reply.status)).append(' ');
    out.append(reasonPhrase(reply.status)).append("\r\n");
    appendField(out, "Date", dateNow());
    if (!empty) {
        if (!reply.contentType.isEmpty() && isSound({"Content-Type", reply.contentType}))
            appendField(out, "Content-Type", reply.contentType);
        appendField(out, "Content-Length", QByteArray::number(reply.body.size()));
    }
    for (const HeaderField &field : reply.headers) {
        if (isSound(field))
            appendField(out, field.name, field.value);
    }
    if (framing.close)
        out.append("Connection: close\r\n");
    out.append("\r\n");
    if (sendsBody)
        out.append(reply.body);
    return out;
}

ReplyHandle::ReplyHandle(EdgeSocket &socket, quint64 request)
    : m_socket(&socket), m_request(request)
{
}

ReplyHandle::ReplyHandle(ReplyHandle &&other) noexcept
    : m_socket(std::exchange(other.m_socket, nullptr)), m_request(std::exchange(other.m_request, 0))
{
}

ReplyHandle &ReplyHandle::operator=(ReplyHandle &&other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_request, other.m_request);
    return *this;
}

ReplyHandle::~ReplyHandle()
{
    if (m_socket)
        send({.status = 500, .contentType = {}, .body = {}, .headers = {}});
}

void ReplyHandle::send(const Reply &reply)
{
    const QPointer<EdgeSocket> socket = std::exchange(m_socket, nullptr);
    if (socket)
        socket->answer(m_request, reply);
}

std::unique_ptr<Connection> ReplyHandle::upgrade(HttpRequest request)
{
    const QPointer<EdgeSocket> socket = std::exchange(m_socket, nullptr);
    if (!socket || !socket->isAnswering(m_request))
        return nullptr;
    return socket->upgrade(std::move(request));
}

std::optional<HandedOver> ReplyHandle::handOver()
{
    const QPointer<EdgeSocket> socket = std::exchange(m_socket, nullptr);
    if (!socket || !socket->isAnswering(m_request))
        return {};
    return socket->handOver();
}

bool ReplyHandle::isWanted() const
{
    return m_socket && m_socket->isAnswering(m_request) && !m_socket->peerLeft();
}

void ReplyHandle::onClientLeft(std::function<void()> left)
{
    if (m_socket)
        m_socket->onPeerLeft(m_request, std::move(left));
}

quint64 PendingReplies::park(ReplyHandle handle)
{
    if (m_free.empty()) {
        m_free.push_back(static_cast<quint32>(m_slots.size()));
        m_slots.emplace_back();
    }
    const quint32 index = m_free.back();
    m_free.pop_back();
    Slot &slot = m_slots[index];
    slot.used = true;
    slot.handle = std::move(handle);
    ++m_used;
    return quint64(slot.generation) << 32 | index;
}

std::optional<ReplyHandle> PendingReplies::take(quint64 id)
{
    const auto index = static_cast<quint32>(id);
    if (index >= m_slots.size())
        return {};
    Slot &slot = m_slots[index];
    if (!slot.used || slot.generation != id >> 32)
        return {};
    slot.used = false;
    if (++slot.generation == 0)
        slot.generation = 1;
    m_free.push_back(index);
    --m_used;
    return std::move(slot.handle);
}

bool PendingReplies::complete(quint64 id, const Reply &reply)
{
    auto handle = take(id);
    if (!handle)
        return false;
    handle->send(reply);
    return true;
}

} // namespace kith::net
