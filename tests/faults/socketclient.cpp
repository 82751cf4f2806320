// SPDX-License-Identifier: GPL-3.0-or-later
#include "socketclient.h"

namespace kith::faults {

using namespace Qt::StringLiterals;
using Kind = Record::Kind;

namespace {

constexpr int kFramesUnderWay = 3;

Record::Change changeOf(EventKind kind)
{
    switch (kind) {
    case EventKind::MessageCreated:
        return Record::Change::Created;
    case EventKind::MessageUpdated:
        return Record::Change::Updated;
    case EventKind::MessageDeleted:
        return Record::Change::Deleted;
    default:
        return Record::Change::Other;
    }
}

} // namespace

SocketClient::SocketClient(const support::TestServer &server, Stage &stage, Role role)
    : person(server), m_stage(stage), m_role(role)
{
}

void SocketClient::open(std::map<QString, qint64> positions)
{
    m_words.emplace(name(), m_stage);
    m_socket = person.socket({.backoff = [](int) { return kRetryAfter; }});
    connect(m_socket.get(), &EventSocket::messageEvent, this, &SocketClient::onMessage);
    connect(m_socket.get(), &EventSocket::reactionEvent, this,
        [this](const frames::ReactionEvent &event) { onOther(event.stream, event.seq); });
    connect(m_socket.get(), &EventSocket::memberEvent, this,
        [this](const frames::MemberEvent &event) { onOther(event.stream, event.seq); });
    connect(m_socket.get(), &EventSocket::chatEvent, this,
        [this](const frames::ChatEvent &event) { onOther(event.stream, event.seq); });
    connect(m_socket.get(), &EventSocket::gapFound, this,
        [this](const QString &stream) { lost(stream); });
    connect(m_socket.get(), &EventSocket::streamLost, this,
        [this](const QString &stream) { lost(stream); });
    m_socket->setPositions(std::move(positions));
    m_socket->open();
}

qint64 SocketClient::place(ChatId chat) const
{
    const auto it = m_seen.find(chat);
    return it == m_seen.end() ? 0 : it->second;
}

// ---- Reading ------------------------------------------------------------------------------

void SocketClient::onMessage(const frames::MessageEvent &event)
{
    m_seen[event.chatId] = event.seq;
    ++m_stage.tally.views;
    m_stage.history.add({.kind = Kind::Saw,
        .who = name(),
        .chat = nameOf(event.chatId),
        .seq = event.seq,
        .id = event.message.id.value,
        .change = changeOf(event.type),
        .text = event.message.content});
}

void SocketClient::onOther(const QString &stream, qint64 seq)
{
    const auto id = streamFromName(stream, person.id());
    if (!id || id->kind != StreamId::Kind::Chat)
        return;
    m_seen[ChatId(id->id)] = seq;
    ++m_stage.tally.views;
    m_stage.history.add(
        {.kind = Kind::Saw, .who = name(), .chat = nameOf(ChatId(id->id)), .seq = seq});
}

void SocketClient::lost(const QString &stream)
{
    m_stage.history.add({.kind = Kind::Hole, .who = name(), .chat = stream.section(u':', 1)});
}

// ---- Writing ------------------------------------------------------------------------------

void SocketClient::write()
{
    while (m_role == Role::Writes && m_stage.isWriting && m_underWay < kFramesUnderWay)
        next();
}

void SocketClient::finished()
{
    --m_underWay;
    write();
}

void SocketClient::next()
{
    ++m_underWay;
    if (m_mine && m_stage.oneIn(6))
        return edit();
    if (!m_isMarking && m_stage.oneIn(6))
        return mark();
    const QString key = m_words->nextKey();
    ++m_stage.tally.sends;
    say(m_stage.anyChat(), key, m_words->textFor(key));
}

void SocketClient::say(ChatId chat, const QString &key, const QString &text)
{
    m_stage.history.add(
        {.kind = Kind::Send, .who = name(), .chat = nameOf(chat), .key = key, .text = text});
    m_socket->send(frames::Send{.chatId = chat, .content = text, .clientId = key},
        {this, [this, chat, key, text](const Result<frames::Ack> &answer) {
             said(chat, key, text, answer);
         }});
}

void SocketClient::said(
    ChatId chat, const QString &key, const QString &text, const Result<frames::Ack> &answer)
{
    if (!answer && isUnknown(answer.error())) {
        ++m_stage.tally.repeats;
        QTimer::singleShot(kRetryAfter, this, [this, chat, key, text] { say(chat, key, text); });
        return;
    }
    if (answer && answer->message) {
        m_mine = answer->message;
        ++m_stage.tally.acks;
        m_stage.history.add(
            {.kind = Kind::Ack, .key = key, .seq = m_mine->seq, .id = m_mine->id.value});
        m_stage.onAck();
    } else {
        m_stage.history.add({.kind = Kind::Fail, .key = key});
    }
    finished();
}

void SocketClient::edit()
{
    const Message message = *std::exchange(m_mine, std::nullopt);
    const QString key = m_words->nextKey();
    const QString text = m_words->textFor(key);
    ++m_stage.tally.edits;
    m_stage.history.add(
        {.kind = Kind::Edit, .who = name(), .key = key, .id = message.id.value, .text = text});
    m_socket->send(frames::Edit{.messageId = message.id, .content = text, .clientId = key},
        {this, [this, key, id = message.id](const Result<frames::Ack> &answer) {
             if (answer)
                 m_stage.history.add({.kind = Kind::Ack, .key = key, .id = id.value});
             if (answer && m_stage.oneIn(3))
                 return erase(id);
             finished();
         }});
}

void SocketClient::erase(MessageId id)
{
    const QString key = m_words->nextKey();
    m_stage.history.add({.kind = Kind::Delete, .who = name(), .key = key, .id = id.value});
    m_socket->send(frames::Delete{.messageId = id, .clientId = key},
        {this, [this, key, id](const Result<frames::Ack> &answer) {
             // An error says nothing: a repeat meets a message that is deleted already.
             if (answer)
                 m_stage.history.add({.kind = Kind::Ack, .key = key, .id = id.value});
             finished();
         }});
}

void SocketClient::mark()
{
    const ChatId chat = m_stage.anyChat();
    const qint64 seq = m_stage.oneIn(3) ? place(chat) / 2 : place(chat);
    m_isMarking = true;
    m_socket->send(frames::Read{.chatId = chat, .seq = seq},
        {this, [this, chat](const Result<frames::Ack> &answer) {
             if (answer && answer->result)
                 m_stage.history.add({.kind = Kind::Mark,
                     .who = name(),
                     .chat = nameOf(chat),
                     .seq = answer->result->lastReadSeq});
             m_isMarking = false;
             finished();
         }});
}

} // namespace kith::faults
