// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include "app/settings.h"
#include <QFile>

#include <algorithm>

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kGroupMembers = 100;

QByteArray idList(std::span<const UserId> ids)
{
    QByteArray text;
    for (const UserId id : ids) {
        if (!text.isEmpty())
            text += ',';
        text += QByteArray::number(id.value);
    }
    return '[' + text + ']';
}

Result<std::vector<UserId>> peopleThere(const store::DatabaseConfig &database, qint64 count)
{
    constexpr store::Sql kPeople("SELECT id FROM users WHERE is_active = 1 ORDER BY id LIMIT :n");
    TRY_ASSIGN(const auto session, store::openSession(database, store::Access::ReadOnly));
    std::vector<UserId> ids;
    TRY(session->query(kPeople, {{":n", count}},
        [&](const store::SqlRow &row) { ids.emplace_back(row.integer(0)); }));
    if (static_cast<qint64>(ids.size()) < count)
        return notFound(
            u"The server has %1 people, and %2 are needed: stop it and run kith-bench seed."_s
                .arg(ids.size())
                .arg(count));
    return ids;
}

/// What a benchmark needs to be allowed, and a log that costs nothing.
Target::Settings benchSettings()
{
    return {{u"server.environment"_s, u"\"production\""_s},
        {u"server.public_url"_s, u"\"http://127.0.0.1\""_s}, {u"limits.profile"_s, u"\"off\""_s},
        {u"http.connections"_s, u"30000"_s}, {u"websocket.per_user"_s, u"10000"_s},
        {u"log.level"_s, u"\"warning\""_s}};
}

} // namespace

Result<std::unique_ptr<Target>> Target::start(Wanted wanted)
{
    Settings settings = std::move(wanted.settings);
    settings.merge(benchSettings());
    std::unique_ptr<Target> target(new Target);
    target->m_server = std::make_unique<support::TestServer>(std::move(settings));
    target->m_server->use(wanted.program);
    const auto makeSchema = [&server = *target->m_server]() -> Result<void> {
        QByteArray said;
        if (server.run({u"migrate"_s}, &said) != 0)
            return unavailable(u"kithd migrate: "_s + QString::fromUtf8(said.right(2'000)));
        return {};
    };
    TRY_ASSIGN(const Prepared prepared,
        prepareData(target->m_server->dataFolder(), std::move(wanted.database), makeSchema));
    {
        TRY_ASSIGN(const auto seeder, Seeder::open(prepared.database));
        TRY_ASSIGN(target->m_people, seeder->addPeople(wanted.people, wanted.passwordHash));
        if (wanted.seed)
            TRY(wanted.seed(*seeder, target->m_people));
    }
    target->setKeys(prepared.keys);
    TRY(target->startAgain());
    return target;
}

Result<std::unique_ptr<Target>> Target::running(quint16 port, const QString &data, qint64 people)
{
    std::unique_ptr<Target> target(new Target);
    target->m_port = port;
    QFile lock(data + u"/kithd.lock"_s); // names the process that holds the folder
    if (!lock.open(QIODevice::ReadOnly))
        return notFound(u"No kithd has run in %1."_s.arg(data));
    target->m_pid = lock.readAll().trimmed().toInt();
    config::Config config;
    config.server.data = data;
    TRY_ASSIGN(const auto keys, config::loadKeys(config));
    target->setKeys(keys);
    TRY_ASSIGN(target->m_people, peopleThere({.sqliteFile = data + u"/kith.db"_s}, people));
    return target;
}

void Target::setKeys(const config::Keys &keys)
{
    m_tokens = std::make_unique<core::Tokens>(settings::policyOf({}, keys));
}

QByteArray Target::token(UserId user) const
{
    // Sessions that the server has not ended are good; nobody ended these.
    const core::Actor actor{.user = user, .session = SessionId(user.value), .role = UserRole::User};
    return m_tokens->issueAccess(actor, u"native"_s, SystemClock().now()).toLatin1();
}

Result<void> Target::startAgain()
{
    if (!m_server->start())
        return unavailable(
            u"kithd does not start: %1"_s.arg(QString::fromUtf8(m_server->log().right(2'000))));
    m_port = m_server->port();
    m_pid = static_cast<pid_t>(m_server->processId());
    return {};
}

Result<void> Target::stop()
{
    if (const int status = m_server->stop(); status != 0)
        return internalError(u"kithd ended with status %1"_s.arg(status));
    return {};
}

Result<HttpAnswer> Target::ask(
    const QByteArray &method, const QByteArray &path, UserId by, const QByteArray &body) const
{
    TRY_ASSIGN(
        auto answer, askOnce(m_port, httpRequest(method, "/api/v2/" + path, token(by), body)));
    if (answer.status >= 300)
        return internalError(
            QString::fromUtf8(method + ' ' + path + ": " + answer.body.left(1'000)));
    return answer;
}

Result<qint64> Target::createChat(UserId by, const QByteArray &body) const
{
    TRY_ASSIGN(const HttpAnswer answer, ask("POST", "chats", by, body));
    constexpr QByteArrayView kStart = R"({"id":)";
    const QByteArray id = answer.body.mid(kStart.size(), answer.body.indexOf(',') - kStart.size());
    return id.toLongLong();
}

Result<qint64> Target::makeChat(std::span<const UserId> members) const
{
    const UserId owner = members.front();
    std::span<const UserId> others = members.subspan(1);
    const auto first = others.first(std::min(others.size(), kGroupMembers - 1));
    const QByteArray kind = members.size() > kGroupMembers ? "channel" : "group";
    TRY_ASSIGN(const qint64 chat,
        createChat(
            owner, R"({"kind":")" + kind + R"(","name":"bench","members":)" + idList(first) + '}'));
    const QByteArray path = "chats/" + QByteArray::number(chat) + "/members";
    for (const UserId user : others.subspan(first.size()))
        TRY(ask("POST", path, owner, R"({"user_id":)" + QByteArray::number(user.value) + '}'));
    return chat;
}

Result<qint64> Target::makeDirect(UserId one, UserId other) const
{
    return createChat(one, R"({"kind":"direct","members":)" + idList({&other, 1}) + '}');
}

} // namespace kith::bench
