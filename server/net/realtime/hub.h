// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tx.h"
#include "net/connection.h"
#include "shared/event/event.h"

#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

namespace kith::net {

/// Turns an event into the text of a frame; empty: this dialect has no frame for it.
using Encoder = QByteArray (*)(const Event &);

/// The frames of one event: each is made at its first use, whoever asks, and shared by all.
class FrameCache
{
public:
    explicit FrameCache(const Event &event) : m_event(event) { }

    const SharedFrame &frameFor(Encoder encode);

private:
    const Event &m_event;
    std::vector<std::pair<Encoder, SharedFrame>> m_frames; // a handful at most
};

/// Worth nothing a moment later: typing, presence, metrics.
bool isState(EventKind kind);

/// One socket as the hub sees it. Lives on the hub's thread.
class Subscriber
{
public:
    virtual ~Subscriber() = default;

    /// An event of a stream that it hears, in order and once. Answers how many frames it queued;
    /// they are flushed at the end of the batch. It must not change what the hub knows of it. The
    /// default delivers the one frame that `encode` makes, and tells nobody that they type.
    virtual int hear(const Event &event, FrameCache &frames);
    /// One frame. `isState`: it may be dropped when the reader is slow.
    virtual void deliver(const SharedFrame &frame, bool isState) = 0;
    /// The person left this chat's stream, or was taken out of it.
    virtual void parted(StreamId) { }
    virtual void flush() = 0;
    /// What the hub could not take from memory: read `stream` from the database behind `after`,
    /// then call Hub::goLive().
    virtual void catchUp(StreamId stream, qint64 after) = 0;
    /// The session ended.
    virtual void end() = 0;

    UserId user{};
    SessionId session{};
    Encoder encode = nullptr;
    int streams = 0; ///< that it hears; the hub counts
    bool followsMemberships = true; ///< hears chats that the person enters later

private:
    friend class Hub;
    bool m_dirty = false; // told something that is not flushed yet
    quint64 m_number = 0; // counts add()
};

/// Fan-out on one reactor: which socket hears which stream, and how far each has been told.
/// An event is encoded once for each dialect present; then the same bytes go to every socket, and
/// each socket is flushed once a batch.
///
/// How no event is missed: a socket's places are read from the database by another thread, and
/// what is committed meanwhile passes through here. So whoever starts a read notes `now()` first,
/// and goLive() replays what came since from a ring of recent events, by seq, before the socket
/// takes part. If the ring has moved on, the socket reads again from where it is.
///
/// Lives on its reactor's thread.
class Hub
{
public:
    Hub();
    ~Hub();

    /// A moment in the order of events: what apply() gets later comes after it.
    using Moment = quint64;
    Moment now() const { return m_ringStart + m_ring.size(); }

    /// Adds a socket with the places that were read for it after `since`. It hears of nothing until
    /// release().
    void add(Subscriber &who, const std::map<StreamId, qint64> &places, Moment since);
    void remove(Subscriber &who);

    /// This person's socket that was added first, or null.
    Subscriber *oldestOf(UserId user) const;

    /// Presence of these people goes to the socket too. Adds to what it watches.
    void watch(Subscriber &who, const std::vector<UserId> &people);
    void unwatchAll(Subscriber &who);
    /// Flushes the socket at the end of this turn's mail, before those that only hear of events:
    /// it was answered, and whoever waited goes on while the others are told.
    void flushLater(Subscriber &who);
    /// Everybody who was told something.
    void flushDirty();
    /// All who were answered and some of the others, longest told first. True: there are more, and
    /// the caller comes back when it has looked for input: what senders say meanwhile is on its way
    /// to the disk while the rest is told.
    bool flushSome();

    /// Holds a stream of the socket at `after` until goLive(): it is being read from the database.
    /// False: the socket has no such stream.
    bool hold(Subscriber &who, StreamId stream, qint64 after);
    /// Where the socket's stream stands; nothing if it has no such stream.
    std::optional<qint64> place(const Subscriber &who, StreamId stream) const;
    /// The socket has been told everything up to `seq`, which was read after `since`.
    void goLive(Subscriber &who, StreamId stream, qint64 seq, Moment since);
    /// One more stream, whose end `told` was read after `since`. What it hears already stays.
    void listen(Subscriber &who, StreamId stream, qint64 told, Moment since);
    /// The socket hears nothing of this stream any more.
    void leave(Subscriber &who, StreamId stream) { part(who, stream); }
    /// Everything that is held since add() and not being read goes live.
    void release(Subscriber &who);

    /// Events in commit order. The caller flushes once, when the mail of its turn is done.
    void apply(const core::Changes &changes);

    size_t size() const { return m_sockets.size(); }
    quint64 delivered() const { return m_delivered; }

private:
    struct Entry
    {
        Subscriber *who = nullptr;
        qint64 told = 0;
        bool live = false;
    };
    using Entries = std::vector<Entry>;
    struct Socket
    {
        std::vector<StreamId> streams{};
        std::vector<UserId> watched{};
        std::vector<StreamId> beingRead{};
        Moment since = 0;
    };

    Entry *entryOf(const Subscriber &who, StreamId stream);
    void join(Subscriber &who, StreamId stream, qint64 told, bool live);
    void part(Subscriber &who, StreamId stream);
    void noteMembership(const Event &event);
    void route(const SharedEvent &event);
    void tell(Entry &entry, const Event &event, FrameCache &frames);
    void tellThemselves(const Event &event, FrameCache &frames);
    void tellWatchers(const Event &event);
    bool replayRing(Subscriber &who, StreamId stream, Moment since);
    void noteRingMembership(Subscriber &who, Moment since);
    void markDirty(Subscriber &who);
    void flush(size_t atMost);

    std::unordered_map<StreamId, Entries> m_streams;
    std::unordered_map<UserId, std::vector<Subscriber *>> m_people;
    std::unordered_map<UserId, std::vector<Subscriber *>> m_watchers;
    std::unordered_map<SessionId, std::vector<Subscriber *>> m_sessions;
    std::unordered_map<const Subscriber *, Socket> m_sockets;
    // Null: removed since. Who is in both is flushed once.
    std::deque<Subscriber *> m_answered;
    std::deque<Subscriber *> m_dirty;
    bool m_isFlushing = false;
    std::deque<SharedEvent> m_ring;
    Moment m_ringStart = 0;
    quint64 m_added = 0;
    quint64 m_delivered = 0;
};

} // namespace kith::net
