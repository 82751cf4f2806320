// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/chats/table.h"

#include "admingui/tables/personcell.h"

namespace kith::console {

using namespace Qt::StringLiterals;

QString ChatTable::nameOf(const AdminChat &chat)
{
    if (chat.kind != ChatKind::Direct)
        return chat.name;
    QStringList names;
    for (const UserBrief &person : chat.people)
        names.append(readable(person));
    return names.join(u" – "_s);
}

QString ChatTable::kindOf(const AdminChat &chat)
{
    if (chat.kind == ChatKind::Channel)
        return chat.isPublic ? tr("Public channel") : tr("Private channel");
    return readable(chat.kind);
}

Tone ChatTable::toneOf(const AdminChat &chat)
{
    if (chat.kind == ChatKind::Channel)
        return chat.isPublic ? Tone::Good : Tone::Accent;
    return Tone::Quiet;
}

std::vector<Column<AdminChat>> ChatTable::columns(Of what)
{
    std::vector<Column<AdminChat>> columns{
        column(&AdminChat::name, tr("Chat"))
            .wide(270)
            .sortedBy(AdminChatSort::Name)
            .written(&ChatTable::nameOf)
            .drawn([](const AdminChat &chat) {
                return CellLook{.second = chat.topic,
                    .avatar = chat.kind == ChatKind::Channel ? u"#"_s : nameOf(chat),
                    .avatarSeed = chat.id.value,
                    .dimmed = chat.isArchived,
                    .strong = true};
            }),
        column(&AdminChat::kind, tr("Kind"))
            .wide(130)
            .written(&ChatTable::kindOf)
            .drawn([](const AdminChat &chat) {
                return CellLook{.badge = true, .tone = toneOf(chat)};
            }),
        column(&AdminChat::memberCount, tr("Members"))
            .wide(90)
            .sortedBy(AdminChatSort::MemberCount),
        column(&AdminChat::messageCount, tr("Messages"))
            .wide(95)
            .sortedBy(AdminChatSort::MessageCount),
        column(&AdminChat::updatedAt, tr("Last activity"))
            .wide(135)
            .sortedBy(AdminChatSort::UpdatedAt),
        column(&AdminChat::isArchived, tr("State"))
            .wide(100)
            .written(
                [](const AdminChat &chat) { return chat.isArchived ? tr("Archived") : QString(); })
            .drawn(
                [](const AdminChat &) { return CellLook{.badge = true, .tone = Tone::Warning}; }),
        column(&AdminChat::createdBy, tr("Created by")).wide(150),
        column(&AdminChat::createdAt, tr("Created")).wide(130).sortedBy(AdminChatSort::CreatedAt),
        column(&AdminChat::topic, tr("Topic")).wide(200).hidden(),
        column(&AdminChat::isPublic, tr("Public")).hidden(),
        column(&AdminChat::lastSeq, tr("Last position")).hidden(),
        column(&AdminChat::people, tr("People")).wide(200).hidden(),
        column(&AdminChat::id, tr("Id")).wide(90).hidden(),
    };
    if (what == Of::OnePerson)
        columns[6].shown = false;
    return columnsOf(std::move(columns));
}

} // namespace kith::console
