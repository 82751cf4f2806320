// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text as a terminal and as man(7) want it. Pure functions, any thread.

#include <QString>

namespace kith::config {

/// In lines of at most 96 characters, each beginning with the prefix, a newline at the end.
QString wrapped(const QString &text, const QString &prefix);

/// One line of text as it must stand in a manual page: nothing in it is taken for a command.
QString troff(const QString &text);

/// Paragraphs, lists and `code` of Markdown for a manual page; titles ("# …") are left out.
QString troffFromMarkdown(const QString &markdown);

/// The line that a page begins with: `page` is such as "kithd.conf", `section` such as '5'.
QString manualTitle(const QString &page, QChar section, const QString &version);

} // namespace kith::config
