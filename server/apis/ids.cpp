// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ids.h"

#include <QtEndian>

#include <algorithm>

namespace kith::dialects {

namespace {

constexpr qint64 kLargest = (1LL << 53) - 1; // what every JSON reader keeps exactly
constexpr char kCuidMark[] = "ckith"; // then the kind, then 19 digits of base 36
constexpr qsizetype kCuidSize = 25;

/// "4b697468" is "Kith": where an ObjectId has its seconds.
QByteArray bytesOf(IdKind kind, qint64 id)
{
    QByteArray bytes("Kith\0\0\0\0\0\0\0\0", 12);
    qToBigEndian(id, bytes.data() + 4);
    bytes[4] = static_cast<char>(kind); // ids have 53 bits: the first byte is free
    return bytes;
}

qint64 idOf(IdKind kind, const QByteArray &bytes, qsizetype at)
{
    auto id = qFromBigEndian<qint64>(bytes.constData() + at);
    if (static_cast<quint8>(id >> 56) != static_cast<quint8>(kind))
        return 0;
    id &= 0x00FF'FFFF'FFFF'FFFF;
    return id <= kLargest ? id : 0;
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The 32 digits of a UUID in any of the spellings that are taken; empty: it is none.
QByteArray uuidDigits(QByteArrayView text)
{
    if (text.startsWith("urn:uuid:"))
        text = text.sliced(9);
    if (text.startsWith('{') && text.endsWith('}'))
        text = text.sliced(1, text.size() - 2);
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isGap = text[i] == '-' && (i == 8 || i == 13 || i == 18 || i == 23);
        if (!isGap && !isHexDigit(text[i]))
            return {};
        if (!isGap)
            digits += text[i];
    }
    return digits.size() == 32 ? digits : QByteArray();
}

} // namespace

QByteArray toHex24(IdKind kind, qint64 id) { return bytesOf(kind, id).toHex(); }

bool isHex24(QByteArrayView text)
{
    return text.size() == 24 && std::all_of(text.begin(), text.end(), isHexDigit);
}

qint64 fromHex24(IdKind kind, QByteArrayView text)
{
    if (!isHex24(text))
        return 0;
    const QByteArray bytes = QByteArray::fromHex(text.toByteArray());
    return bytes.startsWith("Kith") ? idOf(kind, bytes, 4) : 0;
}

// "4b697468-0000-4000-8000-" and then the kind cannot hold 8 bytes: the kind goes before the last
// seven, into the low bits of the ninth byte, whose two high bits are the variant's.
QByteArray toUuid(IdKind kind, qint64 id)
{
    QByteArray bytes("Kith\0\0\x40\0\0\0\0\0\0\0\0\0", 16);
    qToBigEndian(id, bytes.data() + 8);
    bytes[8] = static_cast<char>(0x80 | static_cast<int>(kind));
    const QByteArray hex = bytes.toHex();
    return hex.first(8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-'
        + hex.mid(20);
}

bool isUuid(QByteArrayView text) { return !uuidDigits(text).isEmpty(); }

qint64 fromUuid(IdKind kind, QByteArrayView text)
{
    QByteArray bytes = QByteArray::fromHex(uuidDigits(text));
    if (bytes.size() != 16 || !bytes.startsWith(QByteArray("Kith\0\0\x40\0", 8))
        || (static_cast<quint8>(bytes[8]) & 0xC0) != 0x80)
        return 0;
    bytes[8] = static_cast<char>(bytes[8] & 0x3F);
    return idOf(kind, bytes, 8);
}

QByteArray toCuid(IdKind kind, qint64 id)
{
    const QByteArray number = QByteArray::number(id, 36).rightJustified(19, '0');
    return kCuidMark + QByteArray::number(static_cast<int>(kind)) + number;
}

qint64 fromCuid(IdKind kind, QByteArrayView text)
{
    if (text.size() != kCuidSize || !text.startsWith(kCuidMark)
        || text[5] != static_cast<char>('0' + static_cast<int>(kind)))
        return 0;
    const QByteArray digits = text.sliced(6).toByteArray();
    const bool isPlain = std::all_of(digits.begin(), digits.end(),
        [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
    bool ok = false;
    const qint64 id = digits.toLongLong(&ok, 36);
    return ok && isPlain && id > 0 && id <= kLargest ? id : 0;
}

} // namespace kith::dialects
