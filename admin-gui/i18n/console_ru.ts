<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>ServerKind</name>
    <message>
        <source>Development</source>
        <translation>Разработка</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Тест</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Рабочий</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>The name or the password is wrong, or the account is suspended.</source>
        <translation>Имя или пароль неверны, либо учётная запись заблокирована.</translation>
    </message>
    <message>
        <source>The last sign-in has ended. Please sign in again.</source>
        <translation>Прошлый сеанс завершён. Войдите снова.</translation>
    </message>
    <message>
        <source>This account is not an administrator&apos;s. Sign in with the role admin or owner.</source>
        <translation>Это не учётная запись администратора. Войдите с ролью администратора или владельца.</translation>
    </message>
    <message>
        <source>No server answers at %1. Is it running, and is the address right?</source>
        <translation>По адресу %1 сервер не отвечает. Запущен ли он и верен ли адрес?</translation>
    </message>
    <message>
        <source>What answers at %1 is not a Kith server of this kind.</source>
        <translation>По адресу %1 отвечает не сервер Kith.</translation>
    </message>
    <message>
        <source>The identity of %1 cannot be confirmed, so nothing was sent: %2</source>
        <translation>Подлинность %1 подтвердить нельзя, поэтому ничего не отправлено: %2</translation>
    </message>
    <message>
        <source>Too many attempts. Try again in %1 s.</source>
        <translation>Слишком много попыток. Повторите через %1 с.</translation>
    </message>
</context>
<context>
    <name>kith::console::AuditCard</name>
    <message>
        <source>Recent changes</source>
        <translation>Последние изменения</translation>
    </message>
    <message>
        <source>Open the audit log</source>
        <translation>Открыть журнал</translation>
    </message>
    <message>
        <source>No administrator has changed anything yet.</source>
        <translation>Администраторы пока ничего не меняли.</translation>
    </message>
</context>
<context>
    <name>kith::console::CommandPalette</name>
    <message>
        <source>Go to a screen, an action, a person or a chat</source>
        <translation>Экран, действие, человек или чат</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Найденное</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Человек</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Чат</translation>
    </message>
    <message>
        <source>Searching the server…</source>
        <translation>Поиск на сервере…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Ничего не найдено.</translation>
    </message>
</context>
<context>
    <name>kith::console::ConnectionDelegate</name>
    <message>
        <source>read-only</source>
        <translation>только чтение</translation>
    </message>
</context>
<context>
    <name>kith::console::ConnectionDialog</name>
    <message>
        <source>Read-only: offer nothing that changes the server</source>
        <translation>Только чтение: не предлагать ничего, что меняет сервер</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Новое подключение</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>Изменить подключение</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Адрес</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Название</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Цвет</translation>
    </message>
    <message>
        <source>That of the kind</source>
        <translation>По виду</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Синий</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Зелёный</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Янтарный</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Красный</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Фиолетовый</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Серый</translation>
    </message>
    <message>
        <source>The server&apos;s address as in a browser.</source>
        <translation>Адрес сервера, как в браузере.</translation>
    </message>
    <message>
        <source>This is not the address of a server.</source>
        <translation>Это не адрес сервера.</translation>
    </message>
    <message>
        <source>http sends passwords unprotected over the network: use https.</source>
        <translation>http передаёт пароли по сети без защиты: используйте https.</translation>
    </message>
</context>
<context>
    <name>kith::console::ConnectionModel</name>
    <message>
        <source>never used</source>
        <translation>ещё не открывалось</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>kith::console::Figures</name>
    <message>
        <source>people online</source>
        <translation>человек в сети</translation>
    </message>
    <message>
        <source>accounts</source>
        <translation>учётных записей</translation>
    </message>
    <message>
        <source>chats</source>
        <translation>чатов</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>сообщений</translation>
    </message>
    <message>
        <source>database</source>
        <translation>база данных</translation>
    </message>
    <message>
        <source>free on disk</source>
        <translation>свободно на диске</translation>
    </message>
    <message>
        <source>%1 active, %2 suspended</source>
        <translation>действующих: %1, заблокированных: %2</translation>
    </message>
</context>
<context>
    <name>kith::console::HealthCard</name>
    <message>
        <source>Service</source>
        <translation>Обслуживание</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Место на диске</translation>
    </message>
    <message>
        <source>Event loops</source>
        <translation>Циклы событий</translation>
    </message>
    <message>
        <source>Write queue</source>
        <translation>Очередь записи</translation>
    </message>
    <message>
        <source>Read queue</source>
        <translation>Очередь чтения</translation>
    </message>
    <message>
        <source>Sign-in queue</source>
        <translation>Очередь входов</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Соединения</translation>
    </message>
    <message>
        <source>File descriptors</source>
        <translation>Файловые дескрипторы</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Резервная копия</translation>
    </message>
    <message>
        <source>Demo people</source>
        <translation>Демонстрационные люди</translation>
    </message>
    <message>
        <source>✓ All is well</source>
        <translation>✓ Всё в порядке</translation>
    </message>
    <message>
        <source>! Worth a look</source>
        <translation>! Стоит взглянуть</translation>
    </message>
    <message>
        <source>✕ Needs help now</source>
        <translation>✕ Нужна помощь</translation>
    </message>
    <message>
        <source>In order: %1</source>
        <translation>В порядке: %1</translation>
    </message>
    <message>
        <source>? Not known</source>
        <translation>? Неизвестно</translation>
    </message>
</context>
<context>
    <name>kith::console::KeychainStore</name>
    <message>
        <source>The keychain does not answer.</source>
        <translation>Хранилище паролей не отвечает.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Хранилище паролей закрыто.</translation>
    </message>
    <message>
        <source>This desktop has no keychain (%1).</source>
        <translation>В системе нет хранилища паролей (%1).</translation>
    </message>
</context>
<context>
    <name>kith::console::LiveChart</name>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n минуту назад</numerusform>
            <numerusform>%n минуты назад</numerusform>
            <numerusform>%n минут назад</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
</context>
<context>
    <name>kith::console::LockScreen</name>
    <message>
        <source>Locked</source>
        <translation>Заблокировано</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
</context>
<context>
    <name>kith::console::MainWindow</name>
    <message>
        <source>Demo server</source>
        <translation>Демонстрационный сервер</translation>
    </message>
    <message>
        <source>Signing in to %1…</source>
        <translation>Вход на %1…</translation>
    </message>
</context>
<context>
    <name>kith::console::OverviewPage</name>
    <message>
        <source>up %1 min</source>
        <translation>работает %1 мин</translation>
    </message>
    <message>
        <source>up %1 h %2 min</source>
        <translation>работает %1 ч %2 мин</translation>
    </message>
    <message numerus="yes">
        <source>up %n day(s)</source>
        <translation>
            <numerusform>работает %n день</numerusform>
            <numerusform>работает %n дня</numerusform>
            <numerusform>работает %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Обзор</translation>
    </message>
    <message>
        <source>Out of date: the server sends no figures</source>
        <translation>Устарело: сервер не присылает данных</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 минут</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 минут</translation>
    </message>
    <message>
        <source>Messages a second</source>
        <translation>Сообщений в секунду</translation>
    </message>
    <message>
        <source>Deliveries a second</source>
        <translation>Доставок в секунду</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Соединения</translation>
    </message>
    <message>
        <source>sockets</source>
        <translation>сокеты</translation>
    </message>
    <message>
        <source>all</source>
        <translation>все</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Память</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Очереди</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>запись</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>чтение</translation>
    </message>
    <message>
        <source>sign-ins</source>
        <translation>входы</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Задержка</translation>
    </message>
</context>
<context>
    <name>kith::console::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Горячие клавиши</translation>
    </message>
</context>
<context>
    <name>kith::console::SidePanel</name>
    <message>
        <source>Owner</source>
        <translation>Владелец</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Администратор</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>Модератор</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Пользователь</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Экраны</translation>
    </message>
    <message>
        <source>Menu of %1</source>
        <translation>Меню: %1</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Только чтение</translation>
    </message>
    <message>
        <source>Nothing here changes the server; see the menu below.</source>
        <translation>Отсюда сервер не изменить; переключатель в меню ниже.</translation>
    </message>
    <message>
        <source>● Live</source>
        <translation>● На связи</translation>
    </message>
    <message>
        <source>○ Connecting…</source>
        <translation>○ Подключение…</translation>
    </message>
    <message>
        <source>○ No connection</source>
        <translation>○ Нет связи</translation>
    </message>
    <message>
        <source>○ Signed out</source>
        <translation>○ Сеанс завершён</translation>
    </message>
</context>
<context>
    <name>kith::console::SignInDialog</name>
    <message>
        <source>Stay signed in on this computer</source>
        <translation>Не выходить на этом компьютере</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>Вход на %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>&amp;Name or e-mail</source>
        <translation>&amp;Имя или почта</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Пароль</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keychain; the password is not.</source>
        <translation>Вход хранится в системном хранилище паролей, сам пароль — нет.</translation>
    </message>
    <message>
        <source>%1 The sign-in is forgotten when the console closes.</source>
        <translation>%1 Вход будет забыт при закрытии консоли.</translation>
    </message>
    <message>
        <source>Please enter your name and your password.</source>
        <translation>Введите имя и пароль.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Вход…</translation>
    </message>
</context>
<context>
    <name>kith::console::StartScreen</name>
    <message>
        <source>Choose a server to look after.</source>
        <translation>Выберите сервер.</translation>
    </message>
    <message>
        <source>Address of another server, such as chat.example.com</source>
        <translation>Адрес другого сервера, например chat.example.com</translation>
    </message>
    <message>
        <source>Address of a server</source>
        <translation>Адрес сервера</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>Сохранённые подключения</translation>
    </message>
    <message>
        <source>Quick connect</source>
        <translation>Подключиться</translation>
    </message>
    <message>
        <source>No servers yet</source>
        <translation>Серверов пока нет</translation>
    </message>
    <message>
        <source>Type an address above, or save a connection with “New”.</source>
        <translation>Введите адрес выше или сохраните подключение кнопкой «Новое».</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Новое…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Изменить…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Sign-ins are kept in the system&apos;s keychain. Passwords are never kept.</source>
        <translation>Входы хранятся в системном хранилище паролей. Сами пароли не хранятся.</translation>
    </message>
    <message>
        <source>%1 Sign-ins are forgotten when the console closes.</source>
        <translation>%1 Входы будут забыты при закрытии консоли.</translation>
    </message>
    <message>
        <source>Please type the address of a server.</source>
        <translation>Введите адрес сервера.</translation>
    </message>
    <message>
        <source>add %1</source>
        <translation>добавление %1</translation>
    </message>
    <message>
        <source>change %1</source>
        <translation>изменение %1</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (копия)</translation>
    </message>
    <message>
        <source>duplicate %1</source>
        <translation>копирование %1</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>удаление %1</translation>
    </message>
    <message>
        <source>%1 is removed, and its sign-in forgotten.</source>
        <translation>%1: удалено, вход забыт.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
<context>
    <name>kith::console::Toasts</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>kith::console::WorkspaceView</name>
    <message>
        <source>Find a screen, an action, a person or a chat</source>
        <translation>Найти экран, действие, человека или чат</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Вперёд</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Search in this screen</source>
        <translation>Поиск на этом экране</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Отменить: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Повторить: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Горячие клавиши</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Только чтение</translation>
    </message>
    <message>
        <source>Other server…</source>
        <translation>Другой сервер…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>Production: %1</source>
        <translation>Рабочий сервер: %1</translation>
    </message>
    <message>
        <source>Lock when idle for</source>
        <translation>Блокировать при бездействии</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Никогда</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n минуту</numerusform>
            <numerusform>%n минуты</numerusform>
            <numerusform>%n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Overview</source>
        <translation>Обзор</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Пользователи</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Соединения</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Сеансы</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Чаты</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Журнал</translation>
    </message>
</context>
</TS>
