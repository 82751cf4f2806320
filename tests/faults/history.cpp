// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"

#include <QStringList>

#include <iterator>

namespace kith::faults {

using namespace Qt::StringLiterals;

namespace {

using Kind = Record::Kind;

struct Layout
{
    Kind kind;
    QLatin1StringView verb;
    QLatin1StringView members; ///< in their order; `text` takes the rest of the line
};

constexpr Layout kLayouts[] = {
    {Kind::Enter, "enter"_L1, "who chat"_L1},
    {Kind::Leave, "leave"_L1, "who chat"_L1},
    {Kind::Send, "send"_L1, "who chat key text"_L1},
    {Kind::Edit, "edit"_L1, "who id key text"_L1},
    {Kind::Delete, "delete"_L1, "who id key"_L1},
    {Kind::Ack, "ack"_L1, "key seq id"_L1},
    {Kind::Fail, "fail"_L1, "key"_L1},
    {Kind::Mark, "mark"_L1, "who chat seq"_L1},
    {Kind::Saw, "saw"_L1, "who chat seq change id text"_L1},
    {Kind::Hole, "hole"_L1, "who chat"_L1},
    {Kind::Stored, "stored"_L1, "chat seq id who key text"_L1},
    {Kind::Erased, "erased"_L1, "chat seq id who key"_L1},
    {Kind::Event, "event"_L1, "chat seq change id"_L1},
    {Kind::End, "end"_L1, "chat seq count"_L1},
    {Kind::Listed, "listed"_L1, "who chat seq id text"_L1},
    {Kind::Cursor, "cursor"_L1, "who chat seq"_L1},
    {Kind::Unread, "unread"_L1, "who chat count"_L1},
};

constexpr QLatin1StringView kChanges[] = {
    "created"_L1, "updated"_L1, "deleted"_L1, "other"_L1}; // as in Record::Change

const Layout *layoutOf(const QString &verb)
{
    const auto it = std::find_if(std::begin(kLayouts), std::end(kLayouts),
        [&](const Layout &layout) { return layout.verb == verb; });
    return it == std::end(kLayouts) ? nullptr : it;
}

/// False: the word is not what this member holds.
bool set(Record &record, const QString &member, const QString &word)
{
    bool ok = true;
    if (member == "who"_L1)
        record.who = word;
    else if (member == "chat"_L1)
        record.chat = word;
    else if (member == "key"_L1)
        record.key = word == "-"_L1 ? QString() : word;
    else if (member == "text"_L1)
        record.text = word;
    else if (member == "seq"_L1)
        record.seq = word.toLongLong(&ok);
    else if (member == "id"_L1)
        record.id = word.toLongLong(&ok);
    else if (member == "count"_L1)
        record.count = word.toLongLong(&ok);
    else {
        const auto it = std::find(std::begin(kChanges), std::end(kChanges), word);
        ok = it != std::end(kChanges);
        record.change = static_cast<Record::Change>(it - std::begin(kChanges));
    }
    return ok;
}

QString get(const Record &record, const QString &member)
{
    if (member == "who"_L1)
        return record.who;
    if (member == "chat"_L1)
        return record.chat;
    if (member == "key"_L1)
        return record.key.isEmpty() ? u"-"_s : record.key;
    if (member == "text"_L1)
        return record.text;
    if (member == "change"_L1)
        return kChanges[static_cast<size_t>(record.change)];
    return QString::number(member == "seq"_L1 ? record.seq
            : member == "id"_L1               ? record.id
                                              : record.count);
}

bool parse(const QString &line, Record &record)
{
    const Layout *layout = layoutOf(line.section(u' ', 0, 0, QString::SectionSkipEmpty));
    if (!layout)
        return false;
    record.kind = layout->kind;
    const QStringList members = QString(layout->members).split(u' ');
    for (int i = 0; i < members.size(); ++i) {
        const bool takesRest = members[i] == "text"_L1;
        const QString word =
            line.section(u' ', i + 1, takesRest ? -1 : i + 1, QString::SectionSkipEmpty).trimmed();
        if (!takesRest && word.isEmpty())
            return false;
        if (!set(record, members[i], word))
            return false;
    }
    return true;
}

} // namespace

History History::fromText(const QString &text, QString *wrong)
{
    History history;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        Record record;
        if (!parse(line.trimmed(), record)) {
            *wrong = line;
            return history;
        }
        history.add(std::move(record));
    }
    return history;
}

QString History::toText() const
{
    QString text;
    for (const Record &record : m_records) {
        const auto layout = std::find_if(std::begin(kLayouts), std::end(kLayouts),
            [&](const Layout &one) { return one.kind == record.kind; });
        text += layout->verb;
        for (const QString &member : QString(layout->members).split(u' '))
            text += u' ' + get(record, member);
        text += u'\n';
    }
    return text;
}

} // namespace kith::faults
