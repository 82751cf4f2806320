// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo.h"

#include "core/accounts/passwords.h"
#include "core/chats/chats.h"
#include "core/chats/members.h"
#include "core/messages/messages.h"
#include "core/people/usercounts.h"
#include "core/people/users.h"

#include <array>

namespace kith::core {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::Sql;
using store::UserRow;

namespace {

struct Person
{
    const char16_t *username;
    const char16_t *email;
    const char16_t *fullName;
    const char16_t *title;
    UserRole role;
};
constexpr std::array<Person, 5> kPeople{{
    {u"admin", u"admin@admin.ru", u"Анна Соколова", u"Администратор", UserRole::Owner},
    {u"api-test", u"api-test@example.com", u"Павел Орлов", u"Тестировщик", UserRole::User},
    {u"user1", u"user1@example.com", u"Мария Иванова", u"Дизайнер", UserRole::User},
    {u"user2", u"user2@example.com", u"Иван Кузнецов", u"Разработчик", UserRole::User},
    {u"user3", u"user3@example.com", u"Ольга Смирнова", u"Редактор", UserRole::User},
}};

/// Who says what; people count from 0, in the order of kPeople.
struct Line
{
    size_t who;
    const char16_t *text;
};
constexpr Line kWelcome[] = {
    {0, u"Welcome, everyone! This channel is for all of us: say hello."},
    {2, u"Hello! I am Maria, I draw the interface. Tea or coffee?"},
    {3, u"Coffee. Ivan here, I keep the server happy."},
    {4, u"Ольга, пишу тексты. Добрый день! ☕"},
    {1, u"Pavel. I break things so that you can mend them. @user2, you have been warned."},
    {3, u"😄"},
};
constexpr Line kLaunch[] = {
    {0, u"Понедельник, десять утра: показываем первую версию."},
    {2, u"Макеты готовы, осталась тёмная тема."},
    {4, u"Тексты вычитаю к пятнице."},
    {3, u"Сервер пережил перезапуск посреди разговора и не потерял ни одного сообщения."},
    {0, u"Отлично. @user1, покажешь тему завтра?"},
    {2, u"Конечно!"},
};
constexpr Line kLunch[] = {
    {4, u"Lunch at one? There is a new soup place round the corner."},
    {2, u"Yes! I was about to ask."},
};

using DemoPeople = std::array<UserId, kPeople.size()>;

Result<bool> isThere(store::SqlSession &sql, const Person &person)
{
    constexpr Sql kFind("SELECT id FROM users WHERE email_key = :key AND is_active = 1");
    TRY_ASSIGN(
        const auto id, store::integerOf(sql, kFind, {{":key", QString::fromUtf16(person.email)}}));
    return id.has_value();
}

Result<DemoPeople> addPeople(Tx &tx)
{
    TRY_ASSIGN(const QString hash, hashPassword(u"admin"_s, costOf(tx.env.policy)));
    DemoPeople ids;
    for (size_t i = 0; i < kPeople.size(); ++i) {
        const Person &person = kPeople[i];
        TRY_ASSIGN(const UserRow row,
            withKeys({.id = UserId(tx.unit.newId()),
                .username = QString::fromUtf16(person.username),
                .email = QString::fromUtf16(person.email),
                .fullName = QString::fromUtf16(person.fullName),
                .title = QString::fromUtf16(person.title),
                .role = person.role,
                .passwordHash = hash,
                .createdAt = tx.now,
                .updatedAt = tx.now}));
        tx.unit.users.insert(row);
        TRY(countNewUser(tx, row));
        ids[i] = row.id;
        tx.actor = {.user = row.id, .session = {}, .role = row.role};
        TRY(joinDefaultChannels(tx, row.id));
    }
    return ids;
}

/// A chat by its first speaker, and the conversation in it, a minute a line up to `end`.
Result<void> talk(Tx &tx, const DemoPeople &people, NewChat chat, std::span<const Line> lines)
{
    const Timestamp end = tx.now;
    const auto speak = [&](size_t who) {
        tx.actor = {.user = people[who], .session = {}, .role = kPeople[who].role};
    };
    speak(lines.front().who);
    tx.now = end - std::chrono::minutes(lines.size());
    TRY_ASSIGN(const MadeChat made, createChat(tx, chat));
    for (const Line &line : lines) {
        speak(line.who);
        tx.now += 1min;
        TRY(postMessage(tx, made.chat.id, NewMessage{.content = QString::fromUtf16(line.text)}));
    }
    tx.now = end;
    return {};
}

std::vector<UserId> others(const DemoPeople &people, UserId creator)
{
    std::vector<UserId> ids(people.begin(), people.end());
    std::erase(ids, creator);
    return ids;
}

} // namespace

Result<void> seedDemo(Tx &tx)
{
    TRY_ASSIGN(store::SqlSession * sql, tx.unit.writing());
    for (const Person &person : kPeople) {
        TRY_ASSIGN(const bool there, isThere(*sql, person));
        if (there)
            return {};
    }
    TRY(ensureDefaultChannels(tx)); // for them to join, whatever the order at start
    const Actor before = tx.actor;
    TRY_ASSIGN(const DemoPeople people, addPeople(tx));
    TRY(talk(tx, people,
        {.kind = ChatKind::Channel,
            .name = u"welcome"_s,
            .topic = u"Who we are"_s,
            .isPublic = true,
            .members = others(people, people[0])},
        kWelcome));
    TRY(talk(tx, people,
        {.kind = ChatKind::Group,
            .name = u"Запуск"_s,
            .topic = u"Первая версия"_s,
            .members = others(people, people[0])},
        kLaunch));
    TRY(talk(tx, people, {.kind = ChatKind::Direct, .members = {people[2]}}, kLunch));
    tx.actor = before;
    return {};
}

Result<bool> hasDemoPeople(store::SqlSession &sql)
{
    for (const Person &person : kPeople) {
        TRY_ASSIGN(const bool there, isThere(sql, person));
        if (there)
            return true;
    }
    return false;
}

} // namespace kith::core
