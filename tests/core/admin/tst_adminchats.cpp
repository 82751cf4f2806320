// SPDX-License-Identifier: GPL-3.0-or-later
// Chats as admins see and change them, and reading what is said in them.
#include "../corefixture.h"
#include "core/admin/chatlist.h"
#include "core/admin/chats.h"
#include "core/admin/reading.h"
#include "core/audit/audit.h"
#include "core/chats/chats.h"
#include "core/chats/chatsearch.h"
#include "core/messages/messages.h"
#include "runner/runner.h"

using namespace kith;
using namespace kith::core;
using namespace kith::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Chats of every kind, by somebody who is no admin.
struct Story
{
    explicit Story(Core &c)
        : core(c), admin(c.somebody(u"adm"_s, UserRole::Admin)), ann(c.somebody(u"ann"_s)),
          bob(c.somebody(u"bob"_s)), group(make({.kind = ChatKind::Group, .name = u"Ёлка"_s})),
          channel(make({.kind = ChatKind::Channel,
              .name = u"news"_s,
              .topic = u"All of it"_s,
              .isPublic = true})),
          direct(make({.kind = ChatKind::Direct, .members = {bob.user}}))
    {
    }
    ChatId make(const NewChat &in) const
    {
        core.clock.advance(1s);
        const auto made = core.write(ann, [&](Tx &tx) { return createChat(tx, in); });
        if (!made.ok())
            qFatal("%s", qPrintable(made.error().detail));
        return made->chat.id;
    }
    Message say(ChatId chat, const QString &text) const
    {
        const auto said = core.write(
            ann, [&](Tx &tx) { return postMessage(tx, chat, NewMessage{.content = text}); });
        if (!said.ok())
            qFatal("%s", qPrintable(said.error().detail));
        core.clock.advance(1min);
        return said->message;
    }
    Result<CountedPage<AdminChat>> list(const AdminChatQuery &query) const
    {
        return core.read(admin, [&](ReadTx &tx) { return adminChats(tx, query); });
    }
    Result<AdminChat> change(ChatId id, const AdminChatChange &in) const
    {
        return core.write(admin, [&](Tx &tx) { return changeChat(tx, id, in); });
    }
    Result<Reading> open(const Actor &who, ChatId id) const
    {
        return core.write(
            who, [&](Tx &tx) { return openReading(tx, id, {.reason = u"a complaint"_s}); });
    }
    Result<Page<Message>> read(const Actor &who, ChatId id, const AdminHistoryQuery &query) const
    {
        return core.read(who, [&](ReadTx &tx) { return adminHistory(tx, id, query); });
    }
    AuditEntry lastEntry() const
    {
        const auto page = core.read(admin, [](ReadTx &tx) { return auditLog(tx, {.limit = 1}); });
        return page.ok() && !page->items.empty() ? page->items.front() : AuditEntry{};
    }

    Core &core;
    Actor admin;
    Actor ann;
    Actor bob;
    ChatId group;
    ChatId channel;
    ChatId direct;
};

QList<qint64> idsOf(const CountedPage<AdminChat> &page)
{
    QList<qint64> ids;
    for (const AdminChat &chat : page.items)
        ids += chat.id.value;
    return ids;
}

QStringList textsOf(const Page<Message> &page)
{
    QStringList texts;
    for (const Message &message : page.items)
        texts += message.content;
    return texts;
}

} // namespace

class TestAdminChats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTableIsSortedBothWays_data() { eachDriver(); }
    void theTableIsSortedBothWays();
    void filtersAndSearches_data() { eachDriver(); }
    void filtersAndSearches();
    void rowsSayWhoIsInIt_data() { eachDriver(); }
    void rowsSayWhoIsInIt();
    void archivingIsToldAndAudited_data() { eachDriver(); }
    void archivingIsToldAndAudited();
    void changesFollowTheKind_data() { eachDriver(); }
    void changesFollowTheKind();
    void searchFollowsTheName_data() { eachDriver(); }
    void searchFollowsTheName();
    void onlyAdmins_data() { eachDriver(); }
    void onlyAdmins();
    void readingAsksTheSetting_data();
    void readingAsksTheSetting();
    void aReadingIsOfOneAdminAndChatForAWhile_data() { eachDriver(); }
    void aReadingIsOfOneAdminAndChatForAWhile();
    void historyIsFoundByTime_data() { eachDriver(); }
    void historyIsFoundByTime();

private:
    void checkSort(const Story &story, AdminChatSort sort);
};

void TestAdminChats::checkSort(const Story &story, AdminChatSort sort)
{
    const auto whole = story.list({.sort = sort, .order = SortOrder::Ascending});
    VERIFY_OK(whole);
    QCOMPARE(whole->items.size(), 11u);
    const auto key = [&](const AdminChat &chat) {
        switch (sort) {
        case AdminChatSort::Name:
            return std::pair(chat.name, qint64(0));
        case AdminChatSort::CreatedAt:
            return std::pair(QString(), toMillis(chat.createdAt));
        case AdminChatSort::UpdatedAt:
            return std::pair(QString(), toMillis(chat.updatedAt));
        case AdminChatSort::MemberCount:
            return std::pair(QString(), chat.memberCount);
        case AdminChatSort::MessageCount:
            break;
        }
        return std::pair(QString(), chat.messageCount);
    };
    QVERIFY(std::is_sorted(
        whole->items.begin(), whole->items.end(), [&](const AdminChat &a, const AdminChat &b) {
            return std::pair(key(a), a.id) < std::pair(key(b), b.id);
        }));
    QList<qint64> backwards;
    AdminChatQuery query{.sort = sort, .order = SortOrder::Descending, .limit = 4};
    do {
        const auto page = story.list(query);
        VERIFY_OK(page);
        for (const qint64 id : idsOf(*page))
            backwards.prepend(id);
        query.cursor = page->next;
    } while (query.cursor);
    QCOMPARE(backwards, idsOf(*whole));
}

void TestAdminChats::theTableIsSortedBothWays()
{
    OPEN_CORE(core);
    const Story story(core);
    for (int i = 0; i < 8; ++i)
        story.say(story.make({.kind = ChatKind::Group, .name = u"g%1"_s.arg(i % 3)}), u"x"_s);
    story.say(story.group, u"and more"_s);
    story.say(story.group, u"and more"_s);
    for (const auto &sort : enumNames<AdminChatSort>) {
        checkSort(story, sort.value);
        if (QTest::currentTestFailed())
            QFAIL(sort.name);
    }
}

void TestAdminChats::filtersAndSearches()
{
    OPEN_CORE(core);
    const Story story(core);
    VERIFY_OK(story.change(story.channel, {.isArchived = true}));
    const auto found = [&](AdminChatQuery query) {
        query.total = true;
        const auto page = story.list(query);
        if (!page.ok() || page->total != qint64(page->items.size()) || page->totalIsMinimum)
            return QList<qint64>{-1};
        return idsOf(*page);
    };
    const qint64 group = story.group.value;
    const qint64 channel = story.channel.value;
    const qint64 direct = story.direct.value;
    QCOMPARE(found({.sort = AdminChatSort::CreatedAt, .order = SortOrder::Ascending}),
        (QList<qint64>{group, channel, direct}));
    QCOMPARE(found({.search = u"ёЛК"_s}), QList<qint64>{group});
    QCOMPARE(found({.search = u"all OF"_s}), QList<qint64>{channel});
    QCOMPARE(found({.search = u"%"_s}), QList<qint64>{});
    QCOMPARE(found({.kind = ChatKind::Direct}), QList<qint64>{direct});
    QCOMPARE(found({.isPublic = true}), QList<qint64>{channel});
    QCOMPARE(found({.isArchived = true}), QList<qint64>{channel});
    QCOMPARE(found({.member = story.bob.user}), QList<qint64>{direct});
    QCOMPARE(found({.search = u"ёлка"_s, .member = story.bob.user}), QList<qint64>{});
    QCOMPARE(found({.member = story.admin.user}), QList<qint64>{});
}

void TestAdminChats::rowsSayWhoIsInIt()
{
    OPEN_CORE(core);
    const Story story(core);
    const auto chat =
        core.read(story.admin, [&](ReadTx &tx) { return adminChat(tx, story.direct); });
    VERIFY_OK(chat);
    QCOMPARE(chat->createdBy->username, u"ann"_s);
    QCOMPARE(chat->people.size(), 2u);
    QCOMPARE(chat->people[1].username, u"bob"_s);
    const auto people =
        core.read(story.admin, [&](ReadTx &tx) { return adminMembers(tx, story.group, {}); });
    VERIFY_OK(people);
    QCOMPARE(people->items.size(), 1u);
    QCOMPARE(people->items[0].role, MemberRole::Owner);
    const auto absent =
        core.read(story.admin, [](ReadTx &tx) { return adminMembers(tx, ChatId(999'999), {}); });
    QCOMPARE(absent.error().code, ErrorCode::NotFound);
}

void TestAdminChats::archivingIsToldAndAudited()
{
    OPEN_CORE(core);
    const Story story(core);
    const auto archived = story.change(story.direct, {.isArchived = true});
    VERIFY_OK(archived);
    QVERIFY(archived->isArchived);
    const auto told = std::find_if(core.changes.events.begin(), core.changes.events.end(),
        [&](const SharedEvent &event) { return event->stream == StreamId::of(story.direct); });
    QVERIFY(told != core.changes.events.end());
    QCOMPARE((*told)->kind, EventKind::ChatUpdated);
    QVERIFY((*told)->chatInfo->isArchived);
    const AuditEntry entry = story.lastEntry();
    QCOMPARE(entry.action, u"chat.archive"_s);
    QCOMPARE(entry.targetId, story.direct.value);
    QCOMPARE(entry.targetName, u"ann, bob"_s);
    QCOMPARE(entry.changes,
        (std::vector<AuditChange>{
            {.field = u"is_archived"_s, .before = u"no"_s, .after = u"yes"_s}}));
    const auto post = [&] {
        return core.write(story.ann,
            [&](Tx &tx) { return postMessage(tx, story.direct, NewMessage{.content = u"x"_s}); });
    };
    QCOMPARE(post().error().code, ErrorCode::Conflict);
    VERIFY_OK(story.change(story.direct, {.isArchived = true})); // nothing changes
    QVERIFY(core.changes.isEmpty());
    QCOMPARE(story.lastEntry().seq, entry.seq);
    VERIFY_OK(story.change(story.direct, {.isArchived = false}));
    QCOMPARE(story.lastEntry().action, u"chat.unarchive"_s);
    VERIFY_OK(post());
}

void TestAdminChats::changesFollowTheKind()
{
    OPEN_CORE(core);
    const Story story(core);
    const auto wrong = [&](ChatId id, const AdminChatChange &in, const QString &field) {
        const auto refused = story.change(id, in);
        return !refused.ok() && names(refused.error(), field);
    };
    QVERIFY(wrong(story.direct, {.name = u"x"_s}, u"name"_s));
    QVERIFY(wrong(story.direct, {.topic = u"x"_s}, u"topic"_s));
    QVERIFY(wrong(story.group, {.isPublic = true}, u"is_public"_s));
    QVERIFY(wrong(story.group, {.name = u"  "_s}, u"name"_s));
    const auto changed = story.change(story.channel, {.name = u"quiet"_s, .isPublic = false});
    VERIFY_OK(changed);
    QVERIFY(!changed->isPublic);
    QCOMPARE(story.lastEntry().changes.size(), 2u);
    VERIFY_OK(story.change(story.channel, {.isArchived = true}));
    QCOMPARE(story.change(story.channel, {.name = u"no"_s}).error().code, ErrorCode::Conflict);
    VERIFY_OK(story.change(story.channel, {.name = u"back"_s, .isArchived = false}));
    QCOMPARE(story.change(ChatId(999'999), {}).error().code, ErrorCode::NotFound);
}

void TestAdminChats::searchFollowsTheName()
{
    OPEN_CORE(core);
    const Story story(core);
    const auto search = [&](const QString &text) {
        return story.list({.search = text})->items.size();
    };
    VERIFY_OK(story.change(story.group, {.name = u"Сосна"_s}));
    QCOMPARE(search(u"ёлка"_s), 0u);
    QCOMPARE(search(u"сосна"_s), 1u);
    VERIFY_OK(core.write(story.ann,
        [&](Tx &tx) { return updateChat(tx, story.group, ChatChange{.topic = u"Pine"_s}); }));
    QCOMPARE(search(u"pine"_s), 1u);
    // A tool that wrote chats itself: found after the next start.
    VERIFY_OK(core.write({}, [](Tx &tx) -> Result<void> {
        tx.unit.chats.insert({.id = ChatId(tx.unit.newId()), .name = u"Seeded"_s});
        return {};
    }));
    QCOMPARE(search(u"seeded"_s), 0u);
    VERIFY_OK(core.write({}, [](Tx &tx) { return fillChatSearch(tx); }));
    QCOMPARE(search(u"seeded"_s), 1u);
}

void TestAdminChats::onlyAdmins()
{
    OPEN_CORE(core);
    const Story story(core);
    core.policy.readPrivateChats = PrivateReading::Admin;
    const auto code = [](const auto &result) {
        return result.ok() ? std::optional<ErrorCode>() : result.error().code;
    };
    const std::optional<ErrorCode> forbidden = ErrorCode::Forbidden;
    const Actor &ann = story.ann; // owner of the group, and no admin
    QCOMPARE(code(core.read(ann, [](ReadTx &tx) { return adminChats(tx, {}); })), forbidden);
    QCOMPARE(
        code(core.read(ann, [&](ReadTx &tx) { return adminChat(tx, story.group); })), forbidden);
    QCOMPARE(code(core.read(ann, [&](ReadTx &tx) { return adminMembers(tx, story.group, {}); })),
        forbidden);
    QCOMPARE(
        code(core.write(ann, [&](Tx &tx) { return changeChat(tx, story.group, {}); })), forbidden);
    QCOMPARE(code(story.open(ann, story.group)), forbidden);
    QCOMPARE(code(story.read(ann, story.channel, {})), forbidden);
}

void TestAdminChats::readingAsksTheSetting_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<int>("setting");
    QTest::addColumn<bool>("adminMay");
    QTest::addColumn<bool>("ownerMay");
    QTest::newRow("off") << u"sqlite"_s << int(PrivateReading::Off) << false << false;
    QTest::newRow("owner") << u"sqlite"_s << int(PrivateReading::Owner) << false << true;
    QTest::newRow("admin") << u"sqlite"_s << int(PrivateReading::Admin) << true << true;
}

void TestAdminChats::readingAsksTheSetting()
{
    OPEN_CORE(core);
    QFETCH(int, setting);
    QFETCH(bool, adminMay);
    QFETCH(bool, ownerMay);
    const Story story(core);
    const Actor owner = core.somebody(u"olga"_s, UserRole::Owner);
    story.say(story.direct, u"between us"_s);
    core.policy.readPrivateChats = static_cast<PrivateReading>(setting);
    for (const auto &[who, may] : {std::pair(story.admin, adminMay), std::pair(owner, ownerMay)}) {
        const qint64 entries = story.lastEntry().seq;
        const auto reading = story.open(who, story.direct);
        QCOMPARE(reading.ok(), may);
        QCOMPARE(story.lastEntry().seq, entries + (may ? 1 : 0));
        if (!may) {
            QCOMPARE(reading.error().code, ErrorCode::Forbidden);
            QVERIFY(reading.error().detail.contains(u"admin.read_private_chats"_s));
            continue;
        }
        const AuditEntry entry = story.lastEntry();
        QCOMPARE(entry.action, u"chat.read"_s);
        QCOMPARE(entry.reason, u"a complaint"_s);
        QCOMPARE(entry.actorId, std::optional(who.user));
        const auto page = story.read(who, story.direct, {.reading = reading->id});
        VERIFY_OK(page);
        QCOMPARE(textsOf(*page), QStringList{u"between us"_s});
        // Switched off, it opens nothing any more.
        core.policy.readPrivateChats = PrivateReading::Off;
        QCOMPARE(story.read(who, story.direct, {.reading = reading->id}).error().code,
            ErrorCode::Forbidden);
        core.policy.readPrivateChats = static_cast<PrivateReading>(setting);
    }
}

void TestAdminChats::aReadingIsOfOneAdminAndChatForAWhile()
{
    OPEN_CORE(core);
    const Story story(core);
    core.policy.readPrivateChats = PrivateReading::Admin;
    const Actor other = core.somebody(u"other"_s, UserRole::Admin);
    story.say(story.channel, u"for all"_s);
    story.say(story.group, u"for few"_s);
    VERIFY_OK(story.read(story.admin, story.channel, {})); // public: no reading
    const auto code = [&](const Actor &who, ChatId chat, std::optional<qint64> reading) {
        const auto page = story.read(who, chat, {.reading = reading});
        return page.ok() ? std::optional<ErrorCode>() : page.error().code;
    };
    const std::optional<ErrorCode> forbidden = ErrorCode::Forbidden;
    const std::optional<ErrorCode> none;
    QCOMPARE(code(story.admin, story.group, {}), forbidden);
    const auto reading = story.open(story.admin, story.group);
    VERIFY_OK(reading);
    QCOMPARE(reading->expiresAt, core.clock.now() + limits::kReadingLife);
    QCOMPARE(code(story.admin, story.group, reading->id), none);
    QCOMPARE(code(other, story.group, reading->id), forbidden);
    QCOMPARE(code(story.admin, story.direct, reading->id), forbidden);
    QCOMPARE(code(story.admin, story.group, reading->id + 1), forbidden);
    core.clock.advance(limits::kReadingLife - 1ms);
    QCOMPARE(code(story.admin, story.group, reading->id), none);
    core.clock.advance(1ms);
    QCOMPARE(code(story.admin, story.group, reading->id), forbidden);
    QCOMPARE(story.open(story.admin, ChatId(999'999)).error().code, ErrorCode::NotFound);
}

void TestAdminChats::historyIsFoundByTime()
{
    OPEN_CORE(core);
    const Story story(core);
    const Timestamp start = core.clock.now();
    const auto none = story.read(story.admin, story.channel, {.at = start});
    VERIFY_OK(none);
    QVERIFY(none->items.empty());
    std::vector<Message> said;
    for (int i = 0; i < 20; ++i)
        said.push_back(story.say(story.channel, QString::number(i))); // one a minute
    const auto around = [&](Timestamp at) {
        const auto page = story.read(story.admin, story.channel, {.at = at, .limit = 3});
        return page.ok() ? textsOf(*page) : QStringList{page.error().detail};
    };
    QCOMPARE(around(start - 1h), (QStringList{u"1"_s, u"0"_s}));
    QCOMPARE(around(start + 10min), (QStringList{u"11"_s, u"10"_s, u"9"_s}));
    QCOMPARE(around(start + 10min + 1ms), (QStringList{u"12"_s, u"11"_s, u"10"_s}));
    QCOMPARE(around(start + 5h), (QStringList{u"19"_s, u"18"_s, u"17"_s}));
    const auto before = story.read(story.admin, story.channel, {.before = said[3].id, .limit = 2});
    QCOMPARE(textsOf(*before), (QStringList{u"2"_s, u"1"_s}));
    const auto both = story.read(story.admin, story.channel, {.before = said[3].id, .at = start});
    QVERIFY(names(both.error(), u"at"_s));
}

KITH_TEST(TestAdminChats)
#include "tst_adminchats.moc"
