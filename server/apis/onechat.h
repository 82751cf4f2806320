// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/socket.h"

namespace kith::dialects {

/// One socket, one chat: the person hears it from now on, or from `?after_seq=` on, and has it open
/// until the socket closes. What is said in it is the dialect's. Lives on the socket's reactor.
class OneChatSocket : public api::DialectSocket
{
public:
    /// `query`: of the request that opened it.
    OneChatSocket(api::SocketHost &host, ChatId chat, const QByteArray &query);

    void opened() final;

protected:
    /// They may read the chat: what is said before the first event.
    virtual void begins() { }
    /// They may not, or do not any more.
    virtual void refused() = 0;
    void removed(ChatId) override { refused(); }

    api::SocketHost &m_host;
    const ChatId m_chat;

private:
    const std::optional<qint64> m_resumeAfter;
};

/// Of SocketMount::admit: whether the person may read this chat.
Result<void> mayRead(core::ReadTx &tx, ChatId chat);

} // namespace kith::dialects
