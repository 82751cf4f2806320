// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows and the socket of telegramapp, one file an area.
namespace kith::telegramapp {

api::Routes accountRows(const core::Issuer &issuer);
api::Routes chatRows();
api::Routes messageRows();
api::Routes serverRows();
api::SocketMount socketMount();

} // namespace kith::telegramapp
