// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What chatsocket's events carry.

#include "chatsocket/wire.h"

namespace kith::chatsocket::frames {

using dialects::HexId;

struct Notification
{
    HexId<ChatId> conversationId{};
    QString senderEmail{};
    QString senderName{};
    QString message{};
};
/// user_online, user_offline.
struct Person
{
    QString email{};
};
struct Typing
{
    HexId<ChatId> conversationId{};
    QString userEmail{};
    bool typing = false;
};
struct OnlineUsers
{
    std::vector<QString> users{};
};
struct MarkedAsRead
{
    HexId<ChatId> conversationId{};
    QString userEmail{};
};
struct Failure
{
    QString message{};
};
/// joined_conversation, left_conversation.
struct Room
{
    QString conversationId{}; ///< as the client wrote it
};

} // namespace kith::chatsocket::frames

namespace kith {

namespace cf = chatsocket::frames;

const FieldList &fieldsOf(Of<cf::Notification>);
const FieldList &fieldsOf(Of<cf::Person>);
const FieldList &fieldsOf(Of<cf::Typing>);
const FieldList &fieldsOf(Of<cf::OnlineUsers>);
const FieldList &fieldsOf(Of<cf::MarkedAsRead>);
const FieldList &fieldsOf(Of<cf::Failure>);
const FieldList &fieldsOf(Of<cf::Room>);

} // namespace kith
