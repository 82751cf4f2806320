// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows and the socket of messenger, one file an area.
namespace kith::messenger {

api::Routes accountRows(const core::Issuer &issuer);
api::Routes chatRows();
api::SocketMount socketMount();

} // namespace kith::messenger
