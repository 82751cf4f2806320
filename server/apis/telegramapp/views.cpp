// SPDX-License-Identifier: GPL-3.0-or-later
#include "telegramapp/views.h"

#include "shared/model/message.h"

#include <QRegularExpression>

#include <cmath>

namespace kith::telegramapp {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr qint64 kMicros = 1'000; // in a millisecond

wire::Type typeOf(const Message &message)
{
    switch (message.type) {
    case MessageType::Image:
        return wire::Type::Image;
    case MessageType::File:
        return wire::Type::File;
    case MessageType::System:
        return wire::Type::System;
    case MessageType::Text:
        break;
    }
    return wire::Type::Text;
}

} // namespace

wire::Status statusOf(Availability availability) { return static_cast<wire::Status>(availability); }
Availability availabilityOf(wire::Status status) { return static_cast<Availability>(status); }

wire::User toUser(const store::UserRow &row)
{
    wire::User user{.email = row.email,
        .username = row.username,
        .fullName = row.fullName,
        .department = orNull(row.team),
        .role = orNull(row.title),
        .bio = orNull(row.about),
        .avatarUrl = row.avatarUrl,
        .status = statusOf(row.availability),
        .statusMessage = orNull(row.statusText),
        .id = row.id,
        .createdAt = row.createdAt,
        .updatedAt = row.updatedAt,
        .isActive = row.isActive,
        .isAdmin = row.role >= UserRole::Admin};
    if (row.lastSeenAt)
        user.lastSeenAt = NaiveTime(*row.lastSeenAt);
    return user;
}

wire::Message toMessage(const Message &message, std::span<const store::MemberRow> members)
{
    const auto micros = static_cast<int>(message.ordinal % kMicros);
    const UserBrief &sender = message.sender;
    wire::Message made{.content = message.isDeleted ? std::nullopt : std::optional(message.content),
        .type = message.isTombstone ? wire::Type::System : typeOf(message),
        .id = message.id,
        .chatId = message.chatId,
        .senderId = sender.id,
        .createdAt = NaiveTime(message.createdAt, micros),
        .updatedAt = NaiveTime(message.editedAt.value_or(message.createdAt), micros),
        .edited = message.editedAt.has_value(),
        .sender = {sender.id, sender.username, sender.fullName, sender.avatarUrl}};
    if (message.replyTo)
        made.replyToId = HexId<MessageId>(*message.replyTo);
    for (const store::MemberRow &member : members) {
        if (member.userId != sender.id && member.lastReadSeq >= message.seq)
            made.seenBy.push_back(member.userId);
    }
    return made;
}

bool wire::readQuery(Checker &checker, const QString &text, Before &out)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber) {
        constexpr double kMillisFrom = 2e10; // more seconds than that are milliseconds
        const double millis = std::abs(number) > kMillisFrom ? number : number * 1'000;
        out.at = fromMillis(static_cast<qint64>(millis));
        return true;
    }
    QString iso = text.trimmed();
    if (iso.size() == 10)
        iso += u"T00:00:00"_s;
    static const QRegularExpression zone(u"(Z|[+-]\\d\\d:?\\d\\d)$"_s);
    if (!zone.match(iso).hasMatch())
        iso += u'Z';
    const auto time = fromRfc3339(iso.toUtf8());
    if (!time) {
        checker.add("datetime_from_date_parsing",
            u"Input should be a valid datetime or date, invalid character in year"_s,
            inputText(text), R"({"error":"invalid character in year"})");
        return false;
    }
    out.at = *time;
    static const QRegularExpression fraction(u"\\.(\\d{6})"_s);
    const auto digits = fraction.match(iso);
    if (digits.hasMatch())
        out.extraMicros = digits.captured(1).toInt() % 1'000;
    return true;
}

/// Syntax only, as there: one "@", a dot behind it, no space.
void wire::check(Checker &checker, const UserCreate &in)
{
    static const QRegularExpression pattern(
        u"^[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)*\\.[^@\\s.]{2,}$"_s);
    if (!pattern.match(in.email.trimmed()).hasMatch())
        checker.addAt("email", "value_error",
            u"value is not a valid email address: The email address is not valid."_s,
            inputText(in.email), R"({"reason":"The email address is not valid."})");
}

} // namespace kith::telegramapp
