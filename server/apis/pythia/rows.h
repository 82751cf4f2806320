// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows of pythia, one file an area.
namespace kith::pythia {

api::Routes accountRows(const core::Issuer &issuer);
api::Routes channelRows();
api::Routes messageRows();
api::Routes adminRows();

} // namespace kith::pythia
