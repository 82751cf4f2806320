// SPDX-License-Identifier: GPL-3.0-or-later
#include "restclient.h"

#include "shared/type.h"

namespace kith::faults {

/// What the events route answers, as far as a reader needs it.
struct SeenEvent
{
    EventKind type = EventKind::MessageCreated;
    qint64 seq = 0;
    std::optional<Message> message{};
};
struct SeenEvents
{
    std::vector<SeenEvent> items{};
    bool recovered = false;
};

} // namespace kith::faults

namespace kith {

const FieldList &fieldsOf(Of<faults::SeenEvent>)
{
    static const FieldList list = fieldList<faults::SeenEvent>("SeenEvent",
        {field("type", &faults::SeenEvent::type), field("seq", &faults::SeenEvent::seq),
            field("message", &faults::SeenEvent::message)});
    return list;
}
const FieldList &fieldsOf(Of<faults::SeenEvents>)
{
    static const FieldList list = fieldList<faults::SeenEvents>("SeenEvents",
        {field("items", &faults::SeenEvents::items),
            field("recovered", &faults::SeenEvents::recovered)});
    return list;
}

} // namespace kith

namespace kith::faults {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Record::Kind;

namespace {

constexpr int kRequestsUnderWay = 2;
constexpr auto kPoll = 30ms;

Record seen(const QString &who, ChatId chat, const SeenEvent &event)
{
    Record record{.kind = Kind::Saw, .who = who, .chat = nameOf(chat), .seq = event.seq};
    if (event.type <= EventKind::MessageDeleted && event.message) {
        record.change = static_cast<Record::Change>(
            static_cast<int>(event.type) - static_cast<int>(EventKind::MessageCreated));
        record.id = event.message->id.value;
        record.text = event.message->content;
    }
    return record;
}

} // namespace

RestClient::RestClient(const support::TestServer &server, Stage &stage)
    : person(server), m_stage(stage)
{
}

void RestClient::open()
{
    m_words.emplace(name(), m_stage);
    for (const ChatId chat : m_stage.chats)
        follow(chat);
}

qint64 RestClient::place(ChatId chat) const
{
    const auto it = m_seen.find(chat);
    return it == m_seen.end() ? 0 : it->second;
}

void RestClient::follow(ChatId chat)
{
    const QUrlQuery after{{u"after"_s, QString::number(place(chat))}};
    person.api().get<SeenEvents>(u"/api/v2/"_s + support::at("chats", chat, u"events"_s), after,
        {this, [this, chat](const Result<SeenEvents> &page) {
             if (page && !page->recovered)
                 m_stage.history.add({.kind = Kind::Hole, .who = name(), .chat = nameOf(chat)});
             for (const SeenEvent &event : page ? page->items : std::vector<SeenEvent>()) {
                 m_stage.history.add(seen(name(), chat, event));
                 m_seen[chat] = event.seq;
                 ++m_stage.tally.views;
             }
             const bool hasMore = page && !page->items.empty();
             QTimer::singleShot(hasMore ? 0ms : kPoll, this, [this, chat] { follow(chat); });
         }});
}

void RestClient::write()
{
    while (m_stage.isWriting && m_underWay < kRequestsUnderWay) {
        ++m_underWay;
        const QString key = m_words->nextKey();
        ++m_stage.tally.sends;
        post(m_stage.anyChat(), key, m_words->textFor(key));
    }
}

void RestClient::post(ChatId chat, const QString &key, const QString &text)
{
    m_stage.history.add(
        {.kind = Kind::Send, .who = name(), .chat = nameOf(chat), .key = key, .text = text});
    person.api().postMessage(chat, {.content = text, .clientId = key},
        {this, [this, chat, key, text](const Result<Message> &answer) {
             posted(chat, key, text, answer);
         }});
}

void RestClient::posted(
    ChatId chat, const QString &key, const QString &text, const Result<Message> &answer)
{
    if (!answer && isUnknown(answer.error())) {
        ++m_stage.tally.repeats;
        QTimer::singleShot(kRetryAfter, this, [this, chat, key, text] { post(chat, key, text); });
        return;
    }
    if (answer) {
        ++m_stage.tally.acks;
        m_stage.history.add(
            {.kind = Kind::Ack, .key = key, .seq = answer->seq, .id = answer->id.value});
        m_stage.onAck();
    } else {
        m_stage.history.add({.kind = Kind::Fail, .key = key});
    }
    --m_underWay;
    write();
}

Stranger::Stranger(const support::TestServer &server, Stage &stage) : person(server), m_stage(stage)
{
}

void Stranger::open()
{
    m_socket = person.socket({.backoff = [](int) { return kRetryAfter; }});
    connect(m_socket.get(), &EventSocket::messageEvent, this,
        [this](const frames::MessageEvent &event) {
            m_stage.history.add({.kind = Kind::Saw,
                .who = person.user().username,
                .chat = nameOf(event.chatId),
                .seq = event.seq,
                .id = event.message.id.value,
                .change = Record::Change::Created,
                .text = event.message.content});
        });
    m_socket->open();
    ask();
}

void Stranger::ask()
{
    const ChatId chat = m_stage.anyChat();
    person.api().get<SeenEvents>(u"/api/v2/"_s + support::at("chats", chat, u"events"_s), {},
        {this, [this, chat](const Result<SeenEvents> &page) {
             for (const SeenEvent &event : page ? page->items : std::vector<SeenEvent>())
                 m_stage.history.add(seen(person.user().username, chat, event));
         }});
    person.api().messages(
        chat, {}, {this, [this, chat](const Result<Page<Message>> &page) {
                       for (const Message &message : page ? page->items : std::vector<Message>())
                           m_stage.history.add({.kind = Kind::Listed,
                               .who = person.user().username,
                               .chat = nameOf(chat),
                               .seq = message.seq,
                               .id = message.id.value,
                               .text = message.content});
                       QTimer::singleShot(4 * kPoll, this, [this] { ask(); });
                   }});
}

} // namespace kith::faults
