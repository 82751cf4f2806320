// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/output.h"

#include "ops/exitcodes.h"

#include <cstdio>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Conflict:
        return ops::kExitUnavailable;
    case ErrorCode::Forbidden:
        return ops::kExitNoPermission;
    case ErrorCode::Unavailable:
        return ops::kExitTempFail;
    case ErrorCode::Internal:
        return ops::kExitSoftware;
    default:
        return ops::kExitFailure;
    }
}

} // namespace

void print(const QString &text) { std::fputs(text.toUtf8().constData(), stdout); }
void complain(const QString &text) { std::fprintf(stderr, "%s\n", text.toUtf8().constData()); }

int failWith(const Error &error)
{
    complain(u"kithd: "_s + error.detail);
    return exitCodeOf(error);
}

int wrongUsage(const QString &sentence)
{
    complain(u"kithd: %1\nTry: kithd --help"_s.arg(sentence));
    return ops::kExitUsage;
}

} // namespace kith::commands
