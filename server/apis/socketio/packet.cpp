// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/socketio/packet.h"

#include <algorithm>
#include <array>

namespace kith::dialects::socketio {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Digits at the front of a text, which are taken away. Nothing: there are none, or too many.
std::optional<qint64> takeNumber(QByteArrayView &text, qint64 most)
{
    qint64 number = 0;
    qsizetype count = 0;
    while (count < text.size() && isDigit(text[count])) {
        number = number * 10 + (text[count] - '0');
        if (number > most)
            return {};
        ++count;
    }
    if (count == 0)
        return {};
    text = text.sliced(count);
    return number;
}

/// Names that mean something to the libraries of clients: no application may send them.
bool isReserved(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> names{
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isBinary(PacketType type)
{
    return type == PacketType::BinaryEvent || type == PacketType::BinaryAck;
}

bool hasItsData(const Packet &packet)
{
    using Kind = JsonValue::Kind;
    if (packet.type == PacketType::Disconnect)
        return packet.data.isEmpty();
    if (packet.type == PacketType::Connect && packet.data.isEmpty())
        return true;
    if (packet.type == PacketType::ConnectError)
        return false;
    const auto json = parseJson(packet.data);
    if (!json)
        return false;
    if (packet.type == PacketType::Connect)
        return json->kind() == Kind::Object;
    if (json->kind() != Kind::Array)
        return false;
    if (packet.type == PacketType::Ack || packet.type == PacketType::BinaryAck)
        return true;
    bool isFirst = true;
    bool isNamed = false;
    json->eachItem([&](const JsonValue &item) {
        if (std::exchange(isFirst, false))
            isNamed = item.kind() == Kind::Int
                || (item.kind() == Kind::String && !isReserved(item.toUtf8()));
    });
    return isNamed;
}

} // namespace

std::optional<Packet> parsePacket(QByteArrayView text)
{
    if (text.isEmpty() || text.front() < '0' || text.front() > '6')
        return {};
    Packet packet{.type = static_cast<PacketType>(text.front())};
    text = text.sliced(1);
    if (isBinary(packet.type)) {
        const auto count = takeNumber(text, kAttachments);
        if (!count || *count == 0 || text.isEmpty() || text.front() != '-')
            return {};
        packet.attachments = static_cast<int>(*count);
        text = text.sliced(1);
    }
    if (!text.isEmpty() && text.front() == '/') {
        const qsizetype comma = text.indexOf(',');
        const qsizetype end = comma < 0 ? text.size() : comma;
        if (end > kNamespaceChars)
            return {};
        packet.nsp = text.first(end).toByteArray();
        text = text.sliced(comma < 0 ? end : end + 1);
    }
    if (!text.isEmpty() && isDigit(text.front())) {
        packet.ack = takeNumber(text, kAckMax);
        if (!packet.ack)
            return {};
    }
    const bool isAck = packet.type == PacketType::Ack || packet.type == PacketType::BinaryAck;
    if (isAck && !packet.ack)
        return {};
    packet.data = text.toByteArray();
    if (!hasItsData(packet))
        return {};
    return packet;
}

QByteArray toMessage(const Packet &packet)
{
    QByteArray text("4");
    text += static_cast<char>(packet.type);
    if (isBinary(packet.type))
        text += QByteArray::number(packet.attachments) + '-';
    if (packet.nsp != "/")
        text += packet.nsp + ',';
    if (packet.ack)
        text += QByteArray::number(*packet.ack);
    return text + packet.data;
}

QByteArray eventMessage(QByteArrayView name, QByteArrayView data)
{
    QByteArray text;
    text.reserve(name.size() + data.size() + 8);
    text += "42[\"";
    text.append(name).append("\",").append(data).append(']');
    return text;
}

} // namespace kith::dialects::socketio
