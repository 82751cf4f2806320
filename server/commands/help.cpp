// SPDX-License-Identifier: GPL-3.0-or-later
// kithd's command line in words: one list for the terminal and for man.
#include "commands/commands.h"
#include "commands/output.h"
#include "config/describe.h"
#include "config/prose.h"
#include "ops/exitcodes.h"

#include <QCoreApplication>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr Usage kHelpUsage[] = {{"help", "this text; --man: as a manual page"}};
constexpr Option kHelpOptions[] = {{"--man"}};

/// Something that can be typed and what it means.
struct Entry
{
    QString term{};
    QString text{};
};

std::vector<Entry> commandEntries()
{
    std::vector<Entry> all;
    for (const Command *command : allCommands()) {
        for (const Usage &usage : command->usage)
            all.push_back({QString::fromUtf8(usage.typed), QString::fromUtf8(usage.text)});
    }
    return all;
}

std::vector<Entry> optionEntries()
{
    std::vector<Entry> all;
    for (const CommonOption &common : commonOptions()) {
        QString term = QString::fromUtf8(common.option.name);
        if (common.option.value)
            term += u' ' + QString::fromUtf8(common.option.value);
        all.push_back({term, QString::fromUtf8(common.text)});
    }
    return all;
}

struct Status
{
    ops::ExitCode code;
    const char *text;
};
constexpr Status kStatuses[] = {
    {ops::kExitOk, "fine"},
    {ops::kExitFailure, "failed, and said why"},
    {ops::kExitUsage, "wrong command line"},
    {ops::kExitUnavailable, "another kithd holds the data, or the port is taken"},
    {ops::kExitSoftware, "a fault of Kith"},
    {ops::kExitIo, "the disk failed"},
    {ops::kExitTempFail, "the database cannot be reached"},
    {ops::kExitNoPermission, "no permission"},
    {ops::kExitConfig, "wrong configuration"},
};

QString entryLines(const std::vector<Entry> &entries)
{
    constexpr qsizetype kColumn = 26;
    QString out;
    for (const Entry &entry : entries) {
        const QString lines = config::wrapped(entry.text, QString(kColumn, u' '));
        out += (u"  "_s + entry.term).leftJustified(kColumn) + lines.sliced(kColumn);
    }
    return out;
}

QString statusLine()
{
    QStringList out;
    for (const auto &[code, text] : kStatuses)
        out += u"%1 %2"_s.arg(code).arg(QString::fromUtf8(text));
    return config::wrapped(u"Exit status: "_s + out.join(u", "_s) + u'.', {});
}

QString entryManual(const std::vector<Entry> &entries)
{
    QString out;
    for (const Entry &entry : entries)
        out += u".TP\n\\fB%1\\fR\n%2\n"_s.arg(config::troff(entry.term), config::troff(entry.text));
    return out;
}

QString statusManual()
{
    QString out;
    for (const auto &[code, text] : kStatuses)
        out +=
            u".TP\n%1\n%2\n"_s.arg(QString::number(code), config::troff(QString::fromUtf8(text)));
    return out;
}

constexpr char kManualHead[] = R"(.SH NAME
kithd \- self\-hosted team chat server
.SH SYNOPSIS
.B kithd
.RI [ COMMAND ]
.RI [ options ]
.SH DESCRIPTION
.B kithd
serves a REST API, a realtime socket and a chat page, from an embedded database or from MariaDB.
It listens on loopback and speaks plain HTTP; a proxy in front of it speaks TLS.
.PP
The Debian package brings a systemd unit. Set at least
.B server.public_url
in
.IR /etc/kith/kithd.conf ,
then:
.PP
.nf
    kithd check\-config
    systemctl enable \-\-now kithd
.fi
)";

constexpr char kManualEnd[] = R"(.SH SIGNALS
.TP
.BR TERM ", " INT
Stop: accept nothing more, finish what is under way, and tell sockets to come back. A second one
stops at once.
.SH FILES
.TP
.I /etc/kith/kithd.conf
The configuration; see
.BR kithd.conf (5).
.TP
.I /var/lib/kith
The data of the service: the database, the generated secret and the files. Readable by its user
.B kith
alone.
.SH NOTES
Commands that use the data of the service are run as its user, as in
.PP
.nf
    runuser \-u kith \-\- kithd backup \-\-to /srv/backup/kith
.fi
.SH SEE ALSO
.BR kithd.conf (5),
.BR systemctl (1)
)";

/// Without the settings.
QString usageText()
{
    return u"kithd - self-hosted team chat server\n\n"
           "Usage: kithd [COMMAND] [options]\n\nCommands\n"_s
        + entryLines(commandEntries()) + u"\nOptions\n"_s + entryLines(optionEntries()) + u'\n'
        + statusLine()
        + u"\nSettings, with their defaults. server.port is also KITH_SERVER_PORT in the "
          "environment.\n"_s;
}

/// kithd(8), for man.
QString manual(const QString &version)
{
    return config::manualTitle(u"kithd"_s, u'8', version) + QString::fromUtf8(kManualHead)
        + u".SH COMMANDS\n"_s + entryManual(commandEntries()) + u".SH OPTIONS\n"_s
        + entryManual(optionEntries())
        + u".PP\nEvery setting of\n.BR kithd.conf (5)\ncan be given with\n.BR \\-\\-set .\n"_s
        + u".SH EXIT STATUS\n"_s + statusManual() + QString::fromUtf8(kManualEnd);
}

int help(const CommandLine &line)
{
    print(line.switches.contains(u"--man"_s) ? manual(QCoreApplication::applicationVersion())
                                             : usageText() + config::helpText());
    return ops::kExitOk;
}

} // namespace

const Command &helpCommand()
{
    static constexpr Command command{
        .name = "help", .usage = kHelpUsage, .options = kHelpOptions, .run = help};
    return command;
}

} // namespace kith::commands
