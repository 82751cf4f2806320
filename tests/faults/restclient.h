// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stage.h"
#include "support/person.h"

namespace kith::faults {

/// Somebody without a socket: posts over REST, again under the same client id when nobody knows
/// what became of it, and follows each chat's stream by asking for what is new.
class RestClient : public QObject
{
    Q_OBJECT

public:
    RestClient(const support::TestServer &server, Stage &stage);

    support::Person person;
    const QString &name() const { return person.user().username; }

    /// Begins to follow the chats.
    void open();
    void write();
    bool isIdle() const { return m_underWay == 0; }
    qint64 place(ChatId chat) const;

private:
    void follow(ChatId chat);
    void post(ChatId chat, const QString &key, const QString &text);
    void posted(
        ChatId chat, const QString &key, const QString &text, const Result<Message> &answer);

    Stage &m_stage;
    std::optional<Words> m_words;
    std::map<ChatId, qint64> m_seen;
    int m_underWay = 0;
};

/// Somebody who is in none of the chats, and asks all the same: whatever they are shown is noted.
class Stranger : public QObject
{
    Q_OBJECT

public:
    Stranger(const support::TestServer &server, Stage &stage);

    support::Person person;
    void open();

private:
    void ask();

    Stage &m_stage;
    std::unique_ptr<EventSocket> m_socket;
};

} // namespace kith::faults
