// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"

#include <limits>
#include <map>
#include <set>

namespace kith::faults {

/// A moment: the number of a record in the history.
using Moment = size_t;
inline constexpr Moment kNever = std::numeric_limits<Moment>::max();

/// A send, edit or delete, with all its repeats.
struct Request
{
    Record::Kind kind = Record::Kind::Send;
    QString who{};
    QString chat{}; ///< of a send
    QString text{};
    qint64 target = 0; ///< of an edit or delete: the message
    Moment askedAt = 0; ///< first
    Moment ackedAt = kNever; ///< first
    qint64 seq = 0; ///< as acknowledged
    qint64 id = 0;
    bool isRefused = false;
    bool acksDiffer = false;

    bool isAcked() const { return ackedAt != kNever; }
};

struct StoredMessage
{
    qint64 id = 0;
    QString chat{};
    qint64 seq = 0;
    QString who{};
    QString key{};
    QString text{}; ///< empty when erased
    bool isErased = false;
};

struct Place
{
    qint64 seq = 0;
    Record::Change change = Record::Change::Other;
    qint64 id = 0;
};

struct ChatEnd
{
    qint64 lastSeq = 0;
    qint64 messages = 0;
};

/// Something that a reader was told or shown.
struct View
{
    Moment at = 0;
    qint64 seq = 0;
    Record::Change change = Record::Change::Other;
    qint64 id = 0;
    QString text{};
};

struct ReadPlace
{
    qint64 seq = 0; ///< at the end
    qint64 confirmed = 0; ///< the furthest that the server ever confirmed
    qint64 unread = -1; ///< as the server says; -1: it was not asked
    bool wentBack = false;
};

using ChatReader = std::pair<QString, QString>; ///< who, chat

/// A history sorted by subject, for the rules to look things up in. Does not judge.
class Story
{
public:
    explicit Story(const History &history);

    std::map<QString, Request> requests; ///< by key
    std::map<qint64, StoredMessage> stored; ///< by id
    std::map<QString, ChatEnd> ends;
    std::map<ChatReader, std::vector<View>> readers;
    std::map<ChatReader, std::vector<View>> listings; ///< oldest first
    std::map<ChatReader, ReadPlace> cursors;
    std::vector<ChatReader> holes;
    std::map<QString, Moment> textAskedAt; ///< every text that anybody wrote

    const Request *request(const QString &key) const;
    /// By seq.
    const std::vector<Place> &eventsOf(const QString &chat) const;
    bool isMemberAtEnd(const QString &who, const QString &chat) const;
    /// Whether `who` was, or became, a member of `chat` after something was said there at `said`.
    bool mayHaveSeen(const QString &who, const QString &chat, Moment said) const;

private:
    struct Membership
    {
        Moment from = 0;
        Moment until = kNever;
    };

    void note(const Record &record, Moment at);
    void noteRequest(const Record &record, Moment at);
    void noteOutcome(const Record &record, Moment at);
    void noteEnd(const Record &record, Moment at);

    std::map<QString, std::vector<Place>> m_events;
    std::map<ChatReader, std::vector<Membership>> m_memberships;
};

} // namespace kith::faults
