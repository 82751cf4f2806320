// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kith::pythia {

/// An address as the original's validation library reads one: by its syntax alone, out of
/// "Name <a@b.org>" too, with the domain in lower case.
struct ReadEmail
{
    QString address{};
    QString fault{}; ///< not empty: it is none, and why
};
ReadEmail readEmail(const QString &text);

} // namespace kith::pythia
