// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/person.h"

#include <atomic>

namespace kith::support {

using namespace Qt::StringLiterals;

Person::Person(const TestServer &server)
    : m_base(server.base()), m_api(std::make_unique<ApiClient>(server.base()))
{
    QObject::connect(
        m_api.get(), &ApiClient::exchanged, m_api.get(), [](const ApiExchange &exchange) {
            if (exchange.status > 0)
                record(exchange.method, exchange.url,
                    {.status = exchange.status,
                        .headers = exchange.headers,
                        .body = exchange.body});
        });
}

Result<void> Person::registerAs(const QString &name)
{
    static std::atomic<int> number = 0;
    const QString unique = name + QString::number(++number);
    return keep(raw("POST", u"auth/register"_s,
        toJson(Registration{.username = unique,
            .email = unique + u"@example.org"_s,
            .password = testPassword(),
            .fullName = name})));
}

Result<void> Person::login(const QString &login, const QString &password)
{
    return keep(raw("POST", u"auth/login"_s, toJson(Login{.login = login, .password = password})));
}

Result<void> Person::keep(const Answer &answer)
{
    TRY_ASSIGN(const Token token, answer.as<Token>());
    m_user = token.user;
    m_token = token.accessToken.toUtf8();
    m_refresh = token.refreshToken.toUtf8();
    m_api->setTokens(Secret(m_token), Secret(m_refresh));
    return {};
}

Answer Person::raw(const QByteArray &method, const QString &path,
    const std::optional<QByteArray> &body, const Headers &headers)
{
    return exchange(m_network, m_base,
        {.method = method,
            .target = u"/api/v2/"_s + path,
            .body = body,
            .token = m_token,
            .headers = headers});
}

Result<Chat> Person::makeGroup(const QString &name, const std::vector<UserId> &members)
{
    return post<Chat>(
        u"chats"_s, NewChat{.kind = ChatKind::Group, .name = name, .members = members});
}

Result<Chat> Person::makeChannel(const QString &name, bool isPublic)
{
    return post<Chat>(
        u"chats"_s, NewChat{.kind = ChatKind::Channel, .name = name, .isPublic = isPublic});
}

Result<Message> Person::say(ChatId chat, const QString &content)
{
    return post<Message>(at("chats", chat, u"messages"_s), NewMessage{.content = content});
}

Result<Message> Person::answer(const Message &to, const QString &content)
{
    return post<Message>(
        at("chats", to.chatId, u"messages"_s), NewMessage{.content = content, .replyTo = to.id});
}

std::unique_ptr<EventSocket> Person::socket(EventSocket::Settings settings)
{
    auto made = std::make_unique<EventSocket>(*m_api, std::move(settings));
    QObject::connect(made.get(), &EventSocket::frameReceived, made.get(), &recordFrame);
    return made;
}

QString at(const char *area, qint64 id, const QString &below)
{
    const QString path = QString::fromLatin1(area) + u'/' + QString::number(id);
    return below.isEmpty() ? path : path + u'/' + below;
}

QByteArray describe(const Error &error)
{
    QByteArray out = nameOf(error.code);
    out += ": " + error.detail.toUtf8();
    for (const FieldError &field : error.fields)
        out += " [" + field.field.toUtf8() + ": " + field.message.toUtf8() + ']';
    return out;
}

} // namespace kith::support
