// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "shared/event/event.h"

#include <set>

using namespace kith;

namespace {

template <size_t... at> std::vector<events::Body> oneOfEach(std::index_sequence<at...>)
{
    return {events::Body(std::in_place_index<at>)...};
}

std::vector<events::Body> allBodies()
{
    return oneOfEach(std::make_index_sequence<std::variant_size_v<events::Body>>());
}

} // namespace

class TestEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodySaysItsKindAndNoOtherDoes();
    void everyNamedKindHasABody();
    void theMessageAndThePersonAreFoundWhereThereAreSome();
};

void TestEvent::aBodySaysItsKindAndNoOtherDoes()
{
    std::set<EventKind> kinds;
    for (const events::Body &body : allBodies()) {
        const Event event{.body = body};
        QVERIFY(kinds.insert(event.kind()).second);
        std::visit([&event](const auto &its) { QCOMPARE(event.kind(), its.kind); }, body);
    }
}

/// Kinds that a native socket tells of, and the three that are only for dialects.
void TestEvent::everyNamedKindHasABody()
{
    std::set<EventKind> missing{
        EventKind::RoomEntered, EventKind::RoomLeft, EventKind::ChannelCreated};
    for (const auto &named : enumNames<EventKind>)
        missing.insert(named.value);
    for (const events::Body &body : allBodies())
        QCOMPARE(missing.erase(Event{.body = body}.kind()), size_t(1));
    QVERIFY(missing.empty());
}

void TestEvent::theMessageAndThePersonAreFoundWhereThereAreSome()
{
    const auto message = std::make_shared<const Message>(Message{.id = MessageId(7)});
    const auto person = std::make_shared<const UserBrief>(UserBrief{.id = UserId(3)});
    const Event deleted{.body = events::MessageDeleted{.message = message, .person = person}};
    QCOMPARE(deleted.message(), message.get());
    QCOMPARE(deleted.person(), person.get());
    const Event purged{.body = events::MessageCreated{}};
    QVERIFY(!purged.message());
    QVERIFY(!purged.person());
    const Event typing{.body = events::Typing{.on = true, .person = person}};
    QVERIFY(!typing.message());
    QCOMPARE(typing.person(), person.get());
    QVERIFY(typing.as<events::Typing>().on);
}

KITH_TEST(TestEvent)
#include "tst_event.moc"
