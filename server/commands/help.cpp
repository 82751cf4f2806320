// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/help.h"

#include "config/prose.h"
#include "ops/exitcodes.h"

#include <QStringList>

#include <span>

namespace kith {

using namespace Qt::StringLiterals;

namespace {

/// Something that can be typed (or seen) and what it means.
struct Entry
{
    const char *term;
    const char *text;
};

constexpr Entry kCommandTexts[] = {
    {"serve", "run the server (also without any command)"},
    {"check-config", "say whether the configuration is right, and what in it is wrong"},
    {"config --print", "the configuration in force, with the source of each value"},
    {"config --example", "kithd.conf with every setting"},
    {"config --markdown", "the same as documentation"},
    {"config --man", "the same as a manual page"},
    {"migrate", "bring the database to this version's schema, without serving"},
    {"admin create",
        "create the first owner: --username NAME --email ADDRESS; the password is asked for, read "
        "with --password-stdin, or generated. --additional: one more, although there is an owner"},
    {"audit verify",
        "check the audit log's chain of hashes, beside a running server or without one. --noted "
        "ENTRY:HASH: and that this entry, noted earlier, is in it"},
    {"backup --to FOLDER", "copy the data of a running or stopped server into a new folder"},
    {"backup --verify FOLDER", "check a backup"},
    {"restore --from FOLDER", "put a backup in place; the server must be stopped"},
    {"version", "the version; --json for programs"},
    {"help", "this text; --man: as a manual page"},
};

constexpr Entry kOptions[] = {
    {"--config FILE", "configuration file (else $KITH_CONFIG, else /etc/kith/kithd.conf)"},
    {"--env-file FILE", "file of environment names (else .env in the working folder)"},
    {"--host ADDRESS", "the same as --set server.host=ADDRESS"},
    {"--port PORT", "the same as --set server.port=PORT"},
    {"--data FOLDER", "the same as --set server.data=FOLDER"},
    {"--set KEY=VALUE", "any setting; secrets are refused here"},
    {"--version", "the same as the command version"},
    {"--help", "the same as the command help"},
};

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

QString entryLines(std::span<const Entry> entries)
{
    constexpr qsizetype kColumn = 26;
    QString out;
    for (const Entry &entry : entries) {
        const QString lines =
            config::wrapped(QString::fromUtf8(entry.text), QString(kColumn, u' '));
        const QString term = u"  "_s + QString::fromUtf8(entry.term);
        out += term.leftJustified(kColumn) + lines.sliced(kColumn);
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

QString entryManual(std::span<const Entry> entries)
{
    QString out;
    for (const Entry &entry : entries)
        out += u".TP\n\\fB%1\\fR\n%2\n"_s.arg(config::troff(QString::fromUtf8(entry.term)),
            config::troff(QString::fromUtf8(entry.text)));
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

} // namespace

QString usageText()
{
    return u"kithd - self-hosted team chat server\n\n"
           "Usage: kithd [COMMAND] [options]\n\nCommands\n"_s
        + entryLines(kCommandTexts) + u"\nOptions\n"_s + entryLines(kOptions) + u'\n' + statusLine()
        + u"\nSettings, with their defaults. server.port is also KITH_SERVER_PORT in the "
          "environment.\n"_s;
}

QString manual(const QString &version)
{
    return config::manualTitle(u"kithd"_s, u'8', version) + QString::fromUtf8(kManualHead)
        + u".SH COMMANDS\n"_s + entryManual(kCommandTexts) + u".SH OPTIONS\n"_s
        + entryManual(kOptions)
        + u".PP\nEvery setting of\n.BR kithd.conf (5)\ncan be given with\n.BR \\-\\-set .\n"_s
        + u".SH EXIT STATUS\n"_s + statusManual() + QString::fromUtf8(kManualEnd);
}

} // namespace kith
