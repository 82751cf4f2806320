// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/client/apiclient.h"
#include "shared/client/eventsocket.h"
#include "support/exchange.h"
#include "support/testserver.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

namespace kith::support {

/// What every person of the tests signs in with.
inline QString testPassword() { return QStringLiteral("correct horse battery"); }

/// Calls something asynchronous and waits, with an event loop, for at most 20 s.
///     await<Chat>([&](Callback<Chat> done) { api.createChat(in, std::move(done)); })
template <class T, class F> Result<T> await(F &&call)
{
    struct State
    {
        QEventLoop loop{};
        std::optional<Result<T>> result{};
    };
    const auto state = std::make_shared<State>();
    call(Callback<T>([state](Result<T> result) {
        state->result.emplace(std::move(result));
        state->loop.quit();
    }));
    if (!state->result) {
        QTimer::singleShot(20'000, &state->loop, &QEventLoop::quit);
        state->loop.exec();
    }
    if (!state->result)
        return internalError(QStringLiteral("nothing came of it within 20 s"));
    return std::move(*state->result);
}

/// Somebody who may be signed in at a server. What they do is synchronous, typed by models, or raw
/// bytes where a typed client cannot say it. Every answer is recorded.
class Person
{
public:
    /// Nobody: not signed in.
    explicit Person(const TestServer &server);
    Person(const Person &) = delete;

    /// Makes an account. The user name is made of `name` and is unique at this server and process.
    Result<void> registerAs(const QString &name);
    Result<void> login(const QString &login, const QString &password = testPassword());

    const User &user() const { return m_user; }
    UserId id() const { return m_user.id; }
    /// Of the last sign-in. The API client renews its own.
    const QByteArray &token() const { return m_token; }
    const QByteArray &refreshToken() const { return m_refresh; }
    void useToken(const QByteArray &token) { m_token = token; }
    ApiClient &api() { return *m_api; }

    /// Paths are below /api/v2.
    Answer raw(const QByteArray &method, const QString &path,
        const std::optional<QByteArray> &body = {}, const Headers &headers = {});
    template <class Out> Result<Out> get(const QString &path)
    {
        return raw("GET", path).template as<Out>();
    }
    template <class Out, class In> Result<Out> post(const QString &path, const In &in)
    {
        return raw("POST", path, toJson(in)).template as<Out>();
    }
    template <class Out> Result<Out> post(const QString &path)
    {
        return raw("POST", path).template as<Out>();
    }
    template <class Out, class In>
    Result<Out> send(const QByteArray &method, const QString &path, const In &in)
    {
        return raw(method, path, toJson(in)).template as<Out>();
    }

    // What nearly every test needs.
    Result<Chat> makeGroup(const QString &name, const std::vector<UserId> &members = {});
    Result<Chat> makeChannel(const QString &name, bool isPublic = true);
    Result<Message> say(ChatId chat, const QString &content);
    Result<Message> answer(const Message &to, const QString &content);

    /// A socket of this person, not opened. Its frames are recorded.
    std::unique_ptr<EventSocket> socket(EventSocket::Settings settings = {});

private:
    Result<void> keep(const Answer &answer);

    QUrl m_base;
    QNetworkAccessManager m_network;
    std::unique_ptr<ApiClient> m_api;
    User m_user{};
    QByteArray m_token;
    QByteArray m_refresh;
};

/// "chats/7/messages" of ("chats", 7, "messages").
QString at(const char *area, qint64 id, const QString &below = {});
template <class Tag> QString at(const char *area, Id<Tag> id, const QString &below = {})
{
    return at(area, id.value, below);
}

QByteArray describe(const Error &error);

} // namespace kith::support

/// MUST(const Chat chat, person.makeGroup(…)): the value, or the test fails with the error.
#define MUST(declaration, ...) MUST_(KITH_CONCAT(mustResult_, __LINE__), declaration, __VA_ARGS__)
#define MUST_(name, declaration, ...)                                                              \
    auto name = (__VA_ARGS__);                                                                     \
    QVERIFY2(name.ok(), name.ok() ? "" : kith::support::describe(name.error()).constData());       \
    declaration = std::move(name).value()
/// The same where no value comes.
#define MUST_OK(...)                                                                               \
    do {                                                                                           \
        const auto mustResult_ = (__VA_ARGS__);                                                    \
        QVERIFY2(mustResult_.ok(),                                                                 \
            mustResult_.ok() ? "" : kith::support::describe(mustResult_.error()).constData());     \
    } while (false)
/// The answer's status, with the whole answer in the message when it is another.
#define ANSWERS(answer, wanted)                                                                    \
    do {                                                                                           \
        const kith::support::Answer answersGot_ = (answer);                                        \
        QVERIFY2(answersGot_.status == (wanted), answersGot_.text().constData());                  \
    } while (false)
