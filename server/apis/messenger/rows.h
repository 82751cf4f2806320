// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows of messenger, one file an area.
namespace kith::messenger {

api::Routes accountRows(const core::Issuer &issuer);
api::Routes chatRows();

} // namespace kith::messenger
