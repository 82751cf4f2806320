// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/json.h"
#include "shared/schema.h"

/// Kith's ids are small integers. Dialects show them as their originals' clients expect: a fixed
/// and reversible embedding with a tag of the kind of object (docs/protocol.md). A text that is not
/// one of ours, or is another kind's, reads as an id that no object has, so that core answers as
/// for any unknown id: hidden, absent and malformed look alike.
namespace kith::dialects {

/// Numbers in ids that clients keep: never reuse one.
enum class IdKind : quint8 { User = 1, Chat = 2, Message = 3, Account = 4, Session = 5 };

template <class AnyId> inline constexpr IdKind idKind = IdKind::User;
template <> inline constexpr IdKind idKind<ChatId> = IdKind::Chat;
template <> inline constexpr IdKind idKind<MessageId> = IdKind::Message;
template <> inline constexpr IdKind idKind<SessionId> = IdKind::Session;

/// 24 hex digits, as MongoDB's ObjectId.
QByteArray toHex24(IdKind kind, qint64 id);
/// A lower-case UUID, version 4.
QByteArray toUuid(IdKind kind, qint64 id);
/// 25 characters: "c" and 24 of [0-9a-z].
QByteArray toCuid(IdKind kind, qint64 id);
/// 0: not one of ours, or of another kind.
qint64 fromHex24(IdKind kind, QByteArrayView text);
qint64 fromUuid(IdKind kind, QByteArrayView text);
qint64 fromCuid(IdKind kind, QByteArrayView text);
/// Whether it has the form of a UUID, whoever made it (any spelling that Python's UUID() takes).
bool isUuid(QByteArrayView text);
bool isHex24(QByteArrayView text);

enum class IdForm { Hex24, Uuid, Cuid };

/// An id as a dialect spells it: a member of wire structs and a parameter of paths.
///     struct Message { HexId<MessageId> id; … };
template <class AnyId, IdForm form, IdKind kind = idKind<AnyId>> struct SpelledId
{
    using PathId = AnyId;
    AnyId id{};

    SpelledId() = default;
    SpelledId(AnyId given) : id(given) { } // NOLINT: wire structs are filled from core's
    operator AnyId() const { return id; }

    static QByteArray spell(AnyId id)
    {
        if constexpr (form == IdForm::Hex24)
            return toHex24(kind, id.value);
        else if constexpr (form == IdForm::Uuid)
            return toUuid(kind, id.value);
        else
            return toCuid(kind, id.value);
    }
    static AnyId read(QByteArrayView text)
    {
        if constexpr (form == IdForm::Hex24)
            return AnyId(fromHex24(kind, text));
        else if constexpr (form == IdForm::Uuid)
            return AnyId(fromUuid(kind, text));
        else
            return AnyId(fromCuid(kind, text));
    }
    friend void appendJson(QByteArray &out, const SpelledId &spelled)
    {
        out.append('"').append(spell(spelled.id)).append('"');
    }
    friend QJsonObject jsonSchema(const SpelledId *)
    {
        QJsonObject schema{{QStringLiteral("type"), QStringLiteral("string")}};
        if constexpr (form == IdForm::Uuid)
            schema.insert(QStringLiteral("format"), QStringLiteral("uuid"));
        else if constexpr (form == IdForm::Hex24)
            schema.insert(QStringLiteral("pattern"), QStringLiteral("^[0-9a-f]{24}$"));
        return schema;
    }
    friend bool operator==(const SpelledId &, const SpelledId &) = default;
};

template <class AnyId> using HexId = SpelledId<AnyId, IdForm::Hex24>;
template <class AnyId> using UuidId = SpelledId<AnyId, IdForm::Uuid>;
template <class AnyId> using CuidId = SpelledId<AnyId, IdForm::Cuid>;
/// messenger's account: the same person as their profile, under another id.
using AccountUuid = SpelledId<UserId, IdForm::Uuid, IdKind::Account>;

/// A plain integer in a path. What is no integer is a fault of the request there (422).
template <class AnyId> struct IntId
{
    using PathId = AnyId;
    AnyId id{};
    operator AnyId() const { return id; }
    friend QJsonObject jsonSchema(const IntId *)
    {
        return {{QStringLiteral("type"), QStringLiteral("integer")}};
    }
    friend void appendJson(QByteArray &out, const IntId &spelled)
    {
        json::appendInt(out, spelled.id.value);
    }
};

} // namespace kith::dialects
