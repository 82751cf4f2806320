// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/dialect.h"
#include "core/accounts/sessions.h"

/// The rows of chatservice, one file an area.
namespace kith::chatservice {

api::Routes userRows(const core::Issuer &issuer);
api::Routes chatRows();
api::Routes messageRows();

} // namespace kith::chatservice
