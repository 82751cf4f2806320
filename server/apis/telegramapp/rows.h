// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows of telegramapp, one file an area.
namespace kith::telegramapp {

api::Routes accountRows(const core::Issuer &issuer);
api::Routes chatRows();
api::Routes messageRows();
api::Routes serverRows();

} // namespace kith::telegramapp
