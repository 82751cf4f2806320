// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/onechat.h"

#include "core/access.h"

#include <QUrlQuery>

namespace kith::dialects {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> afterSeq(const QByteArray &query)
{
    bool ok = false;
    const qint64 seq =
        QUrlQuery(QString::fromUtf8(query)).queryItemValue(u"after_seq"_s).toLongLong(&ok);
    return ok && seq >= 0 ? std::optional(seq) : std::nullopt;
}

} // namespace

OneChatSocket::OneChatSocket(api::SocketHost &host, ChatId chat, const QByteArray &query)
    : m_host(host), m_chat(chat), m_resumeAfter(afterSeq(query))
{
}

void OneChatSocket::opened()
{
    m_host.read<qint64>(
        [chat = m_chat](core::ReadTx &tx) -> Result<qint64> {
            TRY_ASSIGN(const auto in, core::access::chatForReading(tx, chat));
            return in.chat.lastSeq;
        },
        [this](Result<qint64> end) {
            if (!end)
                return refused();
            begins();
            if (m_resumeAfter && *m_resumeAfter < *end)
                m_host.resume(StreamId::of(m_chat), *m_resumeAfter);
            else
                m_host.listen({{StreamId::of(m_chat), *end}});
            m_host.enterRoom(m_chat);
        });
}

Result<void> mayRead(core::ReadTx &tx, ChatId chat)
{
    TRY(core::access::chatForReading(tx, chat));
    return {};
}

} // namespace kith::dialects
