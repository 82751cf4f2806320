<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>kith::console::AuditDetailPane</name>
    <message>
        <source>The server&apos;s operator</source>
        <translation>Оператор сервера</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Действие</translation>
    </message>
    <message>
        <source>To whom or what</source>
        <translation>С кем или чем</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>The server&apos;s operator, on its command line</source>
        <translation>Оператор сервера в командной строке</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Номер</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Печать</translation>
    </message>
    <message>
        <source>Over this entry and the seal of the one before</source>
        <translation>От этой записи и печати предыдущей</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>До</translation>
    </message>
    <message>
        <source>After</source>
        <translation>После</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Что изменено</translation>
    </message>
    <message>
        <source>This act changed no field.</source>
        <translation>Это действие не изменило полей.</translation>
    </message>
</context>
<context>
    <name>kith::console::AuditPage</name>
    <message>
        <source>Verifying %1</source>
        <translation>Проверка: %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Cannot verify the audit log</source>
        <translation>Не удалось проверить журнал</translation>
    </message>
    <message>
        <source>Verify the chain</source>
        <translation>Проверить цепочку</translation>
    </message>
    <message>
        <source>Only by this person</source>
        <translation>Только этого человека</translation>
    </message>
    <message>
        <source>Only about this</source>
        <translation>Только об этом</translation>
    </message>
    <message>
        <source>Show what it was done to</source>
        <translation>Показать, с чем это сделано</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Над чем</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О себе</translation>
    </message>
    <message>
        <source>Search names and reasons</source>
        <translation>Поиск: имена и причины</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>записей: %1</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>Пока ничего не сделано</translation>
    </message>
    <message>
        <source>What admins do is kept here for ever.</source>
        <translation>Действия администраторов хранятся здесь навсегда.</translation>
    </message>
    <message>
        <source>No entry matches</source>
        <translation>Подходящих записей нет</translation>
    </message>
</context>
<context>
    <name>kith::console::AuditTable</name>
    <message>
        <source>User created</source>
        <translation>Пользователь создан</translation>
    </message>
    <message>
        <source>Profile changed</source>
        <translation>Профиль изменён</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Роль изменена</translation>
    </message>
    <message>
        <source>User suspended</source>
        <translation>Пользователь заблокирован</translation>
    </message>
    <message>
        <source>User reactivated</source>
        <translation>Пользователь разблокирован</translation>
    </message>
    <message>
        <source>User signed out</source>
        <translation>Сеансы пользователя завершены</translation>
    </message>
    <message>
        <source>Password link made</source>
        <translation>Создана ссылка для пароля</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>Пароль сброшен</translation>
    </message>
    <message>
        <source>Session ended</source>
        <translation>Сеанс завершён</translation>
    </message>
    <message>
        <source>Connection closed</source>
        <translation>Соединение закрыто</translation>
    </message>
    <message>
        <source>Chat changed</source>
        <translation>Чат изменён</translation>
    </message>
    <message>
        <source>Chat archived</source>
        <translation>Чат в архиве</translation>
    </message>
    <message>
        <source>Chat unarchived</source>
        <translation>Чат возвращён из архива</translation>
    </message>
    <message>
        <source>Private chat read</source>
        <translation>Прочитан закрытый чат</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Сеанс</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>The server&apos;s operator</source>
        <translation>Оператор сервера</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>To whom or what</source>
        <translation>С кем или чем</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>№</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Сообщение удалено</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
</context>
<context>
    <name>kith::console::BulkDialog</name>
    <message>
        <source>What happens to each person</source>
        <translation>Что будет с каждым</translation>
    </message>
    <message>
        <source>Reason, kept in the audit log (may be left empty)</source>
        <translation>Причина для журнала (можно не указывать)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Проверка…</translation>
    </message>
    <message>
        <source>Asking the server what would happen…</source>
        <translation>Спрашиваем сервер, что произойдёт…</translation>
    </message>
    <message>
        <source>%1 will change</source>
        <translation>изменится: %1</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>отказано: %1</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Нечего делать</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 people. %3</source>
        <translation>Остановлено после %1 из %2. %3</translation>
    </message>
    <message>
        <source>%1 unchanged</source>
        <translation>без изменений: %1</translation>
    </message>
</context>
<context>
    <name>kith::console::BulkWords</name>
    <message numerus="yes">
        <source>Suspend %n people?</source>
        <translation>
            <numerusform>Заблокировать %n человека?</numerusform>
            <numerusform>Заблокировать %n человек?</numerusform>
            <numerusform>Заблокировать %n человек?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reactivate %n people?</source>
        <translation>
            <numerusform>Разблокировать %n человека?</numerusform>
            <numerusform>Разблокировать %n человек?</numerusform>
            <numerusform>Разблокировать %n человек?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %n people %1?</source>
        <translation>
            <numerusform>Назначить %n человеку роль «%1»?</numerusform>
            <numerusform>Назначить %n людям роль «%1»?</numerusform>
            <numerusform>Назначить %n людям роль «%1»?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End all sessions of %n people?</source>
        <translation>
            <numerusform>Завершить все сеансы %n человека?</numerusform>
            <numerusform>Завершить все сеансы %n человек?</numerusform>
            <numerusform>Завершить все сеансы %n человек?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are signed out at once and cannot sign in until they are reactivated. Their messages and memberships stay. This can be undone.</source>
        <translation>Они сразу выйдут и не смогут войти, пока их не разблокируют. Сообщения и участие в чатах останутся. Это можно отменить.</translation>
    </message>
    <message>
        <source>They can sign in again with the password that they had. This can be undone.</source>
        <translation>Они снова смогут войти с прежним паролем. Это можно отменить.</translation>
    </message>
    <message>
        <source>The new role holds at once, on every device. This can be undone.</source>
        <translation>Новая роль действует сразу на всех устройствах. Это можно отменить.</translation>
    </message>
    <message>
        <source>All their devices are signed out at once and their sockets close; they can sign in again. This cannot be undone.</source>
        <translation>Все их устройства сразу выйдут, соединения закроются; войти можно снова. Это нельзя отменить.</translation>
    </message>
    <message numerus="yes">
        <source>Suspend %n</source>
        <translation>
            <numerusform>Заблокировать %n</numerusform>
            <numerusform>Заблокировать %n</numerusform>
            <numerusform>Заблокировать %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reactivate %n</source>
        <translation>
            <numerusform>Разблокировать %n</numerusform>
            <numerusform>Разблокировать %n</numerusform>
            <numerusform>Разблокировать %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the role of %n</source>
        <translation>
            <numerusform>Сменить роль: %n</numerusform>
            <numerusform>Сменить роль: %n</numerusform>
            <numerusform>Сменить роль: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign %n out</source>
        <translation>
            <numerusform>Завершить сеансы: %n</numerusform>
            <numerusform>Завершить сеансы: %n</numerusform>
            <numerusform>Завершить сеансы: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people suspended</source>
        <translation>
            <numerusform>Заблокирован %n человек</numerusform>
            <numerusform>Заблокировано %n человека</numerusform>
            <numerusform>Заблокировано %n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people reactivated</source>
        <translation>
            <numerusform>Разблокирован %n человек</numerusform>
            <numerusform>Разблокировано %n человека</numerusform>
            <numerusform>Разблокировано %n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The role of %n people was changed</source>
        <translation>
            <numerusform>Роль изменена у %n человека</numerusform>
            <numerusform>Роль изменена у %n человек</numerusform>
            <numerusform>Роль изменена у %n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were signed out</source>
        <translation>
            <numerusform>Сеансы завершены у %n человека</numerusform>
            <numerusform>Сеансы завершены у %n человек</numerusform>
            <numerusform>Сеансы завершены у %n человек</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::ChatActs</name>
    <message>
        <source>edit %1</source>
        <translation>изменение %1</translation>
    </message>
    <message>
        <source>%1 was changed</source>
        <translation>%1: изменено</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Отменено: %1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>Повторено: %1</translation>
    </message>
    <message>
        <source>Cannot undo or redo that</source>
        <translation>Это нельзя отменить или повторить</translation>
    </message>
    <message numerus="yes">
        <source>Archive %n chats?</source>
        <translation>
            <numerusform>Перенести в архив %n чат?</numerusform>
            <numerusform>Перенести в архив %n чата?</numerusform>
            <numerusform>Перенести в архив %n чатов?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %n chats again?</source>
        <translation>
            <numerusform>Снова открыть %n чат?</numerusform>
            <numerusform>Снова открыть %n чата?</numerusform>
            <numerusform>Снова открыть %n чатов?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their members can read everything and write nothing. This can be undone.</source>
        <translation>Участники смогут всё читать, но не писать. Это можно отменить.</translation>
    </message>
    <message>
        <source>Their members can write again. This can be undone.</source>
        <translation>Участники снова смогут писать. Это можно отменить.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>В архив</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Снова открыть</translation>
    </message>
    <message>
        <source>Archive %1?</source>
        <translation>Перенести в архив: %1?</translation>
    </message>
    <message>
        <source>Open %1 again?</source>
        <translation>Снова открыть: %1?</translation>
    </message>
    <message>
        <source>Cannot archive or open all of them</source>
        <translation>Не все удалось перенести в архив или открыть</translation>
    </message>
    <message numerus="yes">
        <source>%n chats archived</source>
        <translation>
            <numerusform>%n чат перенесён в архив</numerusform>
            <numerusform>%n чата перенесены в архив</numerusform>
            <numerusform>%n чатов перенесено в архив</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chats opened again</source>
        <translation>
            <numerusform>%n чат снова открыт</numerusform>
            <numerusform>%n чата снова открыты</numerusform>
            <numerusform>%n чатов снова открыто</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::ChatDetailPane</name>
    <message>
        <source>Member</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Вступил</translation>
    </message>
    <message>
        <source>Read to</source>
        <translation>Прочитал до</translation>
    </message>
    <message>
        <source>Cannot show this chat</source>
        <translation>Не удалось показать чат</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>В архиве</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Создал</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Последняя активность</translation>
    </message>
    <message>
        <source>Last position</source>
        <translation>Последняя позиция</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Ид.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О себе</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Пока ничего</translation>
    </message>
    <message>
        <source>What admins do to this chat is kept here for ever.</source>
        <translation>Действия администраторов с этим чатом хранятся здесь навсегда.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Никто</translation>
    </message>
    <message>
        <source>This chat has no members any more.</source>
        <translation>В этом чате больше нет участников.</translation>
    </message>
</context>
<context>
    <name>kith::console::ChatForm</name>
    <message>
        <source>Edit %1</source>
        <translation>Изменить: %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Anybody may find and join it</source>
        <translation>Найти его и вступить может каждый</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Открытый</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>kith::console::ChatTable</name>
    <message>
        <source>Public channel</source>
        <translation>Открытый канал</translation>
    </message>
    <message>
        <source>Private channel</source>
        <translation>Закрытый канал</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Последняя активность</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>В архиве</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Создал</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Открытый</translation>
    </message>
    <message>
        <source>Last position</source>
        <translation>Последняя позиция</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Ид.</translation>
    </message>
</context>
<context>
    <name>kith::console::ChatsPage</name>
    <message>
        <source>Edit…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>В архив…</translation>
    </message>
    <message>
        <source>Open again…</source>
        <translation>Снова открыть…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>Личный</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Группа</translation>
    </message>
    <message>
        <source>Public channel</source>
        <translation>Открытый канал</translation>
    </message>
    <message>
        <source>Private channel</source>
        <translation>Закрытый канал</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>В архиве</translation>
    </message>
    <message>
        <source>Search name or topic</source>
        <translation>Поиск: название или тема</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Чаты</translation>
    </message>
    <message>
        <source>%1 chats</source>
        <translation>чатов: %1</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>Чатов пока нет</translation>
    </message>
    <message>
        <source>People make chats in their clients; they appear here.</source>
        <translation>Люди создают чаты в своих клиентах; они появятся здесь.</translation>
    </message>
    <message>
        <source>No chat matches</source>
        <translation>Подходящих чатов нет</translation>
    </message>
</context>
<context>
    <name>kith::console::ChoiceChip</name>
    <message>
        <source>Any</source>
        <translation>Любое</translation>
    </message>
</context>
<context>
    <name>kith::console::ConnectionsPage</name>
    <message>
        <source>Show user</source>
        <translation>Показать пользователя</translation>
    </message>
    <message>
        <source>Close connection…</source>
        <translation>Закрыть соединение…</translation>
    </message>
    <message>
        <source>End session…</source>
        <translation>Завершить сеанс…</translation>
    </message>
    <message>
        <source>Search user, client or address</source>
        <translation>Поиск: пользователь, клиент или адрес</translation>
    </message>
    <message>
        <source>%1 connections</source>
        <translation>соединений: %1</translation>
    </message>
    <message>
        <source>No open connections</source>
        <translation>Открытых соединений нет</translation>
    </message>
    <message>
        <source>Clients appear here as soon as they open a socket.</source>
        <translation>Клиенты появятся здесь, как только откроют соединение.</translation>
    </message>
    <message>
        <source>No connection matches</source>
        <translation>Подходящих соединений нет</translation>
    </message>
</context>
<context>
    <name>kith::console::DetailPane</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Закрыть (Esc)</translation>
    </message>
    <message>
        <source>Close the detail</source>
        <translation>Закрыть подробности</translation>
    </message>
</context>
<context>
    <name>kith::console::FailureBand</name>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Копировать подробности</translation>
    </message>
    <message>
        <source>It did not work.</source>
        <translation>Не получилось.</translation>
    </message>
</context>
<context>
    <name>kith::console::FilterBar</name>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
</context>
<context>
    <name>kith::console::FilterChip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Filter %1: %2</source>
        <translation>Фильтр %1: %2</translation>
    </message>
    <message>
        <source>Filter %1: any</source>
        <translation>Фильтр %1: любое</translation>
    </message>
</context>
<context>
    <name>kith::console::FormFields</name>
    <message>
        <source>This is needed.</source>
        <translation>Это поле обязательно.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters.</source>
        <translation>
            <numerusform>Не меньше %n символа.</numerusform>
            <numerusform>Не меньше %n символов.</numerusform>
            <numerusform>Не меньше %n символов.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::MessageBrowser</name>
    <message>
        <source>Open until %1; your reason is in the audit log.</source>
        <translation>Открыто до %1; причина записана в журнал.</translation>
    </message>
    <message>
        <source>This chat is private</source>
        <translation>Это закрытый чат</translation>
    </message>
    <message>
        <source>To read it, say why. Your name, the time and the reason go into the audit log, where they stay; the chat then is open to you for half an hour.</source>
        <translation>Чтобы читать его, укажите причину. Ваше имя, время и причина навсегда попадут в журнал; чат откроется вам на полчаса.</translation>
    </message>
    <message>
        <source>Reason, such as the number of a report</source>
        <translation>Причина, например номер жалобы</translation>
    </message>
    <message>
        <source>Reason for reading this chat</source>
        <translation>Причина чтения этого чата</translation>
    </message>
    <message>
        <source>Open for reading</source>
        <translation>Открыть для чтения</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Раньше</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Позже</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Последние</translation>
    </message>
    <message>
        <source>Message id</source>
        <translation>Ид. сообщения</translation>
    </message>
    <message>
        <source>Jump to a message by its id</source>
        <translation>Перейти к сообщению по ид.</translation>
    </message>
    <message>
        <source>Jump to a day</source>
        <translation>Перейти к дню</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Сообщения</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Сообщений нет</translation>
    </message>
    <message>
        <source>Nobody has written here yet.</source>
        <translation>Здесь ещё никто не писал.</translation>
    </message>
</context>
<context>
    <name>kith::console::MessageDelegate</name>
    <message>
        <source>This message was deleted.</source>
        <translation>Это сообщение удалено.</translation>
    </message>
    <message numerus="yes">
        <source>%n attachments</source>
        <translation>
            <numerusform>%n вложение</numerusform>
            <numerusform>%n вложения</numerusform>
            <numerusform>%n вложений</numerusform>
        </translation>
    </message>
    <message>
        <source>edited</source>
        <translation>изменено</translation>
    </message>
    <message>
        <source>answers #%1</source>
        <translation>ответ на №%1</translation>
    </message>
</context>
<context>
    <name>kith::console::NewRowsPill</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n новая</numerusform>
            <numerusform>%n новые</numerusform>
            <numerusform>%n новых</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new rows: read the list anew</source>
        <translation>
            <numerusform>%n новая строка: перечитать список</numerusform>
            <numerusform>%n новые строки: перечитать список</numerusform>
            <numerusform>%n новых строк: перечитать список</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::OutcomeModel</name>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Потом</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Что произойдёт</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Останется как есть</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Отказано: %1</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>сеансов: %1</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Действует</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Заблокирован</translation>
    </message>
</context>
<context>
    <name>kith::console::PasswordLinkDialog</name>
    <message>
        <source>Password link of %1</source>
        <translation>Ссылка для пароля: %1</translation>
    </message>
    <message>
        <source>Hand this link to %1 by a way that you trust: whoever has it sets the password. It works once, until %2, and is shown only now.</source>
        <translation>Передайте эту ссылку (%1) надёжным способом: у кого она есть, тот задаёт пароль. Она действует один раз, до %2, и показана только сейчас.</translation>
    </message>
    <message>
        <source>Password link</source>
        <translation>Ссылка для пароля</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>kith::console::PersonChip</name>
    <message>
        <source>Search a person</source>
        <translation>Найти человека</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>Найденные люди</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>Кто угодно</translation>
    </message>
</context>
<context>
    <name>kith::console::RecordView</name>
    <message>
        <source>Reset columns</source>
        <translation>Вернуть столбцы</translation>
    </message>
</context>
<context>
    <name>kith::console::SessionTable</name>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>this console</source>
        <translation>эта консоль</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Open sockets</source>
        <translation>Открытые соединения</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Последнее обращение</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Истекает</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>This console</source>
        <translation>Эта консоль</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Ид.</translation>
    </message>
</context>
<context>
    <name>kith::console::SessionsPage</name>
    <message>
        <source>Show user</source>
        <translation>Показать пользователя</translation>
    </message>
    <message>
        <source>End session…</source>
        <translation>Завершить сеанс…</translation>
    </message>
    <message>
        <source>Search user, client or address</source>
        <translation>Поиск: пользователь, клиент или адрес</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>сеансов: %1</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Никто не вошёл</translation>
    </message>
    <message>
        <source>Sign-ins appear here as soon as somebody makes one.</source>
        <translation>Сеансы появятся здесь, как только кто-нибудь войдёт.</translation>
    </message>
    <message>
        <source>No session matches</source>
        <translation>Подходящих сеансов нет</translation>
    </message>
</context>
<context>
    <name>kith::console::SkeletonOverlay</name>
    <message>
        <source>Loading</source>
        <translation>Загрузка</translation>
    </message>
</context>
<context>
    <name>kith::console::SocketTable</name>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>С</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Задержка</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>В очереди</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Отправлено</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Получено</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Потоки</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Сеанс</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Ид.</translation>
    </message>
</context>
<context>
    <name>kith::console::TablePanel</name>
    <message>
        <source>Take away a filter, or search for something shorter.</source>
        <translation>Уберите фильтр или сократите запрос.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Сбросить фильтры</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Загрузка…</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>больше %1</translation>
    </message>
    <message>
        <source>all selected</source>
        <translation>выбраны все</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>выбрано: %1</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Copy and export</source>
        <translation>Копирование и экспорт</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Select all that match</source>
        <translation>Выбрать все подходящие</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Копировать как CSV</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Копировать как JSON</translation>
    </message>
    <message>
        <source>Export all that match</source>
        <translation>Экспортировать все подходящие</translation>
    </message>
    <message>
        <source>Export the selection</source>
        <translation>Экспортировать выбранное</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Cannot export</source>
        <translation>Экспорт не удался</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Сохранено в %1</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Прочитано: %1</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>Файл записать не удалось.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
</context>
<context>
    <name>kith::console::TextJob</name>
    <message>
        <source>The file could not be written.</source>
        <translation>Файл записать не удалось.</translation>
    </message>
</context>
<context>
    <name>kith::console::TimeChip</name>
    <message>
        <source>From … to …</source>
        <translation>С … по …</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Любое время</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Последний час</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Последние 7 дней</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Последние 30 дней</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>To</source>
        <translation>По</translation>
    </message>
</context>
<context>
    <name>kith::console::UserActions</name>
    <message>
        <source>You cannot suspend yourself: another admin can.</source>
        <translation>Себя заблокировать нельзя: это может другой администратор.</translation>
    </message>
    <message>
        <source>Nobody changes their own role: another owner does.</source>
        <translation>Свою роль никто не меняет: это делает другой владелец.</translation>
    </message>
    <message>
        <source>Only an owner may change an owner.</source>
        <translation>Владельца меняет только владелец.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Заблокировать…</translation>
    </message>
    <message>
        <source>Reactivate…</source>
        <translation>Разблокировать…</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>End sessions…</source>
        <translation>Завершить сеансы…</translation>
    </message>
    <message>
        <source>Password link…</source>
        <translation>Ссылка для пароля…</translation>
    </message>
    <message>
        <source>Make %1…</source>
        <translation>Назначить: %1…</translation>
    </message>
</context>
<context>
    <name>kith::console::UserActs</name>
    <message>
        <source>edit %1</source>
        <translation>изменение %1</translation>
    </message>
    <message>
        <source>%1 was changed</source>
        <translation>%1: изменено</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Отменено: %1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>Повторено: %1</translation>
    </message>
    <message>
        <source>Cannot undo or redo that</source>
        <translation>Это нельзя отменить или повторить</translation>
    </message>
    <message numerus="yes">
        <source>%n were refused</source>
        <translation>
            <numerusform>отказано: %n</numerusform>
            <numerusform>отказано: %n</numerusform>
            <numerusform>отказано: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a password link for %1?</source>
        <translation>Создать ссылку для пароля: %1?</translation>
    </message>
    <message>
        <source>Whoever has the link sets a new password, once, within half an hour. Using it ends all sessions of this person. An earlier link stops working.</source>
        <translation>У кого есть ссылка, тот один раз в течение получаса задаёт новый пароль. При этом завершатся все сеансы этого человека. Прежняя ссылка перестанет действовать.</translation>
    </message>
    <message>
        <source>Make link</source>
        <translation>Создать ссылку</translation>
    </message>
    <message>
        <source>Cannot make a password link for %1</source>
        <translation>Не удалось создать ссылку для пароля: %1</translation>
    </message>
</context>
<context>
    <name>kith::console::UserDetailPane</name>
    <message>
        <source>Cannot show this user</source>
        <translation>Не удалось показать пользователя</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Заблокирован</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>В сети</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Полное имя</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О себе</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Сеансы</translation>
    </message>
    <message>
        <source>Open sockets</source>
        <translation>Открытые соединения</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Чаты</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Был в сети</translation>
    </message>
    <message>
        <source>Online now</source>
        <translation>Сейчас в сети</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Ид.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Профиль</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Соединения</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Not signed in anywhere</source>
        <translation>Нигде не вошёл</translation>
    </message>
    <message>
        <source>Sign-ins of this person appear here.</source>
        <translation>Здесь появятся сеансы этого человека.</translation>
    </message>
    <message>
        <source>No open sockets</source>
        <translation>Открытых соединений нет</translation>
    </message>
    <message>
        <source>No client of this person is connected now.</source>
        <translation>Сейчас ни один клиент этого человека не подключён.</translation>
    </message>
    <message>
        <source>In no chat</source>
        <translation>Ни в одном чате</translation>
    </message>
    <message>
        <source>Chats that this person belongs to appear here.</source>
        <translation>Здесь появятся чаты этого человека.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Пока ничего</translation>
    </message>
    <message>
        <source>What admins do to this person is kept here for ever.</source>
        <translation>Действия администраторов с этим человеком хранятся здесь навсегда.</translation>
    </message>
</context>
<context>
    <name>kith::console::UserForm</name>
    <message>
        <source>New user</source>
        <translation>Новый пользователь</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Создать</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Изменить: %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Полное имя</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О себе</translation>
    </message>
    <message>
        <source>Nobody changes their own role: another owner does.</source>
        <translation>Свою роль никто не меняет: это делает другой владелец.</translation>
    </message>
</context>
<context>
    <name>kith::console::UserTable</name>
    <message>
        <source>Active</source>
        <translation>Действует</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Заблокирован</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Имя пользователя</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Был в сети</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>В сети</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Создан</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О себе</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Изображение</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Ид.</translation>
    </message>
</context>
<context>
    <name>kith::console::UsersPage</name>
    <message>
        <source>Reading %1 people</source>
        <translation>Прочитано людей: %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Отменено</translation>
    </message>
    <message>
        <source>Cannot read the selection</source>
        <translation>Не удалось прочитать выбранное</translation>
    </message>
    <message>
        <source>New user…</source>
        <translation>Новый пользователь…</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Действует</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Заблокирован</translation>
    </message>
    <message>
        <source>Search name, username, e-mail, title or team</source>
        <translation>Поиск: имя, почта, должность или команда</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Пользователи</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>людей: %1</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Здесь пока никого нет</translation>
    </message>
    <message>
        <source>Create the first person, or let people register.</source>
        <translation>Создайте первого человека или разрешите регистрацию.</translation>
    </message>
    <message>
        <source>Nobody matches</source>
        <translation>Никто не подходит</translation>
    </message>
</context>
<context>
    <name>kith::console::VerdictBand</name>
    <message>
        <source>Dismiss</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>The chain is broken at entry %1: %2
Entries from there on may have been changed, added or removed by somebody with access to the database. Compare with a backup.</source>
        <translation>Цепочка нарушена на записи %1: %2
Записи начиная с неё мог изменить, добавить или удалить кто-то с доступом к базе данных. Сравните с резервной копией.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries fit together.
Its end is %2. Note it elsewhere: only that shows if somebody cuts the end off later.</source>
        <translation>Цепочка цела: записей %1, все подходят друг к другу.
Её конец: %2. Запишите его в другом месте: только так видно, если конец позже обрежут.</translation>
    </message>
</context>
<context>
    <name>kith::console::Words</name>
    <message>
        <source>Today %1</source>
        <translation>Сегодня, %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>Вчера, %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 ч</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 дн</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>Модератор</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Администратор</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Владелец</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>Личный</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Группа</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Канал</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Участник</translation>
    </message>
    <message>
        <source>Chat admin</source>
        <translation>Администратор чата</translation>
    </message>
    <message>
        <source>Chat owner</source>
        <translation>Владелец чата</translation>
    </message>
</context>
<context>
    <name>kith::console::endSessions</name>
    <message>
        <source>End the session of %1?</source>
        <translation>Завершить сеанс: %1?</translation>
    </message>
    <message numerus="yes">
        <source>End %n sessions?</source>
        <translation>
            <numerusform>Завершить %n сеанс?</numerusform>
            <numerusform>Завершить %n сеанса?</numerusform>
            <numerusform>Завершить %n сеансов?</numerusform>
        </translation>
    </message>
    <message>
        <source>The devices are signed out at once and their sockets close. Nothing is lost: people can sign in again. This cannot be undone.</source>
        <translation>Устройства сразу выйдут, соединения закроются. Ничего не потеряется: войти можно снова. Это нельзя отменить.</translation>
    </message>
    <message>
        <source>One of them is this console&apos;s own: you will be signed out.</source>
        <translation>Один из них — сеанс этой консоли: вы выйдете.</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Завершить</translation>
    </message>
    <message numerus="yes">
        <source>%n sessions ended</source>
        <translation>
            <numerusform>Завершён %n сеанс</numerusform>
            <numerusform>Завершено %n сеанса</numerusform>
            <numerusform>Завершено %n сеансов</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot end all sessions</source>
        <translation>Не удалось завершить все сеансы</translation>
    </message>
    <message>
        <source>Close the connection of %1?</source>
        <translation>Закрыть соединение: %1?</translation>
    </message>
    <message numerus="yes">
        <source>Close %n connections?</source>
        <translation>
            <numerusform>Закрыть %n соединение?</numerusform>
            <numerusform>Закрыть %n соединения?</numerusform>
            <numerusform>Закрыть %n соединений?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their clients may connect again at once, and will miss nothing. To keep a device away, end its session instead.</source>
        <translation>Клиенты могут сразу подключиться снова и ничего не пропустят. Чтобы не пускать устройство, завершите его сеанс.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message numerus="yes">
        <source>%n connections closed</source>
        <translation>
            <numerusform>Закрыто %n соединение</numerusform>
            <numerusform>Закрыто %n соединения</numerusform>
            <numerusform>Закрыто %n соединений</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot close all connections</source>
        <translation>Не удалось закрыть все соединения</translation>
    </message>
</context>
<context>
    <name>kith::console::offerUndo</name>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
</TS>
