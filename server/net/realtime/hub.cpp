// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/realtime/hub.h"

#include "ops/seeded.h"
#include "shared/model/chat.h"

#include <algorithm>
#include <limits>

namespace kith::net {

namespace {

/// Events kept for sockets that are being set up: some seconds of a busy server. They are shared
/// with whoever else holds them, so the ring costs a pointer each.
constexpr size_t kRing = 8'192;

/// Sockets flushed between two looks at what has come in: each costs a system call.
constexpr size_t kFlushedAtOnce = 16;
/// In a crowd, such a part of those who wait: whoever goes on sending cannot keep a receiver
/// waiting for more turns than that, however many they are.
constexpr size_t kFlushParts = 8;

template <class T> void eraseOne(std::vector<T> &list, const T &value)
{
    if (const auto it = std::find(list.begin(), list.end(), value); it != list.end()) {
        *it = std::move(list.back());
        list.pop_back();
    }
}

/// Sockets of one reactor in a chat that are told who types there and how far others have read.
/// Each of them tells all: what a thousand people read in a channel of ten thousand would be ten
/// million frames a message. In a chat that more hear, people are told of their own doing alone.
constexpr size_t kCrowd = 200;

bool isChatter(EventKind kind) { return kind == EventKind::Typing || kind == EventKind::Read; }

/// Of no use to a socket that was not there: what is state, and who has a chat open, which a slow
/// reader is told nevertheless.
bool isOfTheMoment(EventKind kind)
{
    return isState(kind) || kind == EventKind::RoomEntered || kind == EventKind::RoomLeft;
}

/// The other person, when this event on somebody's own stream put them into a direct chat.
std::optional<UserId> newPartner(const Event &event)
{
    const auto *added = std::get_if<events::MemberAdded>(&event.body);
    if (!added || event.stream.kind != StreamId::Kind::User || !added->chat
        || added->chat->kind != ChatKind::Direct)
        return {};
    for (const UserBrief &person : added->chat->members) {
        if (person.id.value != event.stream.id)
            return person.id;
    }
    return {};
}

} // namespace

bool isState(EventKind kind)
{
    return kind == EventKind::Typing || kind == EventKind::Presence || kind == EventKind::Metrics;
}

const SharedFrame &FrameCache::frameFor(Encoder encode)
{
    for (const auto &[encoder, frame] : m_frames) {
        if (encoder == encode)
            return frame;
    }
    const QByteArray text = encode(m_event);
    return m_frames.emplace_back(encode, text.isEmpty() ? SharedFrame() : SharedFrame::text(text))
        .second;
}

int Subscriber::hear(const Event &event, FrameCache &frames)
{
    if (event.kind() == EventKind::Typing && user == event.user)
        return 0; // people know that they are typing
    const SharedFrame &frame = frames.frameFor(encode);
    if (frame.isEmpty())
        return 0;
    deliver(frame, isState(event.kind()));
    return 1;
}

Hub::Hub() = default;
Hub::~Hub() = default;

// ---- Sockets --------------------------------------------------------------------------------

void Hub::add(Subscriber &who, const std::map<StreamId, qint64> &places, Moment since)
{
    Socket &socket = m_sockets[&who];
    socket.since = since;
    who.m_number = ++m_added;
    m_people[who.user].push_back(&who);
    m_sessions[who.session].push_back(&who);
    for (const auto &[stream, told] : places)
        join(who, stream, told, false);
    noteRingMembership(who, since);
}

void Hub::remove(Subscriber &who)
{
    for (auto *list : {&m_answered, &m_dirty})
        std::replace(list->begin(), list->end(), &who, static_cast<Subscriber *>(nullptr));
    who.m_dirty = false;
    const auto it = m_sockets.find(&who);
    if (it == m_sockets.end())
        return;
    const std::vector<StreamId> streams = std::move(it->second.streams);
    who.streams = 0;
    for (const StreamId stream : streams) {
        Entries &entries = m_streams[stream];
        std::erase_if(entries, [&](const Entry &entry) { return entry.who == &who; });
        if (entries.empty())
            m_streams.erase(stream);
    }
    unwatchAll(who);
    auto &sockets = m_people[who.user];
    eraseOne(sockets, &who);
    if (sockets.empty())
        m_people.erase(who.user);
    auto &sameSession = m_sessions[who.session];
    eraseOne(sameSession, &who);
    if (sameSession.empty())
        m_sessions.erase(who.session);
    m_sockets.erase(it);
}

void Hub::watch(Subscriber &who, const std::vector<UserId> &people)
{
    Socket &socket = m_sockets[&who];
    for (const UserId person : people) {
        if (person == who.user
            || std::find(socket.watched.begin(), socket.watched.end(), person)
                != socket.watched.end())
            continue;
        socket.watched.push_back(person);
        m_watchers[person].push_back(&who);
    }
}

Subscriber *Hub::oldestOf(UserId user) const
{
    const auto it = m_people.find(user);
    if (it == m_people.end())
        return nullptr;
    return *std::min_element(it->second.begin(), it->second.end(),
        [](const Subscriber *a, const Subscriber *b) { return a->m_number < b->m_number; });
}

void Hub::unwatchAll(Subscriber &who)
{
    for (const UserId person : std::exchange(m_sockets[&who].watched, {})) {
        auto &watchers = m_watchers[person];
        eraseOne(watchers, &who);
        if (watchers.empty())
            m_watchers.erase(person);
    }
}

Hub::Entry *Hub::entryOf(const Subscriber &who, StreamId stream)
{
    const auto it = m_streams.find(stream);
    if (it == m_streams.end())
        return nullptr;
    const auto entry = std::find_if(
        it->second.begin(), it->second.end(), [&](const Entry &one) { return one.who == &who; });
    return entry == it->second.end() ? nullptr : &*entry;
}

void Hub::join(Subscriber &who, StreamId stream, qint64 told, bool live)
{
    if (Entry *entry = entryOf(who, stream)) {
        entry->told = std::max(entry->told, told);
        return;
    }
    m_streams[stream].push_back({.who = &who, .told = told, .live = live});
    m_sockets[&who].streams.push_back(stream);
    ++who.streams;
}

void Hub::part(Subscriber &who, StreamId stream)
{
    const auto it = m_streams.find(stream);
    if (it == m_streams.end())
        return;
    if (std::erase_if(it->second, [&](const Entry &entry) { return entry.who == &who; }) == 0)
        return;
    if (it->second.empty())
        m_streams.erase(it);
    eraseOne(m_sockets[&who].streams, stream);
    --who.streams;
}

// ---- Catching up ------------------------------------------------------------------------------

bool Hub::hold(Subscriber &who, StreamId stream, qint64 after)
{
    Entry *entry = entryOf(who, stream);
    if (!entry)
        return false;
    entry->live = false;
    entry->told = after;
    auto &reading = m_sockets[&who].beingRead;
    if (std::find(reading.begin(), reading.end(), stream) == reading.end())
        reading.push_back(stream);
    return true;
}

std::optional<qint64> Hub::place(const Subscriber &who, StreamId stream) const
{
    const Entry *entry = const_cast<Hub *>(this)->entryOf(who, stream);
    return entry ? std::optional(entry->told) : std::nullopt;
}

void Hub::goLive(Subscriber &who, StreamId stream, qint64 seq, Moment since)
{
    Entry *entry = entryOf(who, stream);
    if (!entry)
        return;
    entry->told = std::max(entry->told, seq);
    if (!replayRing(who, stream, since)) {
        who.catchUp(stream, entryOf(who, stream)->told);
        return;
    }
    eraseOne(m_sockets[&who].beingRead, stream);
    flushDirty();
}

void Hub::listen(Subscriber &who, StreamId stream, qint64 told, Moment since)
{
    if (entryOf(who, stream))
        return;
    join(who, stream, told, false);
    if (!replayRing(who, stream, since)) {
        hold(who, stream, told);
        who.catchUp(stream, told);
    }
}

void Hub::release(Subscriber &who)
{
    const Socket &socket = m_sockets[&who];
    const Moment since = socket.since;
    const std::vector<StreamId> streams = socket.streams;
    for (const StreamId stream : streams) {
        const auto &reading = m_sockets[&who].beingRead;
        Entry *entry = entryOf(who, stream);
        if (!entry || entry->live
            || std::find(reading.begin(), reading.end(), stream) != reading.end())
            continue;
        if (!replayRing(who, stream, since)) {
            hold(who, stream, entry->told);
            who.catchUp(stream, entry->told);
        }
    }
    flushDirty();
}

/// Tells the socket what the ring has of one stream since then, and makes it live. False: the ring
/// no longer reaches back so far.
bool Hub::replayRing(Subscriber &who, StreamId stream, Moment since)
{
    if (since < m_ringStart)
        return false;
    const size_t first = ops::seeded(ops::Bug::RingIgnored) ? m_ring.size() : since - m_ringStart;
    for (size_t i = first; i < m_ring.size(); ++i) {
        const SharedEvent &event = m_ring[i];
        if (event->stream != stream)
            continue;
        Entry *entry = entryOf(who, stream);
        if (!entry)
            return true; // left meanwhile
        if (isChatter(event->kind()) && event->user != who.user
            && m_streams[stream].size() > kCrowd)
            continue;
        FrameCache frames(*event);
        entry->live = true;
        tell(*entry, *event, frames);
    }
    if (Entry *entry = entryOf(who, stream))
        entry->live = true;
    return true;
}

/// Chats that the person entered or left between the read of their places and now.
void Hub::noteRingMembership(Subscriber &who, Moment since)
{
    for (size_t i = since < m_ringStart ? 0 : since - m_ringStart; i < m_ring.size(); ++i) {
        const Event &event = *m_ring[i];
        if (event.stream.kind != StreamId::Kind::Chat || event.user != who.user)
            continue;
        if (event.kind() == EventKind::MemberAdded && who.followsMemberships
            && !entryOf(who, event.stream))
            join(who, event.stream, event.seq - 1, false);
        else if (event.kind() == EventKind::MemberRemoved) {
            const Entry *entry = entryOf(who, event.stream);
            if (entry && event.seq > entry->told)
                part(who, event.stream);
        }
    }
}

// ---- Events -----------------------------------------------------------------------------------

void Hub::apply(const core::Changes &changes)
{
    for (const SharedEvent &event : changes.events) {
        noteMembership(*event);
        route(event);
        if (isOfTheMoment(event->kind()))
            continue;
        m_ring.push_back(event);
        if (m_ring.size() > kRing) {
            m_ring.pop_front();
            ++m_ringStart;
        }
    }
    for (const core::ChangedUser &changed : changes.changedUsers) {
        const auto it = m_people.find(changed.user);
        if (it == m_people.end() || changed.role >= UserRole::Admin)
            continue;
        for (Subscriber *who : it->second)
            part(*who, StreamId::admins());
    }
    for (const SessionId session : changes.endedSessions) {
        if (const auto it = m_sessions.find(session); it != m_sessions.end()) {
            for (Subscriber *who : std::vector(it->second))
                who->end();
        }
    }
}

/// Who enters a chat hears of it from their own entry on; who leaves hears nothing of it any more,
/// not even that: they learn of it on their own stream.
void Hub::noteMembership(const Event &event)
{
    if (const auto partner = newPartner(event)) {
        if (const auto it = m_people.find(UserId(event.stream.id)); it != m_people.end()) {
            for (Subscriber *who : std::vector(it->second))
                watch(*who, {*partner});
        }
    }
    if (event.stream.kind != StreamId::Kind::Chat)
        return;
    const auto it = m_people.find(event.user);
    if (it == m_people.end())
        return;
    for (Subscriber *who : std::vector(it->second)) {
        if (event.kind() == EventKind::MemberAdded && who->followsMemberships)
            join(*who, event.stream, event.seq - 1, true);
        else if (event.kind() == EventKind::MemberRemoved
            && !ops::seeded(ops::Bug::RemovedStillHear) && entryOf(*who, event.stream)) {
            part(*who, event.stream);
            who->parted(event.stream);
        }
    }
}

void Hub::route(const SharedEvent &event)
{
    if (event->kind() == EventKind::Presence)
        return tellWatchers(*event);
    const auto it = m_streams.find(event->stream);
    if (it == m_streams.end())
        return;
    FrameCache frames(*event);
    if (isChatter(event->kind()) && it->second.size() > kCrowd)
        return tellThemselves(*event, frames);
    for (Entry &entry : it->second) {
        if (entry.live)
            tell(entry, *event, frames);
    }
}

/// Their other devices learn what they have read.
void Hub::tellThemselves(const Event &event, FrameCache &frames)
{
    const auto it = m_people.find(event.user);
    if (it == m_people.end())
        return;
    for (const Subscriber *who : it->second) {
        if (Entry *entry = entryOf(*who, event.stream); entry && entry->live)
            tell(*entry, event, frames);
    }
}

void Hub::tell(Entry &entry, const Event &event, FrameCache &frames)
{
    if (event.seq > 0) {
        if (event.seq <= entry.told)
            return;
        entry.told = event.seq;
    }
    Subscriber &who = *entry.who;
    if (const int told = who.hear(event, frames)) {
        m_delivered += static_cast<quint64>(told);
        markDirty(who);
    }
}

void Hub::tellWatchers(const Event &event)
{
    const auto it = m_watchers.find(event.user);
    if (it == m_watchers.end())
        return;
    FrameCache frames(event);
    for (Subscriber *who : it->second) {
        if (who->hear(event, frames) > 0)
            markDirty(*who);
    }
}

void Hub::markDirty(Subscriber &who)
{
    if (!who.m_dirty) {
        who.m_dirty = true;
        m_dirty.push_back(&who);
    }
}

void Hub::flushLater(Subscriber &who)
{
    who.m_dirty = true;
    m_answered.push_back(&who);
}

void Hub::flushDirty() { flush(std::numeric_limits<size_t>::max()); }

bool Hub::flushSome()
{
    flush(std::max(kFlushedAtOnce, m_dirty.size() / kFlushParts));
    return !m_dirty.empty();
}

void Hub::flush(size_t atMost)
{
    // A flush may end sockets, its own too, and may lead here again: what that adds is flushed by
    // the loop that runs.
    if (std::exchange(m_isFlushing, true))
        return;
    size_t others = 0;
    while (!m_answered.empty() || (!m_dirty.empty() && others < atMost)) {
        auto &list = m_answered.empty() ? m_dirty : m_answered;
        others += m_answered.empty() ? 1 : 0;
        Subscriber *const who = list.front();
        list.pop_front();
        if (who && std::exchange(who->m_dirty, false))
            who->flush();
    }
    m_isFlushing = false;
}

} // namespace kith::net
