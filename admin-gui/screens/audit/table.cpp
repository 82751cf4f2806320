// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/table.h"

#include "admingui/tables/personcell.h"

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

struct KnownAction
{
    AuditAction action;
    const char *text;
    Tone tone;
};

/// In English; translated where it is shown.
constexpr KnownAction kActions[] = {
    {AuditAction::UserCreate, QT_TRANSLATE_NOOP("kith::console::AuditTable", "User created"),
        Tone::Good},
    {AuditAction::UserChange, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Profile changed"),
        Tone::Quiet},
    {AuditAction::UserRole, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Role changed"),
        Tone::Accent},
    {AuditAction::UserSuspend, QT_TRANSLATE_NOOP("kith::console::AuditTable", "User suspended"),
        Tone::Bad},
    {AuditAction::UserReactivate,
        QT_TRANSLATE_NOOP("kith::console::AuditTable", "User reactivated"), Tone::Good},
    {AuditAction::UserEndSessions,
        QT_TRANSLATE_NOOP("kith::console::AuditTable", "User signed out"), Tone::Warning},
    {AuditAction::UserPasswordLink,
        QT_TRANSLATE_NOOP("kith::console::AuditTable", "Password link made"), Tone::Warning},
    {AuditAction::UserPasswordReset,
        QT_TRANSLATE_NOOP("kith::console::AuditTable", "Password reset"), Tone::Warning},
    {AuditAction::SessionEnd, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Session ended"),
        Tone::Warning},
    {AuditAction::ConnectionClose,
        QT_TRANSLATE_NOOP("kith::console::AuditTable", "Connection closed"), Tone::Warning},
    {AuditAction::ChatChange, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Chat changed"),
        Tone::Quiet},
    {AuditAction::ChatArchive, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Chat archived"),
        Tone::Warning},
    {AuditAction::ChatUnarchive, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Chat unarchived"),
        Tone::Good},
    {AuditAction::ChatRead, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Private chat read"),
        Tone::Bad},
    {AuditAction::MessageDelete, QT_TRANSLATE_NOOP("kith::console::AuditTable", "Message deleted"),
        Tone::Warning},
};

static_assert(std::size(kActions) == enumNames<AuditAction>.size()); // each has its words

const KnownAction *knownAction(const QString &name)
{
    const auto wanted = auditActionNamed(name);
    const auto *const found = std::find_if(std::begin(kActions), std::end(kActions),
        [&](const KnownAction &known) { return known.action == wanted; });
    return found == std::end(kActions) ? nullptr : found;
}

QString changesText(const AuditEntry &entry)
{
    QStringList texts;
    for (const AuditChange &change : entry.changes)
        texts.append(change.field + u": "_s + change.before + u" → "_s + change.after);
    return texts.join(u"; "_s);
}

QString targetText(const AuditEntry &entry)
{
    if (!entry.targetName.isEmpty())
        return entry.targetName;
    return entry.targetId ? u'#' + QString::number(entry.targetId) : QString();
}

} // namespace

QString AuditTable::actionText(const QString &action)
{
    const KnownAction *known = knownAction(action);
    return known ? tr(known->text) : action;
}

QStringList AuditTable::knownActions()
{
    QStringList names;
    for (const KnownAction &action : kActions)
        names.append(QString::fromLatin1(nameOf(action.action)));
    return names;
}

Tone AuditTable::toneOf(const QString &action)
{
    const KnownAction *known = knownAction(action);
    return known ? known->tone : Tone::Quiet;
}

QString AuditTable::targetKindText(const QString &kind)
{
    const std::optional<AuditTarget> target = auditTargetNamed(kind);
    if (!target)
        return kind;
    switch (*target) {
    case AuditTarget::User:
        return tr("User");
    case AuditTarget::Chat:
        return tr("Chat");
    case AuditTarget::Session:
        return tr("Session");
    case AuditTarget::Connection:
        return tr("Connection");
    case AuditTarget::Message:
        break;
    }
    return tr("Message");
}

std::vector<Column<AuditEntry>> AuditTable::columns(Of what)
{
    std::vector<Column<AuditEntry>> columns{
        column(&AuditEntry::at, tr("When")).wide(130),
        column(&AuditEntry::actorName, tr("Who"))
            .wide(150)
            .written([](const AuditEntry &entry) {
                return entry.actorId ? entry.actorName : tr("The server's operator");
            })
            .drawn([](const AuditEntry &entry) {
                return CellLook{.avatar = entry.actorId ? entry.actorName : u"$"_s,
                    .avatarSeed = entry.actorId.value_or(UserId()).value,
                    .strong = true};
            }),
        column(&AuditEntry::action, tr("What"))
            .wide(150)
            .written([](const AuditEntry &entry) { return actionText(entry.action); })
            .explained([](const AuditEntry &entry) { return entry.action; })
            .drawn([](const AuditEntry &entry) {
                return CellLook{.badge = true, .tone = toneOf(entry.action)};
            }),
        column(&AuditEntry::targetName, tr("To whom or what")).wide(150).written(targetText),
        column(&AuditEntry::changes, tr("Changes"))
            .wide(220)
            .written(changesText)
            .explained(changesText),
        column(&AuditEntry::reason, tr("Reason")).wide(160).explained([](const AuditEntry &entry) {
            return entry.reason;
        }),
        column(&AuditEntry::address, tr("Address")).wide(125).drawn([](const AuditEntry &) {
            return CellLook{.fixedWidth = true, .tone = Tone::Quiet};
        }),
        column(&AuditEntry::seq, tr("No.")).wide(70),
    };
    if (what == Of::OneTarget) {
        columns[3].shown = false;
        columns[6].shown = false;
    }
    return columnsOf(std::move(columns));
}

} // namespace kith::console
