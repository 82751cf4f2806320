// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"
#include "shared/model/chat.h"
#include "shared/result.h"

#include <QRandomGenerator>

#include <chrono>
#include <functional>

namespace kith::faults {

/// Before a client asks again what the server did not answer.
inline constexpr std::chrono::milliseconds kRetryAfter{20};

/// How much happened in a run.
struct Tally
{
    qint64 sends = 0;
    qint64 acks = 0; ///< of sends
    qint64 repeats = 0; ///< sends asked again because nobody knew what became of them
    qint64 views = 0; ///< events that readers were told
    qint64 edits = 0; ///< and deletes

    Tally &operator+=(const Tally &other)
    {
        sends += other.sends;
        acks += other.acks;
        repeats += other.repeats;
        views += other.views;
        edits += other.edits;
        return *this;
    }
};

/// What all clients of a run share. On the test's thread, like everything here.
struct Stage
{
    History history{};
    Tally tally{};
    std::vector<ChatId> chats{};
    bool isVerbose = false; ///< all texts are long, to fill buffers with
    bool isWriting = false; ///< false: finish what is under way, and begin nothing
    std::function<void()> onAck = [] {};
    QRandomGenerator random{};

    ChatId anyChat() { return chats[random.bounded(static_cast<quint32>(chats.size()))]; }
    bool oneIn(int n) { return random.bounded(n) == 0; }
};

inline QString nameOf(ChatId chat) { return QString::number(chat.value); }

/// Whether the request may have had an effect although it failed.
inline bool isUnknown(const Error &error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::Internal;
}

/// The words of one writer: unique in the run.
class Words
{
public:
    Words(QString writer, Stage &stage) : m_writer(std::move(writer)), m_stage(stage) { }

    QString nextKey() { return u'k' + m_writer + u'-' + QString::number(++m_count); }
    /// Short as people write, and now and then a long one.
    QString textFor(const QString &key)
    {
        const bool isLong = m_stage.isVerbose || m_stage.oneIn(20);
        const int padding = m_stage.random.bounded(isLong ? 9'000 : 120);
        return key + QStringLiteral(" says ") + QString(padding, u'.');
    }

private:
    QString m_writer;
    Stage &m_stage;
    qint64 m_count = 0;
};

} // namespace kith::faults
