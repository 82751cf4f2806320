// SPDX-License-Identifier: GPL-3.0-or-later
#include "messenger/views.h"

#include "shared/model/message.h"

#include <QRegularExpression>

namespace kith::messenger {

using namespace Qt::StringLiterals;
using namespace dialects;

namespace {

constexpr int kValidation = 501; // 422 was meant; clients know this one

const char *nameOf(const Error &error)
{
    if (error.refusal && !error.refusal->name.isEmpty())
        return error.refusal->name.constData();
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return "UNEXPECTED_VALIDATION_ERROR";
    case ErrorCode::Unauthenticated:
    case ErrorCode::Forbidden:
        return "AUTH_ERROR";
    case ErrorCode::NotFound:
        return "NOT_FOUND";
    case ErrorCode::Conflict:
        return "DATA_ERROR";
    case ErrorCode::TooLarge:
    case ErrorCode::RateLimited:
    case ErrorCode::Unavailable:
    case ErrorCode::Internal:
        break;
    }
    return "SYSTEM_ERROR";
}

void appendField(QByteArray &out, const ValidationItem &item)
{
    out += R"({"field":)" + item.loc + R"(,"code":")" + item.type + R"(","text":)";
    json::appendString(out, QStringView(item.msg));
    out += R"(,"input":)" + item.input + '}';
}

QString trimmed(const JsonValue &value) { return value.toString().trimmed(); }

bool isText(Checker &checker, const JsonValue &value)
{
    if (value.kind() == JsonValue::Kind::String)
        return true;
    checker.add("string_type", u"Input should be a valid string"_s, inputText(value));
    return false;
}

bool isEmail(const QString &text)
{
    static const QRegularExpression pattern(
        u"^(?:[^@ \\t\\r\\n]+)@(?:[^@ \\t\\r\\n]+\\.)+[^@ \\t\\r\\n.]{2,}$"_s);
    return pattern.match(text).hasMatch();
}

void checkEmail(Checker &checker, const QString &email)
{
    if (!isEmail(email) || email.size() > limits::kEmailChars)
        checker.valueError("email", u"Email incorrect"_s, inputText(email));
}

/// A Latin lower and a Latin upper letter, or any Cyrillic one, and 8 characters.
void checkPassword(Checker &checker, const QString &password)
{
    static const QRegularExpression pattern(u"^(?=.*[a-zа-яА-Я])(?=.*[A-Zа-яА-Я]).{8,}$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    if (!pattern.match(password).hasMatch() || password.size() > limits::kPasswordChars)
        checker.valueError("password", u"Password invalid"_s, "null");
}

void checkLength(Checker &checker, const char *key, const QString &text, int least, int most)
{
    checker.within(key,
        [&] { checker.checkText(text, {.minLength = least, .maxLength = most}, inputText(text)); });
}

void checkMembers(Checker &checker, const std::vector<wire::UuidId<UserId>> &members)
{
    std::vector<qint64> ids;
    for (const auto &member : members)
        ids.push_back(member.id.value);
    std::sort(ids.begin(), ids.end());
    const bool repeats = std::adjacent_find(ids.begin(), ids.end()) != ids.end();
    QByteArray input;
    json::append(input, members);
    if (repeats)
        checker.valueError("members", u"Список участников содержит дубликаты"_s, input);
}

} // namespace

// ---- Reading ------------------------------------------------------------------------------------

bool wire::readJson(Checker &checker, const JsonValue &value, Trimmed &out)
{
    if (!isText(checker, value))
        return false;
    out.text = trimmed(value);
    return true;
}

bool wire::readJson(Checker &checker, const JsonValue &value, Fingerprint &out)
{
    if (value.kind() == JsonValue::Kind::Null)
        return true;
    if (!isText(checker, value))
        return false;
    out.text = trimmed(value);
    return true;
}

bool wire::readJson(Checker &checker, const JsonValue &value, Description &out)
{
    out.isGiven = true;
    if (value.kind() == JsonValue::Kind::Null)
        return true;
    if (!isText(checker, value))
        return false;
    out.text = trimmed(value);
    return true;
}

bool wire::readJson(Checker &checker, const JsonValue &value, NameChange &out)
{
    out.isGiven = true;
    if (!isText(checker, value))
        return false;
    out.text = trimmed(value);
    return true;
}

void wire::check(Checker &checker, const SignUp &in)
{
    checkEmail(checker, in.email.text);
    checkPassword(checker, in.password.text);
}

void wire::check(Checker &checker, const SignIn &in)
{
    checkEmail(checker, in.email.text);
    if (in.fingerprint)
        checkLength(checker, "fingerprint", in.fingerprint->text, 0, 40);
}

void wire::check(Checker &checker, const NewPassword &in)
{
    checkPassword(checker, in.password.text);
}

void wire::check(Checker &checker, const EmailQuery &in)
{
    if (in.email)
        checkEmail(checker, *in.email);
}

void wire::check(Checker &checker, const NewChat &in)
{
    checkLength(checker, "name", in.name.text, 1, 100);
    if (in.description)
        checkLength(checker, "description", in.description->text, 0, 250);
    checkMembers(checker, in.members);
}

void wire::check(Checker &checker, const ChatChange &in)
{
    if (in.name.isGiven)
        checkLength(checker, "name", in.name.text, 1, 100);
    if (in.description.text)
        checkLength(checker, "description", *in.description.text, 0, 250);
    checkMembers(checker, in.members);
}

// ---- Writing ------------------------------------------------------------------------------------

wire::Profile toProfile(const UserBrief &person)
{
    wire::Profile profile{.username = person.username, .id = person.id};
    QStringList words = person.fullName.split(u' ', Qt::SkipEmptyParts);
    if (person.fullName == person.username || words.isEmpty())
        return profile;
    profile.firstName = words.takeFirst();
    if (!words.isEmpty())
        profile.lastName = words.takeLast();
    if (!words.isEmpty())
        profile.middleName = words.join(u' ');
    return profile;
}

wire::Message toMessage(const Message &message)
{
    return {.id = message.id,
        .text = message.content,
        .sender = toProfile(message.sender),
        .sentAt = message.createdAt,
        .chatId = message.chatId};
}

frames::Message toFrame(const Message &message)
{
    const wire::Profile person = toProfile(message.sender);
    return {.id = message.id,
        .createdAt = message.createdAt,
        .updatedAt = message.editedAt.value_or(message.createdAt),
        .text = message.content,
        .sender = {person.firstName, person.lastName, person.middleName, person.username,
            person.id},
        .sentAt = message.createdAt,
        .chatId = message.chatId,
        .senderId = message.sender.id};
}

Error authError(const QString &message) { return refuseNamed(401, "AUTH_ERROR", message); }

const Error &tokenInvalid()
{
    static const Error error = authError(u"Token Invalid"_s);
    return error;
}

api::Answer errorAnswer(const Error &error, const QByteArray &)
{
    const auto items = itemsOf(error);
    api::Answer answer{.status = items.empty() ? statusOf(error) : kValidation};
    QString message = error.detail;
    if (!items.empty())
        message = u"%1 errors in schema"_s.arg(items.size());
    answer.body = R"({"status":"error","error":{"code":")";
    answer.body += nameOf(error);
    answer.body += R"(","message":)";
    json::appendString(answer.body, QStringView(message));
    if (!items.empty()) {
        answer.body += R"(,"fields":[)";
        for (const ValidationItem &item : items) {
            if (&item != &items.front())
                answer.body += ',';
            appendField(answer.body, item);
        }
        answer.body += ']';
    }
    answer.body += "}}";
    return answer;
}

QJsonObject errorSchema()
{
    const QJsonObject text{{u"type"_s, u"string"_s}};
    const QJsonObject inner{{u"type"_s, u"object"_s},
        {u"properties"_s,
            QJsonObject{{u"code"_s, text}, {u"message"_s, text},
                {u"fields"_s, QJsonObject{{u"type"_s, u"array"_s}}}}}};
    return {{u"type"_s, u"object"_s},
        {u"properties"_s, QJsonObject{{u"status"_s, text}, {u"error"_s, inner}}}};
}

} // namespace kith::messenger
