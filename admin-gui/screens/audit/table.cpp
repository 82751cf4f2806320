// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/screens/audit/table.h"

#include "admingui/tables/personcell.h"

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

struct KnownAction
{
    const char *name;
    const char *text;
    Tone tone;
};

/// In English; translated where it is shown. The names are the server's.
constexpr KnownAction kActions[] = {
    {"user.create", QT_TRANSLATE_NOOP("kith::console::AuditTable", "User created"), Tone::Good},
    {"user.change", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Profile changed"), Tone::Quiet},
    {"user.role", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Role changed"), Tone::Accent},
    {"user.suspend", QT_TRANSLATE_NOOP("kith::console::AuditTable", "User suspended"), Tone::Bad},
    {"user.reactivate", QT_TRANSLATE_NOOP("kith::console::AuditTable", "User reactivated"),
        Tone::Good},
    {"user.end_sessions", QT_TRANSLATE_NOOP("kith::console::AuditTable", "User signed out"),
        Tone::Warning},
    {"user.password_link", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Password link made"),
        Tone::Warning},
    {"user.password_reset", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Password reset"),
        Tone::Warning},
    {"session.end", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Session ended"), Tone::Warning},
    {"connection.close", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Connection closed"),
        Tone::Warning},
    {"chat.change", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Chat changed"), Tone::Quiet},
    {"chat.archive", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Chat archived"),
        Tone::Warning},
    {"chat.unarchive", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Chat unarchived"),
        Tone::Good},
    {"chat.read", QT_TRANSLATE_NOOP("kith::console::AuditTable", "Private chat read"), Tone::Bad},
};

const KnownAction *knownAction(const QString &name)
{
    for (const KnownAction &action : kActions) {
        if (name == QLatin1StringView(action.name))
            return &action;
    }
    return nullptr;
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
        names.append(QString::fromLatin1(action.name));
    return names;
}

Tone AuditTable::toneOf(const QString &action)
{
    const KnownAction *known = knownAction(action);
    return known ? known->tone : Tone::Quiet;
}

QString AuditTable::targetKindText(const QString &kind)
{
    if (kind == u"user"_s)
        return tr("User");
    if (kind == u"chat"_s)
        return tr("Chat");
    if (kind == u"session"_s)
        return tr("Session");
    if (kind == u"connection"_s)
        return tr("Connection");
    if (kind == u"server"_s)
        return tr("Server");
    return kind;
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
