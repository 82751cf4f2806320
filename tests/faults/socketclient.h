// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stage.h"
#include "support/person.h"

#include <deque>

namespace kith::faults {

/// Somebody on the socket, through the same EventSocket that the console uses: notes everything it
/// is told, and, if it writes, keeps a few sends under way, edits and deletes some of its own
/// messages, and moves its read cursor, also to where it was before.
class SocketClient : public QObject
{
    Q_OBJECT

public:
    enum class Role { Writes, Reads };
    SocketClient(const support::TestServer &server, Stage &stage, Role role);

    support::Person person;
    const QString &name() const { return person.user().username; }

    /// Knows `positions` of streams from an earlier life, and goes on from there.
    void open(std::map<QString, qint64> positions = {});
    /// Begins or goes on to write, while the stage says so.
    void write();
    /// Nothing is under way.
    bool isIdle() const { return m_underWay == 0; }
    /// How far this reader was told of the chat.
    qint64 place(ChatId chat) const;

private:
    void onMessage(const frames::MessageEvent &event);
    void onOther(const QString &stream, qint64 seq);
    void lost(const QString &stream);
    void next();
    void say(ChatId chat, const QString &key, const QString &text);
    void said(
        ChatId chat, const QString &key, const QString &text, const Result<frames::Ack> &answer);
    void edit();
    void erase(MessageId id);
    void mark();
    void finished();

    Stage &m_stage;
    const Role m_role;
    std::optional<Words> m_words;
    std::unique_ptr<EventSocket> m_socket;
    std::optional<Message> m_mine; ///< the last one acknowledged and not yet edited
    std::map<ChatId, qint64> m_seen;
    int m_underWay = 0;
    bool m_isMarking = false;
};

} // namespace kith::faults
