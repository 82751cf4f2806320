// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"

#include <algorithm>

namespace kith::faults {

using Kind = Record::Kind;

Story::Story(const History &history)
{
    for (Moment at = 0; at < history.records().size(); ++at)
        note(history.records()[at], at);
    for (auto &[chat, events] : m_events)
        std::stable_sort(events.begin(), events.end(),
            [](const Place &a, const Place &b) { return a.seq < b.seq; });
}

void Story::note(const Record &record, Moment at)
{
    switch (record.kind) {
    case Kind::Enter:
        m_memberships[{record.who, record.chat}].push_back({.from = at});
        return;
    case Kind::Leave:
        if (auto &periods = m_memberships[{record.who, record.chat}]; !periods.empty())
            periods.back().until = at;
        return;
    case Kind::Send:
    case Kind::Edit:
    case Kind::Delete:
        return noteRequest(record, at);
    case Kind::Ack:
    case Kind::Fail:
        return noteOutcome(record, at);
    case Kind::Saw:
        readers[{record.who, record.chat}].push_back(
            {at, record.seq, record.change, record.id, record.text});
        return;
    case Kind::Hole:
        holes.push_back({record.who, record.chat});
        return;
    default:
        return noteEnd(record, at);
    }
}

void Story::noteRequest(const Record &record, Moment at)
{
    const bool isNew = requests
                           .emplace(record.key,
                               Request{.kind = record.kind,
                                   .who = record.who,
                                   .chat = record.chat,
                                   .text = record.text,
                                   .target = record.kind == Kind::Send ? 0 : record.id,
                                   .askedAt = at})
                           .second;
    if (isNew && !record.text.isEmpty())
        textAskedAt.emplace(record.text, at);
}

void Story::noteOutcome(const Record &record, Moment at)
{
    const auto it = requests.find(record.key);
    if (it == requests.end())
        return;
    Request &request = it->second;
    if (record.kind == Kind::Fail) {
        request.isRefused = true;
        return;
    }
    if (request.isAcked()) {
        request.acksDiffer = request.acksDiffer
            || (request.kind == Kind::Send
                && (request.id != record.id || request.seq != record.seq));
        return;
    }
    request.ackedAt = at;
    request.id = record.id;
    request.seq = record.seq;
}

void Story::noteEnd(const Record &record, Moment at)
{
    const ChatReader reader{record.who, record.chat};
    switch (record.kind) {
    case Kind::Stored:
    case Kind::Erased:
        stored[record.id] = {record.id, record.chat, record.seq, record.who, record.key,
            record.text, record.kind == Kind::Erased};
        return;
    case Kind::Event:
        m_events[record.chat].push_back({record.seq, record.change, record.id});
        return;
    case Kind::End:
        ends[record.chat] = {record.seq, record.count};
        return;
    case Kind::Listed:
        listings[reader].push_back({at, record.seq, Record::Change::Other, record.id, record.text});
        return;
    case Kind::Mark: {
        ReadPlace &place = cursors[reader];
        place.wentBack = place.wentBack || record.seq < place.confirmed;
        place.confirmed = std::max(place.confirmed, record.seq);
        return;
    }
    case Kind::Cursor:
        cursors[reader].seq = record.seq;
        return;
    case Kind::Unread:
        cursors[reader].unread = record.count;
        return;
    default:
        return;
    }
}

const Request *Story::request(const QString &key) const
{
    const auto it = requests.find(key);
    return it == requests.end() ? nullptr : &it->second;
}

const std::vector<Place> &Story::eventsOf(const QString &chat) const
{
    static const std::vector<Place> none;
    const auto it = m_events.find(chat);
    return it == m_events.end() ? none : it->second;
}

bool Story::isMemberAtEnd(const QString &who, const QString &chat) const
{
    const auto it = m_memberships.find({who, chat});
    return it != m_memberships.end() && !it->second.empty() && it->second.back().until == kNever;
}

bool Story::mayHaveSeen(const QString &who, const QString &chat, Moment said) const
{
    const auto it = m_memberships.find({who, chat});
    return it != m_memberships.end()
        && std::any_of(it->second.begin(), it->second.end(),
            [&](const Membership &period) { return period.until > said; });
}

} // namespace kith::faults
