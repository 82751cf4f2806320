// SPDX-License-Identifier: GPL-3.0-or-later
#include "checker.h"

#include "story.h"

#include <algorithm>
#include <limits>

namespace kith::faults {

using namespace Qt::StringLiterals;
using Change = Record::Change;

namespace {

/// The rules, each a function over the same story.
class Judge
{
public:
    explicit Judge(const Story &story) : m_story(story) { }

    std::vector<Violation> verdict()
    {
        acknowledged();
        stored();
        places();
        realTime();
        for (const auto &[reader, views] : m_story.readers)
            read(reader, views);
        listed();
        edited();
        cursors();
        for (const auto &[who, chat] : m_story.holes)
            found(u"hole"_s, u"%1 was told of a gap in %2"_s.arg(who, chat));
        return std::move(m_found);
    }

private:
    void acknowledged();
    void stored();
    void places();
    void placesOf(const QString &chat, const ChatEnd &end);
    void realTime();
    void read(const ChatReader &reader, const std::vector<View> &views);
    void sawText(const ChatReader &reader, const View &view);
    void lastViews(const ChatReader &reader, const std::vector<View> &views);
    void listed();
    void edited();
    void endText(const StoredMessage &message, const std::vector<const Request *> &changes);
    void cursors();
    void found(const QString &rule, const QString &what);

    const StoredMessage *storedAt(qint64 id) const
    {
        const auto it = m_story.stored.find(id);
        return it == m_story.stored.end() ? nullptr : &it->second;
    }

    const Story &m_story;
    std::vector<Violation> m_found;
    std::map<QString, int> m_counts;
};

void Judge::found(const QString &rule, const QString &what)
{
    constexpr int kNamed = 5; // of each rule: one cause tends to break thousands of messages
    if (++m_counts[rule] <= kNamed)
        m_found.push_back({rule, what});
}

/// lost, changed: every ack of a send against the database.
void Judge::acknowledged()
{
    for (const auto &[key, request] : m_story.requests) {
        if (request.acksDiffer)
            found(u"changed"_s, u"the acks of %1 name different messages"_s.arg(key));
        if (request.kind != Record::Kind::Send || !request.isAcked())
            continue;
        const StoredMessage *message = storedAt(request.id);
        if (!message)
            found(u"lost"_s,
                u"%1 (message %2 of %3) was acknowledged"_s.arg(key)
                    .arg(request.id)
                    .arg(request.who));
        else if (message->seq != request.seq || message->chat != request.chat)
            found(u"changed"_s,
                u"%1 was acknowledged at %2 and stands at %3"_s.arg(key)
                    .arg(request.seq)
                    .arg(message->seq));
    }
}

/// doubled, phantom: every stored message against what was sent.
void Judge::stored()
{
    std::map<std::pair<QString, QString>, qint64> byKey;
    std::map<QString, qint64> byText;
    for (const auto &[id, message] : m_story.stored) {
        const bool twice = (!message.key.isEmpty()
                               && !byKey.emplace(std::pair(message.who, message.key), id).second)
            || (!message.isErased && !byText.emplace(message.text, id).second);
        if (twice)
            found(u"doubled"_s, u"%1 is stored twice"_s.arg(message.key + u' ' + message.text));
        const Request *request = m_story.request(message.key);
        if (!request || request->kind != Record::Kind::Send || request->who != message.who
            || request->chat != message.chat)
            found(u"phantom"_s, u"nobody sent message %1"_s.arg(id));
        else if (request->isRefused && !request->isAcked())
            found(u"phantom"_s, u"%1 had been refused"_s.arg(message.key));
    }
}

/// gap: dense places, one a message, and counters that agree.
void Judge::places()
{
    for (const auto &[chat, end] : m_story.ends)
        placesOf(chat, end);
}

void Judge::placesOf(const QString &chat, const ChatEnd &end)
{
    const auto &events = m_story.eventsOf(chat);
    qint64 next = 1;
    std::map<qint64, int> created;
    for (const Place &event : events) {
        if (event.seq != next)
            found(u"gap"_s, u"%1 has %2 where %3 belongs"_s.arg(chat).arg(event.seq).arg(next));
        next = event.seq + 1;
        if (event.change != Change::Created)
            continue;
        const StoredMessage *message = storedAt(event.id);
        if (!message || message->seq != event.seq)
            found(u"gap"_s, u"%1 has no message at %2"_s.arg(chat).arg(event.seq));
        ++created[event.id];
    }
    qint64 messages = 0;
    for (const auto &[id, message] : m_story.stored) {
        if (message.chat != chat)
            continue;
        ++messages;
        if (created[id] != 1)
            found(u"gap"_s, u"message %1 has %2 places in its stream"_s.arg(id).arg(created[id]));
    }
    if (next - 1 != end.lastSeq || messages != end.messages)
        found(u"gap"_s,
            u"%1 says %2 places and %3 messages, and has %4 and %5"_s.arg(chat)
                .arg(end.lastSeq)
                .arg(end.messages)
                .arg(next - 1)
                .arg(messages));
}

/// realtime: no message stands before one whose ack came before it was sent.
void Judge::realTime()
{
    for (const auto &[chat, end] : m_story.ends) {
        auto firstAck = std::numeric_limits<size_t>::max(); // of all that stand behind
        const auto &events = m_story.eventsOf(chat);
        for (auto event = events.rbegin(); event != events.rend(); ++event) {
            const StoredMessage *message = storedAt(event->id);
            if (event->change != Change::Created || !message)
                continue;
            const Request *request = m_story.request(message->key);
            if (!request)
                continue;
            if (request->askedAt > firstAck)
                found(u"realtime"_s,
                    u"%1 was sent after the ack of one that stands behind it"_s.arg(message->key));
            firstAck = std::min(firstAck, request->ackedAt);
        }
    }
}

/// hole, order, behind, leak, phantom: what one reader was told of one chat.
void Judge::read(const ChatReader &reader, const std::vector<View> &views)
{
    const auto &[who, chat] = reader;
    const auto &events = m_story.eventsOf(chat);
    const auto name = [&](qint64 seq) { return u"%1 at %2:%3"_s.arg(who, chat).arg(seq); };
    qint64 last = 0;
    for (const View &view : views) {
        if (last > 0 && view.seq <= last)
            found(u"order"_s, u"%1: again, after %2"_s.arg(name(view.seq)).arg(last));
        else if (last > 0 && view.seq > last + 1)
            found(u"hole"_s, u"%1: comes after %2"_s.arg(name(view.seq)).arg(last));
        last = std::max(last, view.seq);
        const auto event = std::lower_bound(events.begin(), events.end(), view.seq,
            [](const Place &place, qint64 seq) { return place.seq < seq; });
        if (event == events.end() || event->seq != view.seq)
            found(u"phantom"_s, u"%1: there is no such place"_s.arg(name(view.seq)));
        else if (event->change != view.change || event->id != view.id)
            found(u"order"_s, u"%1: the database has something else there"_s.arg(name(view.seq)));
        sawText(reader, view);
    }
    const auto end = m_story.ends.find(chat);
    if (end == m_story.ends.end() || !m_story.isMemberAtEnd(who, chat))
        return;
    if (last < end->second.lastSeq)
        found(u"behind"_s, u"%1 is where %2 stopped"_s.arg(name(last), who));
    lastViews(reader, views);
}

void Judge::sawText(const ChatReader &reader, const View &view)
{
    if (view.change == Change::Other)
        return;
    const auto &[who, chat] = reader;
    const StoredMessage *message = storedAt(view.id);
    const Request *sent = message ? m_story.request(message->key) : nullptr;
    if (!m_story.mayHaveSeen(who, chat, sent ? sent->askedAt : view.at))
        found(u"leak"_s, u"%1 saw %2:%3"_s.arg(who, chat).arg(view.seq));
    if (view.text.isEmpty())
        return; // deleted
    const auto asked = m_story.textAskedAt.find(view.text);
    if (asked == m_story.textAskedAt.end() || asked->second > view.at)
        found(u"phantom"_s, u"%1 saw “%2”, which nobody had written"_s.arg(who, view.text));
}

/// diverged: what the reader would still show of each message.
void Judge::lastViews(const ChatReader &reader, const std::vector<View> &views)
{
    std::map<qint64, const View *> last;
    for (const View &view : views) {
        if (view.change != Change::Other)
            last[view.id] = &view;
    }
    for (const auto &[id, view] : last) {
        const StoredMessage *message = storedAt(id);
        if (message && view->text != message->text)
            found(u"diverged"_s,
                u"%1 shows “%2” for message %3, which says “%4”"_s.arg(reader.first, view->text)
                    .arg(id)
                    .arg(message->text));
    }
}

/// lost, order, diverged, leak: the history that REST shows to one member of one chat.
void Judge::listed()
{
    for (const auto &[reader, views] : m_story.listings) {
        const auto &[who, chat] = reader;
        if (!m_story.isMemberAtEnd(who, chat))
            found(u"leak"_s, u"%1 is shown the history of %2"_s.arg(who, chat));
        std::map<qint64, const View *> shown;
        qint64 last = 0;
        for (const View &view : views) {
            if (view.seq <= last)
                found(u"order"_s, u"the history of %1 for %2 is not in order"_s.arg(chat, who));
            last = view.seq;
            shown[view.id] = &view;
            const StoredMessage *message = storedAt(view.id);
            if (!message)
                found(u"phantom"_s, u"%1 is shown %2"_s.arg(who).arg(view.id));
            else if (message->text != view.text)
                found(u"diverged"_s, u"%1 is shown another %2"_s.arg(who).arg(view.id));
        }
        for (const auto &[id, message] : m_story.stored) {
            if (message.chat == chat && !shown.contains(id))
                found(u"lost"_s, u"%1 is not shown %2"_s.arg(who).arg(id));
        }
    }
}

/// diverged: what edits and deletes made of each message.
void Judge::edited()
{
    std::map<qint64, std::vector<const Request *>> changes;
    for (const auto &[key, request] : m_story.requests) {
        if (request.kind != Record::Kind::Send)
            changes[request.target].push_back(&request);
    }
    for (const auto &[id, message] : m_story.stored)
        endText(message, changes[id]);
}

void Judge::endText(const StoredMessage &message, const std::vector<const Request *> &changes)
{
    const auto name = u"message %1"_s.arg(message.id);
    bool mayBeErased = false;
    bool mustBeErased = false;
    const Request *writer = m_story.request(message.key); // of the text that is there
    for (const Request *change : changes) {
        if (change->kind == Record::Kind::Delete) {
            mayBeErased = mayBeErased || !change->isRefused;
            mustBeErased = mustBeErased || change->isAcked();
        } else if (change->text == message.text) {
            writer = change;
        }
    }
    if (message.isErased) {
        if (!mayBeErased)
            found(u"diverged"_s, name + u" is deleted, and nobody deleted it"_s);
        return;
    }
    if (mustBeErased)
        return found(u"diverged"_s, name + u" was deleted, and is there"_s);
    const bool isGiven = writer && writer->text == message.text
        && (!writer->isRefused || writer->isAcked() || writer->kind == Record::Kind::Send);
    if (!isGiven)
        return found(u"diverged"_s, name + u" has a text that nobody gave it"_s);
    for (const Request *change : changes) {
        const bool isLater = change != writer && change->kind == Record::Kind::Edit
            && change->isAcked() && change->askedAt > writer->ackedAt;
        const bool isFirstEdit = writer->kind == Record::Kind::Send && change->isAcked();
        if (isLater || isFirstEdit)
            return found(u"diverged"_s, name + u" has a text that was changed since"_s);
    }
}

/// cursor, unread: how far each member has read, and what lies behind.
void Judge::cursors()
{
    for (const auto &[reader, place] : m_story.cursors) {
        const auto &[who, chat] = reader;
        const auto name = u"%1 in %2"_s.arg(who, chat);
        if (place.wentBack || place.seq < place.confirmed)
            found(u"cursor"_s, u"%1 had read to %2"_s.arg(name).arg(place.confirmed));
        qint64 behind = 0;
        qint64 mine = 0;
        for (const auto &[id, message] : m_story.stored) {
            if (message.chat != chat)
                continue;
            behind += message.seq > place.seq ? 1 : 0;
            if (message.who == who)
                mine = std::max(mine, message.seq);
        }
        if (place.seq < mine)
            found(u"cursor"_s, u"%1 has not read what they wrote at %2"_s.arg(name).arg(mine));
        if (place.unread >= 0 && place.unread != behind)
            found(u"unread"_s,
                u"%1: %2 are unread, and %3 are said to be"_s.arg(name).arg(behind).arg(
                    place.unread));
    }
}

} // namespace

std::vector<Violation> check(const History &history) { return Judge(Story(history)).verdict(); }

QString describe(const std::vector<Violation> &violations)
{
    QString text;
    for (const Violation &violation : violations)
        text += violation.rule + u": "_s + violation.what + u'\n';
    return text;
}

} // namespace kith::faults
