// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"

#include "longform.h"
#include "shared/event/stream.h"

#include <QTest>

namespace kith::faults {

using namespace Qt::StringLiterals;
using support::Person;
using Kind = Record::Kind;

Crowd::Crowd(support::TestServer &server, Size size, quint32 seed) : m_server(server)
{
    m_stage.random.seed(seed);
    const auto addSockets = [&](int count, SocketClient::Role role) {
        for (int i = 0; i < count; ++i)
            m_sockets.push_back(std::make_unique<SocketClient>(server, m_stage, role));
    };
    addSockets(size.socketWriters, SocketClient::Role::Writes);
    addSockets(size.socketReaders, SocketClient::Role::Reads);
    for (int i = 0; i < size.restWriters; ++i)
        m_rest.push_back(std::make_unique<RestClient>(server, m_stage));
    m_removed = std::make_unique<SocketClient>(server, m_stage, SocketClient::Role::Reads);
    if (size.hasSleeper)
        m_sleeper = std::make_unique<SocketClient>(server, m_stage, SocketClient::Role::Reads);
    m_stranger = std::make_unique<Stranger>(server, m_stage);
}

std::vector<Person *> Crowd::members()
{
    std::vector<Person *> all;
    for (const auto &client : m_sockets)
        all.push_back(&client->person);
    for (const auto &client : m_rest)
        all.push_back(&client->person);
    if (m_sleeper)
        all.push_back(&m_sleeper->person);
    return all;
}

Result<void> Crowd::gather()
{
    for (Person *person : members())
        TRY(person->registerAs(u"member"_s));
    TRY(m_removed->person.registerAs(u"removed"_s));
    TRY(m_stranger->person.registerAs(u"stranger"_s));
    TRY(makeGroups());
    for (const auto &client : m_sockets)
        client->open();
    m_removed->open();
    for (const auto &client : m_rest)
        client->open();
    m_stranger->open();
    return {};
}

Result<void> Crowd::makeGroups()
{
    std::vector<UserId> others;
    std::vector<QString> names;
    for (Person *person : members()) {
        names.push_back(person->user().username);
        if (person != &owner())
            others.push_back(person->id());
    }
    others.push_back(m_removed->person.id());
    names.push_back(m_removed->name());
    for (const QString &group : {u"one"_s, u"two"_s}) {
        TRY_ASSIGN(const Chat chat, owner().makeGroup(group, others));
        m_stage.chats.push_back(chat.id);
        for (const QString &name : names)
            m_stage.history.add({.kind = Kind::Enter, .who = name, .chat = nameOf(chat.id)});
    }
    return {};
}

void Crowd::beginWriting()
{
    m_stage.isWriting = true;
    for (const auto &client : m_sockets)
        client->write();
    for (const auto &client : m_rest)
        client->write();
}

void Crowd::wakeSleeper()
{
    std::map<QString, qint64> positions;
    for (const ChatId chat : m_stage.chats)
        positions[streamName(StreamId::of(chat))] = 1;
    m_sleeper->open(std::move(positions));
}

void Crowd::removeOne()
{
    m_isRemoved = true;
    for (const ChatId chat : m_stage.chats) {
        owner().api().removeMember(
            chat, m_removed->person.id(), {[this, chat](const Result<void> &answer) {
                // NotFound: a repeat of one whose answer was lost.
                if (answer || answer.error().code == ErrorCode::NotFound)
                    m_stage.history.add(
                        {.kind = Kind::Leave, .who = m_removed->name(), .chat = nameOf(chat)});
                else
                    QTimer::singleShot(20, &owner().api(), [this] { removeOne(); });
            }});
    }
}

bool Crowd::isIdle() const
{
    const auto idle = [](const auto &client) { return client->isIdle(); };
    return std::all_of(m_sockets.begin(), m_sockets.end(), idle)
        && std::all_of(m_rest.begin(), m_rest.end(), idle);
}

std::vector<Crowd::Reader> Crowd::readersBehind() const
{
    std::vector<Reader> behind;
    for (const auto &[chat, end] : m_ends) {
        const auto add = [&](const auto &client) {
            if (client->place(chat) < end)
                behind.push_back({client->name(), client->place(chat)});
        };
        for (const auto &client : m_sockets)
            add(client);
        for (const auto &client : m_rest)
            add(client);
        if (m_sleeper)
            add(m_sleeper);
    }
    return behind;
}

bool Crowd::settle()
{
    m_stage.isWriting = false;
    const auto milliseconds = static_cast<int>(patience().count());
    if (!QTest::qWaitFor([this] { return isIdle(); }, milliseconds))
        return false;
    for (const ChatId id : m_stage.chats) {
        const auto chat = owner().get<Chat>(support::at("chats", id));
        if (!chat)
            return false;
        m_ends[id] = chat->lastSeq;
    }
    return QTest::qWaitFor([this] { return readersBehind().empty(); }, milliseconds);
}

QString Crowd::whyNot() const
{
    QString text = isIdle() ? QString() : u"requests are under way\n"_s;
    for (const Reader &reader : readersBehind())
        text += u"%1 has seen %2\n"_s.arg(reader.name).arg(reader.place);
    for (const auto &[chat, end] : m_ends)
        text += u"%1 ends at %2\n"_s.arg(nameOf(chat)).arg(end);
    return text + QString::fromUtf8(m_server.log().right(2'000));
}

} // namespace kith::faults
