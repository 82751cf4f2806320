// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace kith::faults {

/// One fact of a run. Which members it uses follows from its kind; see kLayouts in history.cpp,
/// which is also the grammar of the hand-made histories.
struct Record
{
    enum class Kind {
        // What clients did, and what the server said to it.
        Enter, ///< `who` may see `chat` from here on
        Leave, ///< the server has confirmed that they may not any more
        Send, ///< asked to post `text` under the client id `key`; again for a repeat
        Edit, ///< asked to change message `id` to `text`
        Delete, ///< asked to delete message `id`
        Ack, ///< `key` is done: message `id`, at `seq` when it was a send
        Fail, ///< `key` was refused: it must have had no effect
        Mark, ///< the server has confirmed that `who` has read to `seq`
        // What readers were told.
        Saw,
        Hole, ///< a reader was told of a gap, or found one
        // What is there at the end: the database, and then what REST answers.
        Stored, ///< a message
        Erased, ///< a message that was deleted
        Event, ///< a place of the chat's stream
        End, ///< the chat's last `seq`, and how many messages it counts
        Listed, ///< a message in the history that `who` is shown
        Cursor, ///< how far `who` has read
        Unread, ///< and how many messages are said to lie behind it
    };
    enum class Change { Created, Updated, Deleted, Other };

    Kind kind = Kind::Enter;
    QString who{};
    QString chat{};
    QString key{}; ///< a client id; empty: none
    qint64 seq = 0;
    qint64 id = 0;
    qint64 count = 0;
    Change change = Change::Other;
    QString text{}; ///< every text of a run is unique
};

/// What one run of clients against a server did and saw, in the order in which the one thread that
/// drove them learned of it. So the order is real time: what stands behind an ack was asked after
/// it. Not shared between threads.
class History
{
public:
    void add(Record record) { m_records.push_back(std::move(record)); }
    const std::vector<Record> &records() const { return m_records; }

    /// One record a line, words separated by blanks, the text last; lines that begin with # are
    /// remarks. On a line that means nothing `wrong` says which.
    static History fromText(const QString &text, QString *wrong);
    QString toText() const;

private:
    std::vector<Record> m_records;
};

} // namespace kith::faults
