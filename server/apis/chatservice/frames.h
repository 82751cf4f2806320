// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The frames of chatservice's socket.

#include "chatservice/wire.h"

namespace kith::chatservice::frames {

using dialects::ZuluTime;

struct Client
{
    QString type{};
    qint64 chatId = 0; ///< required, and the path decides
    std::optional<QString> content{};
};

struct NewMessage
{
    QString type = QStringLiteral("new_message");
    ChatId chatId{};
    wire::Message message{};
    ZuluTime timestamp{};
};
/// typing_started, typing_stopped, user_joined, user_left.
struct Person
{
    QString type{};
    UserId userId{};
    ChatId chatId{};
    ZuluTime timestamp{};
};
struct Pong
{
    QString type = QStringLiteral("pong");
    ZuluTime timestamp{};
};
struct Failure
{
    QString type = QStringLiteral("error");
    QString message{};
    ZuluTime timestamp{};
};

} // namespace kith::chatservice::frames

namespace kith {

namespace cf = chatservice::frames;

const FieldList &fieldsOf(Of<cf::Client>);
const FieldList &fieldsOf(Of<cf::NewMessage>);
const FieldList &fieldsOf(Of<cf::Person>);
const FieldList &fieldsOf(Of<cf::Pong>);
const FieldList &fieldsOf(Of<cf::Failure>);

} // namespace kith
