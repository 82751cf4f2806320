// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows and the socket of pythia, one file an area.
namespace kith::pythia {

api::Routes accountRows(const core::Issuer &issuer);
api::Routes channelRows();
api::Routes messageRows();
api::Routes adminRows();
api::SocketMount socketMount();

} // namespace kith::pythia
