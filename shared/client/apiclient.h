// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The typed client of the native API (/api/v2): the console and the tests use it, so that both
// speak to the server through the same models and the same errors.

#include "shared/json.h"
#include "shared/model/chat.h"
#include "shared/model/page.h"
#include "shared/model/session.h"
#include "shared/problem.h"
#include "shared/secret.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <deque>
#include <functional>

namespace kith {

/// Who wants to hear of a result. A call made for a `context` is cancelled when that object is
/// destroyed, and its function is then never called; without a context it lives as long as the
/// client does.
template <class T> struct Callback
{
    QPointer<QObject> context{};
    std::function<void(Result<T>)> call{};
    bool hasContext = false;

    template <class F>
    requires std::invocable<F &, Result<T>> Callback(F function) : call(std::move(function)) { }
    template <class F>
    requires std::invocable<F &, Result<T>> Callback(QObject *owner, F function)
        : context(owner), call(std::move(function)), hasContext(owner != nullptr)
    {
    }
    bool wanted() const { return !hasContext || context; }
    void operator()(Result<T> result) const
    {
        if (wanted())
            call(std::move(result));
    }
};

/// One request of the API, not yet sent.
struct ApiRequest
{
    QByteArray method = "GET";
    QString path{}; ///< from "/", percent-encoded where it must be, without the query
    QUrlQuery query{};
    std::optional<QByteArray> body{}; ///< JSON; none: no body at all
    QByteArray idempotencyKey{}; ///< not empty: sent as Idempotency-Key, so a repeat is harmless
    bool withToken = true; ///< false: anonymous, and a 401 is only an answer
};

/// What came back: for the console's log and the tests' recorder. Bodies of auth answers hold
/// tokens and may not be logged.
struct ApiExchange
{
    QByteArray method{};
    QUrl url{};
    int status = 0; ///< 0: no answer came
    QNetworkReply::NetworkError networkError = QNetworkReply::NoError; ///< why it did not
    QList<QPair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
};

/// Place in a list that is paged by opaque cursors.
struct Paging
{
    std::optional<QString> cursor{};
    std::optional<int> limit{};
};

/// Place in a chat's history, by message ids. At most one of the three is set.
struct HistoryPaging
{
    std::optional<MessageId> before{};
    std::optional<MessageId> after{};
    std::optional<MessageId> around{};
    std::optional<int> limit{};
};

const FieldList &fieldsOf(Of<Paging>);
const FieldList &fieldsOf(Of<HistoryPaging>);

/// Lives on one thread, whose event loop must run; nothing blocks. Keeps the tokens of one session
/// in memory. When an access token has ended it is renewed once for all calls that wait, and those
/// are sent again. Destroying the client drops its calls without calling back.
///
/// Limits: an answer of more than limits::kApiAnswerBytes is given up as too_large; no answer
/// within the timeout is unavailable. HTTP/1.1 only: QNetworkAccessManager's HTTP/2 is unsafe in
/// Qt 6.4.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    explicit ApiClient(QUrl base, QObject *parent = nullptr);
    ~ApiClient() override;

    const QUrl &base() const { return m_base; }
    /// Of silence, not of the whole answer: a slow download goes on as long as bytes arrive.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void setUserAgent(const QByteArray &userAgent) { m_userAgent = userAgent; }

    bool isSignedIn() const { return !m_access.isEmpty(); }
    void setTokens(Secret access, Secret refresh);
    void forgetTokens() { setTokens({}, {}); }
    const Secret &refreshToken() const { return m_refresh; }

    /// An access token for a socket. `refused` is one that the server did not take: if it is still
    /// the current one it is renewed first.
    void accessToken(const Secret &refused, const Callback<Secret> &done);

    /// Any request. Errors: the server's problem, with its field errors, Retry-After and request
    /// id; unavailable when there is no connection or no answer.
    template <class Out> void request(ApiRequest request, Callback<Out> done)
    {
        QObject *context = done.context;
        const bool hasContext = done.hasContext;
        enqueue({std::move(request), hasContext, context,
            [done = std::move(done)](Result<QByteArray> body) {
                if (!body)
                    return done(std::move(body.error()));
                if constexpr (std::is_void_v<Out>)
                    done(Result<void>());
                else
                    done(decoded<Out>(*body));
            }});
    }
    template <class Out> void get(const QString &path, const QUrlQuery &query, Callback<Out> done)
    {
        request<Out>({.path = path, .query = query}, std::move(done));
    }
    template <class Out, class In>
    void send(const QByteArray &method, const QString &path, const In &in, Callback<Out> done)
    {
        request<Out>({.method = method, .path = path, .body = toJson(in)}, std::move(done));
    }

    // ---- Typed calls (apicalls.cpp); each answers what its route answers, see /openapi.json ----

    /// These three keep the tokens they are given.
    void registerAccount(const Registration &in, Callback<Token> done);
    void login(const Login &in, Callback<Token> done);
    void changePassword(const PasswordChange &in, Callback<void> done);
    /// Forgets the tokens at once; the server is told with the old ones.
    void logout(Callback<void> done);
    void me(Callback<User> done);
    void sessions(Callback<Items<Session>> done);
    void endSession(SessionId id, Callback<void> done);
    void wsTicket(Callback<WsTicket> done);

    void users(const QString &search, const Paging &paging, Callback<Page<User>> done);
    void user(UserId id, Callback<User> done);
    void changeMe(const UserChange &change, Callback<User> done);
    void changeUser(UserId id, const AdminUserChange &change, Callback<User> done);
    void setStatus(const UserStatus &status, Callback<User> done);

    void chats(const Paging &paging, Callback<Page<Chat>> done);
    void publicChats(const Paging &paging, Callback<Page<Chat>> done);
    void createChat(const NewChat &in, Callback<Chat> done);
    void chat(ChatId id, Callback<Chat> done);
    void changeChat(ChatId id, const ChatChange &change, Callback<Chat> done);
    void joinChat(ChatId id, Callback<Chat> done);
    void leaveChat(ChatId id, Callback<void> done);
    void markRead(ChatId id, const ReadMark &mark, Callback<ReadState> done);
    void members(ChatId id, const Paging &paging, Callback<Page<Member>> done);
    void addMember(ChatId id, const NewMember &in, Callback<Member> done);
    void changeMember(ChatId id, UserId user, const MemberChange &change, Callback<Member> done);
    void removeMember(ChatId id, UserId user, Callback<void> done);

    void messages(ChatId id, const HistoryPaging &paging, Callback<Page<Message>> done);
    /// A message without a client_id is given one: sent twice by a broken connection, it is stored
    /// once.
    void postMessage(ChatId id, NewMessage in, Callback<Message> done);
    void message(MessageId id, Callback<Message> done);
    void editMessage(MessageId id, const MessageEdit &edit, Callback<Message> done);
    void deleteMessage(MessageId id, Callback<void> done);
    void react(MessageId id, const QString &emoji, bool on, Callback<Message> done);
    void messageHistory(MessageId id, Callback<Items<MessageVersion>> done);

Q_SIGNALS:
    /// The session is over: its refresh token was refused. Tokens are forgotten.
    void signedOut();
    /// New tokens, to be kept by whoever keeps the session (the console's keychain).
    void tokensChanged();
    /// Every answer, and every failure to get one.
    void exchanged(const kith::ApiExchange &exchange);

private:
    struct Pending
    {
        ApiRequest request{};
        bool hasContext = false;
        QPointer<QObject> context{};
        std::function<void(Result<QByteArray>)> done{};
        int tokenNumber = -1; ///< of the token that it was sent with
        bool replayed = false;

        bool wanted() const { return !hasContext || context; }
    };

    template <class Out> static Result<Out> decoded(const QByteArray &body)
    {
        // A newer server may say more than this client knows.
        auto value = fromJson<Out>(body, Unknown::Ignore);
        if (!value)
            return internalError(QStringLiteral("The server's answer is not what was expected: ")
                + value.error().detail);
        return value;
    }
    void signIn(ApiRequest request, Callback<Token> done);
    void enqueue(Pending pending);
    void transmit(Pending pending);
    void finish(QNetworkReply *reply, Pending pending);
    void renewTokens();
    void tokensRenewed(Result<Token> result);
    void keep(const Token &token);
    QNetworkRequest networkRequest(const ApiRequest &request) const;

    QUrl m_base;
    QNetworkAccessManager m_network;
    std::chrono::milliseconds m_timeout = std::chrono::seconds(30);
    QByteArray m_userAgent = "kith-client";
    Secret m_access;
    Secret m_refresh;
    int m_tokenNumber = 0; ///< counts the tokens this client had, to tell an old 401 from a new one
    bool m_renewing = false;
    std::deque<Pending> m_waiting; ///< for the renewal
};

} // namespace kith
