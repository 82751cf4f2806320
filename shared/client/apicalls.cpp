// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/client/apiclient.h"

#include "shared/client/apiquery.h"
#include "shared/type.h"

#include <QUuid>

// The typed calls of ApiClient: each is the request of one route and nothing else.

namespace kith {

using namespace Qt::StringLiterals;

const FieldList &fieldsOf(Of<Paging>)
{
    static const FieldList list = fieldList<Paging>(
        "Paging", {field("cursor", &Paging::cursor), field("limit", &Paging::limit)});
    return list;
}

const FieldList &fieldsOf(Of<HistoryPaging>)
{
    static const FieldList list = fieldList<HistoryPaging>("HistoryPaging",
        {field("before", &HistoryPaging::before), field("after", &HistoryPaging::after),
            field("around", &HistoryPaging::around), field("limit", &HistoryPaging::limit)});
    return list;
}

namespace {

QString under(const QString &area, qint64 id, const QString &rest = {})
{
    return u"/api/v2/"_s + area + u'/' + QString::number(id) + rest;
}

/// Encodes '+' too, which servers read as a space and QUrlQuery leaves alone.
void addText(QUrlQuery &query, const QString &name, const QString &text)
{
    query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(text)));
}

ApiRequest bare(const QByteArray &method, const QString &path)
{
    return {.method = method, .path = path};
}

/// Signing in is anonymous: an older session's token must not decide about it.
template <class In> ApiRequest anonymous(const QString &path, const In &in)
{
    return {.method = "POST", .path = path, .body = toJson(in), .withToken = false};
}

} // namespace

// ---- Signing in and out -------------------------------------------------------------------

void ApiClient::registerAccount(const Registration &in, Callback<Token> done)
{
    signIn(anonymous(u"/api/v2/auth/register"_s, in), std::move(done));
}

void ApiClient::login(const Login &in, Callback<Token> done)
{
    signIn(anonymous(u"/api/v2/auth/login"_s, in), std::move(done));
}

void ApiClient::signIn(ApiRequest request, Callback<Token> done)
{
    QObject *context = done.hasContext ? done.context.data() : this;
    this->request<Token>(std::move(request), {context, [this, done](Result<Token> token) {
                                                  if (token)
                                                      keep(*token);
                                                  done(std::move(token));
                                              }});
}

void ApiClient::changePassword(const PasswordChange &in, Callback<void> done)
{
    send<void>("PUT", u"/api/v2/auth/password"_s, in, std::move(done));
}

void ApiClient::logout(Callback<void> done)
{
    request<void>(bare("POST", u"/api/v2/auth/logout"_s), std::move(done));
    forgetTokens();
}

void ApiClient::me(Callback<User> done) { get<User>(u"/api/v2/auth/me"_s, {}, std::move(done)); }

void ApiClient::sessions(Callback<Items<Session>> done)
{
    get<Items<Session>>(u"/api/v2/auth/sessions"_s, {}, std::move(done));
}

void ApiClient::endSession(SessionId id, Callback<void> done)
{
    request<void>(bare("DELETE", under(u"auth/sessions"_s, id.value)), std::move(done));
}

void ApiClient::wsTicket(Callback<WsTicket> done)
{
    request<WsTicket>(bare("POST", u"/api/v2/auth/ws-ticket"_s), std::move(done));
}

// ---- People -------------------------------------------------------------------------------

void ApiClient::users(const QString &search, const Paging &paging, Callback<Page<User>> done)
{
    QUrlQuery query = queryOf(paging);
    if (!search.isEmpty())
        addText(query, u"search"_s, search);
    get<Page<User>>(u"/api/v2/users"_s, query, std::move(done));
}

void ApiClient::user(UserId id, Callback<User> done)
{
    get<User>(under(u"users"_s, id.value), {}, std::move(done));
}

void ApiClient::changeMe(const UserChange &change, Callback<User> done)
{
    send<User>("PATCH", u"/api/v2/users/me"_s, change, std::move(done));
}

void ApiClient::changeUser(UserId id, const AdminUserChange &change, Callback<User> done)
{
    send<User>("PATCH", under(u"users"_s, id.value), change, std::move(done));
}

void ApiClient::setStatus(const UserStatus &status, Callback<User> done)
{
    send<User>("PUT", u"/api/v2/users/me/status"_s, status, std::move(done));
}

// ---- Chats --------------------------------------------------------------------------------

void ApiClient::chats(const Paging &paging, Callback<Page<Chat>> done)
{
    get<Page<Chat>>(u"/api/v2/chats"_s, queryOf(paging), std::move(done));
}

void ApiClient::publicChats(const Paging &paging, Callback<Page<Chat>> done)
{
    get<Page<Chat>>(u"/api/v2/chats/public"_s, queryOf(paging), std::move(done));
}

void ApiClient::createChat(const NewChat &in, Callback<Chat> done)
{
    send<Chat>("POST", u"/api/v2/chats"_s, in, std::move(done));
}

void ApiClient::chat(ChatId id, Callback<Chat> done)
{
    get<Chat>(under(u"chats"_s, id.value), {}, std::move(done));
}

void ApiClient::changeChat(ChatId id, const ChatChange &change, Callback<Chat> done)
{
    send<Chat>("PATCH", under(u"chats"_s, id.value), change, std::move(done));
}

void ApiClient::joinChat(ChatId id, Callback<Chat> done)
{
    request<Chat>(bare("POST", under(u"chats"_s, id.value, u"/join"_s)), std::move(done));
}

void ApiClient::leaveChat(ChatId id, Callback<void> done)
{
    request<void>(bare("POST", under(u"chats"_s, id.value, u"/leave"_s)), std::move(done));
}

void ApiClient::markRead(ChatId id, const ReadMark &mark, Callback<ReadState> done)
{
    send<ReadState>("POST", under(u"chats"_s, id.value, u"/read"_s), mark, std::move(done));
}

void ApiClient::members(ChatId id, const Paging &paging, Callback<Page<Member>> done)
{
    get<Page<Member>>(under(u"chats"_s, id.value, u"/members"_s), queryOf(paging), std::move(done));
}

void ApiClient::addMember(ChatId id, const NewMember &in, Callback<Member> done)
{
    send<Member>("POST", under(u"chats"_s, id.value, u"/members"_s), in, std::move(done));
}

void ApiClient::changeMember(
    ChatId id, UserId user, const MemberChange &change, Callback<Member> done)
{
    send<Member>("PATCH", under(u"chats"_s, id.value, u"/members/"_s + QString::number(user.value)),
        change, std::move(done));
}

void ApiClient::removeMember(ChatId id, UserId user, Callback<void> done)
{
    request<void>(
        bare("DELETE", under(u"chats"_s, id.value, u"/members/"_s + QString::number(user.value))),
        std::move(done));
}

// ---- Messages -----------------------------------------------------------------------------

void ApiClient::messages(ChatId id, const HistoryPaging &paging, Callback<Page<Message>> done)
{
    get<Page<Message>>(
        under(u"chats"_s, id.value, u"/messages"_s), queryOf(paging), std::move(done));
}

void ApiClient::postMessage(ChatId id, NewMessage in, Callback<Message> done)
{
    if (!in.clientId)
        in.clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    send<Message>("POST", under(u"chats"_s, id.value, u"/messages"_s), in, std::move(done));
}

void ApiClient::message(MessageId id, Callback<Message> done)
{
    get<Message>(under(u"messages"_s, id.value), {}, std::move(done));
}

void ApiClient::editMessage(MessageId id, const MessageEdit &edit, Callback<Message> done)
{
    send<Message>("PATCH", under(u"messages"_s, id.value), edit, std::move(done));
}

void ApiClient::deleteMessage(MessageId id, Callback<void> done)
{
    request<void>(bare("DELETE", under(u"messages"_s, id.value)), std::move(done));
}

void ApiClient::react(MessageId id, const QString &emoji, bool on, Callback<Message> done)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(emoji));
    request<Message>(
        bare(on ? "PUT" : "DELETE", under(u"messages"_s, id.value, u"/reactions/"_s + encoded)),
        std::move(done));
}

void ApiClient::messageHistory(MessageId id, Callback<Items<MessageVersion>> done)
{
    get<Items<MessageVersion>>(under(u"messages"_s, id.value, u"/history"_s), {}, std::move(done));
}

} // namespace kith
