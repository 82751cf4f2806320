// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/event/event.h"

namespace kith {

using namespace Qt::StringLiterals;

QString streamName(StreamId stream)
{
    switch (stream.kind) {
    case StreamId::Kind::Chat:
        return u"chat:"_s + QString::number(stream.id);
    case StreamId::Kind::User:
        return u"user"_s;
    case StreamId::Kind::Directory:
        return u"directory"_s;
    case StreamId::Kind::Admin:
        break;
    }
    return u"admin"_s;
}

std::optional<StreamId> streamFromName(QStringView name, UserId asker)
{
    if (name == "user"_L1)
        return StreamId::of(asker);
    if (name == "admin"_L1)
        return StreamId::admins();
    bool ok = false;
    const qint64 id = name.startsWith("chat:"_L1) ? name.mid(5).toLongLong(&ok) : 0;
    return ok && id > 0 ? std::optional(StreamId::of(ChatId(id))) : std::nullopt;
}

} // namespace kith
