// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the pictures of the console that the README and docs show: a demo server with a team on it,
// minutes of real traffic, and the screens as they then are. See scripts/console-pictures.
// Usage: console_pictures FOLDER [SECONDS OF TRAFFIC (300)]
#include "admingui/connect/startscreen.h"
#include "admingui/shell/workspaceview.h"
#include "consoletest.h"
#include "support/person.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cmath>
#include <cstdio>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Colleague
{
    QString username{};
    QString name{};
    QString title{};
    QString team{};
};

std::vector<Colleague> colleagues()
{
    const QStringList first{u"Elena"_s, u"Jonas"_s, u"Amara"_s, u"Mateo"_s, u"Ingrid"_s, u"Tariq"_s,
        u"Sofia"_s, u"Dmitri"_s, u"Hana"_s, u"Lucas"_s, u"Noor"_s, u"Piotr"_s};
    const QStringList last{u"Lindqvist"_s, u"Okafor"_s, u"Moreau"_s, u"Sato"_s, u"Novak"_s};
    const QStringList titles{u"Engineer"_s, u"Designer"_s, u"Support lead"_s, u"Analyst"_s,
        u"Product manager"_s, u"Writer"_s};
    const QStringList teams{u"Platform"_s, u"Mobile"_s, u"Support"_s, u"Design"_s};
    std::vector<Colleague> out;
    for (qsizetype i = 0; i < first.size() * last.size(); ++i) {
        const QString &given = first[i % first.size()];
        const QString &family = last[(i / first.size() + i) % last.size()];
        out.push_back({.username = (given + u'.' + family).toLower()
                + (i >= 30 ? QString::number(i / 30 + 1) : QString()),
            .name = given + u' ' + family,
            .title = titles[i % titles.size()],
            .team = teams[(i / 2) % teams.size()]});
    }
    return out;
}

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

template <class T> T must(Result<T> result)
{
    if (!result)
        giveUp(QString::fromUtf8(support::describe(result.error())));
    return std::move(*result);
}

/// People of the demo server who talk: each message over a socket, as clients do.
class Traffic : public QObject
{
public:
    explicit Traffic(const support::TestServer &server)
    {
        for (const auto &login : {u"user1@example.com"_s, u"user2@example.com"_s,
                 u"user3@example.com"_s, u"api-test@example.com"_s}) {
            auto person = std::make_unique<support::Person>(server);
            if (const auto in = person->login(login, demoPassword()); !in)
                giveUp(in.error().detail);
            m_sockets.push_back(person->socket());
            m_sockets.back()->open();
            m_people.push_back(std::move(person));
        }
        const auto chats = must(m_people.front()->get<kith::Page<Chat>>(u"chats"_s));
        for (const Chat &chat : chats.items) {
            if (chat.kind != ChatKind::Direct)
                m_chats.push_back(chat.id);
        }
        m_timer.setInterval(100ms);
        connect(&m_timer, &QTimer::timeout, this, &Traffic::talk);
        m_time.start();
        m_timer.start();
    }

private:
    /// Some dozens a second, in waves, as days have them.
    void talk()
    {
        const double wave = std::sin(double(m_time.elapsed()) / 21'000)
            + 0.5 * std::sin(double(m_time.elapsed()) / 5'300);
        const int now = int(4 + 2.5 * wave + QRandomGenerator::global()->bounded(2.0));
        for (int i = 0; i < now; ++i) {
            const auto who = size_t(QRandomGenerator::global()->bounded(quint32(m_sockets.size())));
            const auto where = size_t(QRandomGenerator::global()->bounded(quint32(m_chats.size())));
            m_sockets[who]->send(frames::Send{.chatId = m_chats[where],
                                     .content = u"Build %1 is green."_s.arg(++m_count)},
                [](const Result<frames::Ack> &) {});
        }
    }

    std::vector<std::unique_ptr<support::Person>> m_people;
    std::vector<std::unique_ptr<EventSocket>> m_sockets;
    std::vector<ChatId> m_chats;
    QTimer m_timer;
    QElapsedTimer m_time;
    int m_count = 0;
};

/// A team, and an audit log with something to read.
void fill(support::Person &owner)
{
    std::vector<UserId> made;
    for (const Colleague &one : colleagues()) {
        const auto created = must(owner.post<CreatedUser>(u"admin/users"_s,
            NewUser{.username = one.username,
                .email = one.username + u"@example.com"_s,
                .fullName = one.name,
                .title = one.title,
                .team = one.team}));
        made.push_back(created.user.id);
    }
    must(owner.post<UserBulkResult>(u"admin/users/bulk"_s,
        UserBulk{.action = UserAction::SetRole,
            .role = UserRole::Moderator,
            .userIds = {made[4], made[9], made[20]},
            .dryRun = false,
            .reason = u"Support rota"_s}));
    must(owner.post<UserBulkResult>(u"admin/users/bulk"_s,
        UserBulk{.action = UserAction::Suspend,
            .userIds = {made[7], made[13]},
            .dryRun = false,
            .reason = u"Left the company"_s}));
}

class Photographer
{
public:
    Photographer(Console &console, const QString &folder) : m_console(console), m_folder(folder) { }

    void shoot(const QString &name)
    {
        QTest::qWait(1'500); // what is on its way comes, and charts are drawn
        const QString path = m_folder + u"/console-"_s + name + u".png"_s;
        if (!m_console.window->grab().save(path))
            giveUp(u"cannot write "_s + path);
        std::printf("%s\n", qPrintable(path));
    }
    WorkspaceView &view() { return *m_console.window->view(); }
    void palette(const QString &typed)
    {
        view().openPalette();
        QTest::keyClicks(view().findChild<QFrame *>(u"palette"_s)->findChild<QLineEdit *>(), typed);
    }

private:
    Console &m_console;
    QString m_folder;
};

void take(Console &console, const support::TestServer &server, support::Person &owner,
    const QString &folder)
{
    Photographer photographer(console, folder);
    console.look.setLanguage(Language::English);
    console.look.setTheme(Theme::Light);
    const Timestamp now = SystemClock().now();
    const QString id = console.connections.add(
        {.name = u"Demo server"_s, .url = server.base(), .login = u"admin"_s, .lastUsed = now});
    console.connections.add({.name = u"Acme staging"_s,
        .url = QUrl(u"https://staging.chat.example.com"_s),
        .kind = ServerKind::Test,
        .login = u"elena.lindqvist"_s,
        .lastUsed = now - 26h});
    console.connections.add({.name = u"Acme"_s,
        .url = QUrl(u"https://chat.example.com"_s),
        .kind = ServerKind::Production,
        .login = u"elena.lindqvist"_s,
        .isReadOnly = true,
        .lastUsed = now - 3h});
    photographer.shoot(u"connections"_s);
    console.tokens.write(id, Secret(owner.refreshToken()));
    console.window->connectTo(*console.connections.find(id));
    if (!QTest::qWaitFor([&] { return console.window->view() != nullptr; }, 10'000))
        giveUp(u"the sign-in did not work"_s);
    photographer.shoot(u"overview"_s);
    photographer.palette(u"so"_s);
    photographer.shoot(u"palette"_s);
    QTest::keyClick(photographer.view().findChild<QFrame *>(u"palette"_s)->findChild<QLineEdit *>(),
        Qt::Key_Escape);
    for (const auto &page : {u"users"_s, u"chats"_s, u"audit"_s}) {
        photographer.view().go({.page = page});
        photographer.shoot(page);
    }
    console.look.setTheme(Theme::Dark);
    photographer.view().go({.page = u"users"_s});
    photographer.shoot(u"users-dark"_s);
    photographer.view().go({.page = u"overview"_s});
    photographer.shoot(u"overview-dark"_s);
    console.look.setLanguage(Language::Russian);
    photographer.shoot(u"overview-russian"_s);
}

} // namespace

} // namespace kith

int main(int argc, char **argv)
{
    using namespace kith;
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2)
        giveUp(QStringLiteral("Usage: console_pictures FOLDER [SECONDS]"));
    const int seconds = arguments.value(2, QStringLiteral("300")).toInt();
    support::TestServer server(test::withDemoPeople());
    if (!server.start())
        giveUp(QString::fromUtf8(server.log()));
    support::Person owner(server);
    if (const auto in = owner.login(test::demoOwner(), test::demoPassword()); !in)
        giveUp(in.error().detail);
    fill(owner);
    const Traffic traffic(server);
    QTest::qWait(seconds * 1'000);
    test::Console console;
    console.open();
    console.window->resize(1280, 800);
    take(console, server, owner, arguments[1]);
    return 0;
}
